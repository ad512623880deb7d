"""Rules of codes: one word per shop, limits that hold in any crowd, orders as the truth of uses."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.codes.models import CodeUse, PlaylistCode
from catalog.codes.redeeming import (
    NotRedeemed,
    Redemption,
    TooManyTries,
    check_code,
    give_use_back,
    redeem,
)
from catalog.codes.services import change_code, create_codes, delete_code, set_state, suggestions
from catalog.codes.settling import settle_codes
from catalog.imports.running import run_import
from catalog.imports.services import create_import, undo_import
from catalog.orders.models import Order, Refund
from catalog.orders.services import NewLine, NewOrder, change_order, create_order
from catalog.orders.transitions import Steps
from catalog.shops.context import ShopContext
from shop_ai.demo.codes import show_codes
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.code_shop import change, make_code, order_with, taken, uses
from tests.crowd import at_once
from tests.factories import make_customer, make_order, make_playlist, make_product, make_shop

BASKET = Decimal(2000)


@pytest.fixture
def shop(db: None) -> ShopContext:
    return make_shop()


@pytest.mark.parametrize("other", ["ramadan2O", "RAMADAN-20", "Ramadan٢٠"])
def test_a_look_alike_of_a_code_or_keyword_is_refused_with_its_name(shop: ShopContext, other: str) -> None:
    make_code(shop)
    with pytest.raises(Invalid, match=r"RAMADAN20 \(Instagram\)"):
        make_code(shop, other)
    with pytest.raises(Invalid, match="RAMADAN20"):
        make_code(shop, "HAMMAM", keyword=other)
    make_code(shop, "HAMMAM", keyword="MISK")
    with pytest.raises(Invalid, match="HAMMAM"):
        make_code(shop, "M1SK")


def test_another_shop_may_have_the_same_code_under_another_address(shop: ShopContext) -> None:
    other = make_shop()
    one, two = make_code(shop), make_code(other)
    assert (one.link, two.link) == ("ramadan20", f"ramadan20-{other.slug}")


def test_one_code_a_channel_named_by_the_product(shop: ShopContext) -> None:
    made = create_codes(shop, ["instagram", "tiktok"], {"campaign": "Rituel du hammam"})
    assert [(code.code, code.channel) for code in made] == [("RITUEL", "instagram"), ("RITUELTK", "tiktok")]
    assert suggestions(shop.id, {"campaign": "Rituel", "channel": "instagram"})[0] == "RITUELIG"
    [secret] = create_codes(shop, [], {}, is_secret=True)
    assert len(secret.code) == 11


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"discount": Decimal(51)}, "too_much"),
        ({"discount_kind": "amount", "discount": Decimal(0)}, "required"),
        (
            {"starts_on": timezone.now().date(), "ends_on": timezone.now().date() - timedelta(1)},
            "out_of_order",
        ),
    ],
)
def test_terms_that_make_no_sense_are_refused_in_words(
    shop: ShopContext, fields: dict[str, Any], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        make_code(shop, **fields)
    assert [error.code for error in refused.value.errors] == [code]


def test_a_place_is_taken_once_per_key_reference_and_order(shop: ShopContext) -> None:
    code, order = make_code(shop), make_order(shop, delivered=False)
    for asked in (
        Redemption(BASKET, idempotency_key="k1"),
        Redemption(BASKET, reference="1041"),
        Redemption(order_uid=order.uid),
    ):
        first, again = redeem(shop, code.uid, asked), redeem(shop, code.uid, asked)
        assert first
        assert again
        assert (first[1], again) == (True, (first[0], False))
    assert taken(shop, code) == (3, Decimal(1300))
    with shop_scope(shop.id):
        assert Order.objects.get(pk=order.pk).code == "RAMADAN20"
    settle_codes(shop)
    assert taken(shop, code) == (3, Decimal(1300))
    with pytest.raises(Conflict, match="another code"):
        redeem(shop, make_code(shop, "HAMMAM").uid, Redemption(order_uid=order.uid))


def test_limits_refuse_by_name_and_a_place_given_back_is_free_again(shop: ShopContext) -> None:
    code = make_code(shop, most_uses=2, most_per_customer=1)
    amina = make_customer(shop)
    made = redeem(shop, code.uid, Redemption(BASKET, customer_uid=amina.uid))
    with pytest.raises(NotRedeemed) as refused:
        redeem(shop, code.uid, Redemption(BASKET, customer_uid=amina.uid))
    assert refused.value.reason == "customer_limit"
    redeem(shop, code.uid, Redemption(BASKET))
    with pytest.raises(NotRedeemed) as refused:
        redeem(shop, code.uid, Redemption(BASKET))
    assert refused.value.reason == "used_up"
    assert made is not None
    give_use_back(shop, code.uid, made[0].uid)
    give_use_back(shop, code.uid, made[0].uid)
    assert taken(shop, code)[0] == 1
    redeem(shop, code.uid, Redemption(BASKET, customer_uid=amina.uid))
    assert taken(shop, code)[0] == 2


def test_the_database_has_the_last_word_on_limits(shop: ShopContext) -> None:
    code = make_code(shop, most_uses=1)
    with (
        pytest.raises(IntegrityError, match="code_uses_bounded"),
        shop_scope(shop.id),
        transaction.atomic(),
    ):
        PlaylistCode.objects.filter(pk=code.pk).update(uses=2)


def test_a_typed_code_answers_alike_whatever_is_wrong_with_it(shop: ShopContext) -> None:
    make_code(shop)
    make_code(shop, "FINI", ends_on=timezone.now().date() - timedelta(2))
    make_code(make_shop(), "AILLEURS")
    assert check_code(shop, " ramadan 2O", basket=BASKET).discount == Decimal("400.00")
    wrong = [check_code(shop, text, basket=BASKET) for text in ("FINI", "AILLEURS", "RIEN", "", "🎁")]
    assert [(found.is_usable, found.discount) for found in wrong] == [(False, Decimal(0))] * 5


def test_guessing_is_stopped_for_a_visitor_and_right_codes_cost_nothing(shop: ShopContext) -> None:
    make_code(shop)
    for _turn in range(15):
        assert check_code(shop, "RAMADAN20", visitor="v1").is_usable
    for turn in range(10):
        assert not check_code(shop, f"GUESS{turn}", visitor="v1").is_usable
    with pytest.raises(TooManyTries) as stopped:
        check_code(shop, "RAMADAN20", visitor="v1")
    assert 3500 < stopped.value.seconds <= 3600
    assert check_code(shop, "RAMADAN20", visitor="v2").is_usable


def test_an_order_that_names_a_code_is_a_use_and_a_refused_one_gives_it_back(shop: ShopContext) -> None:
    code = make_code(shop, most_uses=1)
    order = order_with(shop, "ramadan 2O", channel="facebook")
    assert (uses(shop), taken(shop, code)) == ([("counted", "")], (1, Decimal(500)))
    with shop_scope(shop.id):
        use = CodeUse.objects.get()
        assert (use.order_id, use.channel_seen, use.is_leak) == (order.pk, "facebook", True)
    change(shop, order, parcel_state="refused", order_state="confirmed")
    assert (uses(shop), taken(shop, code)) == ([("given_back", "refused")], (0, Decimal(0)))
    order_with(shop, "RAMADAN20")
    change(shop, order, parcel_state="in_transit")
    assert uses(shop) == [("beyond", "used_up"), ("counted", "")]
    change(shop, order, code="")
    assert uses(shop) == [("counted", "")]


def test_an_order_without_a_channel_learns_it_from_its_code_and_that_proves_nothing_of_leaks(
    shop: ShopContext,
) -> None:
    make_code(shop, campaign="Ramadan 2026")
    order = order_with(shop, "RAMADAN20", channel="")
    settle_codes(shop)
    with shop_scope(shop.id):
        order.refresh_from_db()
        assert (order.channel, order.campaign) == ("instagram", "Ramadan 2026")
        assert CodeUse.objects.get().channel_seen == ""
        assert settle_codes(shop) == {}


def test_a_code_that_gives_nothing_back_keeps_its_place(shop: ShopContext) -> None:
    code = make_code(shop, gives_back=False)
    order = order_with(shop, "RAMADAN20")
    change(shop, order, order_state="cancelled")
    assert (uses(shop), taken(shop, code)[0]) == ([("counted", "")], 1)


def test_the_service_of_orders_counts_and_gives_back_in_the_same_transaction(shop: ShopContext) -> None:
    code, product = make_code(shop), make_product(shop)
    order, _is_new = create_order(
        shop, NewOrder(lines=(NewLine(product.sku, 1),), code="Ramadan20", discount=Decimal(500))
    )
    assert taken(shop, code) == (1, Decimal(500))
    change_order(shop, order.uid, steps=Steps(order_state="cancelled"))
    assert taken(shop, code) == (0, Decimal(0))


def test_an_order_finds_the_redemption_that_it_is_about(shop: ShopContext) -> None:
    code, amina = make_code(shop), make_customer(shop)
    redeem(shop, code.uid, Redemption(BASKET, reference="B-77"))
    redeem(shop, code.uid, Redemption(BASKET, customer_uid=amina.uid))
    order_with(shop, "RAMADAN20", number="B-77")
    order_with(shop, "RAMADAN20", customer=amina, at=timezone.now())
    order_with(shop, "RAMADAN20")
    assert taken(shop, code)[0] == 3
    with shop_scope(shop.id):
        assert CodeUse.objects.filter(order__isnull=True).count() == 0


def test_orders_from_before_the_code_are_its_uses_and_beyond_its_dates_they_take_no_place(
    shop: ShopContext,
) -> None:
    order_with(shop, "VIEUX, AID10")
    assert uses(shop) == []
    code = make_code(shop, "A1D10")
    assert taken(shop, code) == (1, Decimal(500))
    make_code(shop, "VIEUX", starts_on=timezone.now().date())
    order_with(shop, "VIEUX")
    assert uses(shop) == [("counted", ""), ("beyond", "not_begun")]


SHEET = "date;produit;quantité;prix;téléphone;code promo;statut\r\n" + "".join(
    f"0{day}/03/2026;Robe;1;2500;055000000{day};RAMADAN20;{state}\r\n"
    for day, state in ((1, "livré"), (2, "en cours"), (3, "annulé"))
)


def test_an_imported_file_brings_uses_and_its_undoing_takes_them_away(shop: ShopContext) -> None:
    code = make_code(shop)
    batch = create_import(shop, content=SHEET.encode(), file_name="mars.csv", kind="orders")
    assert run_import(shop, batch.pk).created == 3
    assert uses(shop) == [("counted", ""), ("counted", ""), ("given_back", "cancelled")]
    again = create_import(shop, content=SHEET.encode() + b"\r\n", file_name="mars2.csv", kind="orders")
    run_import(shop, again.pk)
    assert taken(shop, code)[0] == 2
    undo_import(shop.id, again.pk)
    undo_import(shop.id, batch.pk)
    assert (uses(shop), taken(shop, code)) == ([], (0, Decimal(0)))


def test_a_used_code_keeps_its_word_and_cannot_be_deleted(shop: ShopContext) -> None:
    code = make_code(shop)
    redeem(shop, code.uid, Redemption(BASKET))
    with pytest.raises(Conflict, match="archive"):
        change_code(shop, code.uid, {"code": "AUTRE"})
    with pytest.raises(Conflict, match="archive"):
        delete_code(shop.id, code.uid)
    with pytest.raises(Invalid, match="1"):
        change_code(shop, code.uid, {"most_uses": 0})
    assert set_state(shop.id, code.uid, "pause")
    with pytest.raises(NotRedeemed) as refused:
        redeem(shop, code.uid, Redemption(BASKET))
    assert refused.value.reason == "not_open"
    fresh = make_code(shop, "FRAIS")
    assert change_code(shop, fresh.uid, {"code": "NEUF"}).link == "neuf"
    delete_code(shop.id, fresh.uid)


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_get_exactly_ten_places() -> None:
    """Promise A4, with a connection each."""
    shop = make_shop()
    code = make_code(shop, most_uses=10)
    amina = make_customer(shop)

    def use(number: int) -> bool:
        try:
            redeem(shop, code.uid, Redemption(BASKET, idempotency_key=f"k{number}"))
        except NotRedeemed:
            return False
        return True

    assert sum(at_once(50, use)) == 10
    assert taken(shop, code)[0] == 10
    once = make_code(shop, "UNEFOIS", most_per_customer=1)

    def hers(number: int) -> bool:
        try:
            redeem(shop, once.uid, Redemption(BASKET, customer_uid=amina.uid, idempotency_key=f"c{number}"))
        except NotRedeemed:
            return False
        return True

    assert sum(at_once(20, hers)) == 1


def test_the_demo_shop_shows_codes_with_uses_once(shop: ShopContext) -> None:
    playlist = make_playlist(shop)
    for channel in ("instagram", "instagram", "facebook", "tiktok", "whatsapp"):
        order = make_order(shop, channel=channel, customer=make_customer(shop))
        with shop_scope(shop.id):
            Refund.objects.create(
                order=order, source="test", external_id=order.number, channel=channel, currency="DZD",
                refunded_at=order.placed_at, refunded_on=order.placed_at.date(), amount=order.total_amount,
                products_amount=order.products_amount,
            )  # fmt: skip
    for _turn in range(2):
        show_codes(shop, playlist.slug, timezone.now().date())
    with shop_scope(shop.id):
        found = dict(PlaylistCode.objects.values_list("code", "uses"))
        named = Order.objects.get(code="hammam10")
        assert found == {"HAMMAM10": 1, "HAMMAMFB": 1, "YASMINE": 2, "MERCI300": 1}
        assert (named.discount_amount, named.total_amount) == (Decimal(250), Decimal(2250))
        # What a code took off was not paid, and is not given back.
        for order in Order.objects.exclude(code=""):
            assert order.refunds.get().amount == order.total_amount
