"""The sums of products by day follow the daily sums, whoever writes them and however often."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.rollups.services import fold_waiting, recount
from tests.factories import make_product
from tests.signals.conftest import Post, event, rows

COLUMNS = "day, product_ref, shown, viewed"
SUMMED = """
SELECT day, product_ref, coalesce(sum(count) FILTER (WHERE type IN ('impression', 'reco_impression')), 0)::bigint,
    coalesce(sum(count) FILTER (WHERE type = 'view'), 0)::bigint
FROM signals_dailysignal WHERE product_ref > 0 AND type IN ('impression', 'reco_impression', 'view')
GROUP BY 1, 2 HAVING sum(count) <> 0 ORDER BY 1, 2
"""


def kept(shop: ShopContext) -> list[tuple[Any, ...]]:
    """What is kept; sums that are back to nothing do not count."""
    return [row for row in rows(shop, "signals_dailyproduct", COLUMNS, "1, 2") if any(row[2:])]


def summed(shop: ShopContext) -> list[tuple[Any, ...]]:
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(SUMMED)
        return list(cursor.fetchall())


def test_events_of_products_are_summed_by_day_when_they_are_folded_and_recounted(
    post: Post, shop: ShopContext
) -> None:
    robe, foulard = (make_product(shop, title=name, sku=name) for name in ("robe", "foulard"))
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    for channel in ("instagram", "tiktok"):
        post(
            event(sku="robe", channel=channel),
            event("impression", sku="robe", channel=channel),
            event("reco_impression", sku="robe", channel=channel),
            event(sku="foulard", channel=channel, time=yesterday),
            event("add_to_cart", sku="foulard", channel=channel),
            event(channel=channel),
        )
        fold_waiting()
    found = {(row[1], *row[2:]) for row in kept(shop)}
    assert found == {(robe.pk, 4, 2), (foulard.pk, 0, 2)}
    before, today = kept(shop), datetime.now(shop.zone).date()
    recount(shop.id, today - timedelta(days=3), today)
    assert kept(shop) == before == summed(shop)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_written_to_the_daily_sums_the_sums_of_products_are_theirs(
    shop: ShopContext, seed: int
) -> None:
    chance = random.Random(seed)
    first = date(2026, 1, 1)
    upsert = """
    INSERT INTO signals_dailysignal AS d (shop_id, day, type, product_ref, playlist_ref, content_ref, channel, count, value)
    SELECT %s, day, type, product, 0, 0, channel, count, 0
    FROM unnest(%s::date[], %s::text[], %s::bigint[], %s::text[], %s::bigint[]) u(day, type, product, channel, count)
    ON CONFLICT (shop_id, day, type, product_ref, playlist_ref, content_ref, channel) DO UPDATE
    SET count = d.count + EXCLUDED.count
    """
    for step in range(12):
        new = {
            (
                first + timedelta(days=chance.randrange(4)),
                chance.choice(["view", "impression", "reco_impression", "dwell"]),
                chance.randrange(4),
                chance.choice(["", "tiktok"]),
            ): chance.randrange(1, 9)
            for _row in range(chance.randrange(12))
        }
        with shop_scope(shop.id), connection.cursor() as cursor:
            columns = [[key[at] for key in new] for at in range(4)]
            cursor.execute(upsert, [shop.id, *columns, list(new.values())])
            move = chance.randrange(4)
            if move == 1:
                cursor.execute("UPDATE signals_dailysignal SET count = count + 3 WHERE product_ref = 2")
            elif move == 2:
                cursor.execute(
                    "UPDATE signals_dailysignal SET product_ref = %s WHERE product_ref = 1", [100 + step]
                )
            elif move == 3:
                cursor.execute("DELETE FROM signals_dailysignal WHERE day = %s", [first])
        assert kept(shop) == summed(shop)
