"""One figure as every surface shows it: page, mail and API read the same frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop_ai.lib.money import Number, format_interval, format_money, format_number, format_share, format_times

FLOOR = 30
Text = str | Promise


class Unit(StrEnum):
    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    DAYS = "days"


class State(StrEnum):
    KNOWN = "known"
    THIN = "thin"
    """Computed from fewer cases than the floor: the value is withheld."""
    MISSING = "missing"
    """The data behind it was never brought."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure against an earlier one: ``amount`` is written without a sign, the direction says it."""

    direction: Literal["up", "down", "same"]
    tone: Literal["good", "bad", "plain"]
    amount: str
    base: str

    @property
    def is_times(self) -> bool:
        """Whether ``amount`` says how many times the base it is: “more” or “less” does not follow it."""
        return "×" in self.amount


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what is needed to trust it.

    ``value``, ``low`` and ``high`` are in the unit (money in ``currency``, a share in 0…1); ``n`` counts the cases
    behind it and None means that it is a plain total without a floor. ``missing`` says which data was never
    brought and ``missing_url`` leads to bringing it. ``better`` is the direction that is good news.
    """

    key: str
    label: Text
    unit: Unit
    value: Decimal | int | float | None = None
    currency: str = ""
    low: Number | None = None
    high: Number | None = None
    n: int | None = None
    floor: int = FLOOR
    previous: Number | None = None
    matched: Number | None = None
    target: Number | None = None
    better: Literal["up", "down", ""] = ""
    trend: tuple[float | None, ...] = ()
    definition: Text = ""
    note: Text = ""
    advice: Text = ""
    rows_url: str = ""
    missing: Text = ""
    missing_url: str = ""
    missing_action: Text = ""
    computed_at: datetime | None = None

    @property
    def state(self) -> State:
        if self.missing:
            return State.MISSING
        if self.value is None or (self.n is not None and self.n < self.floor):
            return State.THIN
        return State.KNOWN

    @property
    def shown(self) -> str:
        """The value as read; empty unless it is known."""
        return self.written(self.value) if self.state is State.KNOWN and self.value is not None else ""

    @property
    def interval(self) -> str:
        """``between … and …``, empty without bounds."""
        if self.state is not State.KNOWN or self.low is None or self.high is None:
            return ""
        return format_interval(self.written(self.low), self.written(self.high))

    @property
    def against_previous(self) -> Change | None:
        return self.change(self.previous)

    @property
    def against_matched(self) -> Change | None:
        return self.change(self.matched)

    @property
    def shown_target(self) -> str:
        return "" if self.target is None else self.written(self.target)

    def written(self, value: Number) -> str:
        """Any value of this figure's unit, formatted for the active language."""
        if self.unit is Unit.MONEY:
            return format_money(value, self.currency)
        if self.unit is Unit.SHARE:
            return format_share(value)
        if self.unit is Unit.DAYS:
            return ngettext("%(days)s day", "%(days)s days", round(value)) % {"days": format_number(value)}
        return format_number(value)

    def change(self, base: Number | None) -> Change | None:
        """Against ``base``: percent for money and counts, points for shares, days for days; None if not possible."""
        if base is None or self.value is None or self.state is not State.KNOWN:
            return None
        difference = Decimal(str(self.value)) - Decimal(str(base))
        amount = self._amount(difference, Decimal(str(base)))
        if amount is None:
            return None
        direction: Literal["up", "down"] = "up" if difference > 0 else "down"
        if not any(digit in amount for digit in "123456789"):
            return Change("same", "plain", amount, self.written(base))
        tone: Literal["good", "bad"] = "good" if direction == self.better else "bad"
        return Change(direction, tone if self.better else "plain", amount, self.written(base))

    def _amount(self, difference: Decimal, base: Decimal) -> str | None:
        if self.unit is Unit.SHARE:
            points = format_number(abs(difference) * 100, 1)
            return _("%(points)s points") % {"points": points}
        if self.unit is Unit.DAYS:
            return self.written(abs(difference))
        return (format_times(difference / base) or format_share(abs(difference / base), 0)) if base else None

    def as_json(self) -> dict[str, Any]:
        """``{value, low, high, n}``; money as a decimal string; a withheld value is null with its reason."""
        if self.state is State.KNOWN:
            values = {"value": self.value, "low": self.low, "high": self.high}
            return {key: self._plain(value) for key, value in values.items()} | {"n": self.n}
        reason = "not enough data" if self.state is State.THIN else "missing data"
        return {"value": None, "low": None, "high": None, "n": self.n, "reason": reason}

    def _plain(self, value: Number | None) -> str | float | None:
        if value is None:
            return None
        if self.unit is Unit.MONEY:
            return str(value)
        return int(value) if value == int(value) else round(float(value), 6)
