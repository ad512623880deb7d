"""Answers that are ready: sent while nothing changed, never after, and the same as those that are made."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from catalog.keys.models import PublicKey
from catalog.keys.services import ensure_public_key
from catalog.playlists.models import Playlist, PlaylistItem
from catalog.products.models import Category, PackPart, Product, ProductHold
from catalog.shops.context import ShopContext
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.automations import BOUGHT_TOGETHER
from signals.recommend.models import ExcludedCategory, MerchantChoice, ServedList
from signals.recommend.services import prepare
from signals.widget import api
from signals.widget import ready as quick
from signals.widget.addresses import FRAME, Plain
from signals.widget.answers import Standing, answers
from signals.widget.door import with_ready_answers
from signals.widget.frames import version_of
from signals.widget.models import AnswerChange, PreparedAnswer
from signals.widget.packing import Packed, end_of, packed
from signals.widget.renewing import changed_shops, fold_changes, prepare_answers, renew_answers
from tests.shops import a_product
from tests.signals.recommend_shop import TODAY, a_pairing_shop
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db
CUP = "lang=en&slot=product&sku=CUP"


@pytest.fixture(autouse=True)
def watchful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each ask looks whether something changed."""
    monkeypatch.setattr(quick, "FRESH", 0.0)
    api.forget_answers()
    yield
    api.forget_answers()


@pytest.fixture
def shop() -> ShopContext:
    return a_pairing_shop()


def ask(shop: ShopContext, query: str = CUP) -> dict[str, Any]:
    found: dict[str, Any] = Client().get(f"/w/{ensure_public_key(shop.id)}/recommendations?{query}").json()
    return found


def skus(answer: dict[str, Any]) -> list[str]:
    return [item["sku"] for item in answer["items"]]


def is_ready(shop: ShopContext, query: str = CUP) -> bool:
    return quick.ready(ensure_public_key(shop.id), query) is not None


def the(sku: str) -> Product:
    found: Product = Product.objects.get(sku=sku)
    return found


def _sell_out() -> None:
    Product.objects.filter(sku="SAUCER").update(stock=0)


def _dearer() -> None:
    Product.objects.filter(sku="SAUCER").update(price=7777)


def _hold() -> None:
    ProductHold.objects.create(product=the("SAUCER"), reason="Glaze", placed_by="user:1")


def _hide() -> None:
    MerchantChoice.objects.create(product=the("SAUCER"), choice="hide")


def _exclude() -> None:
    ExcludedCategory.objects.create(category=Category.objects.get(name="Table"))


def _pack() -> None:
    PackPart.objects.create(
        pack=the("SAUCER"), part=Product.objects.create(sku="PART", title="P", stock=0), quantity=1
    )


def _variant() -> None:
    Product.objects.filter(sku="SAUCER").update(stock=None)
    Product.objects.create(sku="SAUCER-S", title="S", stock=0, parent=the("SAUCER"))


def _switch() -> None:
    set_switch(BOUGHT_TOGETHER.code, is_on=False, by="user:1")


def _manual() -> None:
    set_switch("all", is_on=False, by="user:1")


CHANGES: list[Callable[[], None]] = [
    *(_sell_out, _dearer, _hold, _hide, _exclude, _pack, _variant, _switch, _manual),
]


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_nothing_that_was_ready_is_sent(shop: ShopContext, change: Callable[[], None]) -> None:
    before = ask(shop)
    assert "SAUCER" in skus(before)
    assert is_ready(shop)
    with shop_scope(shop.id):
        change()
    assert not is_ready(shop)
    after = ask(shop)
    assert after["items"] != before["items"]
    assert "SAUCER" not in skus(after) or change in {_dearer, _switch}
    assert is_ready(shop)


def test_a_new_night_another_currency_and_a_new_choice_are_followed_too(shop: ShopContext) -> None:
    before = ask(shop)
    prepare(shop.id, TODAY)
    assert ask(shop)["items"][0]["recommendation_id"] != before["items"][0]["recommendation_id"]
    with shop_scope(shop.id):
        Shop.objects.filter(pk=shop.id).update(currency="EUR")
    assert ask(shop)["items"][0]["price_text"] != before["items"][0]["price_text"]
    with shop_scope(shop.id):
        playlist = Playlist.objects.create(slug="p", title="P", use="every_day", is_published=True)
        for position, sku in enumerate(("CUP", "SAUCER"), 1):
            PlaylistItem.objects.create(playlist=playlist, step="proof", position=position, product=the(sku))
    assert any(group["name"] == "use" for group in ask(shop)["filters"])


def test_what_shows_nothing_new_leaves_answers_as_they_are(shop: ShopContext) -> None:
    ask(shop)
    with shop_scope(shop.id):
        Product.objects.filter(sku="SAUCER").update(stock=49, description="Blue, 14 cm.")
        a_product(shop.id, "NEWCOMER")
    assert is_ready(shop)


def test_a_key_that_was_taken_back_opens_nothing(shop: ShopContext) -> None:
    key = ensure_public_key(shop.id)
    ask(shop)
    with shop_scope(shop.id):
        PublicKey.objects.filter(key=key).update(is_active=False)
    assert quick.ready(key, CUP) is None
    api.forget_answers()
    assert Client().get(f"/w/{key}/recommendations?{CUP}").status_code == 404


def test_what_changes_while_an_answer_is_made_makes_it_worthless(shop: ShopContext) -> None:
    at = timezone.now()
    with shop_scope(shop.id):
        standing = Standing.read(shop.id, at)
        _sell_out()
        answers(standing, [Plain("product", "CUP", "en", 6)], at)
    assert not is_ready(shop)
    assert "SAUCER" not in skus(ask(shop))


def test_a_ready_answer_is_the_one_that_would_be_made(shop: ShopContext) -> None:
    made, kept = ask(shop), ask(shop)
    assert {**made, "served_at": ""} == {**kept, "served_at": ""}
    assert list(kept)[-1] == "served_at"


def test_a_shop_gets_its_own_answers(shop: ShopContext) -> None:
    other = a_pairing_shop(currency="EUR")
    ask(shop)
    assert not is_ready(other)
    assert ask(other)["items"][0]["price_text"] != ask(shop)["items"][0]["price_text"]


@pytest.mark.parametrize(
    "query", ["slot=product&sku=NOBODYS", "slot=home&budget=900", "cart=CUP", "seen=CUP", "theme=eid"]
)
def test_what_strangers_can_vary_at_will_is_not_kept(shop: ShopContext, query: str) -> None:
    ask(shop, query)
    with shop_scope(shop.id):
        assert not PreparedAnswer.objects.exclude(address=FRAME).exists()


def test_chance_draws_what_the_address_says() -> None:
    shop = a_pairing_shop(explores=True)
    plain = Plain("home", "", "en", 3)
    seen: dict[str, list[int]] = {}
    with shop_scope(shop.id):
        for tick in range(40):
            at = timezone.now() + timedelta(seconds=30 * tick)
            standing = Standing.read(shop.id, at)
            answers(standing, [plain], at)
            row = PreparedAnswer.objects.get(address=standing.frame.address(plain, at.timestamp()))
            assert seen.setdefault(row.address, [row.crc]) == [row.crc]
    assert len(seen) >= 4


def test_a_product_page_keeps_its_draw_until_the_next_night() -> None:
    shop = a_pairing_shop(explores=True)
    plain = Plain("product", "CUP", "en", 6)
    with shop_scope(shop.id):
        now = timezone.now()
        frame = Standing.read(shop.id, now).frame
    assert len({frame.address(plain, now.timestamp() + 60 * n) for n in range(500)}) == 1


def test_a_made_list_is_in_the_record_of_served_lists(shop: ShopContext) -> None:
    name = ask(shop)["items"][0]["recommendation_id"].split("-")[0]
    with shop_scope(shop.id):
        assert [kept.uid.hex for kept in ServedList.objects.all()] == [name]


def test_folding_changes_leaves_the_version(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        before = version_of(shop.id)
    assert shop.id in changed_shops()
    fold_changes(shop.id)
    with shop_scope(shop.id):
        assert (version_of(shop.id), AnswerChange.objects.count()) == (before, 1)
    assert shop.id not in changed_shops()


def test_after_a_change_the_worker_makes_again_what_was_asked_for(shop: ShopContext) -> None:
    ask(shop)
    ask(shop, "lang=ar&slot=home")
    with shop_scope(shop.id):
        _sell_out()
    assert renew_answers(shop.id, timezone.now()) >= 2
    assert is_ready(shop)
    assert is_ready(shop, "lang=ar&slot=home")
    assert renew_answers(shop.id, timezone.now()) == 0


def test_the_night_prepares_the_shops_list_and_asked_pages_and_lets_the_rest_go(shop: ShopContext) -> None:
    ask(shop, "slot=product&sku=LAMP&lang=ar&limit=3")
    ask(shop, "slot=product&sku=SOAP&lang=ar&limit=3")
    with shop_scope(shop.id):
        old = timezone.now().date() - timedelta(days=9)
        PreparedAnswer.objects.filter(address__endswith="SOAP").update(asked_on=old)
        set_switch("exploration", is_on=True, by="user:1")
    prepare(shop.id, TODAY)
    assert prepare_answers(shop.id) > 2
    assert is_ready(shop, "slot=home")
    assert is_ready(shop, "slot=product&sku=CUP")
    assert is_ready(shop, "slot=product&sku=LAMP&lang=ar&limit=3")
    assert not is_ready(shop, "slot=product&sku=SOAP&lang=ar&limit=3")


def test_the_door_says_what_django_says_and_leaves_it_the_rest(shop: ShopContext) -> None:
    key = ensure_public_key(shop.id)
    ask(shop)
    passed: list[str] = []

    def rest(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        passed.append(environ["REQUEST_METHOD"])
        return []

    said: list[Any] = []
    door = with_ready_answers(rest)

    def knock(path: str, query: str = "", **more: str) -> list[bytes]:
        request = RequestFactory().get(path, headers={"accept-encoding": "gzip"}).environ
        return list(door(request | {"QUERY_STRING": query} | more, lambda *given: said.append(given)))

    (body,) = knock(f"/w/{key}/recommendations", CUP)
    assert skus(json.loads(gzip.decompress(body))) == skus(ask(shop))
    status, headers = said[0]
    answer = Client().get(f"/w/{key}/recommendations?{CUP}", headers={"accept-encoding": "gzip"})
    assert status == "200 OK"
    assert dict(headers) | {"Content-Length": ""} == dict(answer.headers) | {"Content-Length": ""}
    assert passed == []
    knock(f"/w/{key}/recommendations", CUP, HTTP_ACCEPT_ENCODING="identity")
    knock(f"/w/{key}/recommendations", CUP, REQUEST_METHOD="HEAD")
    knock(f"/w/{key}/recommendations", "budget=900")
    knock("/w/pk_unknown/recommendations", CUP)
    knock(f"/w/{'x' * 90}/recommendations", CUP)
    knock("/health")
    assert len(passed) == 6


def test_a_packed_answer_unpacks_to_its_text_with_any_end() -> None:
    body = packed({"title": "برنوس", "n": 1})
    for second in (0, 1_795_000_000):
        text = gzip.decompress(body.gzipped(end_of(second)))
        assert text == body.plain(end_of(second))
        assert json.loads(text)["title"] == "برنوس"


def test_the_shelf_is_bounded_by_its_bytes() -> None:
    shelf = quick.Shelf(most=3_000)
    for n in range(50):
        shelf.keep("key", str(n), quick.Held(1, 9e9, Packed(b"x" * 1000, 0, 1000)))
    assert (len(shelf), shelf.bytes) == (3, 3000)
    assert shelf.get("key", "49") is not None
