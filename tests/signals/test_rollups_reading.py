"""What is about few events reads few: an index holds those of recommendations, playlists, posts and searches apart."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from catalog.playlists.models import Playlist
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.counting import OF_TESTS
from signals.rollups.folding import PLAYLIST_VISITORS, QUERIES_OF_DAYS, RECOUNT
from signals.rollups.services import fold_waiting
from tests import servers
from tests.plans import parts_of_events, plan_of, touched_rows
from tests.signals.conftest import Post, event

pytestmark = pytest.mark.django_db(transaction=True)

OTHERS = """
INSERT INTO signals_event (shop_id, occurred_at, event_id, day, type, channel, campaign, page, device, language, visitor,
    session, recommendation_id, query, slot, code, wilaya, order_number)
SELECT e.shop_id, e.occurred_at, gen_random_uuid(), e.day, 'view', '', '', '/', '', '', 'x' || n, '', '', '', '', '', '', ''
FROM generate_series(1, 5000) n, (SELECT * FROM signals_event LIMIT 1) e
"""
OF_PLAYLISTS = next(
    statement for statement in RECOUNT if statement.lstrip().startswith(PLAYLIST_VISITORS[:40].lstrip())
)


@pytest.fixture
def few_among_many(post: Post, shop: ShopContext) -> dict[str, Any]:
    """Four events of interest among five thousand of the same day."""
    with shop_scope(shop.id):
        Playlist.objects.create(shop_id=shop.id, slug="ete", title="Été")
    post(
        event("playlist_view", playlist="ete"),
        event("playlist_step", playlist="ete", step=1),
        event("search", query="robe rouge"),
        event("search", query="abaya"),
    )
    fold_waiting()
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(OTHERS)
        cursor.execute("SELECT max(day) FROM signals_event")
        last = cursor.fetchone()[0]
    servers.started().run(os.environ["DATABASE_NAME"], "ANALYZE signals_event")
    return {"shop": shop.id, "zone": shop.timezone, "first": last - timedelta(days=1), "last": last}


@pytest.mark.parametrize(
    ("statement", "reads"),
    [(OF_TESTS, 2), (OF_PLAYLISTS, 2), (QUERIES_OF_DAYS, 2)],
    ids=["tests", "playlists", "searches"],
)
def test_only_events_of_the_kind_are_read(few_among_many: dict[str, Any], statement: str, reads: int) -> None:
    with shop_scope(few_among_many["shop"]):
        plan = plan_of(statement, few_among_many)
        assert touched_rows(plan, *parts_of_events()) == reads
