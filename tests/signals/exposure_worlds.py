"""Simulated tests whose truth is known: what the rule and the allocation reach. Seeded, vectorised over the tests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from signals.exposure.compute import Verdict, chance_above, judge, next_look
from signals.exposure.rules import ROUND
from signals.exposure.usual import strength

Floats = NDArray[np.float64]
ITEMS, PEOPLE = 8, 1200


@dataclass(frozen=True, slots=True)
class Outcome:
    """Shares of all tests, and of the promoted and stopped those that were right."""

    promoted: float
    right: float
    stopped: float
    rightly_stopped: float
    undecided: float
    people: float


def rates(usual: float, count: int, seed: int, spread: float | None = None) -> Floats:
    """True rates drawn from the belief of the method, or from one of another spread."""
    k = strength(usual) if spread is None else (1 - usual) / (usual * spread**2) - 1
    return np.random.default_rng(seed).beta(usual * k, (1 - usual) * k, count)


def staged(usual: float, truth: Floats, seed: int, promote_from: float = 0.90) -> Outcome:
    """Run every test to its end by the shipped rule."""
    generator = np.random.default_rng(seed)
    taken, shown = np.zeros(len(truth)), np.zeros(len(truth))
    verdict = np.full(len(truth), "", dtype=object)
    seen = 0
    while (verdict == "").any():
        look = next_look(seen or None)
        is_open = verdict == ""
        taken[is_open] += generator.binomial(look - seen, truth[is_open])
        shown[is_open] = seen = look
        chances = chance_above(taken, look, usual)
        for row in np.flatnonzero(is_open):
            said = judge(float(chances[row]), look)
            if chances[row] >= promote_from:
                said = Verdict.PROMOTE
            verdict[row] = "" if said is Verdict.GO_ON else said
    assert seen <= ROUND
    promoted, stopped = verdict == Verdict.PROMOTE, verdict == Verdict.STOP
    return Outcome(
        promoted=float(promoted.mean()),
        right=float((truth[promoted] > usual).mean()),
        stopped=float(stopped.mean()),
        rightly_stopped=float((truth[stopped] < usual).mean()),
        undecided=float((verdict == Verdict.UNDECIDED).mean()),
        people=float(shown.mean()),
    )


def bandit(usual: float, worlds: int, seed: int, is_thompson: bool = True) -> tuple[float, float]:
    """8 open tests share 1,200 people: how often the best one is found, and the mean regret in usual rates.

    Thompson's choice is made person by person from draws, which is what the propensities are the chances of.
    """
    generator = np.random.default_rng(seed)
    truth = rates(usual, worlds * ITEMS, seed).reshape(worlds, ITEMS)
    a = np.full((worlds, ITEMS), usual * strength(usual))
    b = np.full((worlds, ITEMS), (1 - usual) * strength(usual))
    best, row, lost = truth.max(axis=1), np.arange(worlds), 0.0
    for person in range(PEOPLE):
        even = np.full(worlds, person % ITEMS)
        arm = generator.beta(a, b).argmax(axis=1) if is_thompson else even
        chosen = truth[row, arm]
        took = generator.random(worlds) < chosen
        a[row, arm] += took
        b[row, arm] += ~took
        lost += float((best - chosen).mean())
    found = (a / (a + b)).argmax(axis=1) == truth.argmax(axis=1)
    return float(found.mean()), lost / PEOPLE / usual
