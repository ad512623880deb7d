"""What is found wrong with a playlist, and that one click mends it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from catalog.playlists.checks import Finding, check_names
from catalog.playlists.mends import mend
from catalog.playlists.placing import hide_until_back, remove_item
from catalog.playlists.services import NotOnPath, act_on, update_playlist
from catalog.playlists.undo import undo_last
from catalog.products.holds import hold_back
from shop_ai.lib.tenancy import shop_scope
from signals.scores.models import ProductCost
from tests.catalog.offers import Offer, make_offer
from tests.factories import make_product, make_shop


@pytest.fixture
def offer(db: None) -> Offer:
    """In order: proven, published, priced."""
    made = make_offer(make_shop())
    made.sell(made.oil, 6)
    act_on(made.shop.id, made.slug, "publish")
    return made


def _do(offer: Offer, finding: Finding, place: int = 0) -> None:
    chosen = finding.mends[place]
    mend(offer.shop, offer.slug, chosen.act, item_id=finding.item_id or 0, value=chosen.value)


def test_a_playlist_in_order_has_nothing_to_mend(offer: Offer) -> None:
    assert offer.found() == {}
    assert {"stock", "proof", "price", "margin", "texts", "dates"} <= set(check_names())


def test_a_sold_out_product_is_replaced_by_the_nearest(offer: Offer) -> None:
    with shop_scope(offer.shop.id):
        make_product(offer.shop, sku="G2", price=Decimal(500), category=offer.glove.category)
        make_product(offer.shop, sku="G3", price=Decimal(470), category=offer.glove.category, stock=0)
        make_product(offer.shop, sku="G4", price=Decimal(450))
    offer.change(offer.glove, stock=0)
    found = offer.found()["sold_out"]
    assert (found.tone, [one.act for one in found.mends]) == ("bad", ["replace", "hide"])
    _do(offer, found)
    assert offer.skus()[0] == ["SAVON", "G2"]
    assert offer.found() == {}
    undo_last(offer.shop.id, offer.slug)
    assert offer.skus()[0] == ["SAVON", "GANT"]


def test_a_sold_out_product_can_wait_until_it_is_back(offer: Offer) -> None:
    offer.change(offer.glove, stock=0)
    _do(offer, offer.found()["sold_out"], place=-1)
    assert offer.found()["sold_out"].tone == "warn"
    assert [item.sku for item in offer.path.steps[0].shown] == ["SAVON"]
    offer.change(offer.glove, stock=3)
    assert [item.sku for item in offer.path.steps[0].shown] == ["SAVON", "GANT"]
    assert offer.found() == {}


def test_what_is_held_back_or_not_sold_is_taken_off(offer: Offer) -> None:
    hold_back(offer.shop.id, offer.glove.uid, reason="rappel", by="test")
    assert not offer.item("GANT").is_shown
    _do(offer, offer.found()["not_sold"])
    offer.change(offer.soap, is_active=False)
    assert {"not_sold", "step_empty"} <= set(offer.found())


@pytest.mark.django_db
def test_a_path_without_proof_is_offered_what_sells_most() -> None:
    offer = make_offer(make_shop())
    assert offer.found()["no_proof"].mends == ()
    with shop_scope(offer.shop.id):
        loved = make_product(offer.shop, sku="LOVED")
    offer.sell(loved, 5)
    _do(offer, offer.found()["no_proof"])
    assert offer.skus()[1] == ["HUILE", "LOVED"]
    assert "no_proof" not in offer.found()


def test_a_price_that_changed_is_looked_at_once(offer: Offer) -> None:
    offer.change(offer.oil, price=Decimal(1600))
    found = offer.found()["price_changed"]
    assert "600" in str(found.text)
    _do(offer, found)
    assert offer.found() == {}
    offer.change(offer.oil, price=None)
    assert offer.found()["no_price"].tone == "bad"


def test_the_pack_follows_its_rule(offer: Offer) -> None:
    update_playlist(offer.shop.id, offer.slug, price_rule="fixed", fixed_price=Decimal(2990))
    _do(offer, offer.found()["no_pack"])
    assert offer.found() == {}
    update_playlist(offer.shop.id, offer.slug, fixed_price=Decimal(2500))
    _do(offer, offer.found()["pack_price_old"])
    assert offer.path.pack is not None
    assert offer.path.pack.price == Decimal(2500)
    remove_item(offer.shop.id, offer.slug, offer.item("GANT").item_id)
    _do(offer, offer.found()["pack_parts_old"])
    assert len(offer.path.pack.parts) == 3
    update_playlist(offer.shop.id, offer.slug, fixed_price=Decimal(9999))
    assert offer.found()["pack_price_unknown"].tone == "bad"


def test_a_margin_under_a_tenth_is_said(offer: Offer) -> None:
    with shop_scope(offer.shop.id):
        ProductCost.objects.create(product=offer.oil, cost=Decimal(1300))
        ProductCost.objects.create(product=offer.soap, cost=Decimal(100))
    assert offer.found()["thin_margin"].item_id == offer.item("HUILE").item_id
    assert offer.found()["thin_margin"].tone == "warn"
    with shop_scope(offer.shop.id):
        ProductCost.objects.filter(product=offer.oil).update(cost=Decimal(1500))
    assert offer.found()["thin_margin"].tone == "bad"


def test_a_pack_costs_what_its_parts_cost(offer: Offer) -> None:
    update_playlist(offer.shop.id, offer.slug, price_rule="rebate", rebate_percent=30)
    mend(offer.shop, offer.slug, "pack")
    with shop_scope(offer.shop.id):
        for product in (offer.soap, offer.glove, offer.oil):
            ProductCost.objects.create(product=product, cost=(product.price or 0) * Decimal("0.65"))
    assert "thin_margin" not in offer.found()  # one cost is unknown: nothing is claimed
    with shop_scope(offer.shop.id):
        ProductCost.objects.create(product=offer.clay, cost=Decimal(600))
    pack = offer.path.pack
    assert pack is not None
    assert offer.found()["thin_margin"].item_id == pack.item_id


def test_dates_texts_budget_and_drafts_are_said(offer: Offer) -> None:
    shop_id, slug = offer.shop.id, offer.slug
    update_playlist(shop_id, slug, ends_on=offer.today - timedelta(days=1))
    _do(offer, offer.found()["over"])
    assert offer.path.ends_on == offer.today + timedelta(days=30)
    update_playlist(shop_id, slug, texts={"ar": {"title": "", "intro": "ثلاث خطوات"}}, budget=Decimal(100))
    assert set(offer.found()) == {"no_title", "over_budget"}
    act_on(shop_id, slug, "unpublish")
    _do(offer, offer.found()["draft"])
    assert offer.path.is_published


def test_an_unknown_act_or_item_is_refused(offer: Offer) -> None:
    with pytest.raises(KeyError):
        mend(offer.shop, offer.slug, "explode")
    with pytest.raises(NotOnPath):
        hide_until_back(offer.shop.id, offer.slug, 1)
