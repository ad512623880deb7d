"""The files of a simulated shop: the same bytes for the same seed, and read by the importers' own readers."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from shop_ai.simulator.folder import Folder
from shop_ai.simulator.model.plan import Plan
from shop_ai.simulator.model.world import World
from shop_ai.simulator.services import simulate
from shop_ai.simulator.writers.clock import event_id, visitor
from shop_ai.simulator.writers.sheets import Sheets, add_orders
from shop_ai.simulator.writers.wire import Site, wire

ZONE = ZoneInfo("Africa/Algiers")
LAST = date(2026, 11, 21)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def a_world(**sizes: float) -> World:
    return World(Plan(**{"last": LAST, "days": 25, "orders": 70, "visits_per_day": 10.0, **sizes}))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("shop"))


def written(path: Path) -> Path:
    world = a_world()
    simulate(world, [Folder(path, world, ZONE, NOW)], zone=ZONE, now=NOW, playlists=["hammam"])
    return path


def table(path: Path, delimiter: str = ",", encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding)), delimiter=delimiter))


def events(path: Path) -> list[dict[str, object]]:
    text = gzip.decompress(path.read_bytes()).decode()
    return [json.loads(line) for line in text.splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_writes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = contents(written(tmp_path))
    assert again == contents(folder)


def test_every_order_stands_in_exactly_one_sheet_and_its_fee_once(folder: Path) -> None:
    french = table(folder / "commandes-001.csv", ";", "cp1252")
    arabic = table(folder / "talabat-001.csv", ";")
    numbers = [{row["N° commande"] for row in french}, {row["رقم الطلب"] for row in arabic}]
    assert not numbers[0] & numbers[1]
    assert len(numbers[0] | numbers[1]) == 70
    fees = Counter(row["N° commande"] for row in french if row["Livraison"])
    assert set(fees) == numbers[0]
    assert set(fees.values()) == {1}


def test_a_delivery_is_dated_where_there_was_one(folder: Path) -> None:
    for row in table(folder / "commandes-001.csv", ";", "cp1252"):
        assert bool(row["Date livraison"]) == (row["Statut"] in {"Livré", "Retour"})


def test_events_are_those_of_the_world_with_distinct_ids(folder: Path) -> None:
    found = events(folder / "events-0001.jsonl.gz")
    assert len({one["id"] for one in found}) == len(found)
    assert Counter(one["type"] for one in found) == sum(
        (Counter(day.events.counts()) for day in a_world().days()), Counter()
    )
    assert {one["playlist"] for one in found if one["type"] == "playlist_view"} == {"hammam"}


def test_nothing_later_than_now_is_written() -> None:
    world, sheets = a_world(), Sheets()
    now = datetime(2026, 11, 10, 12, tzinfo=UTC)
    for day in world.days():
        add_orders(sheets, world, day, Site(ZONE), now)
        assert all(one.at.date() - day.date <= timedelta(days=1) for one in wire(world, day, Site(ZONE)))
    assert 0 < sheets.orders < 70
    latest = max(datetime.strptime(str(row[1]), "%d/%m/%Y %H:%M") for row in sheets.french)  # noqa: DTZ007  a sheet has no zone
    assert latest <= datetime(2026, 11, 10, 13)  # noqa: DTZ001  the same


def test_without_playlists_nobody_opens_one() -> None:
    world = a_world()
    kinds = {one.body["type"] for day in world.days() for one in wire(world, day, Site(ZONE))}
    assert "view" in kinds
    assert not any(kind.startswith("playlist") for kind in kinds)


def test_a_metric_that_a_platform_does_not_give_is_blank(folder: Path) -> None:
    rows = table(folder / "facebook_posts.csv")
    assert rows
    assert all(row["Saves"] == "" and row["Likes"] != "" for row in rows)


def test_spend_reviews_and_conversations_have_the_columns_of_their_formats(folder: Path) -> None:
    spend = table(folder / "meta_ads.csv")
    assert {row["Campaign name"] for row in spend} == {"insta-collections", "fb-promotions"}
    assert len(spend) == 2 * 25
    assert all(1 <= int(row["rating"]) <= 5 for row in table(folder / "reviews_judgeme.csv"))
    talks = table(folder / "conversations.csv")
    assert talks
    assert all(row["started_at"] <= row["first_reply_at"] for row in talks)


def test_chats_are_written_as_the_telephone_exports_them(folder: Path) -> None:
    texts = [path.read_text() for path in (folder / "whatsapp").iterdir()]
    assert texts
    line = re.compile(r"\d\d/\d\d/20\d\d, \d\d:\d\d - (?:[^:]+: .+|Les messages .+)")
    assert all(line.fullmatch(one) for text in texts for one in text.splitlines())
    days = [datetime.strptime(one[:17], "%d/%m/%Y, %H:%M") for one in texts[0].splitlines()]  # noqa: DTZ007  no zone in it
    assert days == sorted(days)


def test_ids_are_uuids_of_version_four_and_visitors_change_with_the_day() -> None:
    raw = bytes(range(32))
    assert event_id(raw, 1)[14] == "4"
    assert event_id(raw, 0) != event_id(raw, 1)
    assert visitor(1, 2, 3) != visitor(1, 2, 4)
    assert visitor(1, 2, None) == visitor(1, 2, None) != visitor(2, 2, None)
