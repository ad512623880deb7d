"""R1, R3, R4, R5, R6: an acknowledged event survives ``kill -9`` of any process, and counts once."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice

import pytest

from shop_ai.services.process import wait_until
from tests.reliability.instance import REST, Instance, running
from tests.reliability.ledger import Ledger

ORDER = ("web", "postgres", "drain", "valkey", "web", "postgres", "worker", "drain", "postgres")
FOLDED_WITHIN = 60


@pytest.fixture(scope="module")
def instance() -> Iterator[Instance]:
    with running(INGEST_EVENTS_PER_SECOND="1000000", INGEST_EVENTS_BURST="1000000") as started:
        yield started


def test_the_database_is_durable_as_shipped(instance: Instance) -> None:
    names = ("fsync", "full_page_writes", "synchronous_commit")
    assert [instance.sql(f"SHOW {name}") for name in names] == ["on", "on", "on"]
    assert instance.sql("SELECT count(*) FROM pg_class WHERE relpersistence = 'u'") == "0"


def under_kills(instance: Instance, slug: str, kills: int, events: int, seconds: float) -> Ledger:
    """Load with ``kills`` kills spread over it, until ``events`` are acknowledged; fails after ``seconds``."""
    ledger = Ledger(instance.port, instance.open_shop(slug))
    end = time.monotonic() + seconds
    killed: dict[str, float] = {}
    # Wider than the runner asks: a start that meets what is left of a killed Postgres counts as one more death.
    rest = 1.5 * REST if kills > len(ORDER) else 0.0
    ledger.start()
    try:
        for number, name in enumerate(islice(cycle(ORDER), kills)):
            assert ledger.reaches(events * (number + 0.5) / kills, end - time.monotonic()), ledger.answers
            time.sleep(max(0.0, killed.get(name, 0.0) + rest - time.monotonic()))
            before, after = instance.kill(name)
            killed[name] = time.monotonic()
            assert before != after
        assert ledger.reaches(events, end - time.monotonic()), ledger.answers
    finally:
        ledger.stop()
    return ledger


def check_books(instance: Instance, ledger: Ledger, slug: str) -> None:
    shop = f"(SELECT id FROM catalog_shop WHERE slug = '{slug}')"

    def number(statement: str) -> int:
        return int(instance.sql(statement.format(shop=shop)) or 0)

    def is_folded() -> bool:
        return number("SELECT count(*) FROM signals_inboxevent WHERE shop_id = {shop} AND NOT is_folded") == 0

    assert wait_until(is_folded, FOLDED_WITHIN, pause=0.5), "events wait although nothing is down"
    kept = {
        table: instance.sql(f"SELECT event_id FROM {table} WHERE shop_id = {shop}").split()
        for table in ("signals_inboxevent", "signals_event")
    }
    for table, ids in kept.items():
        assert ledger.acknowledged - set(ids) == set(), f"LOST in {table}"
        assert len(ids) == len(set(ids)), f"DUP in {table}"
    raw = len(kept["signals_event"])
    assert len(kept["signals_inboxevent"]) == raw
    assert number("SELECT sum(count) FROM signals_dailysignal WHERE shop_id = {shop}") == raw
    counted = "SELECT coalesce(sum(count), 0) FROM signals_intakecount WHERE shop_id = {shop} AND outcome "
    assert number(counted + "= 'stored'") == raw
    assert number(counted + "NOT IN ('stored', 'duplicate')") == 0
    # A dead database is a 503 that says when to come back, a dead web process no answer: never a 500.
    assert set(ledger.answers) <= {"202", "503", "no answer"}, ledger.answers


def report(ledger: Ledger, kills: int) -> None:
    sys.stdout.write(
        f"acknowledged {ledger.count}, kills {kills}, lost 0, counted twice 0, "
        f"longest time without an acknowledgement {ledger.longest_gap:.1f} s, answers {dict(ledger.answers)}\n"
    )


def test_nine_kills_lose_nothing_and_count_nothing_twice(instance: Instance) -> None:
    ledger = under_kills(instance, "nine", kills=9, events=10_000, seconds=150)
    check_books(instance, ledger, "nine")
    report(ledger, 9)


def test_events_go_in_while_the_queue_server_is_away(instance: Instance) -> None:
    ledger = Ledger(instance.port, instance.open_shop("queue"), threads=2)
    ledger.start()
    try:
        for _ in range(3):
            instance.kill("valkey")
            assert ledger.reaches(ledger.count + 1, 10)
    finally:
        ledger.stop()
    assert set(ledger.answers) == {"202"}
    check_books(instance, ledger, "queue")


@pytest.mark.long
def test_sixty_kills_lose_nothing_and_count_nothing_twice(instance: Instance) -> None:
    ledger = under_kills(instance, "sixty", kills=60, events=300_000, seconds=1800)
    check_books(instance, ledger, "sixty")
    report(ledger, 60)
