"""How many of the hand-made traps the rules find, by language form, and how many of their findings are right.

The floor is a plain list of words: the same words compared as they are written, without levelling anything.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from benchmarks.report import Row
from transparency.rules.rulebook import default_rules
from transparency.rules.traps import Score, Trap, read_traps, score

NAMES = ("rules",)
TRAPS: Final = Path(__file__).parent.parent / "tests" / "transparency" / "data" / "traps.tsv"
FORMS: Final = ("fr", "ar", "darija", "arabizi")


def _as_written(traps: Iterable[Trap]) -> float:
    """Recall of looking for each rule's words as they stand, in any case."""
    words = {
        rule.code: [term.lower() for term in (*rule.terms, *rule.arabizi, *rule.only_with)]
        for rule in default_rules()
    }
    pairs = [(trap.text.lower(), code) for trap in traps for code in trap.rules]
    found = sum(any(word in text for word in words[code]) for text, code in pairs)
    return found / len(pairs)


def rows(name: str) -> list[Row]:
    """Recall and precision of each form and of all, and the milliseconds that one line costs."""
    traps = read_traps(TRAPS)
    made: list[Row] = []
    for form in (*FORMS, "all"):
        chosen = [trap for trap in traps if form in {trap.form, "all"}]
        counted = score(chosen)
        made += _of(f"{name}_{form}", counted, _as_written(chosen), len(chosen))
    began = time.perf_counter()
    score(traps)
    each = (time.perf_counter() - began) / len(traps) * 1e3
    took = Row(name=f"{name}_line", value=round(each, 3), unit="ms", floor=None, ratio=None, n=len(traps))
    return [*made, took]


def _of(label: str, counted: Score, floor: float, n: int) -> list[Row]:
    return [
        Row(
            name=f"{label}_recall",
            value=round(counted.recall, 4),
            unit="share",
            floor=round(floor, 4),
            ratio=round(counted.recall / floor, 2) if floor else None,
            n=n,
        ),
        Row(
            name=f"{label}_precision",
            value=round(counted.precision, 4),
            unit="share",
            floor=None,
            ratio=None,
            n=n,
        ),
    ]


def run(name: str) -> list[Row]:
    return rows(name)
