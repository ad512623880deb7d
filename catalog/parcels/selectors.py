"""Reading parcels: where they stand and for how long, the cash that couriers hold, how many were refused where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, QuerySet

from catalog.parcels.course import BACK
from catalog.parcels.models import CourierState, CourierWord, Parcel, ParcelEvent, Remittance
from shop_ai.lib.intervals import Interval, wilson
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope

# Days since the courier's last word: up to two, up to six, up to thirteen, more.
AGES: Final = (3, 7, 14)
OPEN_STATES: Final = (
    CourierState.PENDING,
    CourierState.READY,
    CourierState.PICKED_UP,
    CourierState.IN_TRANSIT,
    CourierState.OUT_FOR_DELIVERY,
    CourierState.ATTEMPT_FAILED,
    CourierState.ON_HOLD,
    CourierState.EXCEPTION,
    CourierState.RETURNING,
)


@dataclass(frozen=True, slots=True)
class Ageing:
    """Parcels of one state, in all and by age of the courier's last word (one more than AGES)."""

    state: str
    count: int
    ages: tuple[int, ...]
    cash: Decimal


@dataclass(frozen=True, slots=True)
class HeldCash:
    """What one courier has collected and not handed over. ``says_paid``: parcels that it calls handed over already."""

    courier: str
    parcels: int
    cash: Decimal
    oldest: date | None
    late: Decimal
    says_paid: int


@dataclass(frozen=True, slots=True)
class Refusals:
    """Parcels of one courier and wilaya (empty: all of them) by how they ended; ``waiting`` have not ended yet."""

    courier: str
    wilaya: str
    ended: int
    refused: int
    waiting: int

    def interval(self, floor: int) -> Interval | None:
        """Wilson's interval of refused ÷ ended; None under the floor."""
        return wilson(self.refused, self.ended) if self.ended >= floor else None


AGEING: Final = f"""
SELECT state, count(*), {", ".join(f"count(*) FILTER (WHERE age < {days})" for days in AGES)}, coalesce(sum(cash), 0)
FROM (
    SELECT p.state, p.cash, %(today)s::date - coalesce((p.state_at AT TIME ZONE %(zone)s)::date, p.announced_on,
           (p.created_at AT TIME ZONE %(zone)s)::date) AS age
    FROM catalog_parcel p WHERE p.shop_id = %(shop)s AND (p.state = ANY(%(states)s) OR p.state = '')
) parcels GROUP BY state"""

HELD: Final = """
SELECT courier, count(*), sum(cash), min(delivered_on),
       coalesce(sum(cash) FILTER (WHERE %(today)s::date - delivered_on > %(late)s), 0),
       count(*) FILTER (WHERE says_paid)
FROM catalog_parcel
WHERE shop_id = %(shop)s AND state = 'delivered' AND remittance_id IS NULL AND cash > 0
GROUP BY courier ORDER BY 3 DESC, 1"""

_BACK: Final = ", ".join(f"'{state}'" for state in sorted(BACK))
REFUSALS: Final = f"""
SELECT courier, wilaya, count(*) FILTER (WHERE state IN ({_BACK}, 'delivered')),
       count(*) FILTER (WHERE state IN ({_BACK})),
       count(*) FILTER (WHERE state NOT IN ({_BACK}, 'delivered'))
FROM catalog_parcel
WHERE shop_id = %(shop)s AND state <> 'cancelled' AND shipped_on BETWEEN %(start)s AND %(end)s
GROUP BY GROUPING SETS ((courier), (wilaya), (courier, wilaya), ())
ORDER BY 3 DESC, 1, 2"""
# A courier usually hands the cash over within two weeks: what it holds for longer deserves a call.
LATE_AFTER: Final = 14


def ageing(shop_id: int, *, today: date, zone: str) -> list[Ageing]:
    """The open parcels by state, in the order of the way, words that nobody explained first."""
    values = {"shop": shop_id, "today": today, "zone": zone, "states": list(OPEN_STATES)}
    found = {row[0]: row for row in _fetch(shop_id, AGEING, values)}
    states = ["", *OPEN_STATES]
    return [_ageing(found[state]) for state in states if state in found]


def _ageing(row: tuple[Any, ...]) -> Ageing:
    state, count, *within, cash = row
    bounds = [0, *within, count]
    return Ageing(state, count, tuple(after - before for before, after in pairwise(bounds)), cash)


def held_cash(shop_id: int, *, today: date) -> list[HeldCash]:
    """The couriers that hold cash, the most first."""
    values = {"shop": shop_id, "today": today, "late": LATE_AFTER}
    return [HeldCash(*row) for row in _fetch(shop_id, HELD, values)]


@dataclass(frozen=True, slots=True)
class RefusalReport:
    """Refusals of the parcels shipped in a period: in all, by courier, by wilaya, and by both."""

    total: Refusals
    couriers: tuple[Refusals, ...]
    wilayas: tuple[Refusals, ...]
    both: tuple[Refusals, ...]


def refusals(shop_id: int, period: Period) -> RefusalReport:
    """Of the parcels that left in the period. Rows of one kind add up to the total."""
    values = {"shop": shop_id, "start": period.start, "end": period.end}
    groups: dict[tuple[bool, bool], list[Refusals]] = {}
    for courier, wilaya, ended, refused, waiting in _fetch(shop_id, REFUSALS, values):
        kind = (courier is not None, wilaya is not None)
        groups.setdefault(kind, []).append(Refusals(courier or "", wilaya or "", ended, refused, waiting))
    total = groups.get((False, False), [Refusals("", "", 0, 0, 0)])[0]
    couriers, wilayas, both = (
        tuple(groups.get(kind, ())) for kind in ((True, False), (False, True), (True, True))
    )
    return RefusalReport(total, couriers, wilayas, both)


def _fetch(shop_id: int, sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class WordToMap:
    """A courier's word with what it means here; ``state`` is empty while nobody has said. ``parcels`` carry it."""

    id: int
    courier: str
    raw: str
    state: str
    parcels: int
    last_at: datetime | None


def courier_words(shop_id: int) -> list[WordToMap]:
    """The words that this shop was asked about, those to explain first."""
    with shop_scope(shop_id):
        words = list(CourierWord.objects.order_by("state", "courier", "plain"))
        seen = {
            (courier, plain): (parcels, last)
            for courier, plain, parcels, last in ParcelEvent.objects.filter(
                plain__in=[word.plain for word in words]
            )
            .values_list("parcel__courier", "plain")
            .annotate(Count("parcel", distinct=True), Max("at"))
        }
    return [
        WordToMap(
            word.pk, word.courier, word.raw, word.state, *seen.get((word.courier, word.plain), (0, None))
        )
        for word in words
    ]


def words_to_map(shop_id: int) -> list[CourierWord]:
    """The words that nobody has explained yet."""
    with shop_scope(shop_id):
        return list(CourierWord.objects.filter(state="").order_by("courier", "plain"))


def parcels(
    shop_id: int,
    *,
    state: str = "",
    courier: str = "",
    wilaya: str = "",
    tracking: str = "",
    order: UUID | None = None,
) -> QuerySet[Any]:
    """Parcels that fit all that is named; "open", "held" and "unknown" are states too."""
    rows = Parcel.objects.select_related("order", "remittance")
    if state == "open":
        rows = rows.filter(state__in=["", *OPEN_STATES])
    elif state == "held":
        rows = rows.filter(state=CourierState.DELIVERED, remittance__isnull=True, cash__gt=0)
    elif state == "unknown":
        rows = rows.filter(state="")
    elif state == "loose":
        rows = rows.filter(order__isnull=True)
    elif state:
        rows = rows.filter(state=state)
    if courier:
        rows = rows.filter(courier=courier)
    if wilaya:
        rows = rows.filter(wilaya=wilaya)
    if tracking:
        rows = rows.filter(tracking__istartswith=tracking)
    if order is not None:
        rows = rows.filter(order__uid=order)
    return rows


def parcel_by_uid(shop_id: int, uid: UUID) -> Parcel | None:
    with shop_scope(shop_id):
        found: Parcel | None = Parcel.objects.select_related("order", "remittance").filter(uid=uid).first()
        return found


def parcels_of_order(shop_id: int, order: UUID) -> list[Parcel]:
    """The parcels that carry an order, the latest first."""
    with shop_scope(shop_id):
        return list(Parcel.objects.filter(order__uid=order).order_by("-pk"))


def events_of(shop_id: int, parcel_id: int) -> list[ParcelEvent]:
    """What the courier said, the latest first."""
    with shop_scope(shop_id):
        return list(ParcelEvent.objects.filter(parcel=parcel_id).order_by("-at", "-pk"))


def couriers(shop_id: int) -> list[str]:
    """The couriers that have parcels of this shop."""
    with shop_scope(shop_id):
        return list(Parcel.objects.order_by("courier").values_list("courier", flat=True).distinct())


def remittances(shop_id: int, limit: int = 50) -> list[Remittance]:
    """Cash that was handed over, the latest first, with ``parcel_count``."""
    with shop_scope(shop_id):
        rows = Remittance.objects.annotate(parcel_count=Count("parcels")).select_related("created_by")
        return list(rows.order_by("-received_on", "-pk")[:limit])
