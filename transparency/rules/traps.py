"""How well the rules find what they should: recall and precision on lines whose answers a person wrote. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from transparency.rules.compute import Facts, Written, check
from transparency.rules.rulebook import default_rules

# What the lines stand on: a post of a product with a price and 40 pieces, without a last day.
FACTS = Facts(kind="content", today="2026-11-22", language="fr", price="3 500 DA", stocks=(40,))
LEFT_OUT = frozenset(["promo_end"])


@dataclass(frozen=True, slots=True)
class Trap:
    """A line in one of the forms ``fr``, ``ar``, ``darija``, ``arabizi`` with the rules that it breaks."""

    form: str
    rules: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of pairs of a line and a rule."""

    right: int
    missed: int
    wrong: int

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


def read_traps(path: Path) -> list[Trap]:
    """Lines of ``form``, rules with commas (``-`` for none) and text, split by tabs."""
    rows = [line.split("\t", 2) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [Trap(form, frozenset(rules.split(",")) - {"-"}, text) for form, rules, text in rows]


def found_in(trap: Trap) -> frozenset[str]:
    """Rules that find something in the line."""
    found = check([Written("caption", trap.text)], FACTS, default_rules())
    return frozenset(one.rule for one in found) - LEFT_OUT


def score(traps: Iterable[Trap]) -> Score:
    right = missed = wrong = 0
    for trap in traps:
        found = found_in(trap)
        right += len(found & trap.rules)
        missed += len(trap.rules - found)
        wrong += len(found - trap.rules)
    return Score(right, missed, wrong)
