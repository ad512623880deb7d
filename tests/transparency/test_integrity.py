"""Each night decisions drawn by lot are decided again and the chain is walked; a fault is an incident for the owner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.factories import join, log_in, make_user
from tests.signals.recommend_shop import a_pairing_shop
from transparency.centre import replays
from transparency.integrity.models import IntegrityCheck
from transparency.integrity.services import DRAWN, check_ledger
from transparency.integrity.tasks import check_shop
from transparency.ledger.models import Decision
from transparency.ledger.services import record_decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> ShopContext:
    return a_pairing_shop()


def check(shop: ShopContext, nights: int = 0) -> IntegrityCheck:
    now = timezone.now() + timedelta(days=nights)
    return check_ledger(shop.id, now, now.date())


def person(shop: ShopContext, role: str) -> Client:
    user = make_user(language="en")
    join(shop, user, role)
    client = log_in(user)
    client.cookies["django_language"] = "en"
    return client


def page(shop: ShopContext, client: Client, path: str = "transparency/integrity/") -> str:
    answer = client.get(f"/shops/{shop.slug}/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def decide(shop: ShopContext, times: int) -> None:
    with shop_scope(shop.id):
        for n in range(times):
            record_decision(
                automation="best_sellers", version="1", reason_code="ranked_by_net_orders", output={"n": n}
            )


def test_what_was_stored_is_decided_again_and_the_chain_is_walked(shop: ShopContext) -> None:
    found = check(shop)
    with shop_scope(shop.id):
        stored = Decision.objects.count()
    assert found.is_sound
    assert (found.rows, found.different, found.broken_at) == (stored, [], None)
    assert found.replayed >= 2
    assert "came out the same" in page(shop, person(shop, "viewer"), "transparency/")


def test_at_most_twenty_are_drawn_and_the_same_ones_for_a_day(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(shop, 60)
    monkeypatch.setitem(
        replays.REPLAYS, "best_sellers", lambda _candidates, output: output.get("n", 0) % 2 == 0
    )
    first, again, other_night = check(shop), check(shop), check(shop, nights=1)
    assert first.replayed == DRAWN
    assert 0 < len(first.different) < DRAWN
    assert again.different == first.different
    assert other_night.different != first.different
    with shop_scope(shop.id):
        assert IntegrityCheck.objects.count() == 2


def test_a_decision_that_stops_with_an_error_is_a_difference(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_candidates: list[Any], _output: dict[str, Any]) -> bool:
        raise KeyError("a column that is gone")

    monkeypatch.setitem(replays.REPLAYS, "best_sellers", fails)
    assert not check(shop).is_sound


def test_an_incident_stands_on_the_owners_first_page_until_somebody_has_seen_it(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(replays.REPLAYS, "best_sellers", lambda _candidates, _output: False)
    found = check(shop)
    owner, viewer = person(shop, "owner"), person(shop, "viewer")
    assert "Incident in the decision log" in page(shop, owner, "")
    assert f"Decision no. {found.different[0]}" in page(shop, owner)
    address = f"/shops/{shop.slug}/transparency/integrity/seen/"
    assert viewer.post(address, {"day": found.day.isoformat()}).status_code == 403
    assert owner.post(address, {"day": "yesterday"}).status_code == 404
    assert owner.post(address, {"day": found.day.isoformat()}).status_code == 302
    assert "Incident in the decision log" not in page(shop, owner, "")
    assert "Incident" in page(shop, owner), "what was found stays in the list"
    check(shop, nights=1)
    assert "Incident in the decision log" in page(shop, owner, ""), "the next night finds it again"


def test_the_sheet_holds_every_check(shop: ShopContext) -> None:
    check(shop), check(shop, nights=1)
    sheet = person(shop, "viewer").get(f"/shops/{shop.slug}/transparency/integrity/checks.csv")
    assert len(sheet.content.decode().strip().splitlines()) == 3


@pytest.mark.django_db(transaction=True)
def test_a_row_changed_behind_the_trigger_is_an_incident(as_owner_of_tables: Callable[[str], None]) -> None:
    shop = a_pairing_shop()
    as_owner_of_tables(
        "ALTER TABLE transparency_decision DISABLE TRIGGER decision_append_only;"
        f"SET app.shop = '{shop.id}';"
        "UPDATE transparency_decision SET reason_code = 'forged' WHERE sequence = 2;"
        "ALTER TABLE transparency_decision ENABLE TRIGGER decision_append_only;"
    )
    check_shop(shop.id)
    with shop_scope(shop.id):
        assert IntegrityCheck.objects.get().broken_at == 2
    assert "changed behind our back at decision no. 2" in page(shop, person(shop, "owner"), "")
