"""What a refusal teaches, by its cause. Pure: the same proposal, cause and day always teach the same.

===============  ==========================================================================================
not_in_season    its theme is left out for 60 days (its products together, where it has no theme)
low_stock        its scarcest product is left out until there is more of it than now, for 30 days at most
low_margin       the product with the lowest margin is left out for 90 days
does_not_fit     no two of its products are proposed together for 180 days
already_done     no two of its products are proposed together for 90 days, and its theme counts half for 60
other            no two of its products are proposed together for 30 days
===============  ==========================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

THEME_WAITS: Final = 60
STOCK_WAITS: Final = 30
MARGIN_WAITS: Final = 90
APART: Final = {"does_not_fit": 180, "already_done": 90, "other": 30, "not_in_season": 60}
DONE_COUNTS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Refused:
    """A refused path: ``stocks`` and ``margins`` by product, in the order of the path; None: not counted."""

    theme: int
    products: tuple[int, ...]
    stocks: tuple[int | None, ...]
    margins: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Taught:
    """One lesson of a refusal, until a day (included)."""

    kind: str
    refs: tuple[int, ...]
    factor: float
    until: date
    above_stock: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "refs": list(self.refs),
            "factor": self.factor,
            "until": self.until.isoformat(),
            "above_stock": self.above_stock,
        }


def lessons_of(refused: Refused, cause: str, day: date) -> list[Taught]:
    """What the refusal teaches from ``day`` on."""
    if cause == "low_stock":
        return [_scarcest(refused, day)]
    if cause == "low_margin":
        lowest = min(zip(refused.margins, refused.products, strict=True))[1]
        return [Taught("products", (lowest,), 0.0, day + timedelta(days=MARGIN_WAITS))]
    if cause == "not_in_season" and refused.theme:
        return [Taught("theme", (refused.theme,), 0.0, day + timedelta(days=THEME_WAITS))]
    found = [Taught("together", refused.products, 0.0, day + timedelta(days=APART[cause]))]
    if cause == "already_done" and refused.theme:
        found.append(Taught("theme", (refused.theme,), DONE_COUNTS, day + timedelta(days=THEME_WAITS)))
    return found


def _scarcest(refused: Refused, day: date) -> Taught:
    """Of the counted products the one with the least stock; where none is counted, the products stay apart."""
    until = day + timedelta(days=STOCK_WAITS)
    counted = [
        (stock, product)
        for stock, product in zip(refused.stocks, refused.products, strict=True)
        if stock is not None
    ]
    if not counted:
        return Taught("together", refused.products, 0.0, until)
    stock, product = min(counted)
    return Taught("products", (product,), 0.0, until, stock)
