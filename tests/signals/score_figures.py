"""The measured figures of ``docs/methods/scores.md``: ``python -m tests.signals.score_figures`` writes them again."""

from __future__ import annotations

import re
from pathlib import Path

from tests.signals.score_worlds import coverage, ranking, steady_against_flash

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "methods" / "scores.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
SIZES = (10, 40, 200, 1000)
SHOPS = 300


def figures() -> list[str]:
    """The tables, line by line."""
    lines = [
        f"Over {SHOPS} simulated shops of 50 products, at each size:",
        "",
        "| orders | truth above the 10 % bound | truth in the 90 % range | truth in the 80 % range |",
        "|---|---|---|---|",
    ]
    for orders in SIZES:
        found = coverage(orders, SHOPS)
        cells = (found["lower10"], found["range90"], found["range80"])
        lines.append(f"| {orders} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |")
    lines += ["", "Mean Spearman correlation of the ranking with the truth, same shops:", ""]
    lines += ["| orders | pooled rate | raw rate | Wilson bound | plain counts |", "|---|---|---|---|---|"]
    for orders in SIZES:
        rank = ranking(orders, SHOPS)
        lines.append(f"| {orders} | " + " | ".join(f"{rank[name]:.2f}" for name in rank) + " |")
    lines += [
        "",
        "Telling even sellers from sellers with 60 % of their orders in one week of eight (AUC, 400 each):",
        "",
    ]
    lines += ["| orders | excess Gini | largest week's share | active weeks |", "|---|---|---|---|"]
    for orders in (10, 40):
        auc = steady_against_flash(orders, 8, 400)
        lines.append(f"| {orders} | " + " | ".join(f"{auc[name]:.2f}" for name in auc) + " |")
    return lines


def section(lines: list[str]) -> str:
    return "\n".join([BEGIN, "", *lines, "", END])


def write() -> None:
    text = DOCUMENT.read_text()
    fresh = section(figures())
    DOCUMENT.write_text(re.sub(f"{BEGIN}.*{END}", lambda _found: fresh, text, flags=re.DOTALL))


if __name__ == "__main__":
    write()
