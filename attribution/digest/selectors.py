"""Who gets which letters, and which are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import connection

from attribution.digest.models import LetterChoice, LetterKind, SentLetter
from attribution.kpis.models import DailyKpi
from attribution.nightly.models import NightlyRun
from catalog.people.models import Membership, Role
from catalog.series.reminders import reminder_wishes
from catalog.shops.models import Shop
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import purpose, shop_scope

MORNING: Final = time(7)
NOON: Final = time(12)
EVENING: Final = time(22)
# A Monday that was missed altogether is made up on Tuesday, and no later.
MADE_UP: Final = timedelta(days=1)
ASLEEP_AFTER: Final = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A member with the letters chosen; ``language`` is the person's own."""

    membership_id: int
    email: str
    name: str
    language: str
    role: str
    weekly: bool
    alerts: bool
    reminders: bool = False

    def wants(self, kind: LetterKind) -> bool:
        return self.weekly if kind is LetterKind.WEEKLY else self.alerts


def recipients(shop_id: int) -> list[Recipient]:
    """Every active member of the shop with what they chose; owners get the digest and reminders unless they said no."""
    with shop_scope(shop_id):
        chosen = {choice.membership_id: choice for choice in LetterChoice.objects.all()}
        members = Membership.objects.filter(is_active=True, user__is_active=True)
        rows = list(members.select_related("user").order_by("pk"))
    wishes = reminder_wishes(shop_id)
    return [_recipient(member, chosen.get(member.pk), wishes.get(member.pk)) for member in rows]


def _recipient(member: Membership, choice: LetterChoice | None, reminders: bool | None) -> Recipient:
    return Recipient(
        membership_id=member.pk,
        email=member.user.email,
        name=member.user.name,
        language=member.user.language,
        role=member.role,
        weekly=choice.weekly if choice else member.role == Role.OWNER,
        alerts=choice.alerts if choice else False,
        reminders=member.role == Role.OWNER if reminders is None else reminders,
    )


def recipient_of(shop_id: int, user_id: int) -> Recipient | None:
    """This person's choices in the shop."""
    with shop_scope(shop_id):
        member = Membership.objects.select_related("user").filter(user_id=user_id, is_active=True).first()
        if member is None:
            return None
        choice = LetterChoice.objects.filter(membership=member).first()
    return _recipient(member, choice, reminder_wishes(shop_id).get(member.pk))


def finished_week(day: date) -> Period:
    """The Monday to Sunday that ended before ``day``: no unfinished day is ever told."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday - timedelta(days=7), monday - timedelta(days=1))


def awake_shops(now: datetime) -> list[int]:
    """The shops whose local clock is between seven in the morning and ten in the evening."""
    with purpose("directory"):
        shops = list(Shop.objects.order_by("pk").values_list("pk", "timezone"))
    return [pk for pk, zone in shops if MORNING <= now.astimezone(ZoneInfo(zone)).time() < EVENING]


def due_week(shop_id: int, now: datetime, zone: ZoneInfo) -> Period | None:
    """The week whose digest is to go out now, None when there is none.

    It waits for the night that computed Sunday, but not past noon; a shop that sold nothing for four weeks sleeps.
    """
    local = now.astimezone(zone)
    week = finished_week(local.date())
    monday = week.end + timedelta(days=1)
    if local.date() - monday > MADE_UP or local.time() < MORNING:
        return None
    with shop_scope(shop_id):
        is_computed = NightlyRun.objects.filter(finished_at__isnull=False, as_of__gte=week.end).exists()
        is_late = local.date() > monday or local.time() >= NOON
        lives = DailyKpi.objects.filter(day__gt=week.end - ASLEEP_AFTER, day__lte=week.end).exists()
    return week if (is_computed or is_late) and lives else None


def net_by_channel(shop_id: int, now: Period, before: Period) -> dict[str, tuple[Decimal, Decimal]]:
    """Net sales of each channel in two periods; one query."""
    sql = """SELECT channel,
       coalesce(sum(revenue_delivered - refunds) FILTER (WHERE day BETWEEN %(now)s AND %(now_end)s), 0),
       coalesce(sum(revenue_delivered - refunds) FILTER (WHERE day BETWEEN %(before)s AND %(before_end)s), 0)
FROM attribution_dailykpi
WHERE shop_id = %(shop)s
  AND (day BETWEEN %(now)s AND %(now_end)s OR day BETWEEN %(before)s AND %(before_end)s)
GROUP BY channel ORDER BY channel"""
    values: dict[str, Any] = {
        "shop": shop_id,
        "now": now.start,
        "now_end": now.end,
        "before": before.start,
        "before_end": before.end,
    }
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {channel: (net, net_before) for channel, net, net_before in cursor.fetchall()}


def sent_letters(shop_id: int, limit: int = 20) -> list[SentLetter]:
    """The newest letters with whom they went to."""
    with shop_scope(shop_id):
        rows = SentLetter.objects.select_related("membership__user").order_by("-key", "-pk")
        return list(rows[:limit])
