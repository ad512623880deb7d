"""Simulated weeks of searches of which the truth is known, and how often a list of trends is right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from signals.trends.compute import BASE_WEEKS, FEWEST_NOW, TREND, WATCH, WEEKS, judge


@dataclass(frozen=True, slots=True)
class World:
    """``terms`` terms searched ``total`` times a week; a share of them is truly multiplied for the last two weeks.

    Each term's weekly rate is drawn around its mean with variance ``overdispersion`` · mean² (a gamma); how
    often terms are searched follows a log-normal law.
    """

    terms: int = 2000
    total: int = 20_000
    overdispersion: float = 0.3
    true_share: float = 0.02
    times: float = 3.0
    sigma: float = 1.0

    def draw(
        self, rng: np.random.Generator
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        """Counts (terms x 8 weeks), distinct searchers of the last two weeks, and which terms truly rose."""
        weight = np.exp(rng.normal(0, self.sigma, self.terms))
        rates = np.tile((weight / weight.sum() * self.total)[:, None], (1, WEEKS))
        is_true = rng.random(self.terms) < self.true_share
        rates[is_true, BASE_WEEKS:] *= self.times
        if self.overdispersion:
            rates = rates * rng.gamma(1 / self.overdispersion, self.overdispersion, rates.shape)
        counts = rng.poisson(rates).astype(np.int64)
        # One search in five is by somebody who searched the same before.
        people = rng.binomial(counts[:, -2:], 0.8).astype(np.int64)
        return counts, people, is_true


@dataclass(frozen=True, slots=True)
class Score:
    """Means over simulated weeks: entries on a list, share of them that is false (0 for an empty list), recall.

    ``false_of_all``: of all entries of all weeks together, the share that is false.
    """

    entries: float
    false_share: float
    recall: float
    false_of_all: float


def _score(found: list[tuple[NDArray[np.bool_], NDArray[np.bool_]]]) -> Score:
    listed = [int(flags.sum()) for flags, _truth in found]
    false = [int((flags & ~truth).sum()) / max(1, int(flags.sum())) for flags, truth in found]
    recall = [int((flags & truth).sum()) / max(1, int(truth.sum())) for flags, truth in found]
    wrong = sum(int((flags & ~truth).sum()) for flags, truth in found) / max(1, sum(listed))
    return Score(float(np.mean(listed)), float(np.mean(false)), float(np.mean(recall)), wrong)


def scores(world: World, weeks: int, seed: int = 20261122) -> dict[str, Score]:
    """``naive`` (twice the mean of the base), ``watch`` (found once, before confirmation) and ``trend``."""
    rng = np.random.default_rng(seed)
    found: dict[str, list[tuple[NDArray[np.bool_], NDArray[np.bool_]]]] = {}
    for _week in range(weeks):
        counts, people, truth = world.draw(rng)
        verdict = judge(counts, people).verdict
        # What would stand on the list one week earlier, when the rise is new.
        early = np.concatenate([counts[:, :1], counts[:, :-1]], axis=1)
        once = judge(early, np.repeat(people[:, :1], 2, axis=1)).verdict
        last = counts[:, -2]
        naive = (last >= FEWEST_NOW) & (last >= 2 * counts[:, :BASE_WEEKS].mean(axis=1))
        for name, flags in (("naive", naive), ("watch", once == WATCH), ("trend", verdict == TREND)):
            found.setdefault(name, []).append((flags, truth))
    return {name: _score(pairs) for name, pairs in found.items()}
