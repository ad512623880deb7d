"""The owner's queue: deadlines, links to send, proofs, refusals with a reason; words and terms that a manager sets."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from catalog.people.models import Role
from catalog.shops.context import ShopContext
from shop_ai.demo.rights import show_rights
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.consent.selectors import has_consent
from signals.consent.services import decide
from signals.consent.subjects import consent_name
from signals.consent.wordings import LANGUAGES, PARTS, wordings
from tests.factories import join, log_in, make_customer, make_user
from tests.transparency.rights_shop import a_customer_of, browser_of, text_of
from transparency.benefits.selectors import benefit_of
from transparency.ledger.models import Decision
from transparency.rights.compute import due_on, urgency
from transparency.rights.daily import look_after, send_reminder
from transparency.rights.models import Door, MyDataLink, RequestKind, RequestState, RightsRequest
from transparency.rights.services import new_request

pytestmark = pytest.mark.django_db


def member(shop: ShopContext, role: str) -> Client:
    user = make_user(language="en")
    join(shop, user, role)
    return log_in(user)


def waiting(shop: ShopContext, kind: RequestKind, **fields: object) -> RightsRequest:
    return new_request(shop, kind, Door.PAGE, **fields)  # type: ignore[arg-type]  # a test names the fields


def at(shop: ShopContext, request: RightsRequest, act: str = "") -> str:
    return f"/shops/{shop.slug}/transparency/rights/{request.uid}/{act}"


@pytest.mark.parametrize(
    ("kind", "days"), [("access", 10), ("correction", 10), ("erasure", 10), ("withdrawal", 1)]
)
def test_the_law_gives_ten_days_and_one_for_no_more_messages(kind: str, days: int) -> None:
    today = timezone.localdate()
    due = due_on(kind, today)
    assert (due - today).days == days
    assert [urgency("open", due, due - timedelta(days=left)) for left in (-1, 0, 3, 4)] == [
        "late",
        "soon",
        "soon",
        "fine",
    ]
    assert urgency("done", due, due + timedelta(days=9)) == ""


def test_the_owner_sends_the_link_on_whatsapp_and_it_opens_the_page() -> None:
    shop, customer, _order = a_customer_of("desk-send")
    asked = waiting(shop, RequestKind.ACCESS, customer_id=customer.pk, language="ar")
    page = member(shop, Role.AGENT).post(at(shop, asked, "send")).content.decode()
    message = unquote(page.split('href="https://wa.me/213661987654?text=')[1].split('"')[0])
    path = "/" + message.split("http", 1)[1].split("\n")[0].split("/", 3)[3]
    assert Client().post(path).status_code == 302
    with shop_scope(shop.id):
        asked.refresh_from_db()
        made = Decision.objects.get(reason_code="rights_link_made")
    assert (asked.state, asked.closed_by) == (RequestState.DONE, "customer")
    assert made.automation == "rights"
    assert made.actor.startswith("user:")


def test_a_viewer_sees_the_queue_without_names_and_opens_no_request() -> None:
    shop, customer, _order = a_customer_of("desk-viewer")
    asked = waiting(shop, RequestKind.ACCESS, customer_id=customer.pk)
    viewer = member(shop, Role.VIEWER)
    assert "Amina" not in text_of(viewer.get(f"/shops/{shop.slug}/transparency/rights/"))
    assert viewer.get(at(shop, asked)).status_code == 403
    assert "Amina Haddad" in text_of(member(shop, Role.AGENT).get(f"/shops/{shop.slug}/transparency/rights/"))


def test_a_refusal_needs_a_reason_which_the_customer_reads() -> None:
    shop, customer, _order = a_customer_of("desk-refuse")
    asked = waiting(shop, RequestKind.CORRECTION, customer_id=customer.pk, said={"words": "change my name"})
    manager = member(shop, Role.MANAGER)
    assert "change my name" in text_of(manager.get(at(shop, asked)))
    assert manager.post(at(shop, asked, "refuse"), {"why": ""}).status_code == 422
    manager.post(at(shop, asked, "refuse"), {"why": "The invoice was issued in this name."})
    with shop_scope(shop.id):
        asked.refresh_from_db()
    assert (asked.state, asked.personal) == (RequestState.REFUSED, None)
    shown = text_of(browser_of(shop, customer).get(f"/t/{shop.slug}/my-data/mine/"))
    assert "The invoice was issued in this name." in shown


def test_a_wish_for_no_more_messages_cannot_be_refused_and_is_obeyed_when_answered() -> None:
    shop, customer, _order = a_customer_of("desk-stop")
    decide(shop.id, consent_name(customer.uid), {Purpose.MESSAGES: True})
    asked = waiting(shop, RequestKind.WITHDRAWAL, customer_id=customer.pk, language="darija")
    manager = member(shop, Role.MANAGER)
    assert "ما يزيدش يبعثلك" in text_of(manager.get(at(shop, asked)))
    assert manager.post(at(shop, asked, "refuse"), {"why": "no"}).status_code == 404
    manager.post(at(shop, asked, "done"))
    assert not has_consent(shop.id, consent_name(customer.uid), Purpose.MESSAGES)


def test_a_wish_told_on_the_phone_is_noted_from_the_customers_page() -> None:
    shop, customer, _order = a_customer_of("desk-note")
    agent = member(shop, Role.AGENT)
    person = f"/shops/{shop.slug}/transparency/rights/customers/{customer.uid}/"
    assert "A-1001" in text_of(agent.get(person))
    agent.post(f"{person}new", {"kind": "objection", "words": "No offers please"})
    with shop_scope(shop.id):
        request = RightsRequest.objects.get()
    assert (request.kind, request.door) == ("objection", "desk")


def test_every_day_waiting_erasures_are_done_and_managers_reminded_once() -> None:
    shop, customer, order = a_customer_of("desk-daily")
    join(shop, make_user("manager-daily@example.com", language="en"), Role.MANAGER)
    with shop_scope(shop.id):
        order.parcel_state, order.delivered_at, order.delivered_on, order.money_state = (
            "in_transit",
            None,
            None,
            "unpaid",
        )
        order.save()
    erase = waiting(shop, RequestKind.ERASURE, customer_id=customer.pk)
    waiting(shop, RequestKind.WITHDRAWAL)
    now = timezone.now()
    assert look_after(shop, now) == {"erased": 0, "closed": 0, "reminded": 1, "forgotten": 0}
    assert look_after(shop, now)["reminded"] == 0
    assert send_reminder(shop.id, timezone.localdate(now, shop.zone).isoformat()) == 2
    assert "manager-daily@example.com" in {letter.to[0] for letter in mail.outbox}
    with shop_scope(shop.id):
        order.parcel_state = "delivered"
        order.delivered_at, order.delivered_on = now, now.date()
        order.save()
    assert look_after(shop, now)["erased"] == 1
    with shop_scope(shop.id):
        erase.refresh_from_db()
        customer.refresh_from_db()
    assert (erase.state, customer.erased_at is None) == (RequestState.DONE, False)


def test_a_link_that_nobody_opened_is_noted_after_its_days_and_forgotten_after_a_year() -> None:
    shop, customer, _order = a_customer_of("desk-unopened")
    asked = waiting(shop, RequestKind.ACCESS, customer_id=customer.pk)
    member(shop, Role.AGENT).post(at(shop, asked, "send"))
    done = look_after(shop, timezone.now() + timedelta(days=500))
    assert (done["closed"], done["forgotten"]) == (1, 1)
    with shop_scope(shop.id):
        asked.refresh_from_db()
        assert not MyDataLink.objects.exists()
    assert asked.done["opened"] is False


def test_words_are_published_by_managers_in_all_three_languages() -> None:
    shop, _customer, _order = a_customer_of("desk-words")
    manager = member(shop, Role.MANAGER)
    page = f"/shops/{shop.slug}/transparency/rights/words/messages/"
    now = wordings(shop.id)[Purpose.MESSAGES]
    sent = {f"{part}_{language}": now.texts[language][part] for part in PARTS for language in LANGUAGES}
    assert manager.post(f"{page}publish", sent | {"title_ar": ""}).status_code == 422
    manager.post(f"{page}publish", sent | {"title_fr": "Nos messages"})
    assert wordings(shop.id)[Purpose.MESSAGES].version == "messages-2"
    assert "Nos messages" in text_of(manager.get(page))
    assert manager.get(f"/shops/{shop.slug}/transparency/rights/words/nothing/").status_code == 404


def test_terms_of_the_benefit_are_bounded() -> None:
    shop, _customer, _order = a_customer_of("desk-benefit")
    manager = member(shop, Role.MANAGER)
    change = f"/shops/{shop.slug}/transparency/rights/benefit/change"
    terms = {"is_on": "on", "percent": "10", "ceiling": "500", "budget": "20 000", "valid_days": "60"}
    for wrong in ({"percent": "31"}, {"ceiling": "0"}, {"budget": "499"}, {"valid_days": "1"}):
        assert manager.post(change, terms | wrong).status_code == 422
    assert manager.post(change, terms).status_code == 302
    found = benefit_of(shop.id)
    assert found is not None
    assert (found.is_on, found.percent, found.budget) == (True, 10, Decimal(20_000))
    assert "Not enough data yet" in text_of(manager.get(f"/shops/{shop.slug}/transparency/rights/benefit/"))


def test_the_simulated_shop_shows_three_requests_once() -> None:
    shop, _customer, _order = a_customer_of("desk-demo")
    for number in range(3):
        make_customer(shop, phone=f"05503{number:05d}")
    for _again in range(2):
        show_rights(shop)
    with shop_scope(shop.id):
        assert RightsRequest.objects.count() == 3


@pytest.mark.parametrize("page", ["", "consents/", "words/", "benefit/", "requests.csv"])
def test_empty_pages_teach(page: str) -> None:
    shop, _customer, _order = a_customer_of("desk-empty")
    assert member(shop, Role.VIEWER).get(f"/shops/{shop.slug}/transparency/rights/{page}").status_code == 200
