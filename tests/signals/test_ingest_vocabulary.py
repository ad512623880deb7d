"""One vocabulary: documented, with outside names that map to it, and a door that lets pages say only their part."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from signals.ingest.events import Refused, Sender, clean
from signals.ingest.foreign import as_ours
from signals.ingest.guide import GUIDE, written
from signals.ingest.trimming import trimmed
from signals.ingest.vocabulary import (
    ALIASES,
    BROWSER_KINDS,
    BY_NAME,
    COMMON_FIELDS,
    KINDS,
    NOT_TAKEN,
    SPECIAL_FIELDS,
)
from signals.ingest.wilayas import wilaya_of
from signals.ingest.words import kind_name
from tests.signals.conftest import event

PAGE = Sender(daily_visitor="d", device="mobile", app_channel="")
SERVER = Sender(daily_visitor="", device="", app_channel="", is_server=True)
ASKED_FOR = (
    "impression view dwell skip rewatch search like save share comment completion add_to_cart message "
    "begin_checkout reco_impression reco_click playlist_view playlist_step order delivered cancelled returned"
).split()
FROM_ORDERS = {"order", "delivered", "cancelled", "returned"}


def kept(sender: Sender = PAGE, kind: str = "view", **fields: Any) -> dict[str, Any]:
    return clean(event(kind, **fields), sender, datetime.now(UTC))[1]


def test_the_vocabulary_holds_what_the_product_speaks_of() -> None:
    assert set(ASKED_FOR) <= set(BY_NAME)
    assert len(BY_NAME) == len(KINDS)
    assert all(re.fullmatch(r"[a-z_]{4,30}", name) for name in BY_NAME)
    assert {kind.name for kind in KINDS if not kind.from_browser} == FROM_ORDERS


def test_the_guide_says_what_the_registry_says() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert written(text) == text, "run python -m signals.ingest.guide"


def test_every_field_of_a_type_is_described_once() -> None:
    assert {name for kind in KINDS for name in kind.fields} == set(SPECIAL_FIELDS)
    assert not set(COMMON_FIELDS) & set(SPECIAL_FIELDS)


def test_every_type_has_words_for_the_owner() -> None:
    with translation.override("en"):
        assert [kind.name for kind in KINDS if kind_name(kind.name) == kind.name] == []


@pytest.mark.parametrize("kind", sorted(BY_NAME))
def test_a_page_says_its_part_and_a_server_all(kind: str) -> None:
    assert kept(SERVER, kind)["type"] == kind
    if kind in BROWSER_KINDS:
        assert kept(PAGE, kind)["type"] == kind
    else:
        with pytest.raises(Refused):
            kept(PAGE, kind)


@pytest.mark.parametrize("alias", sorted(ALIASES))
def test_an_outside_name_is_taken_as_ours(alias: str) -> None:
    assert kept(SERVER, alias)["type"] == ALIASES[alias]


def test_a_page_may_not_say_purchase_by_any_name() -> None:
    for name in ("purchase", "Order Completed", "refund", "order"):
        for place in ("type", "name", "event"):
            with pytest.raises(Refused):
                clean(event() | {"type": None} | {place: name}, PAGE, datetime.now(UTC))


@pytest.mark.parametrize("name", sorted(NOT_TAKEN))
def test_what_means_nothing_here_is_refused(name: str) -> None:
    assert name not in ALIASES
    with pytest.raises(Refused):
        kept(PAGE, name)


def test_a_ga4_event_comes_with_its_item() -> None:
    given = event() | {
        "type": None,
        "name": "select_item",
        "params": {
            "item_list_id": "related",
            "items": [{"item_id": "ROBE", "index": 0, "price": 6500}, {"item_id": "OTHER"}],
        },
    }
    found = clean(given, PAGE, datetime.now(UTC))[1]
    assert (found["type"], found["sku"], found["slot"], found["rank"], found["value"]) == (
        "select",
        "ROBE",
        "related",
        1,
        6500,
    )


def test_a_segment_event_comes_with_its_properties() -> None:
    given = event() | {"type": "track", "event": "Products Searched", "properties": {"query": "robe"}}
    found = clean(given, PAGE, datetime.now(UTC))[1]
    assert (found["type"], found["query"]) == ("search", "robe")


def test_inside_a_recommendation_the_same_words_are_of_the_recommendation() -> None:
    params = {"recommendation_id": "r1", "items": [{"item_id": "ROBE"}]}
    assert [
        as_ours({"name": name, "params": params})["type"] for name in ("view_item_list", "select_item")
    ] == [
        "reco_impression",
        "reco_click",
    ]


def test_our_own_fields_win_over_outside_ones() -> None:
    assert as_ours({"type": "view", "sku": "A", "params": {"items": [{"item_id": "B"}]}})["sku"] == "A"


def test_only_its_own_type_carries_a_special_field() -> None:
    given = {"query": "q", "slot": "s", "rank": 3, "step": 2, "watched": 0.5, "order": "CMD-7"}
    for kind in KINDS:
        carried = set(kept(SERVER, kind.name, **given)) & set(SPECIAL_FIELDS)
        assert carried == set(kind.fields)


def test_what_travels_with_an_event() -> None:
    uid = str(uuid.uuid4())
    found = kept(content=f"cnt_{uuid.UUID(uid).hex}", code=" NADIA ", wilaya="DZ-31")
    assert (found["content"], found["code"], found["wilaya"]) == (uid, "NADIA", "oran")
    assert kept(content=uid)["content"] == uid
    assert "content" not in kept(content="my reel")
    assert kept(kind="completion", watched=7)["watched"] == 1.0
    refused: list[dict[str, Any]] = [{"content": ["x"]}, {"wilaya": {}}, {"code": True}]
    for bad in refused:
        with pytest.raises(Refused):
            kept(**bad)


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("16", "alger"),
        ("1", "adrar"),
        ("DZ-16", "alger"),
        ("ALGER", "alger"),
        ("وهران", "oran"),
        ("Alge", ""),
    ],
)
def test_a_wilaya_is_known_by_number_and_names_and_never_guessed(said: str, slug: str) -> None:
    assert wilaya_of(said) == slug


def test_a_trimmed_script_loses_only_what_is_for_readers() -> None:
    assert trimmed("a\n\n  // why\n    b(); // tail\n") == "a\nb(); // tail\n"
