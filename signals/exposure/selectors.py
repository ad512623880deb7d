"""Reading tests, their looks and the current shares."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, F, Max, QuerySet

from shop_ai.lib.tenancy import shop_scope
from signals.exposure.counting import usual_counts
from signals.exposure.models import ExposureKind, ExposureLook, ExposurePlace, ExposureTest

MOST_WORDS: Final = 6
SORTS: Final = {"title": "title", "shown": "shown", "chance": "chance", "since": "since"}


def exposure_tests(shop_id: int, *, stage: str = "", kind: str = "", q: str = "") -> QuerySet[ExposureTest]:
    """The current tests; ``q`` holds words that are all in the title."""
    with shop_scope(shop_id):
        rows: QuerySet[ExposureTest] = ExposureTest.objects.filter(is_current=True)
    if stage:
        rows = rows.filter(stage=stage)
    if kind:
        rows = rows.filter(kind=kind)
    for word in q.split()[:MOST_WORDS]:
        rows = rows.filter(title__icontains=word)
    return rows.select_related("product", "content", "playlist")


def ordered(rows: QuerySet[ExposureTest], sort: str) -> QuerySet[ExposureTest]:
    """Rows by a column of ``SORTS``, unknown last both ways, ties by id."""
    column = F(SORTS[sort.removeprefix("-")])
    order = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(order, "pk")


def exposure_test(shop_id: int, uid: uuid.UUID) -> ExposureTest | None:
    """Also one that was started again since."""
    with shop_scope(shop_id):
        rows = ExposureTest.objects.select_related("product", "content", "playlist")
        return rows.filter(uid=uid).first()


def looks_of(shop_id: int, test_id: int) -> list[ExposureLook]:
    """The first first."""
    with shop_scope(shop_id):
        return list(ExposureLook.objects.filter(test_id=test_id).order_by("shown"))


def shares_by_day(shop_id: int, test_id: int, days: int = 60) -> list[tuple[date, float]]:
    """How often it was drawn, the last allocation of each day, oldest first."""
    with shop_scope(shop_id):
        places = ExposurePlace.objects.filter(test_id=test_id, place="test")
        last = places.values("day").annotate(last=Max("pk")).order_by("-day")[:days].values("last")
        found = ExposurePlace.objects.filter(pk__in=[row["last"] for row in last]).order_by("day")
        return list(found.values_list("day", "propensity"))


@dataclass(frozen=True, slots=True)
class Reading:
    """The shop's tests at a glance: tests by stage, and what is usual (people who took, of people who saw)."""

    by_stage: dict[str, int]
    usual_taken: int
    usual_shown: int

    def of(self, stage: str) -> int:
        return self.by_stage.get(stage, 0)


def reading(shop_id: int, today: date) -> Reading:
    with shop_scope(shop_id):
        rows = ExposureTest.objects.filter(is_current=True).values("stage").annotate(n=Count("pk")).order_by()
        by_stage = {row["stage"]: row["n"] for row in rows}
        taken, shown = usual_counts(today)[ExposureKind.PRODUCT.value]
    return Reading(by_stage, taken, shown)
