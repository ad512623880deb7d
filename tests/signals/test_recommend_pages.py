"""The page of recommended products: the reasons customers read, and the owner's word that wins at once."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.utils import timezone

from catalog.keys.services import ensure_public_key
from catalog.products.models import Category, Product
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.models import MerchantChoice, ServedList
from signals.recommend.sealing import seal_lists
from signals.recommend.services import prepare
from signals.recommend.serving import recommend_for
from tests.catalog.pages import Desk, make_desk
from tests.factories import make_order, make_product, make_shop
from tests.signals.recommend_shop import furnish_with_pairs
from transparency.ledger.models import Decision
from transparency.ledger.selectors import verify_chain
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    """A shop where A was delivered seven times, B three times and C never."""
    desk = make_desk()
    for title, times in (("A", 7), ("B", 3), ("C", 0)):
        product = make_product(desk.shop, title=title, sku=title)
        for _ in range(times):
            make_order(desk.shop, lines=[(product, 1, 100)])
    prepare(desk.shop.id, timezone.now().date())
    return desk


def listed(page: str) -> list[str]:
    return re.findall(r"<strong><bdi>(\w+)</bdi></strong>", page)


def uid(desk: Desk, sku: str) -> str:
    page = desk.get("recommendations", by=desk.manager)
    found = re.search(rf'products/([0-9a-f-]{{36}})/">(?:<strong>)?<bdi>{sku}</bdi>', page)
    assert found
    return found[1]


def choose(desk: Desk, sku: str, choice: str) -> str:
    answer = desk.manager.post(
        desk.url("recommendation-choice", uid=uid(desk, sku)), {"choice": choice}, follow=True
    )
    return str(answer.content.decode())


def test_every_place_says_why(desk: Desk) -> None:
    page = desk.get("recommendations", by=desk.viewer)
    assert listed(page) == ["A", "B", "C"]
    assert "In 7 orders of the last 90 days" in page
    assert "Available in the shop" in page
    assert 'name="choice"' not in page


def test_a_pin_and_a_hide_hold_at_once_and_can_be_taken_back(desk: Desk) -> None:
    assert listed(choose(desk, "C", "pin")) == ["C", "A", "B"]
    page = choose(desk, "A", "hide")
    assert listed(page) == ["C", "B"]
    assert "Picked by the shop" in page
    assert "Hidden by you" in page
    choose(desk, "A", "none")
    assert listed(choose(desk, "C", "none")) == ["A", "B", "C"]
    with shop_scope(desk.shop.id):
        assert not MerchantChoice.objects.exists()


def test_each_choice_is_in_the_log_with_who_made_it(desk: Desk) -> None:
    choose(desk, "C", "pin")
    with shop_scope(desk.shop.id):
        decision = Decision.objects.filter(reason_code="chosen_by_shop").get()
        assert (decision.inputs, decision.output) == ({"sku": "C"}, {"choice": "pin"})
        assert decision.actor.startswith("user:")
        assert verify_chain().holds
    page = desk.get("decision", by=desk.manager, uid=decision.uid)
    assert "The shop picked or hid a product" in page
    last = re.search(r"/decisions/([0-9a-f-]{36})/", desk.get("recommendations"))
    assert last
    assert desk.get("decision", uid=last[1])


def test_the_word_on_a_variant_is_the_word_on_its_product(desk: Desk) -> None:
    parent = make_product(desk.shop, title="P", sku="P")
    variant = make_product(desk.shop, title="P", variant="M", sku="P-M", parent=parent)
    desk.manager.post(desk.url("recommendation-choice", uid=variant.uid), {"choice": "pin"})
    assert listed(desk.get("recommendations"))[0] == "P"


def test_only_managers_choose_and_only_their_own_products(desk: Desk) -> None:
    address = desk.url("recommendation-choice", uid=uid(desk, "A"))
    assert desk.agent.post(address, {"choice": "hide"}).status_code == 403
    assert desk.manager.post(address, {"choice": "explode"}).status_code == 404
    theirs = make_product(make_shop("voisin"), title="THEIRS")
    other = desk.url("recommendation-choice", uid=theirs.uid)
    assert desk.manager.post(other, {"choice": "pin"}).status_code == 404
    assert listed(desk.get("recommendations")) == ["A", "B", "C"]


def test_a_page_that_is_switched_off_says_so(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        set_switch("best_sellers", is_on=False, by="user:1")
    page = desk.get("recommendations")
    assert (listed(page), "Recommended products are switched off" in page) == ([], True)


def test_the_lines_for_the_shops_pages_carry_its_public_key(desk: Desk) -> None:
    assert "data-key" not in desk.get("recommendations")
    key = ensure_public_key(desk.shop.id)
    assert f"data-key=&quot;{key}&quot;" in desk.get("recommendations")


def test_the_page_takes_the_same_queries_for_3_rows_and_for_60(desk: Desk) -> None:
    few = desk.queries("recommendations")
    for _ in range(57):
        make_product(desk.shop)
    prepare(desk.shop.id, timezone.now().date())
    assert len(titles(desk.get("recommendations"))) == 60
    assert desk.queries("recommendations") == few <= 13


@pytest.fixture
def pairs() -> Desk:
    """A shop that buys in pairs, with its people."""
    desk = make_desk("paires")
    furnish_with_pairs(desk.shop)
    return desk


def titles(page: str) -> list[str]:
    return re.findall(r"<strong><bdi>([^<]+)</bdi></strong>", page)


def test_a_basket_is_tried_and_every_score_is_taken_apart(pairs: Desk) -> None:
    page = pairs.get("recommendations", "slot=cart&cart=CUP")
    assert titles(page)[0] == "Soucoupe bleue"
    assert "Goes with “Tasse bleue” in your basket" in page
    assert "Bought by those who have “Tasse bleue”" in page
    assert "Without “Tasse bleue” it would stand in place" in page
    with shop_scope(pairs.shop.id):
        assert not ServedList.objects.exists()


def test_the_sheet_holds_every_part_of_each_score(pairs: Desk) -> None:
    sheet = pairs.get("recommendations-csv", "slot=cart&cart=CUP&raw=1")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    of_first = [row for row in rows if row["Place"] == "1"]
    assert len(of_first) > 1
    assert sum(float(row["Amount"]) for row in of_first) == pytest.approx(
        float(of_first[0]["Score"]), abs=1e-9
    )


def test_a_category_is_left_out_and_let_in_again(pairs: Desk) -> None:
    with shop_scope(pairs.shop.id):
        table = Category.objects.get(name="Table")
    pairs.manager.post(pairs.url("recommendation-category"), {"category": table.uid, "is_out": "1"})
    page = pairs.get("recommendations", by=pairs.manager)
    assert "Tasse bleue" not in titles(page)
    assert "Let it in again" in page
    pairs.manager.post(pairs.url("recommendation-category"), {"category": table.uid, "is_out": "0"})
    assert "Tasse bleue" in titles(pairs.get("recommendations"))
    assert pairs.manager.post(pairs.url("recommendation-category"), {"category": "x"}).status_code == 404


def test_a_product_is_held_back_with_a_reason_and_released(pairs: Desk) -> None:
    with shop_scope(pairs.shop.id):
        lamp = Product.objects.get(sku="LAMP")
    address = pairs.url("product-hold", uid=lamp.uid)
    assert pairs.agent.post(address, {"action": "hold", "reason": "x"}).status_code == 403
    pairs.manager.post(address, {"action": "hold", "reason": " "})
    assert "Lampe de bureau" in titles(pairs.get("recommendations"))
    pairs.manager.post(address, {"action": "hold", "reason": "Elle chauffe"})
    page = pairs.get("recommendations")
    assert "Lampe de bureau" not in titles(page)
    assert "Elle chauffe" in page
    assert "Elle chauffe" in pairs.get("product", uid=lamp.uid)
    pairs.manager.post(address, {"action": "release"})
    assert "Lampe de bureau" in titles(pairs.get("recommendations"))
    with shop_scope(pairs.shop.id):
        reasons = set(Decision.objects.filter(subject="hold").values_list("reason_code", flat=True))
    assert reasons == {"held_back", "hold_lifted"}


def test_a_served_list_is_found_explained_and_sealed(pairs: Desk) -> None:
    answer = recommend_for(pairs.shop.id, slot="product", sku="CUP")
    assert answer.list_uid
    assert "Waits to be sealed" in pairs.get("served")
    assert seal_lists(pairs.shop.id, timezone.now()) == 1
    assert "Sealed" in pairs.get("served", "slot=product")
    page = pairs.get("served-list", uid=answer.list_uid)
    assert "Decided again from what was stored, it comes out the same." in page
    assert titles(page)[0] == "Soucoupe bleue"
    assert "it is the product of the page" in page
    sealing = re.search(r"/decisions/([0-9a-f-]{36})/", page)
    assert sealing
    assert "Lists that were served were sealed together" in pairs.get("decision", uid=sealing[1])
