"""The tables and sheets of the forecast: channels, products, the back-test, what was learnt of occasions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attribution.forecast.models import Measure
from attribution.forecast.panels import Asked, csv_of, written
from attribution.forecast.selectors import Line, Run, Test
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.money import format_number, format_share
from shop_ai.lib.table import PER_PAGE, Channel, Column, Empty, Pages, Row, Table


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
        csv_url=csv_of(shop, "forecast-csv", measure),
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
        csv_url=csv_of(shop, "forecast-products-csv", measure),
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
