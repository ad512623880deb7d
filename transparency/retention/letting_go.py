"""What would go and letting it go, rule by rule; ``before`` is the moment that the rule's length reaches back to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from catalog.conversations.models import Conversation
from catalog.customers.models import Customer
from catalog.history.models import RecordChange
from catalog.imports.models import ImportBefore, ImportFile
from catalog.keys.models import StoredAnswer
from catalog.orders.models import Order
from catalog.outbox.models import OutboxJob
from catalog.shops.directory import shop_by_id
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent
from signals.ingest.models import InboxEvent
from signals.rollups.models import DailySearch, DailyVisitor, PlaylistVisitor
from transparency.cases.models import Case, CaseEntry, State
from transparency.erasure.services import erase_customer
from transparency.ledger.keeping import fold
from transparency.ledger.models import Decision
from transparency.retention.automations import LETTING_GO
from transparency.retention.locking import empty_lockers, lock_old, past_the_law, to_lock
from transparency.rights.models import RequestState, RightsRequest

AT_ONCE: Final = 5_000
ERASED_A_NIGHT: Final = 500
DAILY: Final = (DailyVisitor, PlaylistVisitor)


@dataclass(frozen=True, slots=True)
class Keeper:
    """``count`` says how many would go, in the shop's scope; ``let_go`` (None: another schedule does it) how many went."""

    count: Callable[[datetime], int]
    let_go: Callable[[int, datetime], int] | None = None


def prospects(before: datetime) -> QuerySet[Customer]:
    """Customers without an order of whom nothing was heard since."""
    buyers = Order.objects.filter(customer__isnull=False).values("customer")
    talking = Conversation.objects.filter(customer__isnull=False, last_message_at__gte=before).values(
        "customer"
    )
    found: QuerySet[Customer] = (
        Customer.objects.filter(erased_at=None, updated_at__lt=before)
        .exclude(pk__in=buyers)
        .exclude(pk__in=talking)
    )
    return found


def _erase_prospects(shop_id: int, before: datetime) -> int:
    with shop_scope(shop_id):
        uids = list(prospects(before).order_by("pk").values_list("uid", flat=True)[:ERASED_A_NIGHT])
    for uid in uids:
        erase_customer(shop_id, uid, by=LETTING_GO.code, cause="prospects")
    return len(uids)


def contacts(before: datetime) -> QuerySet[Conversation]:
    """Conversations of nobody known that have been quiet since, and still say who wrote."""
    quiet = Q(last_message_at__lt=before) | Q(last_message_at=None, started_at__lt=before)
    found: QuerySet[Conversation] = Conversation.objects.filter(quiet, customer=None, personal__isnull=False)
    return found


def old_words(before: datetime) -> QuerySet[Conversation]:
    quiet = Q(last_message_at__lt=before) | Q(last_message_at=None, started_at__lt=before)
    found: QuerySet[Conversation] = Conversation.objects.filter(quiet, text_forgotten_at=None)
    return found


def old_cases(before: datetime) -> QuerySet[Case]:
    found: QuerySet[Case] = Case.objects.filter(state=State.CLOSED, closed_at__lt=before, forgotten_at=None)
    return found


def _forget_cases(shop_id: int, before: datetime) -> int:
    with shop_scope(shop_id):
        cases = list(old_cases(before).values_list("pk", flat=True)[:AT_ONCE])
        CaseEntry.objects.filter(case__in=cases, text__isnull=False).update(text=None)
        return int(
            Case.objects.filter(pk__in=cases).update(personal=None, visitor="", forgotten_at=timezone.now())
        )


def _wishes(before: datetime) -> QuerySet[Any]:
    closed = [RequestState.DONE, RequestState.REFUSED]
    found: QuerySet[Any] = RightsRequest.objects.filter(state__in=closed, closed_at__lt=before)
    return found


def _rows(find: Callable[[datetime], QuerySet[Any]]) -> Keeper:
    """A keeper that deletes what it finds, some thousand rows in a transaction."""

    def let_go(shop_id: int, before: datetime) -> int:
        gone = AT_ONCE
        total = 0
        while gone >= AT_ONCE:
            with shop_scope(shop_id):
                rows = list(find(before).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
                gone = int(find(before).filter(pk__in=rows).delete()[0]) if rows else 0
            total += gone
        return total

    return Keeper(lambda before: find(before).count(), let_go)


def _empty_contacts(shop_id: int, before: datetime) -> int:
    with shop_scope(shop_id):
        return int(contacts(before).update(personal=None, contact_index="", phone_index="", referral={}))


def _daily(before: datetime) -> int:
    return int(
        sum(model.objects.filter(day__lt=before.date()).count() for model in DAILY)
        + DailySearch.objects.filter(day__lt=before.date()).exclude(visitor="").count()
    )


def _forget_daily(shop_id: int, before: datetime) -> int:
    """Visitors go; what was looked for stays, added up without them."""
    day = before.date()
    with shop_scope(shop_id):
        gone = sum(int(model.objects.filter(day__lt=day).delete()[0]) for model in DAILY)
        with connection.cursor() as cursor:
            cursor.execute(SEARCHES, {"shop": shop_id, "day": day})
            gone += int(cursor.fetchone()[0])
    return gone


SEARCHES: Final = """
WITH gone AS (
    DELETE FROM signals_dailysearch WHERE shop_id = %(shop)s AND day < %(day)s AND visitor <> ''
    RETURNING day, term, count
), kept AS (
    INSERT INTO signals_dailysearch (shop_id, day, term, visitor, count)
    SELECT %(shop)s, day, term, '', sum(count) FROM gone GROUP BY day, term
    ON CONFLICT (shop_id, day, term, visitor) DO UPDATE SET count = signals_dailysearch.count + excluded.count
    RETURNING 1
)
SELECT count(*) FROM gone
"""


def _fold(shop_id: int, before: datetime) -> int:
    """The ledger lets go by itself, of whole parts of its chain."""
    del before
    shop = shop_by_id(shop_id)
    return fold(shop_id, shop.zone).decisions if shop is not None else 0


def _events(before: datetime) -> int:
    """By the first of the month: single events go in whole months."""
    first = date(before.year, before.month, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM signals_event WHERE occurred_at < %s::timestamp AT TIME ZONE 'UTC'"
            " AND shop_id = nullif(current_setting('app.shop', true), '')::bigint",
            [first],
        )
        return int(cursor.fetchone()[0])


KEEPERS: Final[dict[str, Keeper]] = {
    "buyers": Keeper(
        lambda before: to_lock(before.date()).count(),
        lambda shop_id, before: lock_old(shop_id, before.date()),
    ),
    "accounts": Keeper(
        lambda before: past_the_law(before.date()).count(),
        lambda shop_id, before: empty_lockers(shop_id, before.date(), before),
    ),
    "prospects": Keeper(lambda before: prospects(before).count(), _erase_prospects),
    "contacts": Keeper(lambda before: contacts(before).count(), _empty_contacts),
    "messages": Keeper(lambda before: old_words(before).count()),
    "cases": Keeper(lambda before: old_cases(before).count(), _forget_cases),
    "wishes": _rows(_wishes),
    "consents": _rows(lambda before: Consent.objects.filter(withdrawn_at__lt=before)),
    "events": Keeper(_events),
    "visitors": Keeper(_daily, _forget_daily),
    "undo": _rows(lambda before: ImportBefore.objects.filter(batch__created_at__lt=before)),
    "history": _rows(lambda before: RecordChange.objects.filter(at__lt=before)),
    "decisions": Keeper(lambda before: Decision.objects.filter(at__lt=before).count(), _fold),
    "files": Keeper(lambda before: ImportFile.objects.filter(created_at__lt=before).count()),
    "jobs": _rows(lambda before: OutboxJob.objects.filter(done_at__lt=before)),
    "inbox": Keeper(lambda before: InboxEvent.objects.filter(is_folded=True, received_at__lt=before).count()),
    "answers": Keeper(lambda before: StoredAnswer.objects.filter(created_at__lt=before).count()),
}
