"""What goes with what: neighbours from purchases, what is never shown, and reasons that tell of nobody."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from catalog.products.holds import hold_back, release
from catalog.products.models import PackPart, Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.consent.services import decide
from signals.recommend.choices import choose, exclude_category
from signals.recommend.filters import Wanted
from signals.recommend.models import ServedList
from signals.recommend.services import prepare
from signals.recommend.serving import recommend_for
from tests.factories import make_playlist
from tests.shops import a_product
from tests.signals.recommend_shop import TODAY, a_pairing_shop, buy, listed
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> ShopContext:
    return a_pairing_shop()


def uid_of(shop: ShopContext, sku: str):  # type: ignore[no-untyped-def]
    with shop_scope(shop.id):
        return Product.objects.get(sku=sku).uid


def test_a_product_page_shows_what_its_buyers_have(shop: ShopContext) -> None:
    answer = recommend_for(shop.id, slot="product", sku="CUP", limit=3)
    assert answer.items[0].sku == "SAUCER"
    assert answer.items[0].reason_code == "bought_together"
    assert answer.items[0].reason_values == {"sku": "CUP", "title": "Tasse bleue"}
    assert "CUP" not in [item.sku for item in answer.items]
    assert not answer.is_personal


def test_nothing_is_told_of_fewer_than_five_buyers(shop: ShopContext) -> None:
    found = {item.sku: item for item in recommend_for(shop.id, slot="product", sku="LADDER", limit=12).items}
    assert found["CUP"].reason_code == "may_go_with"
    assert found["CUP"].reason_values == {}


def test_a_basket_decides_and_what_is_in_it_is_not_shown(shop: ShopContext) -> None:
    found = recommend_for(shop.id, slot="cart", cart=("SCARF", "CUP"), limit=3).items
    assert {item.sku for item in found[:2]} == {"GLOVES", "SAUCER"}
    assert {item.reason_code for item in found[:2]} == {"because_in_cart"}


def test_an_order_shows_what_goes_with_it_and_nothing_of_it(shop: ShopContext) -> None:
    shown = listed(shop, slot="after_order", cart=("CUP", "SAUCER"))
    assert shown[0] == "TEAPOT"
    assert not {"CUP", "SAUCER"} & set(shown)


def test_what_a_visitor_looked_at_counts_unless_switched_off(shop: ShopContext) -> None:
    answer = recommend_for(shop.id, seen=("SCARF",), limit=3)
    assert (answer.items[0].sku, answer.items[0].reason_code) == ("GLOVES", "because_you_viewed")
    assert answer.is_personal
    with shop_scope(shop.id):
        set_switch("personal_recommendations", is_on=False, by="user:1")
    answer = recommend_for(shop.id, seen=("SCARF",), limit=3)
    assert (answer.items[0].sku, answer.is_personal) == (listed(shop)[0], False)


def test_a_customer_is_not_shown_what_was_just_bought_nor_what_lasts_and_is_owned(shop: ShopContext) -> None:
    (recent,) = buy(shop, [("CUP",)], at=timezone.now() - timedelta(days=10))
    (long_ago,) = buy(shop, [("CUP",)], at=timezone.now() - timedelta(days=300))
    for person in (recent, long_ago):
        answer = recommend_for(shop.id, customer=person.uid, limit=12)
        assert answer.items[0].sku == "SAUCER"
        assert answer.items[0].reason_code == "because_you_bought"
        assert "CUP" not in [item.sku for item in answer.items]


def test_what_is_bought_again_and_again_is_shown_again_after_90_days(shop: ShopContext) -> None:
    people = buy(shop, [("SOAP",)] * 12, at=timezone.now() - timedelta(days=200))
    for person in people:
        buy(shop, [("SOAP",)], at=timezone.now() - timedelta(days=100), customer=person)
    prepare(shop.id, timezone.now().date())
    assert "SOAP" in [item.sku for item in recommend_for(shop.id, customer=people[0].uid, limit=12).items]


def test_an_unknown_customer_is_said_to_be_unknown(shop: ShopContext) -> None:
    answer = recommend_for(shop.id, customer=uid_of(shop, "CUP"))
    assert not answer.is_known


def test_the_owners_word_wins_everywhere(shop: ShopContext) -> None:
    assert choose(shop, uid_of(shop, "LAMP"), "pin", by="user:1")
    assert choose(shop, uid_of(shop, "SAUCER"), "hide", by="user:1")
    for asked in ({}, {"sku": "CUP", "slot": "product"}, {"cart": ("CUP",), "slot": "cart"}):
        shown = listed(shop, **asked)
        assert shown[0] == "LAMP"
        assert "SAUCER" not in shown
    first = recommend_for(shop.id, slot="product", sku="CUP").items[0]
    assert first.reason_code == "picked_by_shop"


def test_a_boost_lifts_by_half_and_says_so(shop: ShopContext) -> None:
    before = {i.sku: i for i in recommend_for(shop.id, slot="product", sku="CUP", limit=12).items}["TEAPOT"]
    assert choose(shop, uid_of(shop, "TEAPOT"), "boost", by="user:1")
    after = {i.sku: i for i in recommend_for(shop.id, slot="product", sku="CUP", limit=12).items}["TEAPOT"]
    assert after.score == pytest.approx(before.score * 1.5, rel=1e-6)
    assert after.reason_code == "boosted_by_shop"


def test_an_excluded_product_is_neither_shown_nor_a_reason(shop: ShopContext) -> None:
    assert choose(shop, uid_of(shop, "SCARF"), "exclude", by="user:1")
    assert "SCARF" not in listed(shop, sku="GLOVES", slot="product")
    assert listed(shop, seen=("SCARF",)) == listed(shop)


def test_an_excluded_category_is_neither_shown_nor_a_reason(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        winter = Product.objects.get(sku="SCARF").category.uid
    assert exclude_category(shop, winter, is_out=True, by="user:1")
    assert not {"SCARF", "GLOVES"} & set(listed(shop))
    assert listed(shop, seen=("SCARF",)) == listed(shop)
    assert exclude_category(shop, winter, is_out=False, by="user:1")
    assert {"SCARF", "GLOVES"} <= set(listed(shop))


def test_what_is_held_as_unsafe_is_nowhere_until_it_is_released(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        pack = a_product(shop.id, "PACK", title="Coffret", stock=None)
        PackPart.objects.create(pack=pack, part=Product.objects.get(sku="SAUCER"), quantity=1)
    prepare(shop.id, TODAY)
    assert {"PACK", "SAUCER"} <= set(listed(shop))
    assert hold_back(shop.id, uid_of(shop, "SAUCER"), reason="Ébréchée", by="user:1")
    for asked in ({}, {"sku": "CUP", "slot": "product"}, {"seen": ("CUP",)}):
        assert not {"PACK", "SAUCER"} & set(listed(shop, **asked))
    assert release(shop.id, uid_of(shop, "SAUCER"), by="user:1")
    assert {"PACK", "SAUCER"} <= set(listed(shop))


def test_a_pack_is_out_of_stock_with_its_scarcest_part(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        pack = a_product(shop.id, "PACK", title="Coffret", stock=None)
        cup, plate = (Product.objects.get(sku=sku) for sku in ("CUP", "PLATE"))
        PackPart.objects.create(pack=pack, part=cup, quantity=1)
        PackPart.objects.create(pack=pack, part=plate, quantity=6)
    prepare(shop.id, TODAY)
    assert "PACK" in listed(shop)
    with shop_scope(shop.id):
        Product.objects.filter(sku="PLATE").update(stock=5)
    assert "PACK" not in listed(shop)


def test_a_variant_counts_as_its_product(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        a_product(shop.id, "CUP-RED", title="Tasse bleue", parent=Product.objects.get(sku="CUP"))
    assert listed(shop, slot="product", sku="CUP-RED") == listed(shop, slot="product", sku="CUP")


def test_a_budget_and_a_use_chosen_by_hand_filter_the_list(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        Product.objects.filter(sku__in=["SOAP", "TOWEL"]).update(price=Decimal(300))
        gifts = [Product.objects.get(sku=sku) for sku in ("SOAP", "LAMP")]
    make_playlist(shop, gifts, use="to_give")
    assert set(listed(shop, filters=Wanted(budget=Decimal(500)))) == {"SOAP", "TOWEL"}
    assert set(listed(shop, filters=Wanted(is_gift=True))) == {"SOAP", "LAMP"}
    assert set(listed(shop, filters=Wanted(use="to_give", budget=Decimal(500)))) == {"SOAP"}
    assert listed(shop, filters=Wanted(use="to_cook")) == []
    one = recommend_for(shop.id, filters=Wanted(is_gift=True)).items[0]
    assert one.reason_code == "for_use"


def test_at_most_two_of_six_places_are_of_one_category(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        table = Product.objects.get(sku="CUP").category_id
        held = dict(Product.objects.values_list("sku", "category_id"))
    for asked in ({"limit": 6}, {"limit": 6, "sku": "PLATE", "slot": "product"}):
        assert sum(held[sku] == table for sku in listed(shop, **asked)) == 2


def test_a_served_list_is_one_row_however_often_it_is_served(shop: ShopContext) -> None:
    for _ in range(3):
        listed(shop, sku="CUP", slot="product")
    listed(shop)
    with shop_scope(shop.id):
        kept = ServedList.objects.get()
    assert recommend_for(shop.id, sku="CUP", slot="product", limit=12).list_uid == kept.uid
    assert "CUP" not in str(kept.content["asked"])


def test_with_what_goes_together_switched_off_the_page_counts_for_nothing(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        set_switch("bought_together", is_on=False, by="user:1")
    everybody = [sku for sku in listed(shop) if sku != "CUP"]
    assert listed(shop, slot="product", sku="CUP") == everybody


def test_a_customer_who_took_the_consent_back_is_shown_the_shops_list(shop: ShopContext) -> None:
    (person,) = buy(shop, [("SCARF",)], at=timezone.now() - timedelta(days=200))
    name = f"cus_{person.uid.hex}"
    for agrees, first in ((True, "GLOVES"), (False, listed(shop)[0]), (True, "GLOVES")):
        decide(shop.id, name, {Purpose.RECOMMENDATION: agrees})
        answer = recommend_for(shop.id, customer=person.uid)
        assert (answer.items[0].sku, answer.is_personal, answer.is_known) == (first, agrees, True)
