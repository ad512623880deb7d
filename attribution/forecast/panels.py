"""The page of the forecast as data: its sentence, charts, tables and sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attribution.forecast.models import Measure
from attribution.forecast.selectors import Line, Run, Test, Week
from catalog.occasions.marks import occasion_marks
from catalog.occasions.selectors import Occasion
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.figure import Unit
from shop_ai.lib.listing import page_of, query_of, sort_of
from shop_ai.lib.money import format_interval, format_money, format_number, format_share
from shop_ai.lib.table import PER_PAGE, Channel, Column, Empty, Pages, Row, Table

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
        csv_url=_csv(shop, "forecast-csv", measure),
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
        csv_url=_csv(shop, "forecast-test-csv", measure),
    )


def _csv(shop: ShopContext, name: str, measure: Measure) -> str:
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


def tests_table(shop: ShopContext, run: Run) -> Table:
    """The back-test of every scope beside the naive mean."""
    scopes = {"shop": _("The whole shop"), "channel": _("By channel"), "product": _("By product")}
    rows = []
    for scope, words in scopes.items():
        for measure in Measure:
            test = run.test(scope, measure.value)
            if test is not None and test.n:
                used = _("Mean of four weeks") if test.is_mean else _("Forecast")
                cells = (words, str(measure.label), test.series, test.n, test.share, test.miss, test.rival_miss, test.loss, test.rival_loss, used)  # fmt: skip
                rows.append(Row(cells))
    return Table(
        key="tests",
        title=_("Tried on your own past"),
        lead=_(
            "From each of the last 13 weeks, with what was known then, four weeks ahead. Losses weigh both the middle and the band; they and the misses are shares of what came."
        ),
        columns=(
            Column("scope", _("What is forecast")),
            Column("measure", _("Measure")),
            Column("series", _("Series"), "number"),
            Column("n", _("Forecasts compared"), "number"),
            Column("inside", _("Within the band"), "share"),
            Column("miss", _("Mean miss"), "share"),
            Column("rival_miss", _("Mean miss of the mean of four weeks"), "share"),
            Column("loss", _("Loss"), "share"),
            Column("rival_loss", _("Loss of the mean of four weeks"), "share"),
            Column("used", _("In use")),
        ),
        rows=tuple(rows),
        pages=Pages(1, len(rows)),
        empty=Empty(_("Nothing to compare yet"), _("The first comparison needs seven whole weeks.")),
    )


def _columns(run: Run, first: Column, shop: ShopContext, measure: Measure) -> tuple[Column, ...]:
    weeks = [
        Column(f"week{place}", _("From %(day)s") % {"day": f"{monday:%d/%m}"})
        for place, monday in enumerate(run.mondays)
    ]
    last = _("Mean of the last four weeks")
    return (first, Column("last", last), *weeks, Column("inside", _("Band held")))


def _cells(shop: ShopContext, measure: Measure, line: Line) -> tuple[Any, ...]:
    recent = line.history[-4:]
    mean = sum(recent) / len(recent) if recent else 0.0
    weeks = [
        f"{written(shop, measure, week.mean)} ({written(shop, measure, week.low)} – {written(shop, measure, week.high)})"
        for week in line.weeks
    ]
    held = line.test.get("n")
    told = _("%(inside)s of %(n)s") % {"inside": line.test["inside"], "n": held} if held else None
    return (written(shop, measure, mean), *weeks, told)


def channel_table(
    shop: ShopContext, run: Run, lines: Sequence[Line], measure: Measure, names: Mapping[str, str]
) -> Table:
    return Table(
        key="channels",
        title=_("By channel"),
        lead=_(
            "By the channel written on each order; expectation, and in brackets what 8 weeks in 10 stay within."
        ),
        columns=_columns(run, Column("channel", _("Channel"), "channel"), shop, measure),
        rows=tuple(
            Row(
                (
                    Channel(line.key, names.get(line.key) or channel_name(line.key)),
                    *_cells(shop, measure, line),
                )
            )
            for line in lines
        ),
        pages=Pages(1, len(lines)),
        csv_url=_csv(shop, "forecast-csv", measure),
    )


def product_table(shop: ShopContext, run: Run, lines: Sequence[Line], asked: Asked, total: int) -> Table:
    measure = asked.measure
    return Table(
        key="products",
        title=_("By product"),
        lead=_(
            "Products delivered in the last 26 weeks, the 200 most frequent. Orders that hold the product, not pieces."
        ),
        columns=_columns(run, Column("label", _("Product"), is_sortable=True), shop, measure),
        rows=tuple(
            Row((line.label, *_cells(shop, measure, line)), url=_product(shop, line)) for line in lines
        ),
        pages=Pages(asked.page, total),
        sort=asked.sort,
        search=asked.words,
        search_label=_("Words of the name"),
        csv_url=_csv(shop, "forecast-products-csv", measure),
        clear_url=f"?measure={measure.value}",
        empty=Empty(_("No product to forecast"), _("Deliveries with products on their lines are needed.")),
    )


def _product(shop: ShopContext, line: Line) -> str:
    return reverse("product", kwargs={"slug": shop.slug, "uid": line.uid}) if line.uid else ""


def page_in(asked: Asked, total: int) -> tuple[int, int, int]:
    """The page that exists, and its first and last row."""
    page = min(asked.page, max(1, -(-total // PER_PAGE)))
    return page, (page - 1) * PER_PAGE, page * PER_PAGE


def calendar_rows(run: Run, names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Occasions whose effect was learnt: name, effect on their days, and from how many days."""
    rows = []
    for one in run.facts.get("occasions", ()):
        change = one["share"] - 1
        words = _("%(share)s more") if change >= 0 else _("%(share)s less")
        days = ngettext("%(n)s day", "%(n)s days", one["days"]) % {"n": one["days"]}
        rows.append(
            (names.get(one["key"], one["key"]), words % {"share": format_share(abs(change), 0)}, days)
        )
    return rows


def day_rows(run: Run) -> list[tuple[date, str]]:
    """The first coming week by day."""
    return [(date.fromisoformat(day), format_number(value, 1)) for day, value in run.facts.get("days", ())]


HEADER: Final = ("series", "name", "week", "mean", "low_80", "high_80", "chance_of_none")


def sheet(lines: Iterable[tuple[str, str, Line]]) -> Iterable[tuple[Any, ...]]:
    """One line a series and coming week; the lines come with the kind and the name of their series."""
    for kind, name, line in lines:
        for week in line.weeks:
            yield (kind, name, week.monday, week.mean, week.low, week.high, week.none)


def test_sheet(test: Test) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    names = ("week", "actual", "mean", "low", "high", "rival")
    return names, [tuple(one[name] for name in names) for one in test.weeks]
