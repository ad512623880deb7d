"""Sums and sessions equal a recount from the raw events, however often the folding worker and Postgres die."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice

import pytest

from shop_ai.services.paths import ROOT
from shop_ai.services.plan import environment
from shop_ai.services.process import wait_until
from shop_ai.services.restarts import Restarts
from tests.reliability.instance import REST, Instance, running
from tests.reliability.ledger import Ledger

FOLDED_WITHIN = 240
TABLES = {
    "signals_dailysignal": "day, type, product_ref, playlist_ref, content_ref, channel, count, value",
    "signals_dailyproduct": "day, product_ref, shown, viewed",
    "signals_dailyvisitor": "day, channel, visitor",
    "signals_dailysearch": "day, term, visitor, count",
    "signals_dailymoment": "day, hour, type, device, language, wilaya, count",
    "signals_playlistvisitor": "day, playlist_ref, visitor, reached",
    "signals_session": "visitor, run_started_at, started_at, ended_at, first_event, day, channel, events, pages, acts",
    "signals_dailysession": "day, channel, device, sessions, bounces, with_cart, with_checkout, pages, seconds",
}
RECOUNT = """
from datetime import date
from catalog.shops.directory import all_shop_ids
from signals.rollups.services import recount
for shop_id in all_shop_ids():
    recount(shop_id, date(2000, 1, 1), date(2100, 1, 1))
"""


@pytest.fixture
def instance() -> Iterator[Instance]:
    with running(INGEST_EVENTS_PER_SECOND="1000000", INGEST_EVENTS_BURST="1000000") as started:
        yield started


def digests(instance: Instance) -> dict[str, str]:
    """A fingerprint of every table that follows from raw events; sums that are back to nothing do not count."""
    left_out = {"signals_dailysession": "WHERE sessions > 0"}
    return {
        table: instance.sql(
            f"SELECT count(*) || md5(coalesce(string_agg(row::text, ';' ORDER BY row::text), '')) "
            f"FROM (SELECT {columns} FROM {table} {left_out.get(table, '')}) row"
        )
        for table, columns in TABLES.items()
    }


def recounted(instance: Instance) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", RECOUNT],
        env=instance.told | environment(instance.run, instance.port),
        cwd=ROOT,
        check=True,
        capture_output=True,
    )


def hold_under_kills(instance: Instance, slug: str, victims: list[str], events: int, seconds: float) -> None:
    """``events`` acknowledged with the kills spread over them; then nothing waits and a recount changes nothing."""
    ledger = Ledger(instance.port, instance.open_shop(slug), threads=4)
    end = time.monotonic() + seconds
    killed: dict[str, float] = {}
    rest = REST if len(victims) >= Restarts().limit else 0.0
    ledger.start()
    try:
        for number, name in enumerate(victims):
            reached = ledger.reaches(events * (number + 0.5) / len(victims), end - time.monotonic())
            assert reached, ledger.answers
            time.sleep(max(0.0, killed.get(name, 0.0) + rest - time.monotonic()))
            instance.kill(name)
            killed[name] = time.monotonic()
        assert ledger.reaches(events, end - time.monotonic()), ledger.answers
    finally:
        ledger.stop()
    waiting = (
        "SELECT (SELECT count(*) FROM signals_inboxevent WHERE NOT is_folded)"
        " + (SELECT count(*) FROM signals_touchedvisitor)"
    )
    assert wait_until(lambda: instance.sql(waiting) == "0", FOLDED_WITHIN, pause=0.5), "events wait"
    shop = f"(SELECT id FROM catalog_shop WHERE slug = '{slug}')"
    raw = int(instance.sql(f"SELECT count(*) FROM signals_event WHERE shop_id = {shop}"))
    assert raw >= ledger.count
    folded = digests(instance)
    recounted(instance)
    assert digests(instance) == folded
    sys.stdout.write(f"{raw} events, kills {victims}: sums and sessions equal a recount\n")


def test_sums_and_sessions_equal_a_recount_after_four_kills(instance: Instance) -> None:
    hold_under_kills(instance, "four", ["drain", "drain", "postgres", "drain"], 4_000, 120)


@pytest.mark.long
def test_sums_and_sessions_equal_a_recount_after_sixty_thousand_events_and_thirteen_kills(
    instance: Instance,
) -> None:
    victims = list(islice(cycle(["drain"]), 12))
    victims.insert(6, "postgres")
    hold_under_kills(instance, "many", victims, 60_000, 900)
