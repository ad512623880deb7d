"""Reading cases: the queue, one case with its story, and how the shop answers."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from catalog.people.models import Membership
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.tenancy import shop_scope
from transparency.cases.compute import Answered, Service, minutes_waited, service_of
from transparency.cases.models import Case, CaseEntry, EntryKind, State
from transparency.cases.personal import open_words
from transparency.cases.times import times_of
from transparency.ledger.holds import Hold
from transparency.ledger.models import Decision

SORTS: Final = {"number": "number", "opened": "opened_at", "due": "due_at", "state": "state"}
LOOK_BACK: Final = timedelta(days=90)
WAITING: Final = "waiting"  # every state but closed
LATE: Final = "late"
HELD: Final = "held"
VIEWS: Final = (WAITING, LATE, HELD, *State.values)


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits: not closed, without an answer, and late."""

    open: int
    new: int
    late: int


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a page shows it. ``who`` is the account of a person of the shop, empty for the customer."""

    kind: str
    at: datetime
    by: str
    text: str
    what: str
    values: dict[str, Any]


def cases(shop_id: int, *, view: str = "", kind: str = "", assignee: int | None = None) -> QuerySet[Case]:
    """Cases of the shop; ``view`` is one of ``VIEWS``."""
    with shop_scope(shop_id):
        found = Case.objects.select_related("assignee__user", "order", "customer", "conversation")
        if view:
            found = found.filter(_within(view))
        if kind:
            found = found.filter(kind=kind)
        return found if assignee is None else found.filter(assignee=assignee)


def _within(view: str) -> Q:
    if view == WAITING:
        return ~Q(state=State.CLOSED)
    if view == LATE:
        return Q(state=State.NEW, due_at__lt=timezone.now())
    return Q(released_at=None) if view == HELD else Q(state=view)


def ordered(rows: QuerySet[Case], sort: str) -> QuerySet[Case]:
    column = SORTS[sort.removeprefix("-")]
    return rows.order_by(f"-{column}" if sort.startswith("-") else column, "pk")


def case_by_uid(shop_id: int, uid: uuid.UUID) -> Case | None:
    with shop_scope(shop_id):
        rows = Case.objects.select_related("assignee__user", "order", "customer", "conversation")
        return rows.filter(uid=uid).first()


def case_numbered(shop_id: int, number: int) -> Case | None:
    with shop_scope(shop_id):
        return Case.objects.filter(number=number).first()


def story_of(case: Case, *, for_customer: bool = False) -> list[Line]:
    """The entries in order; a customer reads what was said to them and what happened, never a note."""
    with shop_scope(case.shop_id):
        rows = CaseEntry.objects.filter(case=case).order_by("pk")
        if for_customer:
            rows = rows.filter(kind__in=[EntryKind.MESSAGE, EntryKind.ANSWER])
        seal = current_seal()
        return [Line(row.kind, row.at, row.by, open_words(seal, row), row.what, row.values) for row in rows]


def counts(shop_id: int, now: datetime) -> Counts:
    """One query."""
    with shop_scope(shop_id):
        row = Case.objects.exclude(state=State.CLOSED).aggregate(
            open=Count("pk"),
            new=Count("pk", filter=Q(state=State.NEW)),
            late=Count("pk", filter=Q(state=State.NEW, due_at__lt=now)),
        )
        return Counts(**row)


def service(shop: ShopContext, now: datetime) -> Service:
    """How cases of the last 90 days were answered; one that still has time is not judged yet."""
    with shop_scope(shop.id):
        rows = Case.objects.filter(opened_at__gte=now - LOOK_BACK).values_list(
            "opened_at", "due_at", "first_answer_at", "was_in_time", "satisfaction"
        )
        found = list(rows)
        times = times_of(shop, now)
    return service_of(_judged(shop, found, times, now))


def _judged(shop: ShopContext, rows: Iterable[Any], times: Any, now: datetime) -> Iterable[Answered]:
    for opened, due, answered, in_time, satisfaction in rows:
        if answered is None:
            if due < now:
                yield Answered(None, False, satisfaction)
            continue
        waited = minutes_waited(opened.astimezone(shop.zone), answered.astimezone(shop.zone), times)
        yield Answered(waited, bool(in_time), satisfaction)


def members(shop_id: int) -> list[Membership]:
    """Who may answer: everybody of the shop but viewers."""
    with shop_scope(shop_id):
        rows = Membership.objects.filter(is_active=True, user__is_active=True).exclude(role="viewer")
        return list(rows.select_related("user").order_by("pk"))


def is_case_decision(case: Case) -> bool:
    """Whether the contested decision stands in the shop's ledger."""
    with shop_scope(case.shop_id):
        return bool(case.decision_uid) and Decision.objects.filter(uid=case.decision_uid).exists()


def case_holding(shop_id: int, *subjects: str) -> Case | None:
    """The newest case that holds one of these subjects; one query."""
    with shop_scope(shop_id):
        standing = Hold.objects.filter(subject__in=subjects, released_at=None).values("case")
        found: Case | None = Case.objects.filter(uid__in=standing).order_by("-pk").first()
        return found


def cases_about(
    shop_id: int, *, order: int | None = None, customer: int | None = None, conversation: int | None = None
) -> list[Case]:
    """Every case about an order, a customer or a thread, the oldest first: for a file of a dispute or of a person."""
    given = {"order": order, "customer": customer, "conversation": conversation}
    about = Q()
    for name, value in given.items():
        about |= Q(**{name: value}) if value is not None else Q()
    if not about:
        return []
    with shop_scope(shop_id):
        return list(Case.objects.filter(about).order_by("pk"))
