"""Forecasts as rows to keep: from arrays to plain numbers, with what pages say of the whole shop."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from attribution.forecast.backtest import mean_of_four
from attribution.forecast.compute import VERSION, Ahead, Floats
from attribution.forecast.inputs import Inputs
from attribution.forecast.model import (
    MODEL,
    Calendar,
    Days,
    Forecast,
    Weeks,
    calendar_of,
    days_ahead,
    forecast,
    is_long_enough,
    said_before,
)
from attribution.forecast.models import Measure, Scope
from attribution.forecast.profile import WEEK, Stretch

SHOWN_WEEKS: Final = 26
MEASURES: Final = (Measure.ORDERS, Measure.REVENUE)


@dataclass(frozen=True, slots=True)
class Made:
    """``lines`` are rows of ForecastLine; ``methods`` tells which way is used for a scope and measure."""

    is_ready: bool
    version: str = VERSION
    facts: dict[str, Any] = field(default_factory=dict)
    lines: tuple[dict[str, Any], ...] = ()
    methods: dict[tuple[str, str], str] = field(default_factory=dict)
    replayed_from: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Named:
    """A scope with the refs, keys and labels of its series."""

    scope: Scope
    weeks: Weeks
    names: tuple[tuple[int, str, str], ...]


def make(inputs: Inputs) -> Made:
    """All series of a shop; without six whole weeks only how many there are."""
    if not is_long_enough(inputs.days):
        return Made(is_ready=False)
    calendar = calendar_of(inputs.days)
    scopes = (
        _Named(Scope.SHOP, inputs.shop, ((0, "", ""),)),
        _Named(Scope.CHANNEL, inputs.by_channel, tuple((0, key, "") for key in inputs.channels)),
        _Named(Scope.PRODUCT, inputs.by_product, tuple((ref, "", title) for ref, title in inputs.products)),
    )
    lines: list[dict[str, Any]] = []
    tests: list[dict[str, Any]] = []
    methods: dict[tuple[str, str], str] = {}
    for named in scopes:
        if not named.names:
            continue
        both = forecast(named.weeks, calendar, is_pooled=named.scope is Scope.PRODUCT)
        for measure, found in zip(MEASURES, both, strict=True):
            values = named.weeks.counts if measure is Measure.ORDERS else named.weeks.amounts
            lines += _lines(named, measure, found, values)
            tests.append(_tested(named.scope, measure, found))
            methods[named.scope, measure] = found.method
            if named.scope is Scope.SHOP:
                tests[-1] |= {"weeks": _said(inputs.days, inputs.shop, calendar, measure)}
    facts = {"tests": tests, "days": _days(inputs.days, calendar, lines[0])} | _calendar(
        inputs.days, calendar
    )
    return Made(True, VERSION, facts, tuple(lines), methods, replayed_from(inputs.days, inputs.shop))


def _lines(named: _Named, measure: Measure, found: Forecast, values: Floats) -> list[dict[str, Any]]:
    """The series, the largest expectation first."""
    order = np.lexsort((np.arange(len(named.names)), -found.ahead.mean.sum(axis=1)))
    return [
        {
            "rank": rank,
            "measure": measure.value,
            "scope": named.scope.value,
            "ref": named.names[place][0],
            "key": named.names[place][1],
            "label": named.names[place][2][:500],
            "level": round(float(found.levels[place]), 6),
            "pace": float(found.paces[place]) if found.method == MODEL else None,
            "spread": float(found.sizes[place]) if found.method == MODEL else None,
            "known": int(values.shape[1] - named.weeks.first[place]),
            "history": [round(float(value), 2) for value in values[place, -SHOWN_WEEKS:]],
            "weeks": _ahead(found.ahead, int(place)),
            "test": _test(found, int(place)),
        }
        for rank, place in enumerate(order, 1)
    ]


def _ahead(ahead: Ahead, place: int) -> list[dict[str, float]]:
    """One object a coming week."""
    return [
        {
            "mean": round(float(ahead.mean[place, week]), 4),
            "low": round(float(ahead.low[place, week]), 2),
            "high": round(float(ahead.high[place, week]), 2),
            "p0": round(float(ahead.none[place, week]), 6),
        }
        for week in range(ahead.mean.shape[1])
    ]


def _test(found: Forecast, place: int) -> dict[str, float]:
    judged = found.judged
    return {
        "n": int(judged.n[place]),
        "inside": int(judged.inside[place]),
        "loss": round(float(judged.loss[place]), 6),
        "rival_loss": round(float(judged.rival_loss[place]), 6),
    }


def _tested(scope: Scope, measure: Measure, found: Forecast) -> dict[str, Any]:
    """The back-test of a whole scope: sums over its series, losses as shares of what came."""
    judged = found.judged
    n, actual = judged.n, float((judged.actual * judged.n).sum())

    def share(means: Floats) -> float | None:
        return round(float((means * n).sum()) / actual, 6) if actual else None

    return {
        "scope": scope.value,
        "measure": measure.value,
        "method": found.method,
        "n": int(n.sum()),
        "series": len(n),
        "inside": int(judged.inside.sum()),
        "rival_inside": int(judged.rival_inside.sum()),
        "loss": share(judged.loss),
        "rival_loss": share(judged.rival_loss),
        "miss": share(judged.miss),
        "rival_miss": share(judged.rival_miss),
    }


def _said(days: Days, shop: Weeks, calendar: Calendar, measure: Measure) -> list[dict[str, Any]]:
    """Of the last weeks: what came, what was forecast a week ahead with its band, and the mean of four weeks."""
    values = shop.counts if measure is Measure.ORDERS else shop.amounts
    said = []
    for origin, orders, money in said_before(shop, calendar):
        own = orders if measure is Measure.ORDERS else money
        said.append(
            {
                "week": (days.start + timedelta(days=WEEK * origin)).isoformat(),
                "actual": round(float(values[0, origin]), 2),
                "mean": round(float(own.mean[0, 0]), 2),
                "low": round(float(own.low[0, 0]), 2),
                "high": round(float(own.high[0, 0]), 2),
                "rival": round(float(mean_of_four(values, origin).mean[0, 0]), 2),
            }
        )
    return said


def _days(days: Days, calendar: Calendar, line: dict[str, Any]) -> list[list[Any]]:
    """The first coming week day by day: [day, expected orders]."""
    mean = line["weeks"][0]["mean"]
    return [[day.isoformat(), round(value, 2)] for day, value in days_ahead(days, calendar.profile, mean)]


def _calendar(days: Days, calendar: Calendar) -> dict[str, Any]:
    """Weekday and occasion multipliers; occasions with the days that taught them."""
    profile = calendar.profile
    return {
        "weekdays": [round(share, 4) for share in profile.weekdays],
        "occasions": [
            {"key": key, "share": round(share, 4), "days": profile.taught[key]}
            for key, share in sorted(profile.occasions.items())
        ],
        "closed": int((calendar.by_origin[days.weeks][: days.weeks] == 0).sum()),
    }


def replayed_from(days: Days, shop: Weeks) -> dict[str, Any]:
    """What a replay of the shop's own forecast needs, as plain numbers."""
    return {
        "start": days.start.isoformat(),
        "daily": [int(count) for count in days.daily],
        "amounts": [round(float(value), 2) for value in shop.amounts[0]],
        "squares": [round(float(value), 4) for value in shop.squares[0]],
        "occasions": [[one.key, one.first.isoformat(), one.last.isoformat()] for one in days.stretches],
    }


def again(given: dict[str, Any]) -> list[dict[str, Any]]:
    """The shop's lines from a decision's inputs."""
    stretches = tuple(
        Stretch(key, date.fromisoformat(first), date.fromisoformat(last))
        for key, first, last in given["occasions"]
    )
    daily = np.array(given["daily"], dtype=np.float64)
    days = Days(date.fromisoformat(given["start"]), daily, stretches)
    counts = daily.reshape(days.weeks, WEEK).sum(axis=1)[None]
    amounts, squares = (np.array([given[name]], dtype=np.float64) for name in ("amounts", "squares"))
    shop = Weeks(counts, amounts, squares, (counts > 0).argmax(axis=1))
    named = _Named(Scope.SHOP, shop, ((0, "", ""),))
    both = forecast(shop, calendar_of(days), is_pooled=False)
    rows = []
    for measure, found in zip(MEASURES, both, strict=True):
        values = shop.counts if measure is Measure.ORDERS else shop.amounts
        rows += [
            {"measure": line["measure"], "weeks": line["weeks"]}
            for line in _lines(named, measure, found, values)
        ]
    return rows
