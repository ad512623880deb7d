"""Files of past events: each counts once, a bad row stops the file, and undo leaves what was there before."""

from __future__ import annotations

import gzip
import json
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from catalog.imports.outcome import Outcome
from catalog.imports.refusal import ImportRefused
from catalog.imports.running import run_import
from catalog.imports.services import create_import, undo_import
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.history import services as history
from signals.history.reading import LONGEST_LINE, recognise, sample
from signals.rollups.services import fold_waiting, recount
from tests.shops import a_product, a_shop
from tests.signals.conftest import counts, event, rows, stored

pytestmark = pytest.mark.django_db(transaction=True)
SUMS = "day, type, product_ref, channel, count, value"


@pytest.fixture
def shop() -> ShopContext:
    return a_shop()


def past(days: float, kind: str = "view", **fields: Any) -> dict[str, Any]:
    """An event of some days ago."""
    at = datetime.now(UTC) - timedelta(days=days)
    return event(kind, **{"time": at.isoformat(timespec="milliseconds"), "visitor": "v1", **fields})


def lines(*events: object) -> bytes:
    return "\n".join(json.dumps(one) for one in events).encode()


def bring(shop: ShopContext, content: bytes, **options: Any) -> tuple[Outcome, int]:
    batch = create_import(shop, content=content, file_name="events.jsonl", kind="events")
    return run_import(shop, batch.pk, **options), batch.pk


def state(shop: ShopContext) -> list[Sequence[Any]]:
    """Everything that follows from events."""
    tables = {
        "signals_event": "event_id, day, type, product_id, channel, visitor, query",
        "signals_dailysignal": SUMS,
        "signals_dailyvisitor": "day, channel, visitor",
        "signals_dailysearch": "day, term, visitor, count",
        "signals_session": "visitor, started_at, events, carts",
    }
    sessions = "day, channel, device, sessions, pages"
    known = rows(shop, "signals_dailysession WHERE sessions > 0", sessions, "1, 2, 3")
    return [*(rows(shop, table, columns, columns) for table, columns in tables.items()), known]


def test_events_of_months_ago_land_on_their_days(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        robe = a_product(shop.id, "ROBE").pk
    first, second = past(90, sku="ROBE", channel="instagram"), past(40, "search", query="Robe  Kabyle")
    outcome, _batch = bring(shop, lines(first, second))
    assert outcome.rows() == {"read": 2, "created": 2, "updated": 0, "unchanged": 0, "rejected": 0}
    days = [datetime.fromisoformat(one["time"]).astimezone(shop.zone).date() for one in (first, second)]
    assert rows(shop, "signals_dailysignal", "day, type, product_ref, channel, count") == [
        (days[0], "view", robe, "instagram", 1),
        (days[1], "search", 0, "direct", 1),
    ]
    assert rows(shop, "signals_dailysearch", "day, term, visitor, count") == [
        (days[1], "robe kabyle", "v1", 1)
    ]
    assert rows(shop, "signals_session", "visitor, events") == [("v1", 1), ("v1", 1)]


def test_a_file_that_comes_again_changes_nothing(shop: ShopContext) -> None:
    content = lines(*(past(day, "view") for day in range(3, 20)), past(0.5))
    bring(shop, content)
    before = state(shop), counts(shop)
    outcome, _batch = bring(shop, content)
    assert (outcome.created, outcome.unchanged) == (0, 18)
    assert (state(shop), counts(shop)) == before


def test_an_event_that_came_through_the_page_is_not_counted_again(shop: ShopContext) -> None:
    sent = past(0.1)
    bring(shop, lines(sent))
    assert stored(shop) == 1  # recognised for three days, also at the other door
    outcome, _batch = bring(shop, lines(sent, past(30)))
    assert (outcome.created, outcome.unchanged) == (1, 1)
    assert stored(shop) == 1
    assert fold_waiting() == 0


def test_sums_equal_a_recount_of_the_raw_events(shop: ShopContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PIECE", 7)
    bring(
        shop,
        lines(*(past(day, "view" if day % 2 else "dwell", value=3, visitor=f"v{day}") for day in range(50))),
    )
    before = state(shop)
    today = datetime.now(UTC).date()
    recount(shop.id, today - timedelta(days=60), today + timedelta(days=1))
    assert state(shop) == before


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (past(3, "teleport"), "bad_event"),
        (past(3, id="no-uuid"), "bad_event"),
        (past(500), "too_old"),
        ("text", "bad_event"),
        ({**past(3), "time": "yesterday"}, "bad_event"),
    ],
)
def test_a_bad_row_stops_the_whole_file(shop: ShopContext, bad: object, code: str) -> None:
    content = lines(past(3), past(4), bad)
    with pytest.raises(ImportRefused, match="1 row "):
        bring(shop, content)
    assert rows(shop, "signals_event", "count(*)") == [(0,)]
    outcome, _batch = bring(shop, content, skip_bad_rows=True)
    assert (outcome.created, outcome.rejected) == (2, 1)
    assert [(error.row, error.code) for error in outcome.errors] == [(3, code)]


def test_a_try_writes_nothing(shop: ShopContext) -> None:
    outcome, _batch = bring(shop, lines(past(3)), dry_run=True)
    assert outcome.created == 1
    assert rows(shop, "signals_event", "count(*)") == [(0,)]
    assert counts(shop) == {}


def test_undo_leaves_what_was_there_before(shop: ShopContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PIECE", 4)
    shared = past(5, "search", query="miel")
    bring(shop, lines(past(5), shared, past(0.2)))
    before = state(shop), counts(shop), stored(shop)
    _outcome, batch = bring(
        shop, lines(shared, *(past(day, "add_to_cart") for day in range(1, 30)), past(0.1))
    )
    assert state(shop) != before[0]
    undo_import(shop.id, batch)
    assert state(shop) == before[0]
    assert {name: n for name, n in counts(shop).items() if n} == before[1]
    assert stored(shop) == before[2]


def test_a_sheet_and_a_packed_file_are_read_the_same(shop: ShopContext) -> None:
    ids, at = [str(uuid.uuid4()) for _ in range(2)], (datetime.now(UTC) - timedelta(days=9)).isoformat()
    sheet = f"id,type,time,sku,utm_source,visitor\n{ids[0]},view,{at},ROBE,ig,v\n{ids[1]},view,{at},,,\n"
    assert recognise(sheet.encode()) == "event_sheet"
    assert bring(shop, sheet.encode())[0].created == 2
    assert rows(shop, "signals_event", "channel, visitor") == [("direct", ""), ("instagram", "v")]
    assert bring(shop, gzip.compress(lines(past(2))))[0].created == 1


def test_a_lasting_id_in_a_file_proves_no_consent(shop: ShopContext) -> None:
    bring(shop, lines(past(3, visitor="daily", vid="lasting-id", sid="tab")))
    assert rows(shop, "signals_event", "visitor, session") == [("daily", "")]


def test_a_first_line_without_end_is_refused() -> None:
    for first in (b"[" * 200_000, b"x" * 200_000, b'{"id":' * 100_000):
        with pytest.raises(ImportRefused) as caught:
            recognise(first)
        assert caught.value.code == "unknown_format"


def test_a_preview_survives_whatever_the_second_line_holds() -> None:
    first, endless = lines(past(3)) + b"\n", b"x" * 200_000
    assert sample(first + b"\xff\xfe", 3)[2] == ["??"]
    assert len(sample(first + endless, 3)[2][0]) == LONGEST_LINE
    with pytest.raises(ImportRefused) as caught:
        sample(b"id,type,time\n" + endless, 3)
    assert caught.value.code == "unreadable_row"


def test_a_file_that_would_hold_up_recent_events_is_refused_whole(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_ROWS", 3)
    with pytest.raises(ImportRefused, match="more than 3"):
        bring(shop, lines(*(past(day) for day in range(1, 6))))
    assert rows(shop, "signals_event", "count(*)") == [(0,)]


def test_what_is_not_a_file_of_events_is_refused(shop: ShopContext) -> None:
    with pytest.raises(ImportRefused):
        create_import(shop, content=b"Date;Produit;Prix\n1/1/2026;Robe;10", file_name="x.csv", kind="events")


def test_the_command_imports_events(
    shop: ShopContext, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(lines(past(3), past(4)))
    call_command("import_file", str(path), "--shop", shop.slug, "--kind", "events", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["kind"], said["format"], said["rows"]["created"]) == ("events", "event_lines", 2)
