"""The explanation of one product's score: factors that add up, the weeks behind them, its history."""

from __future__ import annotations

from datetime import timedelta
from math import exp
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.money import format_interval, format_number, format_share
from shop_ai.lib.table import Column, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from signals.scores.inputs import Counts, counts_by_bucket, window
from signals.scores.models import ProductScore, ProductScoreWeek, ScoreRun
from signals.scores.priors import HALF_LIFE_PRODUCTS, HALVINGS_READ
from signals.scores.words import step_name, whole_money

WEEKS_READ = HALF_LIFE_PRODUCTS * HALVINGS_READ // 7


def factor_table(shop: ShopContext, score: ProductScore) -> Table:
    """Each factor with its counts, its range and what it does; the parts add up to the logarithm of the value."""
    parts = [part for part in score.parts if isinstance(part, dict)]
    base = score.base or 0.0
    first = Row(
        (_("Your average product"), None, None, None, whole_money(exp(base), shop.currency), _number(base, 3))
    )
    return Table(
        key="factors",
        title=_("Why this score"),
        lead=_("Each line multiplies the one above; the parts in the last column add up."),
        columns=(
            Column("factor", _("Factor")),
            Column("counts", _("Counted, weighted by age")),
            Column("rate", _("Believed rate")),
            Column("range", _("Range, 80%")),
            Column("times", _("Against the average")),
            Column("part", _("Part of the sum")),
        ),
        rows=(first, *(_factor_row(shop, part) for part in parts)) if parts else (),
        totals=Row(
            (
                _("This product"),
                None,
                None,
                None,
                whole_money(score.value, shop.currency),
                _number(score.log_value or 0.0, 3),
            )
        ),
        pages=Pages(1, len(parts) + 1),
    )


def _factor_row(shop: ShopContext, part: dict[str, Any]) -> Row:
    times, share = f"× {_number(exp(part['contribution']), 2)}", _number(part["contribution"], 3)
    if part["step"] == "margin":
        amount = whole_money(part["factor"], shop.currency)
        return Row((step_name("margin"), None, amount, None, times, share))
    counts = _("%(s)s of %(n)s") % {"s": _number(part["successes"], 1), "n": _number(part["trials"], 1)}
    rate = format_share(part["mean"])
    if part["step"] == "kept":
        counts = _("%(counts)s came back") % {"counts": counts}
        rate = _("%(share)s come back") % {"share": rate}
    return Row((step_name(part["step"]), counts, rate, _range(part), times, share))


def _range(part: dict[str, Any]) -> str:
    return format_interval(format_share(part["low"]), format_share(part["high"]))


def _number(value: float, places: int) -> str:
    return format_number(round(value, places), places)


def prior_words(score: ProductScore) -> list[tuple[str, str]]:
    """What is believed of the product before its own counts, by step: mean and how many cases that is worth."""
    return [
        (
            step_name(part["step"])
            if part["step"] != "kept"
            else _("Of delivered orders, how many come back"),
            _("%(mean)s, worth %(n)s cases")
            % {"mean": format_share(part["prior_mean"]), "n": format_number(part["prior_strength"])},
        )
        for part in score.parts
        if isinstance(part, dict) and part["step"] != "margin"
    ]


def weeks_table(shop: ShopContext, score: ProductScore, run: ScoreRun) -> Table:
    """The rows behind the counts, by week, each leading to the orders of its days; the last line is their sum."""
    values = window(shop, run.until, HALF_LIFE_PRODUCTS, score.product_id)
    with shop_scope(shop.id):
        counted = counts_by_bucket(values, by_week=True)
    by_week = {back: counts for (_product, back), counts in counted.items()}
    backs = range(max(by_week, default=-1) + 1)
    rows = tuple(_week_row(shop, run, back, by_week.get(back, Counts())) for back in backs)
    sums = tuple(sum(row.cells[at] for row in rows) for at in range(1, 8))
    return Table(
        key="weeks",
        title=_("The rows behind"),
        lead=_("Counts by week, newest first; a week counts half as much as one four weeks after it."),
        columns=(
            Column("week", _("Week from"), "day"),
            Column("shown", _("Shown"), "number"),
            Column("seen", _("Looked at"), "number"),
            Column("placed", _("Orders"), "number"),
            Column("known", _("Outcome known"), "number"),
            Column("delivered", _("Delivered"), "number"),
            Column("refused", _("Refused"), "number"),
            Column("back", _("Orders given back"), "number"),
        ),
        rows=rows,
        totals=Row((None, *sums)) if rows else None,
        pages=Pages(1, len(rows)),
    )


def _week_row(shop: ShopContext, run: ScoreRun, back: int, counts: Counts) -> Row:
    last = run.until - timedelta(days=7 * back)
    first = last - timedelta(days=6)
    orders = reverse("orders", kwargs={"slug": shop.slug})
    return Row(
        (
            first,
            counts.shown[0],
            counts.seen[0],
            counts.placed[0],
            counts.known[0],
            counts.delivered[0],
            counts.refused,
            counts.back[0],
        ),
        url=f"{orders}?from={first.isoformat()}&to={last.isoformat()}",
    )


def history_chart(history: list[ProductScoreWeek]) -> Chart:
    """The product's place in the shop, week by week, with the range of each week."""
    series = Series(
        _("Place, 0 to 100"),
        tuple(round(point.percentile, 1) for point in history),
        low=tuple(round(point.low, 1) for point in history),
        high=tuple(round(point.high, 1) for point in history),
    )
    return Chart(
        key="score-history",
        title=_("Its place, week by week"),
        kind="line",
        labels=tuple(point.week.strftime("%d/%m") for point in history),
        series=(series,),
        label_heading=_("Week"),
    )
