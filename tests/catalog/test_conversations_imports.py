"""Conversations through the import door: exports with their merchant's word, sheets, again, and back."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command

from catalog.conversations.exports import Answers, own_name_index
from catalog.conversations.forgetting import forget_person
from catalog.conversations.linking import settle_conversations
from catalog.conversations.models import Conversation, ConversationMessage, ConversationSettings
from catalog.conversations.personal import open_contact, open_text
from catalog.imports.models import ImportBatch, ImportFile
from catalog.imports.outcome import Outcome
from catalog.imports.refusal import ImportRefused
from catalog.imports.running import run_import
from catalog.imports.services import create_import, undo_import
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import DATA, sample, sheet
from tests.factories import make_customer, make_order, make_product
from tests.shops import a_shop
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db
HEADER = "id,channel,contact,started_at,first_reply_at,qualified,sku,order_number"


def draft(shop: ShopContext, content: bytes, name: str = "Discussion WhatsApp avec Amina.txt") -> ImportBatch:
    return create_import(shop, content=content, file_name=name, kind="conversations")


def bring_chat(shop: ShopContext, content: bytes, answers: Answers | None = None) -> Outcome:
    batch = draft(shop, content)
    said = answers or Answers(confirmed_by="owner@example.com")
    with shop_scope(shop.id):
        ImportBatch.objects.filter(pk=batch.pk).update(mapping=said.as_json())
    return run_import(shop, batch.pk)


def bring_sheet(shop: ShopContext, *rows: str, header: str = HEADER) -> Outcome:
    batch = draft(shop, sheet(*rows, header=header), "conversations.csv")
    return run_import(shop, batch.pk)


def counts(outcome: Outcome) -> tuple[int, ...]:
    return outcome.read, outcome.created, outcome.updated, outcome.unchanged, outcome.rejected


def talks(shop: ShopContext) -> list[Conversation]:
    with shop_scope(shop.id):
        return list(Conversation.objects.order_by("started_at"))


def latest(shop: ShopContext) -> ImportBatch:
    with shop_scope(shop.id):
        found: ImportBatch = ImportBatch.objects.latest("pk")
        return found


def everything(shop: ShopContext) -> list[Any]:
    with shop_scope(shop.id):
        skipped = {"id", "conversation_id", "uid", "personal", "text", "updated_at", "created_at"}
        rows = [
            *Conversation.objects.order_by("pk").values(),
            *ConversationMessage.objects.order_by("pk").values(),
        ]
        return [{name: value for name, value in row.items() if name not in skipped} for row in rows]


def test_a_chat_waits_for_its_merchants_word_and_its_file_name_is_not_kept() -> None:
    shop = a_shop()
    batch = draft(shop, sample("whatsapp_android_fr.txt"))
    assert batch.file_name == "whatsapp.txt"
    with pytest.raises(ImportRefused) as refused:
        run_import(shop, batch.pk)
    assert refused.value.code == "not_confirmed"
    assert talks(shop) == []


def test_the_french_sample_becomes_two_conversations_sealed_and_judged() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        customer = make_customer(shop, name="Amina", phone="0550000001")
        dress = make_product(shop, title="Robe rouge")
    assert counts(bring_chat(shop, sample("whatsapp_android_fr.txt"))) == (6, 6, 0, 0, 0)
    amina, sabrina = talks(shop)
    assert amina.started_at == datetime(2026, 3, 12, 7, 59, tzinfo=UTC)
    assert (amina.first_reply_at, amina.messages_in, amina.messages_out) == (
        datetime(2026, 3, 12, 8, 1, tzinfo=UTC), 3, 2,
    )  # fmt: skip
    assert (amina.customer_id, amina.product_id, amina.place, amina.channel) == (
        customer.pk, dress.pk, "whatsapp", "whatsapp",
    )  # fmt: skip
    assert amina.is_qualified
    assert set(amina.topics) == {"product", "price", "order"}
    assert (sabrina.is_qualified, sabrina.topics, sabrina.first_reply_at) == (True, ["product"], None)
    with shop_scope(shop.id):
        seal = current_seal()
        first = ConversationMessage.objects.get(conversation=amina, position=0)
        assert open_text(seal, amina, first) == "Salam, c'est combien la robe rouge ?"
        assert open_contact(seal, amina).name == "Amina Exemple"
        assert b"Amina" not in bytes(amina.personal or b"")
        assert b"robe" not in bytes(first.text)


@pytest.mark.parametrize(
    ("name", "rows", "language", "topics"),
    [
        ("whatsapp_android_ar.txt", 2, "ar", ["price"]),
        ("whatsapp_android_us.txt", 2, "en", []),
        ("whatsapp_ios.txt", 3, "fr", ["delivery"]),
    ],
)
def test_every_sample_comes_in_and_comes_again_without_a_change(
    name: str, rows: int, language: str, topics: list[str]
) -> None:
    shop = a_shop()
    assert counts(bring_chat(shop, sample(name))) == (rows, rows, 0, 0, 0)
    before = everything(shop)
    assert counts(bring_chat(shop, sample(name))) == (rows, 0, 0, rows, 0)
    assert everything(shop) == before
    (talk,) = talks(shop)
    assert (talk.language, talk.topics, talk.is_qualified) == (language, topics, bool(topics))


def test_a_longer_export_of_the_same_chat_adds_what_is_new_and_can_be_taken_back() -> None:
    shop = a_shop()
    whole = sample("whatsapp_android_fr.txt").decode()
    shorter = "".join(whole.splitlines(keepends=True)[:2])
    own = Answers(own=(1,), confirmed_by="x")
    assert counts(bring_chat(shop, shorter.encode(), Answers(confirmed_by="x"))) == (1, 1, 0, 0, 0)
    before = everything(shop)
    assert talks(shop)[0].first_reply_at is None
    assert counts(bring_chat(shop, whole.encode(), own)) == (6, 5, 0, 1, 0)
    assert talks(shop)[0].first_reply_at is not None
    undo_import(shop.id, latest(shop).pk)
    assert everything(shop) == before


def test_the_archive_of_an_iphone_is_read_without_its_pictures() -> None:
    shop, packed = a_shop(), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("_chat.txt", sample("whatsapp_ios.txt"))
        archive.writestr("00000002-PHOTO.jpg", b"\xff\xd8\xff")
    assert counts(bring_chat(shop, packed.getvalue())) == (3, 3, 0, 0, 0)


def test_words_can_be_forgotten_as_soon_as_they_were_read_with_the_file_that_held_them() -> None:
    shop = a_shop()
    bring_chat(shop, sample("whatsapp_android_fr.txt"), Answers(confirmed_by="x", forgets=True))
    with shop_scope(shop.id):
        assert not ConversationMessage.objects.filter(text__isnull=False).exists()
        assert not ImportFile.objects.exists()
    assert all(talk.text_forgotten_at and talk.is_qualified for talk in talks(shop))


def test_the_command_takes_the_named_kind_for_the_merchants_word(capsys: pytest.CaptureFixture[str]) -> None:
    shop = a_shop()
    path = str(DATA / "whatsapp_android_fr.txt")
    with pytest.raises(SystemExit):
        call_command("import_file", path, "--shop", shop.slug, "--json")
    assert "confirm" in json.loads(capsys.readouterr().out)["failure"] or talks(shop) == []
    call_command("import_file", path, "--shop", shop.slug, "--kind", "conversations", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["format"], said["rows"]["created"]) == ("whatsapp_chat", 6)


def test_the_names_of_the_shop_are_remembered_for_the_next_chat() -> None:
    shop = a_shop()
    chat = b"13/03/2026, 10:00 - Nour: salam\n13/03/2026, 10:01 - Karim: wa alaykoum salam"
    bring_chat(shop, chat, Answers(own=(0,), confirmed_by="x"))
    with shop_scope(shop.id):
        (index,) = ConversationSettings.objects.get().own_names
        assert index == own_name_index(current_seal(), "Nour") != "Nour"
    bring_chat(shop, chat.replace(b"Karim", b"Lynda"))
    with shop_scope(shop.id):
        assert {open_contact(current_seal(), talk).name for talk in talks(shop)} == {"Karim", "Lynda"}


def test_a_sheet_ties_orders_products_and_people_and_a_persons_mark_stands_above_the_rule() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        customer = make_customer(shop, phone="0550000001")
        order = make_order(shop, number="A-1", customer=customer)
        dress = make_product(shop, sku="ROBE")
    rows = [
        "1,insta,0550 00 00 01,2026-03-01T10:00:00Z,2026-03-01T12:00:00Z,0,ROBE,",
        "2,whatsapp,Sara,2026-03-01T11:00:00Z,,,,A-1",
        "3,whatsapp,Lila,2026-03-01T12:00:00Z,,,,",
    ]
    assert counts(bring_sheet(shop, *rows)) == (3, 3, 0, 0, 0)
    marked, ordered, quiet = talks(shop)
    assert (marked.channel, marked.customer_id, marked.product_id) == ("instagram", customer.pk, dress.pk)
    assert (marked.is_qualified, marked.qualified_by, marked.rule_says) == (False, "person", True)
    assert (ordered.order_id, ordered.outcome, ordered.customer_id) == (order.pk, "ordered", customer.pk)
    assert (ordered.is_qualified, ordered.qualified_by) == (True, "rule")
    assert (quiet.is_qualified, quiet.topics) == (False, [])


def test_a_sheet_brought_again_changes_nothing_completed_it_completes_and_back_it_goes() -> None:
    shop = a_shop()
    row = "1,insta,Sara,2026-03-01T10:00:00Z,,,,"
    assert counts(bring_sheet(shop, row)) == (1, 1, 0, 0, 0)
    before = everything(shop)
    assert counts(bring_sheet(shop, row)) == (1, 0, 0, 1, 0)
    assert everything(shop) == before
    assert counts(bring_sheet(shop, "1,insta,Sara,2026-03-01T10:00:00Z,2026-03-01T10:30:00Z,,,")) == (
        1,
        0,
        1,
        0,
        0,
    )
    assert talks(shop)[0].first_reply_at is not None
    undo_import(shop.id, latest(shop).pk)
    assert everything(shop) == before


def test_a_sheet_in_french_says_what_became_of_a_conversation_and_refuses_what_it_cannot_date() -> None:
    shop = a_shop()
    header = "Date;Client;Canal;Message;Réponse;Résultat;Motif"
    rows = [
        "14/05/2026 10:00;Amina;Insta;chhal la robe ?;14/05/2026 11:00;perdu;trop cher",
        "14/05/2026 10:00;Karim;fb;bonjour;13/05/2026 11:00;;",
        "hier;Lynda;fb;bonjour;;;",
    ]
    batch = draft(shop, sheet(*rows, header=header), "conversations.csv")
    outcome = run_import(shop, batch.pk, skip_bad_rows=True)
    assert counts(outcome) == (3, 1, 0, 0, 2)
    (talk,) = talks(shop)
    assert (talk.outcome, talk.lost_reason, talk.topics) == ("lost", "price", ["price"])


def test_what_the_rule_made_of_a_file_stands_in_the_ledger_and_switched_off_it_judges_nothing() -> None:
    from transparency.centre.replays import replay

    shop = a_shop()
    bring_chat(shop, sample("whatsapp_android_fr.txt"))
    with shop_scope(shop.id):
        decision = Decision.objects.get()
        assert (decision.automation, decision.reason_code) == ("conversation_rule", "conversations_judged")
        assert decision.output == {"qualified": 2, "not_qualified": 0}
        assert replay(decision) is True
        set_switch("conversation_rule", is_on=False, by="owner")
    bring_chat(shop, sample("whatsapp_ios.txt"))
    with shop_scope(shop.id):
        assert Decision.objects.filter(reason_code="conversation_names_purchase").count() == 0
        judged = Conversation.objects.get(started_on="2025-12-31")
        assert (judged.is_qualified, judged.qualified_by, judged.rule_says) == (False, "", None)


def test_orders_that_a_conversation_led_to_can_still_be_taken_back_and_are_found_again() -> None:
    shop = a_shop()
    orders = sheet("01/03/2026;Sara;0550000001;Alger;Robe;1;6500;600;7100;Livré")

    def bring_orders() -> int:
        batch = create_import(shop, content=orders, file_name="commandes.csv", kind="orders")
        run_import(shop, batch.pk)
        return batch.pk

    first = bring_orders()
    bring_sheet(shop, "1,whatsapp,0550000001,2026-03-01T00:00:00+01:00,,,,")
    settle_conversations(shop.id, datetime(2026, 3, 3, tzinfo=UTC))
    assert talks(shop)[0].outcome == "ordered"
    undo_import(shop.id, first)
    (talk,) = talks(shop)
    assert (talk.order_id, talk.customer_id, talk.outcome) == (None, None, "open")
    bring_orders()
    settle_conversations(shop.id, datetime(2026, 3, 3, tzinfo=UTC))
    assert talks(shop)[0].outcome == "ordered"


def test_a_person_is_erased_from_their_conversations_and_the_counts_stay() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        customer = make_customer(shop, phone="0550000001")
    bring_chat(shop, sample("whatsapp_android_fr.txt"))
    assert forget_person(shop.id, customer.pk) == 1
    amina, sabrina = talks(shop)
    assert (amina.personal, amina.contact_index, amina.phone_index, amina.customer_id) == (None, "", "", None)
    assert (amina.messages_in, amina.is_qualified) == (3, True)
    assert sabrina.personal is not None
