"""Whoever asked for a person is left alone by every automation, from the message on and until a person says otherwise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from catalog.conversations.acts import add_message
from catalog.conversations.incoming import Contact, Incoming, Message
from catalog.conversations.models import Conversation
from catalog.conversations.services import bring
from catalog.customers.models import Customer
from catalog.heard.asking import link_token
from catalog.keys.services import ensure_public_key
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.consent.services import decide
from signals.recommend.serving import recommend_for
from signals.segments.contact import consent_name, contactable
from tests.catalog.pages import make_desk
from tests.factories import make_customer, make_order, make_shop
from tests.signals.recommend_shop import a_pairing_shop, buy
from transparency.cases.models import Case
from transparency.cases.opening import NewCase, open_case
from transparency.cases.services import release_hold
from transparency.ledger.holds import hold, is_held, release, subject

pytestmark = pytest.mark.django_db
PHONE = "+213550887766"
VISITOR = "0190f0c0-1111-7aaa-8bbb-0123456789ab"


@pytest.fixture
def shop() -> ShopContext:
    return make_shop("boutique")


def take_over(shop: ShopContext, **about: object) -> Case:
    return open_case(shop, NewCase(message="?", **about))  # type: ignore[arg-type]  # a test names the fields


def let_go(shop: ShopContext, case: Case) -> None:
    release_hold(shop.id, case.uid, by="user:1")


def a_talk(shop: ShopContext, text: str, phone: str = PHONE) -> Conversation:
    at = timezone.now() - timedelta(minutes=1)
    said = Incoming("t1", "whatsapp", at, Contact(phone=phone), messages=(Message(at, True, text),))
    return bring(shop, [said], source="api").all[0]


def test_the_word_stops_offers_before_the_message_is_answered(shop: ShopContext) -> None:
    customer = make_customer(shop, phone=PHONE)
    decide(shop.id, consent_name(customer.uid), {Purpose.MESSAGES: True})
    assert contactable(shop.id, [customer.pk]) == {customer.pk}
    a_talk(shop, "نحب نهدر مع واحد")
    assert contactable(shop.id, [customer.pk]) == frozenset()
    with shop_scope(shop.id):
        case = Case.objects.get()
    let_go(shop, case)
    assert contactable(shop.id, [customer.pk]) == {customer.pk}


def test_nothing_personal_is_recommended_to_a_held_visitor() -> None:
    shop = a_pairing_shop()
    asked = {"seen": ("CUP",), "visitor": VISITOR}
    before = recommend_for(shop.id, **asked)  # type: ignore[arg-type]  # the fields of a query
    assert before.is_personal
    case = take_over(shop, visitor=VISITOR)
    during = recommend_for(shop.id, **asked)  # type: ignore[arg-type]
    assert not during.is_personal
    assert "because_you_viewed" not in {item.reason_code for item in during.items}
    assert during.items  # what everybody sees
    let_go(shop, case)
    assert recommend_for(shop.id, **asked).is_personal  # type: ignore[arg-type]


def test_nothing_that_a_held_customer_bought_counts() -> None:
    shop = a_pairing_shop()
    (customer,) = buy(shop, [("CUP",)])
    with shop_scope(shop.id):
        uid = Customer.objects.get(pk=customer.pk).uid
    assert recommend_for(shop.id, customer=uid).is_personal
    case = take_over(shop, customer=customer.pk)
    assert not recommend_for(shop.id, customer=uid).is_personal
    let_go(shop, case)
    assert recommend_for(shop.id, customer=uid).is_personal


def test_chance_shows_nothing_to_a_held_visitor() -> None:
    shop = a_pairing_shop(explores=True)
    case = take_over(shop, visitor=VISITOR)
    found = [recommend_for(shop.id, visitor=VISITOR, limit=4).items for _n in range(3)]
    assert not any(item.reason_code == "exploring" for items in found for item in items)
    let_go(shop, case)


def test_a_held_customer_is_not_asked_how_they_heard(shop: ShopContext, client: Client) -> None:
    customer = make_customer(shop, phone=PHONE)
    order = make_order(shop, customer=customer, number="H-1")
    addresses = [
        f"/h/{link_token(shop.id, order.uid)}?lang=en",
        f"/h/frame/{ensure_public_key(shop.id)}?order=H-1&lang=en",
    ]
    case = take_over(shop, customer=customer.pk)
    assert all(
        "How did you hear" not in client.get(one).content.decode().split("<body")[1] for one in addresses
    )
    let_go(shop, case)
    assert all("How did you hear" in client.get(one).content.decode().split("<body")[1] for one in addresses)


def test_no_rule_judges_what_is_said_in_a_held_thread(shop: ShopContext) -> None:
    talk = a_talk(shop, "Conseiller")
    add_message(shop.id, talk.uid, text="chhal le prix de la livraison ?", is_inbound=True)
    with shop_scope(shop.id):
        assert Conversation.objects.get().topics == []
        case = Case.objects.get()
    let_go(shop, case)
    add_message(shop.id, talk.uid, text="chhal le prix de la livraison ?", is_inbound=True)
    with shop_scope(shop.id):
        assert Conversation.objects.get().topics != []


def test_pages_of_the_team_say_that_a_person_has_taken_over() -> None:
    desk = make_desk()
    customer = make_customer(desk.shop, phone=PHONE)
    talk = a_talk(desk.shop, "Conseiller")
    for page in (desk.get("conversation", uid=talk.uid), desk.get("customer", uid=customer.uid)):
        assert "A person has taken over" in page
    assert "1 customer asked for a person." in desk.get("today")
    with shop_scope(desk.shop.id):
        case = Case.objects.get()
    let_go(desk.shop, case)
    assert "A person has taken over" not in desk.get("customer", uid=customer.uid)


def test_holding_twice_is_holding_once_and_a_release_stays_as_history(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        case, name = make_customer(shop).uid, subject("visitor", VISITOR)
        assert hold([name, name], case=case, by="user:1") == [name]
        assert hold([name], case=case, by="user:1") == []
        assert is_held("visitor:other", name)
        assert not is_held()
        assert release(case, by="user:2") == [name]
        assert release(case, by="user:2") == []
        assert not is_held(name)
        assert hold([name], case=case) == [name]
