"""How long decisions are kept: 13 months as they are, then as figures by month, automation and reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Count, F, Max, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from shop_ai.lib.tenancy import local_setting, shop_scope
from transparency.ledger.models import Decision, LedgerMonth
from transparency.ledger.selectors import LEDGER, verify_chain
from transparency.ledger.services import record_decision

KEPT_MONTHS: Final = 13
VERSION: Final = "ledger-2"
# The chain is cut at one place: rows go from the first on, as far as all of them are old enough.
LAST_OLD: Final = """
SELECT coalesce(min(sequence) - 1, (SELECT max(sequence) FROM transparency_decision WHERE shop_id = %(shop)s))
FROM transparency_decision WHERE shop_id = %(shop)s AND at >= %(before)s
"""


@dataclass(frozen=True, slots=True)
class Folded:
    """How many decisions became figures, and up to which sequence."""

    decisions: int
    through: int


class ChainBroken(RuntimeError):
    """A ledger that was tampered with is not folded: that would take the traces away."""


def due(shop_id: int, now: datetime | None = None) -> int:
    """How many decisions are older than 13 months: what the next folding takes."""
    with shop_scope(shop_id):
        return int(_old(_last_old(shop_id, now or timezone.now())).count())


def fold(shop_id: int, zone: ZoneInfo, *, by: str = "", now: datetime | None = None) -> Folded:
    """Make figures of decisions older than 13 months and note where the chain goes on; months are of the shop's zone.

    Raises ChainBroken when the chain does not hold: the incident comes first. Safe to run twice.
    """
    moment = now or timezone.now()
    with shop_scope(shop_id):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ledger'), %s)", [shop_id % 2**31])
        through = _last_old(shop_id, moment)
        old = _old(through)
        if not old.exists():
            return Folded(0, 0)
        if not verify_chain().holds:
            raise ChainBroken(f"the ledger of shop {shop_id} does not hold")
        last = old.order_by("-sequence").values_list("hash", flat=True)[0]
        counted = _count(shop_id, old, zone)
        record_decision(
            automation=LEDGER,
            subject="fold",
            version=VERSION,
            output={"through": through, "hash": last, "decisions": counted},
            reason_code="ledger_folded",
            actor=by,
            at=moment,
        )
        with local_setting("app.ledger", "fold"), connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM transparency_decision WHERE shop_id = %s AND sequence <= %s", [shop_id, through]
            )
    return Folded(counted, through)


def _before(moment: datetime) -> datetime:
    """13 months earlier, on the same day; the 28th where the month is short, so that nothing goes too early."""
    months = moment.year * 12 + moment.month - 1 - KEPT_MONTHS
    return moment.replace(year=months // 12, month=months % 12 + 1, day=min(moment.day, 28))


def _last_old(shop_id: int, moment: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(LAST_OLD, {"shop": shop_id, "before": _before(moment)})
        return int((cursor.fetchone() or (0,))[0] or 0)


def _old(through: int) -> Any:
    return Decision.objects.filter(sequence__lte=through)


def _count(shop_id: int, old: Any, zone: ZoneInfo) -> int:
    rows = (
        old.annotate(month=TruncMonth("at", tzinfo=zone))
        .values("month", "automation", "reason_code")
        .annotate(n=Count("id"), people=Count("id", filter=~Q(actor="")), last=Max("sequence"))
        .order_by("month", "automation", "reason_code")
    )
    counted = 0
    for row in rows:
        key = {
            "month": row["month"].date(),
            "automation": row["automation"],
            "reason_code": row["reason_code"],
        }
        held, _made = LedgerMonth.objects.get_or_create(
            shop_id=shop_id, **key, defaults={"decisions": 0, "by_people": 0}
        )
        LedgerMonth.objects.filter(pk=held.pk).update(
            decisions=F("decisions") + row["n"], by_people=F("by_people") + row["people"]
        )
        counted += row["n"]
    return counted
