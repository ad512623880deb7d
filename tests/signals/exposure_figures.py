"""The measured figures of ``docs/methods/exposure.md``: ``python -m tests.signals.exposure_figures`` writes them again."""

from __future__ import annotations

import re
from pathlib import Path

from tests.signals.exposure_worlds import ITEMS, PEOPLE, Outcome, bandit, rates, staged

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "methods" / "exposure.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
TESTS, WORLDS = 40_000, 1_000
USUAL = (0.10, 0.03)
HEAD = "promoted | of them truly above | stopped | of them truly below | undecided | people a test |"


def figures() -> list[str]:
    """The tables, line by line."""
    lines = [f"{TESTS} tests at each rate, items drawn from the belief of the method:", ""]
    lines += [f"| usual rate | promote at | {HEAD}", "|---|---|---|---|---|---|---|---|"]
    for usual in USUAL:
        for promote_from in (0.80, 0.90):
            found = staged(usual, rates(usual, TESTS, 7), 8, promote_from)
            mark = "**" if promote_from == 0.90 else ""
            lines.append(f"| {usual:.0%} | {mark}{promote_from:.1f}{mark} | {_cells(found)} |")
    lines += ["", "The same rule (0.9) where products differ less or more than it believes (0.5):", ""]
    lines += [f"| usual rate | true spread | {HEAD}", "|---|---|---|---|---|---|---|---|"]
    for usual in USUAL:
        for spread in (0.3, 0.7, 1.0):
            found = staged(usual, rates(usual, TESTS, 7, spread), 8)
            lines.append(f"| {usual:.0%} | {spread} | {_cells(found)} |")
    return [*lines, "", *_of_average(), "", *_of_sharing()]


def _cells(found: Outcome) -> str:
    shares = (found.promoted, found.right, found.stopped, found.rightly_stopped, found.undecided)
    return " | ".join([*(f"{share:.2f}" for share in shares), f"{found.people:.0f}"])


def _of_average() -> list[str]:
    """An item that is exactly average: promoted by luck alone."""
    import numpy as np

    shares = [staged(usual, np.full(TESTS, usual), 8).promoted for usual in USUAL]
    words = ", ".join(
        f"{share:.0%} of the time at {usual:.0%}" for share, usual in zip(shares, USUAL, strict=True)
    )
    return [f"An exactly average product is promoted {words}."]


def _of_sharing() -> list[str]:
    lines = [f"Sharing {PEOPLE:,} people among {ITEMS} tests, {WORLDS} shops at each rate:", ""]
    lines += [
        "| usual rate | sharing | the best is found | mean regret, in usual rates |",
        "|---|---|---|---|",
    ]
    for usual in USUAL:
        for name, is_thompson in (("Thompson", True), ("evenly", False)):
            best, regret = bandit(usual, WORLDS, 9, is_thompson)
            lines.append(f"| {usual:.0%} | {name} | {best:.2f} | {regret:.2f} |")
    return lines


def section(lines: list[str]) -> str:
    return "\n".join([BEGIN, "", *lines, "", END])


def write() -> None:
    text = DOCUMENT.read_text()
    fresh = section(figures())
    DOCUMENT.write_text(re.sub(f"{BEGIN}.*{END}", lambda _found: fresh, text, flags=re.DOTALL))


if __name__ == "__main__":
    write()
