"""Folding: each event counts once, on its shop's local day, and a recount from raw events gives the same rows."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import DataError, IntegrityError, OperationalError, connection

from catalog.keys.services import ensure_public_key
from catalog.playlists.models import Playlist
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from catalog.shops.directory import all_shop_ids
from shop_ai.lib.tenancy import purpose, shop_scope
from signals.ingest.services import take_in
from signals.management.commands import drain
from signals.rollups import expiry, services
from signals.rollups.models import DailyVisitor, Reached, VisitorSalt
from signals.rollups.services import fold_waiting, recount
from signals.rollups.tasks import expire
from tests.signals.conftest import Post, agree, counts, event, open_shop, rows, stored

SUMS = "day, type, product_ref, playlist_ref, channel, count, value"


def sums(shop: ShopContext, columns: str = SUMS) -> list[tuple[Any, ...]]:
    return rows(shop, "signals_dailysignal", columns, order=columns)


def visitors(shop: ShopContext) -> list[tuple[Any, ...]]:
    return rows(shop, "signals_dailyvisitor", "day, channel, visitor", order="1, 2, 3")


def product(shop: ShopContext, sku: str) -> int:
    with shop_scope(shop.id):
        return int(Product.objects.create(shop_id=shop.id, sku=sku, title=sku).pk)


def test_events_of_one_kind_and_product_are_summed(post: Post, shop: ShopContext) -> None:
    robe = product(shop, "ROBE")
    post(
        event(sku="ROBE"),
        event(sku="ROBE"),
        event("add_to_cart", sku="ROBE", value=6500.5),
        event(sku="NONE"),
    )
    assert fold_waiting() == 4
    assert sums(shop, "type, product_ref, count, value") == [
        ("add_to_cart", robe, 1, Decimal("6500.50")),
        ("view", 0, 1, Decimal(0)),
        ("view", robe, 2, Decimal(0)),
    ]


def test_a_playlist_is_found_by_its_slug(post: Post, shop: ShopContext) -> None:
    with shop_scope(shop.id):
        playlist = Playlist.objects.create(shop_id=shop.id, slug="ete", title="Été")
    post(event("playlist_view", playlist="ete"), event("playlist_view", playlist="autre"))
    fold_waiting()
    assert sums(shop, "playlist_ref, count") == [(0, 1), (playlist.pk, 1)]


def test_the_day_is_the_shops_own(post: Post, shop: ShopContext) -> None:
    auckland = open_shop("kiwi", timezone="Pacific/Auckland")
    moment = datetime.now(UTC).replace(hour=15) - timedelta(days=1)
    post(event(time=moment.isoformat()))
    post(event(time=moment.isoformat()), to=ensure_public_key(auckland.id))
    fold_waiting()
    assert sums(shop, "day") == [(moment.date(),)]
    assert sums(auckland, "day") == [(moment.date() + timedelta(days=1),)]


def test_folding_again_adds_nothing(post: Post, shop: ShopContext) -> None:
    post(event(), event())
    assert (fold_waiting(), fold_waiting()) == (2, 0)
    assert sums(shop, "count") == [(2,)]


def test_an_event_that_is_already_among_the_raw_ones_is_not_summed_again(
    post: Post, shop: ShopContext
) -> None:
    post(event(), event())
    fold_waiting()
    with purpose("drain"), connection.cursor() as cursor:
        cursor.execute("UPDATE signals_inboxevent SET is_folded = false")
    fold_waiting()
    assert sums(shop, "count") == [(2,)]


def test_what_is_folded_is_counted_as_stored(post: Post, shop: ShopContext) -> None:
    first = event()
    post(first, event(), event(type="purchase"))
    post(first)
    fold_waiting()
    assert counts(shop) == {"stored": 2, "duplicate": 1, "invalid": 1}


def test_a_visitor_is_counted_once_a_day_and_channel(post: Post, shop: ShopContext) -> None:
    agree(shop, "a", "b")
    post(event(vid="a"), event(vid="a"), event(vid="b"), event(vid="a", utm={"source": "ig"}))
    post(event())
    fold_waiting()
    found = [(channel, visitor) for _day, channel, visitor in visitors(shop)]
    daily = next(visitor for _channel, visitor in found if len(visitor) == 32)
    assert sorted(found) == sorted([("direct", daily), ("direct", "a"), ("direct", "b"), ("instagram", "a")])


def test_shops_do_not_mix(post: Post, shop: ShopContext) -> None:
    other = open_shop("bijoux")
    robe = product(shop, "SAME")
    ring = product(other, "SAME")
    post(event(sku="SAME"))
    post(event(sku="SAME"), event(sku="SAME"), to=ensure_public_key(other.id))
    fold_waiting()
    assert (sums(shop, "product_ref, count"), sums(other, "product_ref, count")) == ([(robe, 1)], [(ring, 2)])


def test_raw_events_are_hidden_from_other_shops_and_without_a_scope(post: Post, shop: ShopContext) -> None:
    other = open_shop("bijoux")
    post(event())
    fold_waiting()
    assert rows(shop, "signals_event", "type") == [("view",)]
    assert rows(other, "signals_event", "type") == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM signals_event")
        assert cursor.fetchone() == (0,)


def test_a_month_of_raw_events_cannot_be_read_past_its_parent(post: Post, shop: ShopContext) -> None:
    post(event())
    fold_waiting()
    with shop_scope(shop.id), connection.cursor() as cursor:
        for partition in partitions():
            cursor.execute(f"SELECT count(*) FROM {partition}")
            assert cursor.fetchone() == (0,)


def test_a_recount_gives_the_same_rows_as_folding(post: Post, shop: ShopContext) -> None:
    chance = random.Random(7)
    agree(shop, "x", "y")
    for sku in ("A", "B"):
        product(shop, sku)
    kinds = ["view", "dwell", "add_to_cart", "begin_checkout", "search"]
    for _ in range(12):
        moments = [datetime.now(UTC) - timedelta(hours=chance.uniform(0, 47)) for _ in range(20)]
        post(
            *[
                event(
                    chance.choice(kinds),
                    time=moment.isoformat(),
                    sku=chance.choice(["A", "B", "C", None]),
                    value=chance.choice([None, 1, 2.25]),
                    vid=chance.choice(["x", "y"]),
                    utm={"source": chance.choice(["ig", "fb", "x"])},
                )
                for moment in moments
            ]
        )
        fold_waiting(limit=chance.randint(1, 30))
    while fold_waiting():
        pass
    folded = sums(shop), visitors(shop)
    assert sum(row[5] for row in folded[0]) == stored(shop) == 240
    today = datetime.now(shop.zone).date()
    recount(shop.id, today - timedelta(days=4), today)
    assert (sums(shop), visitors(shop)) == folded


def test_a_recount_mends_its_days_and_leaves_the_others(post: Post, shop: ShopContext) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    post(event(), event(time=yesterday.isoformat()))
    fold_waiting()
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute("UPDATE signals_dailysignal SET count = 7")
    local = yesterday.astimezone(shop.zone).date()
    recount(shop.id, local, local)
    assert sums(shop, "day, count") == [(local, 1), (local + timedelta(days=1), 7)]


def test_a_row_that_cannot_be_folded_is_set_aside_and_counted(post: Post, shop: ShopContext) -> None:
    post(event(), event(), event())
    with purpose("drain"), connection.cursor() as cursor:
        cursor.execute(
            'UPDATE signals_inboxevent SET body = body || \'{"type": "%s"}\' WHERE event_id = '
            "(SELECT event_id FROM signals_inboxevent LIMIT 1)" % ("x" * 31)
        )
    fold_waiting()
    assert (sums(shop, "count"), counts(shop)) == ([(2,)], {"stored": 2, "invalid": 1})
    assert fold_waiting() == 0


def test_a_sum_that_no_longer_fits_stays_at_its_ceiling(post: Post, shop: ShopContext) -> None:
    post(event("dwell"))
    fold_waiting()
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute("UPDATE signals_dailysignal SET value = 99999999999999")
    post(event("dwell", value=999_999_999))
    fold_waiting()
    assert sums(shop, "count, value") == [(2, Decimal("99999999999999.99"))]


def test_a_kill_between_claim_and_commit_leaves_the_rows_waiting(post: Post, shop: ShopContext) -> None:
    post(event())
    with patch.object(services, "_lock", side_effect=DataError("killed")), pytest.raises(DataError):
        fold_waiting()
    assert (sums(shop), fold_waiting()) == ([], 1)


def test_the_command_folds_what_waits(post: Post, shop: ShopContext) -> None:
    post(event())
    call_command("drain", "--once")
    assert sums(shop, "count") == [(1,)]


def test_the_command_outlives_a_database_that_is_away(post: Post, shop: ShopContext) -> None:
    with patch.object(drain, "fold_waiting", side_effect=OperationalError), patch.object(drain, "connection"):
        assert drain._or_wait(vars(drain)["fold_waiting"]) == 0


def age_inbox(hours: float) -> None:
    with purpose("drain"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE signals_inboxevent SET received_at = now() - make_interval(hours => %s)", [hours]
        )


def test_the_inbox_forgets_folded_rows_after_72_hours(post: Post, shop: ShopContext) -> None:
    post(event())
    fold_waiting()
    age_inbox(71)
    expire()
    assert stored(shop) == 1
    age_inbox(73)
    expire()
    assert stored(shop) == 0


def test_the_inbox_never_forgets_what_is_not_folded(post: Post, shop: ShopContext) -> None:
    post(event())
    age_inbox(1000)
    expire()
    assert (stored(shop), fold_waiting()) == (1, 1)


def test_a_salt_does_not_outlive_its_day(post: Post, shop: ShopContext) -> None:
    post(event())
    today = datetime.now(shop.zone).date()
    with shop_scope(shop.id):
        VisitorSalt.objects.create(shop_id=shop.id, day=today - timedelta(days=1), salt=b"old")
    expire()
    assert rows(shop, "signals_visitorsalt", "day") == [(today,)]
    assert shop.id in all_shop_ids()


def partitions() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'signals_event'::regclass"
        )
        return {row[0] for row in cursor.fetchall()}


def test_months_older_than_thirteen_are_dropped_whole(db: None) -> None:
    with connection.cursor() as cursor:
        for month in ("2024-01-01", "2024-02-01", "2025-03-01"):
            cursor.execute("SELECT signals_make_partition(%s)", [month])
    expiry.forget_events(datetime(2025, 3, 31, tzinfo=UTC))
    left = partitions()
    assert "signals_event_2024_01" not in left
    assert {"signals_event_2024_02", "signals_event_2025_03"} <= left


def test_months_that_are_still_kept_cannot_be_dropped(db: None) -> None:
    with pytest.raises(Exception, match="still kept"):
        expiry.forget_events(datetime.now(UTC) + timedelta(days=90))


def test_a_recount_takes_away_visitors_whom_no_event_knows(post: Post, shop: ShopContext) -> None:
    agree(shop, "a")
    post(event(vid="a"))
    fold_waiting()
    today = datetime.now(shop.zone).date()
    with shop_scope(shop.id):
        DailyVisitor.objects.create(shop_id=shop.id, day=today, channel="direct", visitor="ghost")
        DailyVisitor.objects.filter(visitor="a").delete()
    recount(shop.id, today, today)
    assert visitors(shop) == [(today, "direct", "a")]


def test_what_a_deleted_shop_left_does_not_wait_for_ever(post: Post, shop: ShopContext) -> None:
    post(event())
    with patch.object(services, "shop_by_id", return_value=None):
        assert (fold_waiting(), fold_waiting()) == (1, 0)
    assert stored(shop) == 0


def test_searches_are_counted_by_term_and_visitor_in_one_normal_form(post: Post, shop: ShopContext) -> None:
    agree(shop, "a", "b")
    said = ("Robe  KABYLE", "robe kabyle", "Robe kabylé", "٣ أثواب")
    post(*[event("search", query=query, vid="a") for query in said], event("search", query=said[0], vid="b"))
    post(
        event(query="not a search"),
        event("search", query="moi@exemple.dz"),
        event("search", query="0550 12 34 56"),
    )
    fold_waiting()
    expected = [("3 اثواب", "a", 1), ("robe kabyle", "a", 3), ("robe kabyle", "b", 1)]
    found = rows(shop, "signals_dailysearch", "term, visitor, count", "1, 2")
    assert sorted(found) == sorted(expected)
    today = datetime.now(shop.zone).date()
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute("UPDATE signals_dailysearch SET count = 9, term = term || '!'")
    recount(shop.id, today, today)
    assert sorted(rows(shop, "signals_dailysearch", "term, visitor, count", "1, 2")) == sorted(expected)


def test_moments_are_counted_by_the_shops_hour_device_language_and_wilaya(
    post: Post, shop: ShopContext
) -> None:
    moment = (datetime.now(UTC) - timedelta(days=1)).replace(hour=23, minute=30)
    post(
        event(time=moment.isoformat(), lang="fr-DZ", wilaya="16"),
        event(time=moment.isoformat(), lang="FR", wilaya="Alger"),
        event("message", time=moment.isoformat(), lang="ar-DZ", wilaya="nowhere"),
        event("dwell", time=moment.isoformat()),
    )
    fold_waiting()
    columns = "hour, type, device, language, wilaya, count"
    expected = [(0, "message", "mobile", "ar", "", 1), (0, "view", "mobile", "fr", "alger", 2)]
    assert rows(shop, "signals_dailymoment", columns, "2") == expected
    assert {row[0] for row in rows(shop, "signals_dailymoment", "day")} == {moment.date() + timedelta(days=1)}
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute("DELETE FROM signals_dailymoment WHERE type = 'view'")
    recount(shop.id, moment.date(), moment.date() + timedelta(days=1))
    assert rows(shop, "signals_dailymoment", columns, "2") == expected


def raw_event(shop: ShopContext, moment: datetime) -> None:
    """A folded event of any age, as a server may bring it."""
    kept = {
        "id": str(uuid.uuid4()),
        "time": moment.isoformat(),
        "type": "view",
        "channel": "direct",
        "visitor": "v",
    }
    take_in(shop.id, [kept], {})
    fold_waiting()


def raw_days(shop: ShopContext) -> list[date]:
    return [row[0] for row in rows(shop, "signals_event", "day")]


def test_a_shop_keeps_single_events_as_long_as_it_says_and_others_keep_theirs(shop: ShopContext) -> None:
    other = open_shop("bijoux")
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    moments = [now, now - timedelta(days=100), datetime(2026, 8, 1, 0, tzinfo=UTC), now - timedelta(days=390)]
    for each in (shop, other):
        for moment in moments:
            raw_event(each, moment)
    expiry.keep_months(shop.id, 3)
    with patch.object(expiry, "DELETED_AT_ONCE", 1):
        expiry.forget_events(now)
    assert raw_days(shop) == [date(2026, 8, 1), date(2026, 8, 14), date(2026, 11, 22)]
    assert len(raw_days(other)) == 4
    assert len(sums(shop)) == len(sums(other)) == 4
    assert [row[0] for row in rows(shop, "signals_session", "day")] == raw_days(shop)


def test_a_month_stays_while_any_shop_keeps_it(shop: ShopContext) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT signals_make_partition('2024-03-01')")
    expiry.keep_months(shop.id, 37)
    expiry.forget_events(datetime(2026, 11, 22, tzinfo=UTC))
    assert "signals_event_2024_03" in partitions()
    expiry.keep_months(shop.id, 13)
    expiry.forget_events(datetime(2026, 11, 22, tzinfo=UTC))
    assert "signals_event_2024_03" not in partitions()


def test_sums_of_days_whose_events_are_gone_are_not_counted_again(shop: ShopContext) -> None:
    now = datetime.now(UTC)
    for days in (0, 40, 200):
        raw_event(shop, now - timedelta(days=days))
    before = sums(shop), visitors(shop)
    expiry.keep_months(shop.id, 3)
    expiry.forget_events(now)
    assert len(raw_days(shop)) == 2
    recount(shop.id, date(2000, 1, 1), date(2100, 1, 1))
    assert (sums(shop), visitors(shop)) == before


@pytest.mark.parametrize("months", [0, 61])
def test_a_retention_without_sense_is_refused_by_the_database(shop: ShopContext, months: int) -> None:
    with pytest.raises(IntegrityError):
        expiry.keep_months(shop.id, months)


def reached(shop: ShopContext) -> list[tuple[Any, ...]]:
    return rows(shop, "signals_playlistvisitor", "playlist_ref, visitor, reached", order="1, 2")


def test_how_far_a_visitor_came_on_a_playlist_adds_up_in_any_order(post: Post, shop: ShopContext) -> None:
    with shop_scope(shop.id):
        playlist = Playlist.objects.create(shop_id=shop.id, slug="ete", title="Été")
    agree(shop, "a", "b")
    post(event("playlist_step", playlist="ete", step=2, vid="a"), event("select", playlist="ete", vid="a"))
    fold_waiting()
    post(event("playlist_view", playlist="ete", vid="a"), event("playlist_view", playlist="ete", vid="a"))
    post(
        event("playlist_view", playlist="ete", vid="b"),
        event("playlist_step", playlist="ete", step=9, vid="b"),
    )
    post(event("playlist_view", playlist="gone", vid="b"), event("view", playlist="ete", vid="b"))
    fold_waiting()
    far = Reached.OPENED | Reached.STEP_2 | Reached.CLICKED
    assert reached(shop) == [(playlist.pk, "a", far), (playlist.pk, "b", Reached.OPENED)]


def test_a_recount_of_playlists_gives_the_same_rows_as_folding(post: Post, shop: ShopContext) -> None:
    chance = random.Random(11)
    visitors_of = [f"v{number}" for number in range(12)]
    agree(shop, *visitors_of)
    with shop_scope(shop.id):
        for slug in ("ete", "aid"):
            Playlist.objects.create(shop_id=shop.id, slug=slug, title=slug)
    kinds = ["playlist_view", "playlist_step", "message", "add_to_cart", "view"]
    for _batch in range(6):
        sent = [
            event(
                chance.choice(kinds),
                playlist=chance.choice(["ete", "aid", ""]),
                step=chance.randint(0, 4),
                vid=chance.choice(visitors_of),
                time=(datetime.now(UTC) - timedelta(hours=chance.randint(0, 40))).isoformat(),
            )
            for _ in range(30)
        ]
        post(*sent)
        fold_waiting(limit=chance.randint(5, 40))
    while fold_waiting():
        pass
    folded = rows(shop, "signals_playlistvisitor", "day, playlist_ref, visitor, reached", order="1, 2, 3")
    assert len(folded) > 20
    recount(shop.id, date(2000, 1, 1), date(2100, 1, 1))
    again = rows(shop, "signals_playlistvisitor", "day, playlist_ref, visitor, reached", order="1, 2, 3")
    assert again == folded
