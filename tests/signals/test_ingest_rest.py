"""``/api/v1/events``: a server may say what pages may not; every event is judged alone; the list has pages."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from catalog.content.models import ContentPiece
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.rollups.services import fold_waiting
from tests.api.conftest import caller, found, problem_of
from tests.signals.conftest import agree, counts, event, open_shop, rows, stored
from transparency.ledger.switches import set_switch


def test_a_server_may_report_what_becomes_of_orders(shop: ShopContext) -> None:
    kinds = ("order", "delivered", "cancelled", "returned", "view")
    answer = caller(shop).post("events", {"events": [event(kind, value=6500) for kind in kinds]})
    assert found(answer, 202) == {"stored": 5, "duplicate": 0, "dropped": {}}
    fold_waiting()
    assert {row[0] for row in rows(shop, "signals_dailysignal", "type")} == set(kinds)


def test_each_event_is_judged_alone_and_counted(shop: ShopContext) -> None:
    first = event()
    old = event(time=(datetime.now(UTC) - timedelta(days=401)).isoformat())
    answer = caller(shop).post("events", {"events": [first, first, event("purge"), old, {"id": 3}]})
    assert found(answer, 202) == {"stored": 1, "duplicate": 1, "dropped": {"invalid": 2, "too_old": 1}}
    assert counts(shop) == {"duplicate": 1, "invalid": 2, "too_old": 1}


def test_a_share_of_endless_digits_fails_alone(shop: ShopContext) -> None:
    """Python refuses to divide such an integer; a page's body never brings one this far."""
    watched = event() | {"type": None, "name": "video_progress"}
    events = [watched | {"params": {"video_percent": share}} for share in (10**400, -(10**400))]
    answer = caller(shop).post("events", {"events": [*events, event()]})
    assert found(answer, 202) == {"stored": 1, "duplicate": 0, "dropped": {"invalid": 2}}


def test_letters_that_grow_when_made_small_still_fit_their_columns(shop: ShopContext) -> None:
    """ "İ" becomes two letters. What was acknowledged must fold, however long its small form is."""
    odd = event(channel="İ" * 40, utm={"campaign": "İ" * 120})
    assert found(caller(shop).post("events", {"events": [odd]}), 202)["stored"] == 1
    fold_waiting()
    assert rows(shop, "signals_dailysignal", "count, channel") == [(1, ("İ" * 40).lower()[:40])]
    assert counts(shop) == {"stored": 1}


def test_a_server_may_bring_a_year_of_history(shop: ShopContext) -> None:
    moment = datetime.now(UTC) - timedelta(days=390)
    found(caller(shop).post("events", {"events": [event(time=moment.isoformat())]}), 202)
    fold_waiting()
    assert rows(shop, "signals_dailysignal", "day") == [(moment.astimezone(shop.zone).date(),)]


def test_a_server_names_channel_device_and_visitor_itself(shop: ShopContext) -> None:
    agree(shop, "known-visitor")
    given = {"channel": "WhatsApp", "device": "tablet"}
    body = [event(visitor="known-visitor", **given), event(visitor="stranger", **given)]
    found(caller(shop).post("events", {"events": body}), 202)
    fold_waiting()
    assert rows(shop, "signals_event", "channel, device, visitor", "3") == [
        ("whatsapp", "tablet", ""),
        ("whatsapp", "tablet", "known-visitor"),
    ]


def test_the_first_answer_is_given_again_to_a_retry(shop: ShopContext) -> None:
    api, body = caller(shop), {"events": [event()]}
    first = found(api.post("events", body, Idempotency_Key="once"), 202)
    assert (
        found(api.post("events", body, Idempotency_Key="once"), 202)
        == first
        == {
            "stored": 1,
            "duplicate": 0,
            "dropped": {},
        }
    )
    problem_of(api.post("events", {"events": [event()]}, Idempotency_Key="once"), 422)
    assert stored(shop) == 1


def test_a_switched_off_measurement_stores_nothing_of_a_server_either(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        set_switch("measurement", is_on=False, by="owner")
    assert found(caller(shop).post("events", {"events": [event()]}), 202)["dropped"] == {"switched_off": 1}
    assert stored(shop) == 0


def test_a_key_needs_the_scope(shop: ShopContext) -> None:
    problem_of(caller(shop, ["events:read"]).post("events", {"events": []}), 403)
    problem_of(caller(shop, ["events:write"]).get("events"), 403)


def test_more_than_500_events_and_unknown_members_are_refused(shop: ShopContext) -> None:
    api = caller(shop)
    problem_of(api.post("events", {"events": [{}] * 501}), 422)
    problem_of(api.post("events", {"events": [], "shop": 1}), 422)


def seen(api: Any, query: str = "") -> list[dict[str, Any]]:
    """All rows of a list by its pages."""
    page = found(api.get(f"events?limit=3{query}"))
    rows = page["data"]
    while page["next"]:
        page = found(api.get(f"events?limit=3{query}&cursor={page['next']}"))
        rows += page["data"]
    return list(rows)


def test_pages_of_the_list_hold_each_event_once_even_of_one_moment(shop: ShopContext) -> None:
    api, moment = caller(shop), datetime.now(UTC).isoformat()
    found(api.post("events", {"events": [event(time=moment) for _ in range(8)]}), 202)
    fold_waiting()
    ids = [row["id"] for row in seen(api)]
    assert (len(ids), ids) == (8, sorted(set(ids), reverse=True))


def test_the_list_names_product_and_content_and_can_be_narrowed(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        product = Product.objects.create(sku="ROBE", title="Robe")
        piece = ContentPiece.objects.create(channel="instagram", title="Reel")
    api, past = caller(shop), datetime.now(UTC) - timedelta(days=2)
    content = f"cnt_{piece.uid.hex}"
    body = [
        event("completion", sku="ROBE", content=content, watched=0.75),
        event("search", query="Robe rouge", time=past.isoformat()),
    ]
    found(api.post("events", {"events": body}), 202)
    fold_waiting()
    (clip,) = seen(api, "&type=completion")
    assert (clip["product_id"], clip["content_id"], clip["watched"]) == (
        f"prd_{product.uid.hex}",
        content,
        0.75,
    )
    until = (past + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert [row["query"] for row in seen(api, f"&until={until}")] == ["Robe rouge"]
    assert [row["type"] for row in seen(api, f"&since={until}")] == ["completion"]
    assert rows(shop, "signals_dailysignal", "content_ref", "1") == [(0,), (piece.pk,)]


def test_a_cursor_of_another_list_or_shop_is_refused(shop: ShopContext) -> None:
    api = caller(shop)
    found(api.post("events", {"events": [event(), event()]}), 202)
    fold_waiting()
    cursor = found(api.get("events?limit=1"))["next"]
    problem_of(api.get(f"events?type=view&cursor={cursor}"), 400)
    problem_of(caller(open_shop("autre")).get(f"events?cursor={cursor}"), 400)
    problem_of(api.get(f"events?cursor={uuid.uuid4()}"), 400)
