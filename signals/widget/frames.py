"""What a shop's answers for everybody depend on, read in one go: its version, its draws, and until when they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from django.db import connection

from catalog.shops.context import ShopContext
from shop_ai.lib.prepared import prepared_rows
from signals.exposure.serving import Place
from signals.recommend.filters import SHOWABLE
from signals.recommend.reading import Run, current_run
from signals.widget.addresses import Frame, Span

LONGEST: Final = timedelta(days=7)
DEEPEST: Final = 36

_VERSION: Final = "SELECT coalesce(sum(amount), 0)::bigint FROM signals_answerchange WHERE shop_id = %(shop)s"
_DRAWS: Final = f"""
SELECT i.slot, i.rank, i.from_share, i.to_share
FROM signals_recommendeditem i JOIN catalog_product p ON p.shop_id = i.shop_id AND p.id = i.product_id
WHERE i.shop_id = %(shop)s AND i.run_id = %(run)s AND (i.slot = 'explore'
    OR (i.slot IN ('home', 'landing', 'after_order') AND i.rank <= {DEEPEST} AND {SHOWABLE}))
ORDER BY i.slot, i.rank
"""
# The next morning on which a playlist appears or goes: what visitors may choose changes with it.
_NEXT: Final = """
SELECT min(day) FROM catalog_playlist, LATERAL (VALUES (starts_on), (ends_on + 1)) d(day)
WHERE shop_id = %(shop)s AND is_published AND NOT is_archived AND day > %(today)s
"""


def version_of(shop_id: int) -> int:
    """How many changes the shop's answers have seen. To be read before anything that an answer is made of."""
    found: int = prepared_rows(_VERSION, {"shop": shop_id})[0][0]
    return found


def frame_of(shop: ShopContext, places: list[Place], at: datetime) -> Frame:
    """The frame as of now, inside the shop's scope; ``places`` are its tests'."""
    run = current_run(shop.id)
    plain = Frame(shop.id, shop.language, until(shop, at).timestamp())
    if run is None:
        return plain
    explored, ranks = _draws(shop.id, run)
    tests, wide = (_spans([one for one in places if one.place == kind]) for kind in ("test", "wide"))
    seed = str(run.facts.get("explore_seed", "")) if run.is_on("exploration") else ""
    seeds = [one.seed for one in places]
    return replace(
        plain,
        seed=seed,
        has_tests=run.has_tests,
        explored=explored,
        test_seed=seeds[0] if seeds else 0,
        tests=tests,
        wide=wide,
        ranks=ranks,
    )


def _draws(shop_id: int, run: Run) -> tuple[list[Span], dict[str, list[int]]]:
    explored: list[Span] = []
    ranks: dict[str, list[int]] = {}
    for slot, rank, first, last in prepared_rows(_DRAWS, {"shop": shop_id, "run": run.id}):
        if slot == "explore":
            explored.append((first, last, rank))
        else:
            ranks.setdefault(slot, []).append(rank)
    return explored, ranks


def _spans(places: list[Place]) -> list[Span]:
    return [(one.from_share, one.to_share, at) for at, one in enumerate(places, 1)]


def until(shop: ShopContext, at: datetime) -> datetime:
    """When the answers end by the clock alone: with the playlist that appears or goes next, and in a week at the latest."""
    today: date = at.astimezone(shop.zone).date()
    values: dict[str, Any] = {"shop": shop.id, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, values)
        (day,) = cursor.fetchone()
    latest = at + LONGEST
    morning = datetime.combine(day, time(), shop.zone).astimezone(UTC) if day else latest
    return min(morning, latest)
