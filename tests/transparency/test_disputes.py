"""A dispute file: everything about an order, as it was, signed in the ledger and never copied."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.codes.models import CodeUse, PlaylistCode
from catalog.conversations.models import Conversation, ConversationMessage
from catalog.conversations.personal import seal_text
from catalog.orders.models import Order
from catalog.parcels.models import Parcel, ParcelEvent
from catalog.shops.seals import current_seal
from shop_ai.lib.tenancy import shop_scope
from signals.segments.contact import note_agreement
from tests.catalog.pages import Desk, make_desk
from tests.factories import make_customer, make_order, make_product, make_refund
from tests.past import changed, known_since
from transparency.disputes.compute import SECTIONS, changed_sections, fingerprint
from transparency.disputes.services import dispute_file, file_dispute
from transparency.ledger.chain import canonical
from transparency.ledger.selectors import verify_chain
from transparency.ledger.services import record_decision

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (1, 2, 3))
DAY = timedelta(days=1)


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def order(desk: Desk) -> Order:
    """Two dresses at 2,400 on 1 February, changed to one on 1 March; refused, with messages, parcel and code."""
    shop = desk.shop
    with shop_scope(shop.id):
        dress = make_product(shop, sku="ROBE", title="Robe kabyle", price=Decimal("2900.00"))
        known_since(dress, JANUARY)
        changed("product", dress.pk, JANUARY + 20 * DAY, price="2100.00")
        changed("product", dress.pk, MARCH, price="2400.00")
        customer = make_customer(shop, name="Amina Benali", phone="0550123456")
        note_agreement(shop.id, [customer.uid], agrees=True)
        order = make_order(
            shop, lines=[(dress, 1, 2400)], at=FEBRUARY, customer=customer, number="4711", code="FEV20"
        )
        known_since(order, FEBRUARY)
        line = order.lines.get()
        changed("order_line", order.pk, MARCH, part=line.pk, quantity=2, amount="4800.00")
        changed(
            "order", order.pk, MARCH, total_amount="4800.00", parcel_state="in_transit", delivered_at=None
        )
        _conversation(order, customer)
        _parcel(order)
        _code(order)
        record_decision(
            automation="all", version="1", reason_code="switched_by_person", subject=f"order:{order.uid.hex}"
        )
        make_refund(shop, order, 300)
        return order


def _conversation(order: Order, customer: Any) -> None:
    talk = Conversation.objects.create(
        source="typed",
        external_id="t1",
        customer=customer,
        place="whatsapp",
        started_at=FEBRUARY,
        started_on=FEBRUARY.date(),
        order=order,
    )
    said = [(True, "Wach rahi la robe ?"), (False, "2400 DA, livraison 48h")]
    for position, (is_inbound, text) in enumerate(said):
        ConversationMessage.objects.create(
            conversation=talk,
            position=position,
            said_at=FEBRUARY + position * DAY,
            is_inbound=is_inbound,
            text=seal_text(current_seal(), talk.uid, position, text),
        )


def _parcel(order: Order) -> None:
    parcel = Parcel.objects.create(
        order=order, courier="yalidine", tracking="YAL-77", currency="DZD", cash=Decimal(4800)
    )
    known_since(parcel, FEBRUARY)
    ParcelEvent.objects.create(
        parcel=parcel, at=FEBRUARY + 2 * DAY, raw="Tentative échouée", plain="x", state="attempt_failed"
    )


def _code(order: Order) -> None:
    code = PlaylistCode.objects.create(
        code="FEV20", normalised="FEV20", link="fev20", discount_kind="percent", discount=30
    )
    changed("code", code.pk, MARCH, discount="20.00")
    CodeUse.objects.create(code=code, order=order, used_at=FEBRUARY, used_on=FEBRUARY.date(), discount=960)


@pytest.fixture
def filed(desk: Desk, order: Order) -> str:
    """The address of the file that one click made."""
    answer = desk.post("dispute-file", {}, order=order.uid)
    assert answer.status_code == 302
    return str(answer["Location"])


def page_of(desk: Desk, address: str, language: str = "en") -> str:
    answer = desk.agent.get(f"{address}?lang={language}")
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def section(page: str, key: str) -> str:
    return page.split(f'id="section-{key}"')[1].split("</section>", maxsplit=1)[0]


def test_one_click_brings_everything_about_the_order_together(desk: Desk, filed: str) -> None:
    page = page_of(desk, filed)
    assert "4,800 DA" in section(page, "order")
    assert "Amina Benali" in section(page, "parties")
    assert "0550 12 34 56" in section(page, "parties")
    assert re.search(r">2</bdi>", section(page, "lines"))
    prices = section(page, "prices")
    assert re.findall(r"[\d,]+ DA", prices) == ["2,400 DA", "2,100 DA", "2,900 DA"]
    assert "On its way" in section(page, "course")
    assert "Wach rahi la robe ?" in section(page, "messages")
    assert "YAL-77" in section(page, "parcels")
    assert "Attempt failed" in section(page, "parcels")
    assert "300 DA" in section(page, "cash")
    codes = section(page, "codes")
    assert "20 %" in codes
    assert "30 %" not in codes
    assert "A person turned the switch" in section(page, "decisions")
    assert "Messages from the shop" in section(page, "consents")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_reader_chooses_the_language(desk: Desk, filed: str, language: str) -> None:
    page = page_of(desk, filed, language)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page
    assert page.count('class="card stack dispute__section"') == len(SECTIONS) + 1


def document_of(desk: Desk, filed: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(desk.agent.get(f"{filed}file.json").content)
    return found


def test_whoever_holds_the_file_can_check_it(desk: Desk, filed: str) -> None:
    """The recipe on the page, followed by hand."""
    document = document_of(desk, filed)
    page = page_of(desk, filed)
    assert [one["section"] for one in document["sections"]] == list(SECTIONS)
    for one in document["sections"]:
        text = f"{document['seal']}\n{one['section']}\n" + canonical({"rows": one["rows"]})
        assert hashlib.sha256(text.encode()).hexdigest() == one["fingerprint"]
        assert one["fingerprint"] in page
    assert document["log"]["hash"] in page
    with shop_scope(desk.shop.id):
        assert verify_chain().holds


def test_a_file_says_the_same_whatever_happens_later(desk: Desk, order: Order, filed: str) -> None:
    before = document_of(desk, filed)
    with shop_scope(desk.shop.id):
        later = datetime.now(UTC) + timedelta(seconds=1)
        changed("order", order.pk, later, total_amount="2400.00", parcel_state="delivered")
        Order.objects.filter(pk=order.pk).update(total_amount=Decimal(1), parcel_state="returned")
        note_agreement(desk.shop.id, [order.customer.uid], agrees=False)
        ParcelEvent.objects.create(
            parcel=order.parcels.get(), at=later, raw="Livré", plain="y", state="delivered"
        )
        record_decision(
            automation="all", version="1", reason_code="switched_by_person", subject=f"order:{order.uid.hex}"
        )
    after = document_of(desk, filed)
    # The rows that the trigger just wrote carry the moment at which this test's transaction began.
    kept = [name for name in SECTIONS if name not in {"course", "order_now", "consents"}]
    assert after["changed_since_filing"] in ([], ["course"])
    for was, now in zip(before["sections"], after["sections"], strict=True):
        if was["section"] in kept:
            assert was == now


def test_words_that_were_forgotten_are_named_as_missing(desk: Desk, filed: str) -> None:
    with shop_scope(desk.shop.id):
        ConversationMessage.objects.update(text=None)
    page = page_of(desk, filed)
    assert "(words no longer kept)" in section(page, "messages")
    assert "No longer as it was filed" in section(page, "messages")
    assert "1 section is no longer as it was" in page


def test_nothing_of_a_person_is_copied_into_the_ledger(desk: Desk, order: Order, filed: str) -> None:
    with shop_scope(desk.shop.id), connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(d)::text FROM transparency_decision d WHERE automation = 'disputes'")
        (text,) = cursor.fetchone()
    assert order.uid.hex in text
    for secret in ("Amina", "Benali", "550123456", "Wach rahi"):
        assert secret not in text


def test_the_sheet_holds_every_cell_of_the_page(desk: Desk, filed: str) -> None:
    answer = desk.agent.get(f"{filed}file.csv", {"lang": "en", "raw": "1"}).content.decode()
    assert "Wach rahi la robe ?" in answer
    assert "YAL-77" in answer


def something_happens(desk: Desk, order: Order) -> None:
    with shop_scope(desk.shop.id):
        record_decision(
            automation="all", version="1", reason_code="switched_by_person", subject=f"order:{order.uid.hex}"
        )


def test_files_are_listed_and_numbered_by_their_line_of_the_log(desk: Desk, order: Order, filed: str) -> None:
    something_happens(desk, order)
    file_dispute(desk.shop, order.uid, by="user:1")
    listed = desk.get("disputes")
    numbers = re.findall(r"D-\d{6}", listed)
    assert len(set(numbers)) == 2
    assert numbers[-1] in page_of(desk, filed)


def test_viewers_and_strangers_get_no_file(desk: Desk, filed: str) -> None:
    assert desk.viewer.get(filed).status_code == 403
    other = make_desk("voisin")
    assert other.agent.get(filed).status_code == 404
    with shop_scope(other.shop.id):
        pass
    address = filed.replace("/boutique/", "/voisin/")
    assert other.agent.get(address).status_code == 404


def test_the_last_file_is_given_again_until_something_changes(desk: Desk, order: Order, filed: str) -> None:
    again = desk.agent.post(desk.url("dispute-file", order=order.uid), follow=True)
    assert again.redirect_chain[-1][0] == filed
    assert "Nothing has changed since this file was made" in again.content.decode()
    something_happens(desk, order)
    assert desk.post("dispute-file", {}, order=order.uid)["Location"] != filed


def test_another_decision_is_no_file(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        decision = record_decision(automation="all", version="1", reason_code="switched_by_person")
    assert dispute_file(desk.shop, decision.uid) is None


def test_an_order_without_anything_makes_a_file_too(desk: Desk) -> None:
    order = make_order(desk.shop, lines=[], delivered=False)
    made = file_dispute(desk.shop, order.uid, by="user:1")
    assert made is not None
    page = desk.get("dispute", "lang=en", uid=made[0].uid)
    assert "No message of this customer about it is kept." in page
    assert "No promotion code was used." in page


def test_a_full_file_costs_as_many_queries_as_an_empty_one(desk: Desk, order: Order, filed: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.agent.get(filed)
        return len(captured)

    count()
    before = count()
    with shop_scope(desk.shop.id):
        talk = Conversation.objects.get()
        for position in range(2, 30):
            ConversationMessage.objects.create(
                conversation=talk, position=position, said_at=FEBRUARY, is_inbound=True, text=None
            )
            changed("order", order.pk, MARCH + position * DAY, code=f"C{position}")
    assert count() == before


def test_the_order_page_has_the_button_for_those_who_may_see_people(desk: Desk, order: Order) -> None:
    address = desk.url("dispute-file", order=order.uid)
    assert address in desk.get("order", uid=order.uid)
    assert address not in desk.get("order", by=desk.viewer, uid=order.uid)


def test_fingerprints_differ_by_seal_section_and_content() -> None:
    def rows() -> list[dict[str, Any]]:
        return [{"a": "1"}]

    one = fingerprint("s", "order", rows())
    assert one == fingerprint("s", "order", rows())
    others = [
        fingerprint("t", "order", rows()),
        fingerprint("s", "lines", rows()),
        fingerprint("s", "order", [{"a": "2"}]),
        fingerprint("s", "order", []),
    ]
    assert len({one, *others}) == 5
    assert changed_sections({"order": one, "lines": "x"}, {"order": one, "lines": "y"}) == ["lines"]
