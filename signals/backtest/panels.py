"""The page of the comparison as data: bars with their intervals, the table, former comparisons, sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.listing import page_of, sort_of
from shop_ai.lib.money import format_interval, format_share
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Pages, Row, Table
from signals.backtest import words
from signals.backtest.rules import RIVAL, K
from signals.backtest.selectors import Row as Figures
from signals.backtest.selectors import Run

SORTS: Final = ("hit_rate", "mrr", "ndcg", "coverage", "tail_share")
DEFAULT_SORT: Final = "-hit_rate"


@dataclass(frozen=True, slots=True)
class Bar:
    """One way as a bar: lengths are shares of the figure's width; ``against`` says how it stands to the one in use."""

    name: str
    sentence: str
    shown: str
    interval: str
    against: str
    length: float
    low: float
    high: float
    is_used: bool
    is_rival: bool


def bars(run: Run) -> list[Bar]:
    """The ways of a comparison, best first; the widest interval fills the figure."""
    top = max((row.high for row in run.rows), default=1.0) or 1.0
    return [
        Bar(
            name=words.name_of(row.model),
            sentence=words.sentence_of(row.model),
            shown=format_share(row.hit_rate),
            interval=format_interval(format_share(row.low), format_share(row.high)),
            against=_against(run, row),
            length=row.hit_rate / top,
            low=row.low / top,
            high=row.high / top,
            is_used=row.model == run.chosen,
            is_rival=row.model == RIVAL,
        )
        for row in run.rows
    ]


def _against(run: Run, row: Figures) -> str:
    """The lead over the model that was in use before, with one standard error."""
    if row.model == run.incumbent:
        return _("The one in use before")
    points = row.difference * 100
    return _("%(sign)s%(points)s points, give or take %(error)s") % {
        "sign": "+" if points >= 0 else "−",
        "points": _points(abs(points)),
        "error": _points(row.standard_error * 100),
    }


def _points(value: float) -> str:
    return format_share(value / 100).rstrip("%\u00a0 \u202f٪")


def _page(shop: ShopContext, name: str) -> str:
    return reverse(name, kwargs={"slug": shop.slug})


def comparison_table(shop: ShopContext, run: Run | None, given: Mapping[str, str]) -> Table:
    """Every figure of every way; by the share of hits unless asked otherwise."""
    sort = sort_of(given, SORTS, DEFAULT_SORT)
    rows = sorted(
        run.rows if run else (),
        key=lambda row: getattr(row, sort.removeprefix("-")),
        reverse=sort.startswith("-"),
    )
    return Table(
        key="comparison",
        title=_("Every figure"),
        lead=_(
            "Each way named ten products for each order, of which one was hidden. How high: 1 when it always stood first."
        ),
        columns=(
            Column("model", _("Way to recommend")),
            Column("hit_rate", _("Hidden product found"), "share", is_sortable=True),
            Column("mrr", _("How high (0 to 1)"), is_sortable=True),
            Column("ndcg", _("Milder (0 to 1)"), is_sortable=True),
            Column("coverage", _("Of the catalogue shown"), "share", is_sortable=True),
            Column("tail_share", _("Places for slow sellers"), "share", is_sortable=True),
        ),
        rows=tuple(Row(_cells(row)) for row in rows),
        pages=Pages(1, len(rows)),
        sort=sort,
        csv_url=_page(shop, "model-choice-csv"),
        empty=Empty(
            _("Nothing compared yet"),
            _(
                "With 100 buyers and 100 orders of several products, or of known customers, the ways are compared."
            ),
            _page(shop, "imports"),
            _("Import orders"),
        ),
    )


def _cells(row: Figures) -> tuple[Any, ...]:
    return (
        words.name_of(row.model),
        row.hit_rate,
        f"{row.mrr:.3f}",
        f"{row.ndcg:.3f}",
        row.coverage,
        row.tail_share,
    )


def history_table(shop: ShopContext, runs: list[Run], given: Mapping[str, str]) -> Table:
    """The comparisons that are kept, newest first, each with the way to its decision."""
    page = page_of(given)
    pages = Pages(min(page, max(1, -(-len(runs) // PER_PAGE))), len(runs))
    shown = runs[(pages.page - 1) * PER_PAGE : pages.page * PER_PAGE]
    return Table(
        key="choices",
        title=_("Choices so far"),
        lead=_("A comparison a week; sooner when a tenth of the orders is new."),
        columns=(
            Column("as_of", _("Orders until"), "day"),
            Column("chosen", _("Used from then on")),
            Column("state", _("Why"), "state"),
            Column("buyers", _("Buyers"), "number"),
            Column("queries", _("Orders asked about"), "number"),
        ),
        rows=tuple(
            Row(
                (run.as_of, words.name_of(run.chosen), _badge(run), run.buyers, run.queries),
                url=reverse("decision", kwargs={"slug": shop.slug, "uid": run.decision_uid}),
            )
            for run in shown
        ),
        pages=pages,
        empty=Empty(_("No choice yet"), _("The first one is made in the night after your first orders.")),
    )


def _badge(run: Run) -> Badge:
    return {
        "model_switched": Badge(_("Changed: clearly better"), "good", "arrow-up"),
        "model_kept": Badge(_("Kept"), "plain", "equal"),
        "model_few_buyers": Badge(_("Too few buyers"), "warn", "clock"),
        "model_few_queries": Badge(_("Too few orders"), "warn", "clock"),
    }.get(run.reason_code, Badge(run.reason_code))


SHEET: Final = (
    "model", "way", "in_use", f"hit_rate_at_{K}", "low_95", "high_95", "mrr", "ndcg", "coverage", "tail_share",
    "difference", "standard_error", "queries",
)  # fmt: skip


def sheet(run: Run) -> Iterable[tuple[Any, ...]]:
    """One line for each way."""
    for row in run.rows:
        yield (
            row.model, words.name_of(row.model), int(row.model == run.chosen), row.hit_rate, row.low, row.high,
            row.mrr, row.ndcg, row.coverage, row.tail_share, row.difference, row.standard_error, run.queries,
        )  # fmt: skip
