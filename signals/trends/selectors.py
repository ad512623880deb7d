"""Reading the weekly lists that the night prepared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from catalog.products.models import Category, Product
from shop_ai.lib.tenancy import shop_scope
from signals.trends.models import Measure, TrendItem, TrendRun, Verdict

# The words of :mod:`signals.trends.compute`, which pages do not import: it brings numpy and scipy.
WEEKS: Final = 8
FEWEST_TOTAL: Final = 200
SORTS: Final = {"label": "label", "now": "counts__7", "before": "counts__6", "people": "people"}


@dataclass(frozen=True, slots=True)
class Run:
    """A judged week of a measure; ``trends`` and ``to_watch`` count its lists."""

    id: int
    measure: Measure
    week: date
    state: str
    version: str
    total: int
    series: int
    weeks_known: int
    spread: float | None
    decision_uid: UUID | None
    computed_at: datetime
    trends: int
    to_watch: int

    @property
    def weeks(self) -> list[date]:
        """The Mondays of its eight weeks, oldest first."""
        return [self.week - timedelta(days=7 * back) for back in range(WEEKS - 1, -1, -1)]


@dataclass(frozen=True, slots=True)
class Item:
    """A series of a week; ``uid`` is its product's or category's, None for a term or what is no more."""

    label: str
    uid: UUID | None
    verdict: str
    counts: tuple[int, ...]
    people: int | None
    expected: float | None
    low: float | None
    high: float | None
    p: float | None
    q: float | None
    spellings: tuple[str, ...]

    @property
    def now(self) -> int:
        return self.counts[-1] if self.counts else 0

    @property
    def before(self) -> int:
        return self.counts[-2] if len(self.counts) > 1 else 0


def last_runs(shop_id: int) -> dict[Measure, Run]:
    """The newest week of every measure; one query."""
    with shop_scope(shop_id):
        newest = TrendRun.objects.order_by("measure", "-week").distinct("measure").values("pk")
        found = [_run(row) for row in _counted(TrendRun.objects.filter(pk__in=newest))]
    return {run.measure: run for run in found}


def run_of(shop_id: int, measure: Measure, week: date | None) -> Run | None:
    """The week of a measure, the newest when none is named; None when it was not judged."""
    with shop_scope(shop_id):
        rows = TrendRun.objects.filter(measure=measure).order_by("-week")
        row = _counted(rows.filter(week=week) if week else rows).first()
        return _run(row) if row else None


def weeks_of(shop_id: int, measure: Measure) -> list[date]:
    """The weeks that are kept, newest first."""
    with shop_scope(shop_id):
        return list(TrendRun.objects.filter(measure=measure).order_by("-week").values_list("week", flat=True))


def listed(shop_id: int, run: Run) -> list[Item]:
    """Trends and what is to watch, in the order of the page."""
    with shop_scope(shop_id):
        rows = list(TrendItem.objects.filter(run_id=run.id).exclude(verdict="").order_by("rank"))
        return _items(run, rows)


def raw_list(shop_id: int, run: Run, *, words: str = "", sort: str = "-now") -> QuerySet[TrendItem]:
    """Every series that is kept of the week, whatever was found of it."""
    with shop_scope(shop_id):
        rows: QuerySet[TrendItem] = TrendItem.objects.filter(run_id=run.id)
    for word in words.split()[:6]:
        rows = rows.filter(label__icontains=word)
    column = F(SORTS[sort.removeprefix("-")])
    if sort.startswith("-"):
        return rows.order_by(column.desc(nulls_last=True), "rank")
    return rows.order_by(column.asc(nulls_last=True), "rank")


def items_of(shop_id: int, run: Run, rows: Sequence[TrendItem]) -> list[Item]:
    """The rows with the ids of what they stand for; one query more."""
    with shop_scope(shop_id):
        return _items(run, rows)


def _counted(rows: QuerySet[TrendRun]) -> QuerySet[TrendRun]:
    return rows.annotate(
        trends=Count("items", filter=Q(items__verdict=Verdict.TREND)),
        to_watch=Count("items", filter=Q(items__verdict=Verdict.WATCH)),
    )


def _run(row: TrendRun) -> Run:
    return Run(
        id=row.pk,
        measure=Measure(row.measure),
        week=row.week,
        state=row.state,
        version=row.version,
        total=row.total,
        series=row.series,
        weeks_known=row.weeks_known,
        spread=row.spread,
        decision_uid=row.decision_uid,
        computed_at=row.computed_at,
        trends=row.trends,  # type: ignore[attr-defined]  # annotated above
        to_watch=row.to_watch,  # type: ignore[attr-defined]
    )


def _items(run: Run, rows: Sequence[TrendItem]) -> list[Item]:
    refs = {row.ref for row in rows if row.ref}
    table = Category if run.measure in {Measure.THEME_VIEWS, Measure.THEME_ORDERS} else Product
    uids = dict(table.objects.filter(pk__in=refs).values_list("pk", "uid")) if refs else {}
    return [
        Item(
            label=row.label,
            uid=uids.get(row.ref),
            verdict=row.verdict,
            counts=tuple(row.counts),
            people=row.people,
            expected=row.expected,
            low=row.low,
            high=row.high,
            p=row.p,
            q=row.q,
            spellings=tuple(row.spellings),
        )
        for row in rows
    ]
