"""Promote, repair, stop or leave: what a score advises, with the one reason. Pure and light.

In order, the first that holds decides:

1. thin: fewer exposures than the floor;
2. stop: it is sold under its cost, or its returns eat the margin;
3. repair: deliveries, or keeping, are surely worse than the shop's average product, and with the average rate it would
   stand above the shop's middle;
4. promote: even read carefully (20 % quantile, capped by steadiness) it stands above the shop's middle;
5. repair: looks or orders are surely worse than average, and with the average rate it would stand above the middle;
6. stop: even read generously (80 % quantile) it stands under half of the middle;
7. keep.

"Surely" is the 80 % range of the rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log
from typing import Literal, Protocol

from signals.scores.priors import FLOOR, KEPT_AT_LEAST, MARGIN_AT_LEAST

Advice = Literal["promote", "repair", "stop", "keep", "thin"]
REASONS: dict[str, Advice] = {
    "score_thin": "thin",
    "score_sold_under_cost": "stop",
    "score_returns_eat_margin": "stop",
    "score_repair_delivered": "repair",
    "score_repair_kept": "repair",
    "score_promote": "promote",
    "score_repair_click": "repair",
    "score_repair_order": "repair",
    "score_repair_share": "repair",
    "score_stop_low": "stop",
    "score_keep": "keep",
}


class Rate(Protocol):
    """What a verdict needs of a part (:class:`signals.scores.compute.Part`)."""

    @property
    def factor(self) -> float: ...
    @property
    def contribution(self) -> float: ...
    @property
    def mean(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Measured:
    """A product against its shop: ``middle`` is the shop's median value, ``average`` the average product's factors."""

    n: int
    price: float
    value: float
    key: float
    generous: float
    middle: float
    average: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The advice, the code of its reason, and the numbers that the sentence names."""

    advice: Advice
    reason_code: str
    values: dict[str, float] = field(default_factory=dict)


def judge(measured: Measured, parts: Mapping[str, Rate]) -> Verdict:
    """The advice for one product."""
    if measured.n < FLOOR:
        return _verdict("score_thin", n=measured.n, floor=FLOOR)
    if parts["margin"].factor <= MARGIN_AT_LEAST * measured.price:
        return _verdict("score_sold_under_cost")
    if parts["kept"].factor <= KEPT_AT_LEAST:
        return _verdict("score_returns_eat_margin", own=parts["kept"].mean)
    found = _weakest(measured, parts, ("delivered", "kept"))
    if found is None and measured.key > measured.middle:
        return _verdict("score_promote", value=measured.value, middle=measured.middle)
    found = found or _weakest(measured, parts, ("click", "order", "share"))
    if found:
        return _verdict(
            f"score_repair_{found}", own=parts[found].mean, average=_average(measured, parts, found)
        )
    if measured.generous < measured.middle / 2:
        return _verdict("score_stop_low", value=measured.value, middle=measured.middle)
    return _verdict("score_keep", value=measured.value, middle=measured.middle)


def _verdict(code: str, **values: float) -> Verdict:
    return Verdict(REASONS[code], code, values)


def _average(measured: Measured, parts: Mapping[str, Rate], step: str) -> float:
    """The average product's rate of the step; of returns, the rate at which the average would be kept."""
    if step != "kept":
        return measured.average[step]
    own = parts["kept"]
    loss = (1 - own.factor) / own.mean
    return max(0.0, (1 - measured.average["kept"]) / loss)


def _weakest(measured: Measured, parts: Mapping[str, Rate], steps: tuple[str, ...]) -> str | None:
    """The step that costs most among those surely worse than average and worth repairing."""
    weak = [
        step
        for step in steps
        if step in parts
        and _is_surely_worse(measured, parts, step)
        and log(measured.value) - parts[step].contribution >= log(measured.middle)
    ]
    return min(weak, key=lambda step: (parts[step].contribution, step), default=None)


def _is_surely_worse(measured: Measured, parts: Mapping[str, Rate], step: str) -> bool:
    average = _average(measured, parts, step)
    return parts[step].low > average if step == "kept" else parts[step].high < average
