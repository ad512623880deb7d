"""Reading the forecasts that the night prepared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from attribution.forecast.models import ForecastLine, ForecastRun, Measure, Scope, State
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope

# The words of the computing modules, which pages do not import: they bring numpy and scipy.
WEEKS_AHEAD: Final = 4
FEWEST_WEEKS: Final = 6


@dataclass(frozen=True, slots=True)
class Week:
    """One coming week of a series: what to expect, the 80 % band, and the chance of none."""

    monday: date
    mean: float
    low: float
    high: float
    none: float


@dataclass(frozen=True, slots=True)
class Test:
    """The back-test of a scope: ``inside`` of ``n`` forecasts held; losses are shares of what came, None without any."""

    scope: str
    measure: str
    method: str
    n: int
    series: int
    inside: int
    loss: float | None
    rival_loss: float | None
    miss: float | None
    rival_miss: float | None
    weeks: tuple[dict[str, Any], ...]

    @property
    def is_mean(self) -> bool:
        return self.method == "mean4"

    @property
    def share(self) -> float | None:
        return self.inside / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Line:
    """A series: ``history`` of whole weeks until the one before the first that is forecast, oldest first."""

    ref: int
    uid: UUID | None
    key: str
    label: str
    known: int
    history: tuple[float, ...]
    weeks: tuple[Week, ...]
    test: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """``week`` is the first Monday forecast; ``is_ready`` False says that whole weeks are missing."""

    id: int
    week: date
    as_of: date
    is_ready: bool
    weeks_known: int
    facts: dict[str, Any]
    decision_uid: UUID | None
    computed_at: datetime

    @property
    def mondays(self) -> list[date]:
        return [self.week + timedelta(weeks=ahead) for ahead in range(WEEKS_AHEAD)]

    def test(self, scope: str, measure: str) -> Test | None:
        found = next(
            (
                one
                for one in self.facts.get("tests", ())
                if (one["scope"], one["measure"]) == (scope, measure)
            ),
            None,
        )
        if found is None:
            return None
        names = [name for name in Test.__slots__ if name != "weeks"]
        return Test(**{name: found[name] for name in names}, weeks=tuple(found.get("weeks", ())))


def last_run(shop_id: int) -> Run | None:
    """The newest forecast; None before the first night with a delivered order."""
    with shop_scope(shop_id):
        row = ForecastRun.objects.order_by("-week").first()
    if row is None:
        return None
    return Run(
        id=row.pk,
        week=row.week,
        as_of=row.as_of,
        is_ready=row.state == State.READY,
        weeks_known=row.weeks_known,
        facts=row.facts,
        decision_uid=row.decision_uid,
        computed_at=row.computed_at,
    )


def lines_of(shop_id: int, run: Run, scope: Scope, measure: Measure) -> list[Line]:
    """Every series of a scope, the largest expectation first."""
    with shop_scope(shop_id):
        return _lines(run, list(_rows(run, scope, measure)))


def product_lines(
    shop_id: int, run: Run, measure: Measure, words: str = "", sort: str = ""
) -> QuerySet[ForecastLine]:
    """Rows of products, to be paged and then read with ``page_of_lines``."""
    with shop_scope(shop_id):
        rows = _rows(run, Scope.PRODUCT, measure)
    for word in words.split()[:6]:
        rows = rows.filter(label__icontains=word)
    if sort.removeprefix("-") == "label":
        rows = rows.order_by("-label" if sort.startswith("-") else "label", "rank")
    elif sort == "next":
        rows = rows.order_by("-rank")
    return rows


def page_of_lines(shop_id: int, run: Run, rows: QuerySet[ForecastLine], first: int, last: int) -> list[Line]:
    with shop_scope(shop_id):
        return _lines(run, list(rows[first:last]))


def _rows(run: Run, scope: Scope, measure: Measure) -> QuerySet[ForecastLine]:
    return ForecastLine.objects.filter(run_id=run.id, scope=scope, measure=measure).order_by("rank")


def _lines(run: Run, rows: list[ForecastLine]) -> list[Line]:
    refs = [row.ref for row in rows if row.ref]
    uids = dict(Product.objects.filter(pk__in=refs).values_list("pk", "uid")) if refs else {}
    return [
        Line(
            ref=row.ref,
            uid=uids.get(row.ref),
            key=row.key,
            label=row.label,
            known=row.known,
            history=tuple(row.history),
            weeks=tuple(
                Week(monday, one["mean"], one["low"], one["high"], one["p0"])
                for monday, one in zip(run.mondays, row.weeks, strict=False)
            ),
            test=row.test,
        )
        for row in rows
    ]
