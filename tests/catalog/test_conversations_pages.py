"""The pages of conversations: figures, list, one conversation, chats with their merchant's word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.conversations.acts import put_script
from catalog.conversations.incoming import Contact, Incoming, Message
from catalog.conversations.linking import settle_conversations
from catalog.conversations.models import Conversation, ConversationMessage
from catalog.conversations.services import bring
from catalog.conversations.settings import change_settings
from catalog.imports.models import ImportBatch
from catalog.outbox.models import OutboxJob
from catalog.people.models import Role
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import sample
from tests.factories import join, log_in, make_customer, make_order, make_shop, make_user

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
PERIOD = "from=2026-03-01&to=2026-03-31"


@pytest.fixture
def owner() -> tuple[ShopContext, Client]:
    person = make_user(language="en")
    return make_shop(owner=person), log_in(person)


def a_talk(shop: ShopContext, number: int = 1, text: str = "chhal la robe ?", **fields: Any) -> Conversation:
    at = fields.pop("at", AT)
    given = {
        "key": f"t{number}",
        "place": "whatsapp",
        "started_at": at,
        "contact": Contact(name=f"Amina {number}"),
        "messages": (Message(at, True, text),),
    }
    return bring(shop, [Incoming(**given | fields)], source="api").created[0]


def page(client: Client, shop: ShopContext, path: str = "", status: int = 200) -> str:
    answer = client.get(f"/shops/{shop.slug}/conversations/{path}")
    assert answer.status_code == status, path
    return answer.content.decode()


def post(client: Client, shop: ShopContext, path: str, **data: Any) -> Any:
    return client.post(f"/shops/{shop.slug}/conversations/{path}", data)


def read_again(talk: Conversation) -> Conversation:
    with shop_scope(talk.shop_id):
        talk.refresh_from_db()
    return talk


def test_the_empty_page_teaches_and_every_page_opens(owner: tuple[ShopContext, Client]) -> None:
    shop, client = owner
    assert "Import a WhatsApp chat" in page(client, shop)
    for path in ("all/", "new/", "import/", "answers/", "answers/new/", "settings/", "heard/"):
        page(client, shop, path)


def test_figures_open_to_their_rows_and_shares_wait_for_thirty_cases(
    owner: tuple[ShopContext, Client],
) -> None:
    shop, client = owner
    for number in range(3):
        a_talk(shop, number, first_reply_at=AT + timedelta(minutes=40 * number + 5))
    a_talk(shop, 9, "merci", place="instagram")
    shown = page(client, shop, f"?{PERIOD}")
    assert "not enough data (n = 3 of 30)" in shown.replace("\xa0", " ")
    assert "place=whatsapp" in shown
    rows = page(client, shop, f"all/?{PERIOD}&place=whatsapp&reply=1-4")
    assert "Amina 2" in rows
    assert "Amina 1" not in rows
    assert "Amina 9" in page(client, shop, f"all/?{PERIOD}&qualified=no")
    sheet = client.get(f"/shops/{shop.slug}/conversations/figures.csv?part=replies&raw=1&{PERIOD}")
    lines = sheet.content.decode().splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == ["2", "1", "0", "0", "0", "1"]


def test_conversion_counts_old_qualified_ones_with_an_order_that_was_neither_cancelled_nor_refused(
    owner: tuple[ShopContext, Client],
) -> None:
    from catalog.conversations.compute import count_of
    from catalog.conversations.selectors import groups
    from shop_ai.lib.period import Period

    shop, _client = owner
    states: list[dict[str, Any] | None] = [
        {},
        {"parcel_state": "refused"},
        {"order_state": "cancelled"},
        None,
    ]
    for number, state in enumerate(states):
        if state is not None:
            make_order(shop, number=f"A{number}", at=AT + timedelta(days=2), **state)
        a_talk(shop, number, order_number=f"A{number}" if state is not None else "")
    make_order(shop, number="LATE", at=AT + timedelta(days=20))
    a_talk(shop, 7, order_number="LATE")
    a_talk(shop, 8, at=AT + timedelta(days=29))
    day = AT.date()
    period = Period(day, day + timedelta(days=30))
    found = count_of(groups(shop.id, period, as_of=day + timedelta(days=30)))
    assert (found.n, found.qualified, found.mature, found.converted, found.not_yet_known) == (6, 6, 5, 1, 1)


def test_names_are_found_sealed_and_hidden_from_viewers(owner: tuple[ShopContext, Client]) -> None:
    shop, client = owner
    talk = a_talk(shop, contact=Contact(name="Amina", phone="+213550000001"))
    answer = post(client, shop, "all/search", q="0550 00 00 01")
    assert "0550" not in answer["Location"]
    assert "Amina" in client.get(answer["Location"]).content.decode()
    viewer = make_user(language="en")
    join(shop, viewer, Role.VIEWER)
    other = log_in(viewer)
    assert "Amina" not in page(other, shop, "all/")
    shown = page(other, shop, f"{talk.uid}/")
    assert "Amina" not in shown
    assert "chhal" not in shown
    assert b"Amina" not in other.get(f"/shops/{shop.slug}/conversations/all/conversations.csv").content


def test_a_persons_word_wins_over_the_rule_and_is_taken_back(owner: tuple[ShopContext, Client]) -> None:
    from transparency.ledger.models import Decision

    shop, client = owner
    talk = a_talk(shop)
    assert "The rule heard: a price" in page(client, shop, f"{talk.uid}/")
    post(client, shop, f"{talk.uid}/verdict", verdict="no")
    assert (read_again(talk).is_qualified, talk.qualified_by, talk.rule_says) == (False, "person", True)
    post(client, shop, f"{talk.uid}/message", text="je veux commander", who="in")
    assert not read_again(talk).is_qualified
    assert talk.topics == ["order", "price"]
    post(client, shop, f"{talk.uid}/undo")
    assert (read_again(talk).is_qualified, talk.qualified_by) == (True, "rule")
    with shop_scope(shop.id):
        last = Decision.objects.latest("sequence")
    assert (last.reason_code, last.output) == ("conversation_judged_by_person", {"is_qualified": False})


def test_what_became_of_it_an_order_or_why_not(owner: tuple[ShopContext, Client]) -> None:
    shop, client = owner
    talk, order = a_talk(shop), make_order(shop, number="A1")
    script = put_script(shop.id, None, title="Prix", text="6500 DA")
    assert script is not None
    said = {"outcome": "open", "order_number": "A1", "script": script.uid.hex, "lost_reason": ""}
    assert post(client, shop, f"{talk.uid}/outcome", **said).status_code == 302
    assert (read_again(talk).order_id, talk.outcome, talk.script_id) == (order.pk, "ordered", script.pk)
    lost = {"outcome": "lost", "lost_reason": "price", "order_number": "", "script": ""}
    post(client, shop, f"{talk.uid}/outcome", **lost)
    assert (read_again(talk).outcome, talk.lost_reason, talk.order_id) == ("lost", "price", None)
    post(client, shop, f"{talk.uid}/undo")
    assert (read_again(talk).outcome, talk.lost_reason, talk.order_id) == ("ordered", "", order.pk)
    answer = post(client, shop, f"{talk.uid}/outcome", **said | {"order_number": "A2"})
    assert answer.status_code == 422
    assert "No order has this number" in answer.content.decode()


def test_the_first_answer_is_noted_by_hand_and_words_are_forgotten(owner: tuple[ShopContext, Client]) -> None:
    shop, client = owner
    talk = a_talk(shop)
    post(client, shop, f"{talk.uid}/message", text="6500 DA", who="out")
    assert read_again(talk).first_reply_at is not None
    assert "6500 DA" in page(client, shop, f"{talk.uid}/")
    assert "2 messages" in page(client, shop, f"{talk.uid}/forget/")
    post(client, shop, f"{talk.uid}/forget/")
    assert "6500 DA" not in page(client, shop, f"{talk.uid}/")
    with shop_scope(shop.id):
        assert not ConversationMessage.objects.filter(text__isnull=False).exists()


def test_a_conversation_is_noted_with_two_fields(owner: tuple[ShopContext, Client]) -> None:
    shop, client = owner
    assert post(client, shop, "new/", place="phone", text="wach kayen livraison ?").status_code == 302
    with shop_scope(shop.id):
        talk = Conversation.objects.get()
    assert (talk.source, talk.place, talk.topics) == ("typed", "phone", ["delivery", "product"])
    bad = post(client, shop, "new/", place="phone", text="x", phone="123")
    assert "not a complete phone number" in bad.content.decode()


def test_a_chat_asks_who_is_the_shop_and_for_the_merchants_word(owner: tuple[ShopContext, Client]) -> None:
    shop, client = owner
    chat = sample("whatsapp_android_ar.txt").decode().replace("٢٠٢٦", "٢٠٢٠")  # both readings have been
    file = SimpleUploadedFile("Discussion WhatsApp avec كريم مثال.txt", chat.encode())
    answer = post(client, shop, "import/", file=file)
    address = answer["Location"]
    shown = client.get(address).content.decode()
    assert "can be read day first or month first" in shown
    assert "12 March 2020" in shown
    refused = client.post(address, {"own": "1", "order": "dmy"})
    assert refused.status_code == 422
    assert "Without this the chat is not brought in" in refused.content.decode()
    alone = client.post(address, {"own": ["0", "1"], "order": "dmy", "confirmed": "on"})
    assert alone.status_code == 422
    assert "own" in alone.context["form"].errors
    assert "At least one of the names must be your customer" in alone.content.decode()
    answer = client.post(address, {"own": "1", "order": "dmy", "confirmed": "on"})
    assert answer.status_code == 302
    with shop_scope(shop.id):
        batch = ImportBatch.objects.get()
        assert (batch.state, batch.file_name) == ("queued", "whatsapp.txt")
        assert batch.mapping["whatsapp"]["own"] == [1]
        assert OutboxJob.objects.filter(kind="import").exists()
    other = SimpleUploadedFile("x.txt", b"Date;Nom\n1;2")
    assert "not an export" in post(client, shop, "import/", file=other).content.decode()


def test_the_night_finds_the_order_the_customer_and_words_whose_time_is_over(
    owner: tuple[ShopContext, Client],
) -> None:
    shop, _client = owner
    first = a_talk(shop, 1, contact=Contact(name="A", phone="+213550000001"))
    again = a_talk(shop, 2, at=AT + timedelta(days=10), contact=Contact(name="A", phone="+213550000001"))
    customer = make_customer(shop, phone="0550000001")
    order = make_order(shop, customer=customer, at=AT + timedelta(days=11))
    make_order(shop, customer=customer, at=AT - timedelta(days=1))
    change_settings(shop.id, keep_days=30, extra_words=[])
    told = settle_conversations(shop.id, AT + timedelta(days=35))
    assert told == {"people": 2, "orders": 1, "forgotten": 1}
    # Both could lead to the order: the later conversation has it.
    assert (read_again(again).order_id, again.outcome) == (order.pk, "ordered")
    assert read_again(first).order_id is None
    assert first.text_forgotten_at is not None
    assert again.text_forgotten_at is None
    assert settle_conversations(shop.id, AT + timedelta(days=35)) == {
        "people": 0,
        "orders": 0,
        "forgotten": 0,
    }


def test_a_word_of_the_owner_qualifies(owner: tuple[ShopContext, Client]) -> None:
    shop, client = owner
    assert a_talk(shop, 1, "c'est pour un cadeau").is_qualified is False
    post(client, shop, "settings/", keep_days=90, extra_words="cadeau\nhdiya")
    assert a_talk(shop, 2, "c'est pour un cadeau").is_qualified is True
