"""Who is reminded of the posts of a day, and which reminders went out: one a member and day, whoever asks again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, Q

from catalog.series.models import ReminderChoice, SentReminder
from catalog.series.selectors import Due, due_posts
from shop_ai.lib.tenancy import shop_scope

MAX_ATTEMPTS: Final = 5
# Longer than a task may run: whoever claimed a letter before that is no longer alive.
CLAIM_HOLDS: Final = timedelta(minutes=15)
# What waits longer is not reminded of again: it stays on the first page until somebody settles it.
LATE_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter that this worker may send. ``uid`` stays the same over all tries, and with it the Message-ID."""

    pk: int
    uid: UUID


def reminder_wishes(shop_id: int) -> dict[int, bool]:
    """Membership id → whether the member wants reminders; who never said is missing."""
    with shop_scope(shop_id):
        return dict(ReminderChoice.objects.values_list("membership_id", "is_wanted"))


def choose_reminders(shop_id: int, membership_id: int, *, is_wanted: bool) -> None:
    with shop_scope(shop_id):
        ReminderChoice.objects.update_or_create(
            shop_id=shop_id, membership_id=membership_id, defaults={"is_wanted": is_wanted}
        )


def posts_to_remind_of(shop_id: int, today: date) -> list[Due]:
    """The day's posts that wait, after those that are late; none when nothing is due on the day itself."""
    waiting = [one for one in due_posts(shop_id, today) if one.late_by <= LATE_DAYS]
    return waiting if any(not one.is_late for one in waiting) else []


def reminded(shop_id: int, day: date) -> set[int]:
    """The members who have the day's letter."""
    with shop_scope(shop_id):
        sent = SentReminder.objects.filter(day=day, sent_at__isnull=False)
        return set(sent.values_list("membership_id", flat=True))


def claim_reminder(
    shop_id: int, membership_id: int, day: date, *, language: str, subject: str, posts: int, now: datetime
) -> Claimed | None:
    """Take the letter for this worker; None when it went out, another has it, or it failed too often."""
    with shop_scope(shop_id):
        row, is_new = SentReminder.objects.get_or_create(
            shop_id=shop_id,
            membership_id=membership_id,
            day=day,
            defaults={
                "language": language,
                "subject": subject[:200],
                "posts": posts,
                "attempts": 1,
                "claimed_at": now,
            },
        )
        if is_new:
            return Claimed(row.pk, row.uid)
        free = SentReminder.objects.filter(pk=row.pk, sent_at=None, attempts__lt=MAX_ATTEMPTS).filter(
            ~Q(failure="") | Q(claimed_at__lt=now - CLAIM_HOLDS)
        )
        taken = free.update(attempts=F("attempts") + 1, claimed_at=now, failure="")
        return Claimed(row.pk, row.uid) if taken else None


def sent_reminders(shop_id: int, limit: int = 20) -> list[SentReminder]:
    """The newest reminders with whom they went to."""
    with shop_scope(shop_id):
        rows = SentReminder.objects.select_related("membership__user").order_by("-day", "-pk")
        return list(rows[:limit])
