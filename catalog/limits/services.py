"""Counting uses in one statement, so that concurrent tries cannot slip through between a read and a write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import OperationalError, connection
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from catalog.limits.models import GuessBucket
from catalog.people.models import RateWindow
from shop_ai.lib.limits import (
    FREE_GUESSES,
    LONGEST_DELAY,
    Limit,
    client_address,
    counted_address,
    counter_key,
    seconds_left,
    window_start,
)

HOUR = timedelta(hours=1)
KEEP_WINDOWS = timedelta(days=2)  # the longest window is a day
KEEP_GUESSES = timedelta(days=2)
KEEP_LONG_ROWS = timedelta(days=30)
# After so many failures in a row only a link by mail opens the account from a place it does not know.
MOST_IN_A_ROW = 100

COUNT_USE = """
INSERT INTO catalog_ratewindow AS w (key, starts_at, count) VALUES (%s, %s, 1)
ON CONFLICT (key, starts_at) DO UPDATE SET count = w.count + 1 WHERE w.count < %s
RETURNING count
"""

# The row lock of the upsert makes concurrent guesses queue up; each then sees the one before it.
TAKE_GUESS = """
INSERT INTO catalog_guessbucket AS b (key, recent, in_a_row, next_at)
VALUES (%(key)s, ARRAY[%(now)s::timestamptz], 1, %(now)s)
ON CONFLICT (key) DO UPDATE SET
    recent = ARRAY(SELECT t FROM unnest(b.recent) t WHERE t > %(since)s ORDER BY t) || %(now)s::timestamptz,
    in_a_row = b.in_a_row + 1,
    next_at = CASE WHEN %(slowing)s AND b.in_a_row + 1 >= %(free)s
        THEN %(now)s + make_interval(secs => least(2 ^ least(b.in_a_row + 2 - %(free)s, 10), %(longest)s))
        ELSE %(now)s END
WHERE (SELECT count(*) FROM unnest(b.recent) t WHERE t > %(since)s) < %(limit)s
    AND (NOT %(slowing)s OR (b.next_at <= %(now)s AND b.in_a_row < %(most)s))
RETURNING in_a_row
"""

# A right answer was not a guess: it gives its place back and, for an account, ends the row of failures.
GIVE_BACK = """
UPDATE catalog_guessbucket SET recent = array_remove(recent, %(now)s::timestamptz),
    in_a_row = CASE WHEN %(slowing)s THEN 0 ELSE in_a_row END,
    next_at = CASE WHEN %(slowing)s THEN %(now)s ELSE next_at END
WHERE key = %(key)s
"""


@dataclass(frozen=True, slots=True)
class Use:
    """Whether a use was counted; otherwise how many seconds to wait. ``remaining`` uses are left in the window."""

    is_allowed: bool
    retry_after: int = 0
    remaining: int = 0
    resets_in: int = 0


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where guesses are counted: at most ``per_hour`` in any sixty minutes, and slowed down if ``slowing``."""

    key: str
    per_hour: int
    slowing: bool


def bucket(name: str, *parts: object, per_hour: int, slowing: bool = True) -> Bucket:
    return Bucket(counter_key(settings.SECRET_KEY, name, *parts), per_hour, slowing)


def address_of(request: HttpRequest) -> str:
    """The client's address as limits count it; what the client claims of itself is not believed."""
    meta = request.META
    found = client_address(
        meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""), settings.TRUSTED_PROXIES
    )
    return counted_address(found)


def count_use(limit: Limit, *parts: object) -> Use:
    """Count one use of ``limit`` by whoever ``parts`` name, unless the window is full. Nothing is held back later."""
    now = timezone.now()
    key = counter_key(settings.SECRET_KEY, limit.name, *parts)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_USE, [key, window_start(now, limit.seconds), limit.uses])
        row = cursor.fetchone()
    resets_in = seconds_left(now, limit.seconds)
    if row is None:
        return Use(False, resets_in, resets_in=resets_in)
    return Use(True, remaining=limit.uses - row[0], resets_in=resets_in)


def take_guess(place: Bucket, now: datetime) -> bool:
    """Count one guess before it is looked at; False when it must not be looked at. Fails closed under contention."""
    values: dict[str, str | int | bool | datetime] = {
        "key": place.key,
        "now": now,
        "since": now - HOUR,
        "limit": place.per_hour,
        "slowing": place.slowing,
        "free": FREE_GUESSES,
        "longest": LONGEST_DELAY,
        "most": MOST_IN_A_ROW,
    }
    try:
        with connection.cursor() as cursor:
            cursor.execute(TAKE_GUESS, values)
            return cursor.fetchone() is not None
    except OperationalError:  # hundreds wait for the same row: the lock timeout answers for us
        return False


def give_back(place: Bucket, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(GIVE_BACK, {"key": place.key, "now": now, "slowing": place.slowing})


def forgive(place: Bucket) -> None:
    """End the row of failures after a link by mail proved who is there; the hour's limit stays."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalog_guessbucket SET in_a_row = 0, next_at = now() WHERE key = %s", [place.key]
        )


def forget_old_counts(now: datetime) -> int:
    """Delete counters that no limit looks at any more; a row of a hundred failures is kept for thirty days."""
    windows, _kinds = RateWindow.objects.filter(starts_at__lt=now - KEEP_WINDOWS).delete()
    idle = Q(next_at__lt=now - KEEP_GUESSES, in_a_row__lt=MOST_IN_A_ROW) | Q(next_at__lt=now - KEEP_LONG_ROWS)
    buckets, _kinds = GuessBucket.objects.filter(idle).delete()
    return windows + buckets
