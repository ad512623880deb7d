"""The page of one's own data: found by order and contact, opened once, and everything that can be done there."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from catalog.customers.personal import open_personal
from catalog.outbox.services import due_jobs, run_job
from catalog.shops.seals import current_seal
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.consent.selectors import standing
from signals.consent.services import decide
from signals.consent.subjects import consent_name
from tests.factories import make_customer, make_order
from tests.transparency.rights_shop import EMAIL, PHONE, a_customer_of, browser_of, link_for, text_of
from transparency.ledger.models import Decision
from transparency.rights.models import MyDataLink, RequestState, RightsRequest

pytestmark = pytest.mark.django_db


def run_jobs() -> None:
    for shop_id, job in due_jobs():
        run_job(shop_id, job)


@pytest.mark.parametrize(
    ("number", "contact"),
    [
        ("A-1001", PHONE),
        ("#a-1001", "+213 661 98 76 54"),
        ("A-1001", EMAIL.upper()),
        ("A-1001", "٠٦٦١٩٨٧٦٥٤"),
    ],
)
def test_the_order_and_a_contact_of_it_bring_a_link_by_mail(number: str, contact: str) -> None:
    shop, customer, _order = a_customer_of("rights-mail")
    answer = Client(headers={"accept-language": "en"}).post(
        f"/t/{shop.slug}/my-data", {"number": number, "contact": contact}
    )
    assert answer.status_code == 302
    run_jobs()
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert f"/t/{shop.slug}/my-data/" in letter.body
    with shop_scope(shop.id):
        request = RightsRequest.objects.get()
        assert (request.state, request.customer_id, request.personal) == (
            RequestState.SENT,
            customer.pk,
            None,
        )


def test_nobody_learns_whether_an_order_exists() -> None:
    """The same answer word for word; what fits no order leaves no trace."""
    shop, _customer, _order = a_customer_of("rights-alike")
    asked = [("A-1001", PHONE), ("A-1001", "0550000000"), ("B-9", PHONE), ("A-1001", "x@example.com")]
    answers = []
    for number, contact in asked:
        answer = Client(headers={"accept-language": "en"}).post(
            f"/t/{shop.slug}/my-data", {"number": number, "contact": contact}, follow=True
        )
        answers.append((answer.status_code, str(answer.redirect_chain), text_of(answer)))
    run_jobs()
    assert len(set(answers)) == 1
    with shop_scope(shop.id):
        assert RightsRequest.objects.count() == 1
    assert len(mail.outbox) == 1


def test_what_was_typed_is_sealed_and_then_forgotten() -> None:
    shop, _customer, _order = a_customer_of("rights-sealed")
    Client(headers={"accept-language": "en"}).post(
        f"/t/{shop.slug}/my-data", {"number": "A-1001", "contact": PHONE}
    )
    with connection.cursor() as cursor, shop_scope(shop.id):
        cursor.execute("SELECT personal FROM transparency_rightsrequest")
        blob = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT payload::text FROM catalog_outboxjob WHERE kind = 'rights-look-up'")
        payload = cursor.fetchone()[0]
    assert b"661987654" not in blob
    assert "661987654" not in payload
    run_jobs()
    with shop_scope(shop.id):
        assert RightsRequest.objects.get().personal is None


def test_without_mail_the_owner_sends_the_link(settings: pytest.FixtureRequest) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"  # type: ignore[attr-defined]
    shop, _customer, _order = a_customer_of("rights-queue")
    Client(headers={"accept-language": "en"}).post(
        f"/t/{shop.slug}/my-data", {"number": "A-1001", "contact": PHONE}
    )
    run_jobs()
    with shop_scope(shop.id):
        assert RightsRequest.objects.get().state == RequestState.OPEN
        assert not MyDataLink.objects.exists()


def test_asking_too_often_is_refused_and_a_trap_catches_machines() -> None:
    shop, _customer, _order = a_customer_of("rights-limits")
    asked = {"number": "A-1001", "contact": PHONE}
    Client(headers={"accept-language": "en"}).post(
        f"/t/{shop.slug}/my-data", asked | {"website": "http://spam.example"}
    )
    with shop_scope(shop.id):
        assert not RightsRequest.objects.exists()
    codes = [
        Client(headers={"accept-language": "en"}).post(f"/t/{shop.slug}/my-data", asked).status_code
        for _try in range(7)
    ]
    assert codes == [302] * 5 + [429] * 2


def test_a_link_opens_once_and_lives_half_an_hour() -> None:
    shop, customer, _order = a_customer_of("rights-once")
    path = link_for(shop, customer)
    looked = Client(headers={"accept-language": "en"}).get(path)
    assert (looked.status_code, looked["Cache-Control"], looked["Referrer-Policy"]) == (
        200, "no-store, private", "no-referrer",
    )  # fmt: skip
    assert Client(headers={"accept-language": "en"}).post(path).status_code == 302
    assert Client(headers={"accept-language": "en"}).post(path).status_code == 410
    late = link_for(shop, customer)
    with shop_scope(shop.id):
        MyDataLink.objects.filter(opened_at=None).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client(headers={"accept-language": "en"}).post(late).status_code == 410


def test_a_new_link_ends_the_one_before_and_the_table_holds_no_token() -> None:
    shop, customer, _order = a_customer_of("rights-newer")
    first, second = link_for(shop, customer), link_for(shop, customer)
    assert Client(headers={"accept-language": "en"}).post(first).status_code == 410
    with shop_scope(shop.id):
        kept = str(list(MyDataLink.objects.values()))
    assert first.rsplit("/", 1)[1] not in kept
    assert Client(headers={"accept-language": "en"}).post(second).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_many_who_open_a_link_at_once_one_wins() -> None:
    shop, customer, _order = a_customer_of("rights-race")
    path, codes = link_for(shop, customer), list[int]()

    def press() -> None:
        codes.append(Client(headers={"accept-language": "en"}).post(path).status_code)
        connection.close()

    threads = [threading.Thread(target=press) for _one in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [302] + [410] * 7


def test_the_page_shows_what_is_known_and_of_nobody_else() -> None:
    shop, customer, _order = a_customer_of("rights-shown")
    other = make_customer(shop, name="Sofiane Autre", phone="0550222333")
    make_order(shop, customer=other, number="A-2002")
    page = browser_of(shop, customer).get(f"/t/{shop.slug}/my-data/mine/")
    words = text_of(page)
    assert all(known in words for known in ("Amina Haddad", "0661 98 76 54", EMAIL, "A-1001"))
    assert not any(foreign in words for foreign in ("Sofiane", "0550 22 23 33", "A-2002"))
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")
    assert len(page.content) < 60_000


def test_nobody_sees_it_without_a_visit_and_a_visit_ends() -> None:
    shop, customer, _order = a_customer_of("rights-visit")
    mine = f"/t/{shop.slug}/my-data/mine/"
    assert Client(headers={"accept-language": "en"}).get(mine)["Location"] == f"/t/{shop.slug}/my-data"
    client = browser_of(shop, customer)
    assert client.get(mine).status_code == 200
    with shop_scope(shop.id):
        MyDataLink.objects.update(visit_until=timezone.now())
    assert client.get(mine).status_code == 302
    again = browser_of(shop, customer)
    visit = again.cookies["my-data"].value
    again.post(f"{mine}leave")
    again.cookies["my-data"] = visit
    assert again.get(mine).status_code == 302


def test_a_visit_of_one_shop_opens_nothing_in_another() -> None:
    shop, customer, _order = a_customer_of("rights-here")
    other, _customer, _order = a_customer_of("rights-there")
    client = browser_of(shop, customer)
    visit = client.cookies["my-data"].value
    assert client.cookies["my-data"]["path"] == f"/t/{shop.slug}/"
    elsewhere = Client(headers={"accept-language": "en"})
    elsewhere.cookies["my-data"] = visit
    assert elsewhere.get(f"/t/{other.slug}/my-data/mine/").status_code == 302


def test_a_foreign_page_cannot_press_for_the_customer() -> None:
    shop, customer, _order = a_customer_of("rights-csrf")
    client = browser_of(shop, customer)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["my-data"] = client.cookies["my-data"].value
    for act in ("choice", "objection", "correction", "words", "erasure", "leave"):
        assert strict.post(f"/t/{shop.slug}/my-data/mine/{act}", {"sure": "1"}).status_code == 403


def test_corrections_are_written_at_once_and_proven() -> None:
    shop, customer, _order = a_customer_of("rights-correct")
    client = browser_of(shop, customer)
    sent = {"name": "Amina Haddad-Saïd", "email": "new@example.com", "wilaya": "oran", "phone": "0770000000"}
    assert client.post(f"/t/{shop.slug}/my-data/mine/correction", sent).status_code == 302
    with shop_scope(shop.id):
        customer.refresh_from_db()
        known = open_personal(current_seal(), customer)
        request = RightsRequest.objects.get(kind="correction")
        decision = Decision.objects.get(uid=request.decision_uid)
    assert (known.name, known.email, known.phone) == ("Amina Haddad-Saïd", "new@example.com", "+213661987654")
    assert request.done["fields"] == ["email", "name"]
    assert "Haddad" not in json.dumps([decision.inputs, decision.output, decision.subject])


def test_a_word_about_something_else_waits_for_a_person_within_ten_days() -> None:
    shop, customer, _order = a_customer_of("rights-words")
    client = browser_of(shop, customer)
    client.post(f"/t/{shop.slug}/my-data/mine/words", {"words": "Mon numéro est le 0555 11 22 33"})
    with shop_scope(shop.id):
        request = RightsRequest.objects.get(kind="correction")
    assert request.state == RequestState.OPEN
    assert (request.due_on - request.asked_at.date()).days in {10, 11}
    assert "answers by" in text_of(client.get(f"/t/{shop.slug}/my-data/mine/?lang=en"))


def test_the_copy_holds_every_section_for_programs_and_for_people() -> None:
    shop, customer, _order = a_customer_of("rights-copy")
    client = browser_of(shop, customer)
    copy = client.get(f"/t/{shop.slug}/my-data/mine/copy.json")
    document = json.loads(copy.content)
    assert "attachment" in copy["Content-Disposition"]
    assert document["person"]["person"][0]["email"] == EMAIL
    assert document["person"]["orders"][0]["number"] == "A-1001"
    assert "A-1001" in text_of(client.get(f"/t/{shop.slug}/my-data/mine/sheet"))
    with shop_scope(shop.id):
        assert Decision.objects.filter(reason_code="rights_copied").count() == 2


def test_objecting_ends_every_use_at_once() -> None:
    shop, customer, _order = a_customer_of("rights-object")
    name = consent_name(customer.uid)
    decide(shop.id, name, {Purpose.MESSAGES: True, Purpose.RECOMMENDATION: True})
    browser_of(shop, customer).post(f"/t/{shop.slug}/my-data/mine/objection")
    assert not any(standing(shop.id, name).values())
    with shop_scope(shop.id):
        request = RightsRequest.objects.get(kind="objection")
    assert (request.state, request.done["stopped"]) == (
        RequestState.DONE, ["coop", "measurement", "messages", "recommendation"],
    )  # fmt: skip


def test_erasing_asks_first_and_waits_for_an_order_on_its_way() -> None:
    shop, customer, order = a_customer_of("rights-erase")
    client = browser_of(shop, customer)
    erasure = f"/t/{shop.slug}/my-data/mine/erasure"
    assert client.post(erasure).status_code == 422
    with shop_scope(shop.id):
        order.parcel_state, order.delivered_at, order.delivered_on = "in_transit", None, None
        order.money_state = "unpaid"
        order.save()
    assert "on its way" in text_of(client.get(f"{erasure}?lang=en"))
    client.post(erasure, {"sure": "1"})
    with shop_scope(shop.id):
        request = RightsRequest.objects.get(kind="erasure")
        customer.refresh_from_db()
    assert (request.state, customer.erased_at) == (RequestState.OPEN, None)


def test_erasing_hands_the_person_over_and_closes_the_page() -> None:
    shop, customer, _order = a_customer_of("rights-erased")
    client = browser_of(shop, customer)
    answer = client.post(f"/t/{shop.slug}/my-data/mine/erasure?lang=en", {"sure": "1"})
    assert "being erased" in text_of(answer)
    assert client.get(f"/t/{shop.slug}/my-data/mine/").status_code == 302
    with shop_scope(shop.id):
        customer.refresh_from_db()
        request = RightsRequest.objects.get(kind="erasure")
    assert customer.erased_at is not None
    assert (request.state, list(request.done)) == (RequestState.DONE, ["erasure"])


@pytest.mark.parametrize(
    "path", ["my-data", "my-data/junk", "consent", "consent?visitor=short", "consent?c=forged"]
)
def test_public_pages_open_for_everybody_in_three_languages(path: str) -> None:
    shop, _customer, _order = a_customer_of("rights-open")
    for language in ("fr", "ar", "en"):
        mark = "&" if "?" in path else "?"
        answer = Client(headers={"accept-language": "en"}).get(f"/t/{shop.slug}/{path}{mark}lang={language}")
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.content.decode()
    assert Client(headers={"accept-language": "en"}).get(f"/t/no-such-shop/{path}").status_code == 404
