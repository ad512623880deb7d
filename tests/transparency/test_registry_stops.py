"""A night of a whole simulated shop: each automation leaves decisions, and with its switch off not a single one."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pytest
from django.db import transaction
from django.utils import timezone

from attribution.nightly.services import run_night
from catalog.shops.context import ShopContext
from catalog.shops.services import create_shop
from shop_ai.demo import seed
from shop_ai.demo.offers import show_offers
from shop_ai.lib.period import last_complete_day
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.models import Decision
from transparency.ledger.switches import EVERYTHING, set_switch

pytestmark = [pytest.mark.long, pytest.mark.django_db]
# Those that decide at night in a shop of this size. The others decide when somebody asks, writes or opens a page.
AT_NIGHT: Final = {
    "best_sellers",
    "budget_advice",
    "channel_credit",
    "content_scores",
    "customer_value",
    "exploration",
    "fairness_audit",
    "forecast",
    "model_choice",
    "playlist_proposals",
    "product_scores",
    "rules_check",
    "segment_offers",
    "staged_exposure",
}


def _nothing(_text: str) -> None:
    """The history says what it imports; nobody listens."""


def _night(shop: ShopContext) -> Counter[str]:
    """How many decisions each automation leaves in one night of the shop; everything is taken back afterwards."""
    with transaction.atomic():
        with shop_scope(shop.id):
            last = Decision.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
        run_night(shop.id, mode="incremental", as_of=last_complete_day(timezone.now(), shop.zone))
        with shop_scope(shop.id):
            found = Decision.objects.filter(sequence__gt=last).values_list("automation", flat=True)
            counted = Counter(found)
        transaction.set_rollback(True)
    return counted


@pytest.fixture
def shop() -> ShopContext:
    made = create_shop(
        owner=None, slug="yasmine", name="Yasmine", currency="DZD", timezone="Africa/Algiers", language="fr"
    )
    seed._fill(made, _nothing)
    show_offers(made)
    return made


def test_a_night_without_an_automation_leaves_none_of_its_decisions(shop: ShopContext) -> None:
    usual = _night(shop)
    assert set(usual) >= AT_NIGHT
    for code in sorted(AT_NIGHT):
        with transaction.atomic():
            with shop_scope(shop.id):
                set_switch(code, is_on=False, by="user:1")
            left = _night(shop)
            assert left[code] == 0, code
            assert left["nightly_kpis"] == usual["nightly_kpis"], "the rest of the night goes on"
            transaction.set_rollback(True)


def test_a_night_in_manual_mode_decides_nothing_at_all(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        set_switch(EVERYTHING, is_on=False, by="user:1")
    assert set(_night(shop)) <= {"nightly_kpis"}, "a person asked for this night, and sums are no decisions"
