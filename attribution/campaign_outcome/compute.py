"""How likely a campaign is to reach its own goal: the base rate of its kind, and a regression only if it beats it.

Formulas: methods 3.8. Pure numpy and scipy; only the worker imports this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

VERSION: Final = "outcome-1"
PRIOR: Final = 2.0
TYPE_WEIGHT: Final = 4.0
FEWEST_TO_LEARN: Final = 30
FEWEST_TO_TRAIN: Final = 15
PENALTY: Final = 0.3
DRAWS: Final = 1000
LOW, HIGH = 0.1, 0.9
TYPES: Final = ("advert", "message", "playlist", "influencer", "occasion", "other")
AUDIENCES: Final = ("", "new", "regular", "inactive")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Campaign:
    """What is known before a start. ``score`` is a product's place 0 … 100; days are to the nearest of the kind."""

    type: str
    audience: str = ""
    discount: float = 0.0
    weekday: int = 0
    days_to_eid: int = 60
    days_to_payday: int = 15
    audience_size: int = 0
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A campaign that is over, in order of its start."""

    campaign: Campaign
    is_success: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """The share that succeeded, with its 80 % range; ``n`` of the same type, ``of`` all."""

    value: float
    low: float
    high: float
    n: int
    of: int


@dataclass(frozen=True, slots=True)
class Skill:
    """How much smaller the squared error is than the base rate's, with its 80 % range; ``n`` campaigns foretold."""

    value: float
    low: float
    high: float
    n: int

    @property
    def is_better(self) -> bool:
        return self.low > 0


@dataclass(frozen=True, slots=True)
class Chance:
    """``value`` is what is shown; ``base`` always stands beside it. ``by``: "base" or "model"."""

    value: float
    by: str
    base: Rate
    skill: Skill | None


def base_rate(past: Sequence[Past], kind: str) -> Rate:
    """All campaigns from Beta(2, 2), then those of the type drawn to all of them by four pseudo-campaigns."""
    alike = [one.is_success for one in past if one.campaign.type == kind]
    overall = (sum(one.is_success for one in past) + PRIOR) / (len(past) + 2 * PRIOR)
    a = TYPE_WEIGHT * overall + sum(alike)
    b = TYPE_WEIGHT * (1 - overall) + len(alike) - sum(alike)
    low, high = _beta_range(a, b)
    return Rate(a / (a + b), low, high, len(alike), len(past))


def _beta_range(a: float, b: float) -> tuple[float, float]:
    from scipy.stats import beta

    return float(beta.ppf(LOW, a, b)), float(beta.ppf(HIGH, a, b))


def features(campaigns: Sequence[Campaign]) -> Floats:
    """Campaigns x columns, not yet scaled; the first type and audience are the ones that the others are held against."""
    rows = []
    for one in campaigns:
        angle = 2 * np.pi * one.weekday / 7
        rows.append(
            [
                *(float(one.type == name) for name in TYPES[1:]),
                *(float(one.audience == name) for name in AUDIENCES[1:]),
                one.discount,
                np.sin(angle),
                np.cos(angle),
                np.log1p(abs(one.days_to_eid)),
                np.log1p(abs(one.days_to_payday)),
                np.log1p(one.audience_size),
                0.5 if one.score is None else one.score / 100,
            ]
        )
    return np.array(rows, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression on scaled features."""

    weights: Floats
    mean: Floats
    scale: Floats

    def predict(self, rows: Floats) -> Floats:
        scaled = (rows - self.mean) / self.scale
        found: Floats = 1 / (1 + np.exp(-(self.weights[0] + scaled @ self.weights[1:])))
        return found


def learn(rows: Floats, outcomes: Floats, penalty: float = PENALTY) -> Model:
    """Newton's steps on ``|w|² / 2 + C sum of log losses``, the intercept free; C = .3."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    design = np.column_stack([np.ones(len(rows)), (rows - mean) / scale])
    weights = np.zeros(design.shape[1])
    # A hair of penalty on the intercept keeps it finite when every campaign went the same way.
    ridge = np.diag([1e-3, *np.ones(design.shape[1] - 1)])
    for _step in range(50):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = penalty * design.T @ (chance - outcomes) + ridge @ weights
        bend = penalty * (design.T * (chance * (1 - chance))) @ design + ridge
        move = np.linalg.solve(bend, slope)
        weights = weights - move
        if np.abs(move).max() < 1e-10:
            break
    return Model(weights, mean, scale)


def skill_of(past: Sequence[Past], seed: int) -> Skill | None:
    """Each campaign from the fifteenth on, foretold from those before it; None under thirty campaigns."""
    if len(past) < FEWEST_TO_LEARN:
        return None
    rows = features([one.campaign for one in past])
    outcomes = np.array([float(one.is_success) for one in past])
    places = range(FEWEST_TO_TRAIN, len(past))
    own = np.array([learn(rows[:at], outcomes[:at]).predict(rows[at : at + 1])[0] for at in places])
    base = np.array([base_rate(past[:at], past[at].campaign.type).value for at in places])
    came = outcomes[FEWEST_TO_TRAIN:]
    errors, rival = (own - came) ** 2, (base - came) ** 2
    drawn = np.random.Generator(np.random.PCG64(seed)).integers(0, len(came), (DRAWS, len(came)))
    skills = 1 - errors[drawn].sum(axis=1) / rival[drawn].sum(axis=1)
    low, high = np.quantile(skills, [LOW, HIGH])
    return Skill(float(1 - errors.sum() / rival.sum()), float(low), float(high), len(came))


def chance_of(past: Sequence[Past], campaign: Campaign, seed: int) -> Chance:
    """The base rate of its type, or the regression's word where that has proven better on this shop's own campaigns."""
    base, skill = base_rate(past, campaign.type), skill_of(past, seed)
    if skill is None or not skill.is_better:
        return Chance(base.value, "base", base, skill)
    model = learn(features([one.campaign for one in past]), np.array([float(one.is_success) for one in past]))
    return Chance(float(model.predict(features([campaign]))[0]), "model", base, skill)
