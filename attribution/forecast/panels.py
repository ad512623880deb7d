"""The page of the forecast as data: its sentence, cards and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from attribution.forecast.models import Measure
from attribution.forecast.selectors import Line, Run, Test, Week
from catalog.occasions.marks import occasion_marks
from catalog.occasions.selectors import Occasion
from catalog.shops.context import ShopContext
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.figure import Unit
from shop_ai.lib.listing import page_of, query_of, sort_of
from shop_ai.lib.money import format_interval, format_money, format_number, format_share

SHOWN_WEEKS: Final = 17
NAMES: Final = ("measure", "q", "sort")


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked request."""

    measure: Measure
    words: str
    sort: str
    page: int
    query: str


def asked_of(given: Mapping[str, str]) -> Asked:
    wanted = given.get("measure", "")
    return Asked(
        measure=Measure(wanted) if wanted in Measure.values else Measure.ORDERS,
        words=given.get("q", "").replace("\x00", "").strip()[:100],
        sort=sort_of(given, {"label", "next"}, "-next"),
        page=page_of(given),
        query=query_of(given, NAMES),
    )


def written(shop: ShopContext, measure: Measure, value: float) -> str:
    """An amount, or orders with one decimal where there are few."""
    if measure is Measure.REVENUE:
        return format_money(round(value), shop.currency)
    return format_number(value, 1 if 0 < value < 10 and value != int(value) else 0)


def band(shop: ShopContext, measure: Measure, week: Week) -> str:
    return format_interval(written(shop, measure, week.low), written(shop, measure, week.high))


@dataclass(frozen=True, slots=True)
class Ahead:
    """One coming week as a card: when, what, between which, and whether an occasion lies in it."""

    monday: date
    sunday: date
    expected: str
    interval: str
    none: str
    occasions: str
    is_running: bool


def cards(
    shop: ShopContext, line: Line, measure: Measure, occasions: Sequence[Occasion], today: date
) -> list[Ahead]:
    found = []
    for week in line.weeks:
        sunday = week.monday + timedelta(days=6)
        names = [one.name for one in occasions if one.starts_on <= sunday and one.ends_on >= week.monday]
        found.append(
            Ahead(
                monday=week.monday,
                sunday=sunday,
                expected=written(shop, measure, week.mean),
                interval=band(shop, measure, week),
                none=none_words(week.none),
                occasions=", ".join(dict.fromkeys(names)),
                is_running=week.monday <= today <= sunday,
            )
        )
    return found


def none_words(chance: float) -> str:
    """The chance of no order at all, said where it is worth saying."""
    return (
        _("No order at all: %(chance)s likely") % {"chance": format_share(chance, 0)}
        if chance >= 0.01
        else ""
    )


def chart(shop: ShopContext, run: Run, line: Line, measure: Measure, occasions: Sequence[Occasion]) -> Chart:
    """Whole weeks that were, and the coming ones with their band."""
    history = line.history[-SHOWN_WEEKS:]
    before = [run.week - timedelta(weeks=back) for back in range(len(history), 0, -1)]
    mondays = [*before, *run.mondays]
    gap = (None,) * (len(history) - 1)
    # The line of what is to come begins where the known one ends, so that the eye finds it.
    joint = history[-1:] if history else ()
    ahead = Series(
        _("Expected, 8 weeks in 10 within the band"),
        (*gap, *joint, *(round(week.mean, 2) for week in line.weeks)),
        low=(*gap, *joint, *(week.low for week in line.weeks)),
        high=(*gap, *joint, *(week.high for week in line.weeks)),
    )
    known = Series(str(measure.label), (*history, *(None,) * len(line.weeks)))
    first = line.weeks[0]
    return Chart(
        key="ahead",
        title=_("Weeks that were, and weeks to come"),
        kind="line",
        labels=tuple(f"{monday:%d/%m}" for monday in mondays),
        series=(known, ahead),
        unit=Unit.MONEY if measure is Measure.REVENUE else Unit.COUNT,
        currency=shop.currency if measure is Measure.REVENUE else "",
        label_heading=_("Week from"),
        summary=_("Next: %(expected)s, %(interval)s.")
        % {"expected": written(shop, measure, first.mean), "interval": band(shop, measure, first)},
        marks=occasion_marks(occasions, mondays, 7),
        csv_url=csv_of(shop, "forecast-csv", measure),
    )


def test_chart(shop: ShopContext, test: Test, measure: Measure) -> Chart:
    """Every week as it came, beside what had been forecast a week before, and the mean of the four weeks before it."""
    weeks = test.weeks
    return Chart(
        key="test",
        title=_("What it would have said, a week ahead"),
        kind="line",
        labels=tuple(f"{date.fromisoformat(one['week']):%d/%m}" for one in weeks),
        series=(
            Series(_("What came"), tuple(one["actual"] for one in weeks)),
            Series(
                _("Forecast a week before"),
                tuple(one["mean"] for one in weeks),
                low=tuple(one["low"] for one in weeks),
                high=tuple(one["high"] for one in weeks),
            ),
            Series(_("Mean of the four weeks before"), tuple(one["rival"] for one in weeks)),
        ),
        unit=Unit.MONEY if measure is Measure.REVENUE else Unit.COUNT,
        currency=shop.currency if measure is Measure.REVENUE else "",
        label_heading=_("Week from"),
        summary=verdict(test),
        csv_url=csv_of(shop, "forecast-test-csv", measure),
    )


def csv_of(shop: ShopContext, name: str, measure: Measure) -> str:
    """The address of a sheet of the page."""
    return f"{reverse(name, kwargs={'slug': shop.slug})}?measure={measure.value}"


def verdict(test: Test) -> str:
    """How often the band held, and who missed by less."""
    if not test.n or test.loss is None or test.rival_loss is None:
        return _("Nothing can be compared yet.")
    held = _("%(inside)s of %(n)s forecasts lay within the band (%(share)s, 80%% are meant to).") % {
        "inside": format_number(test.inside),
        "n": format_number(test.n),
        "share": format_share(test.share or 0, 0),
    }
    return f"{held} {_against(test)}"


def _against(test: Test) -> str:
    if test.is_mean:
        return _("The mean of the last four weeks did better here, so it is what you see.")
    if not test.rival_loss or test.loss is None:
        return ""
    return _("Its loss is %(share)s smaller than that of the mean of four weeks.") % {
        "share": format_share(1 - test.loss / test.rival_loss, 0)
    }
