"""A customer asks for a person: the case, whom it holds, and how a person ends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from catalog.conversations.acts import add_message
from catalog.conversations.incoming import Contact, Incoming, Message
from catalog.conversations.models import Conversation
from catalog.conversations.services import bring
from catalog.outbox.models import OutboxJob
from catalog.outbox.services import run_job
from catalog.people.models import Role
from catalog.shops.context import ShopContext
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.tenancy import shop_scope
from tests.factories import join, make_customer, make_order, make_shop, make_user
from transparency.cases.late import escalate_late
from transparency.cases.listening import hold_those_known_later
from transparency.cases.models import Case, EntryKind, Kind, OpenedBy, Outcome, State
from transparency.cases.opening import NewCase, open_case
from transparency.cases.personal import Asker
from transparency.cases.selectors import counts, service, story_of
from transparency.cases.services import answer, close, customer_wrote, hold_again, release_hold, tie_order
from transparency.ledger.holds import Hold, held_subjects, is_held, subject
from transparency.ledger.models import Decision
from transparency.ledger.switches import EVERYTHING, set_switch

pytestmark = pytest.mark.django_db
HOURS = {day: ["00:00", "23:59"] for day in ("sat", "sun", "mon", "tue", "wed", "thu", "fri")}


@pytest.fixture
def shop() -> ShopContext:
    return make_shop("boutique")


def talk_of(
    shop: ShopContext, text: str, *, key: str = "t1", at: datetime | None = None, phone: str = ""
) -> Conversation:
    moment = at or timezone.now() - timedelta(minutes=5)
    said = Incoming(
        key=key,
        place="whatsapp",
        started_at=moment,
        contact=Contact(name="Amina", phone=phone),
        messages=(Message(moment, True, text),),
    )
    return bring(shop, [said], source="api").all[0]


def the_case(shop: ShopContext) -> Case:
    with shop_scope(shop.id):
        found: Case = Case.objects.get()
        return found


def held(shop: ShopContext, *subjects: str) -> bool:
    with shop_scope(shop.id):
        return is_held(*subjects)


def by_api(shop: ShopContext, text: str) -> Conversation:
    return talk_of(shop, text)


def by_hand(shop: ShopContext, text: str) -> Conversation:
    talk = talk_of(shop, "Bonjour")
    add_message(shop.id, talk.uid, text=text, is_inbound=True)
    return talk


def by_a_second_file(shop: ShopContext, text: str) -> Conversation:
    talk = talk_of(shop, "Bonjour")
    more = Message(timezone.now(), True, text)
    first = Message(talk.started_at, True, "Bonjour")
    said = Incoming(key="t1", place="whatsapp", started_at=talk.started_at, messages=(first, more))
    return bring(shop, [said], source="api").all[0]


@pytest.mark.parametrize("door", [by_api, by_hand, by_a_second_file], ids=lambda door: door.__name__)
@pytest.mark.parametrize("text", ["Conseiller svp", "مستشار", "nhab nahder m3a wahed"])
def test_the_word_opens_a_case_and_holds_the_thread_by_every_door(
    shop: ShopContext, door: Callable[[ShopContext, str], Conversation], text: str
) -> None:
    talk = door(shop, text)
    case = the_case(shop)
    assert (case.opened_by, case.conversation_id, case.number) == (OpenedBy.WORD, talk.pk, 1)
    assert held(shop, subject("conversation", talk.uid))


def test_other_words_open_nothing(shop: ShopContext) -> None:
    talk_of(shop, "Pouvez-vous me conseiller une taille ?")
    with shop_scope(shop.id):
        assert not Case.objects.exists()
        assert not Hold.objects.exists()


def test_a_chat_of_last_year_asks_nobody_any_more(shop: ShopContext) -> None:
    talk_of(shop, "Conseiller", at=timezone.now() - timedelta(days=31))
    with shop_scope(shop.id):
        assert not Case.objects.exists()


def test_the_customer_of_the_thread_is_held_with_it(shop: ShopContext) -> None:
    customer = make_customer(shop, phone="0550112233")
    talk_of(shop, "Conseiller", phone="+213550112233")
    assert held(shop, subject("customer", customer.uid))
    with shop_scope(shop.id):
        assert held_subjects("customer") == {customer.uid.hex}


def test_a_customer_who_is_known_later_is_held_from_that_night(shop: ShopContext) -> None:
    talk = talk_of(shop, "Conseiller", phone="+213550112244")
    customer = make_customer(shop, phone="0550112244")
    with shop_scope(shop.id):
        Conversation.objects.filter(pk=talk.pk).update(customer=customer.pk)
    assert hold_those_known_later(shop.id) == 1
    assert held(shop, subject("customer", customer.uid))
    assert hold_those_known_later(shop.id) == 0


def test_a_second_word_goes_on_in_the_same_case(shop: ShopContext) -> None:
    talk = by_hand(shop, "Conseiller")
    add_message(shop.id, talk.uid, text="Conseiller !!", is_inbound=True)
    assert "asked_again" in [line.what for line in story_of(the_case(shop))]


def test_the_switch_stops_the_hearing_and_manual_mode_does_not(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        set_switch("adviser_call", is_on=False, by="user:1")
    talk_of(shop, "Conseiller", key="a")
    with shop_scope(shop.id):
        assert not Case.objects.exists()
        set_switch("adviser_call", is_on=True, by="user:1")
        set_switch(EVERYTHING, is_on=False, by="user:1")
    talk_of(shop, "Conseiller", key="b")
    assert the_case(shop).number == 1


def test_the_ledger_keeps_the_words_of_the_list_and_no_others(shop: ShopContext) -> None:
    talk_of(shop, "Salam c'est Amina de Bejaia, je veux un conseiller pour le 0550112233")
    with shop_scope(shop.id):
        row = Decision.objects.get(automation="adviser_call")
    assert (row.candidates, row.output) == (
        [{"words": ["conseiler"]}],
        {"held": ["conversation"], "term": "adviser"},
    )
    assert row.reason_code == "adviser_word_heard"


def test_only_a_person_releases_and_the_ledger_names_them(shop: ShopContext) -> None:
    talk = talk_of(shop, "Conseiller")
    case = the_case(shop)
    answer(shop.id, case.uid, "Bonjour, dites-moi tout.", by="user:7")
    assert held(shop, subject("conversation", talk.uid))
    release_hold(shop.id, case.uid, by="user:7")
    assert not held(shop, subject("conversation", talk.uid))
    with shop_scope(shop.id):
        row = Decision.objects.order_by("sequence").last()
    assert row is not None
    assert (row.reason_code, row.actor, row.output) == (
        "hold_released",
        "user:7",
        {"released": ["conversation"]},
    )
    hold_again(shop.id, case.uid, by="user:7")
    assert held(shop, subject("conversation", talk.uid))


def test_somebody_with_two_cases_is_free_when_both_are_released(shop: ShopContext) -> None:
    customer = make_customer(shop)
    first, second = (open_case(shop, NewCase(customer=customer.pk, by="user:1")) for _n in range(2))
    assert (first.number, second.number) == (1, 2)
    release_hold(shop.id, first.uid, by="user:1")
    assert held(shop, subject("customer", customer.uid))
    release_hold(shop.id, second.uid, by="user:1")
    assert not held(shop, subject("customer", customer.uid))


def test_another_shop_holds_nobody_here(shop: ShopContext) -> None:
    other = make_shop("voisine")
    customer = make_customer(shop)
    open_case(shop, NewCase(customer=customer.pk))
    assert not held(other, subject("customer", customer.uid))


def test_an_order_number_alone_proves_nothing(shop: ShopContext) -> None:
    customer = make_customer(shop, phone="0550998877")
    order = make_order(shop, customer=customer, number="A-17")
    guessed = open_case(shop, NewCase(asker=Asker(order="A-17")))
    assert (guessed.order_id, guessed.customer_id) == (None, None)
    proved = open_case(shop, NewCase(asker=Asker(order="A-17", phone="+213550998877")))
    assert (proved.order_id, proved.customer_id) == (order.pk, customer.pk)
    tied = tie_order(shop.id, guessed.uid, "A-17", by="user:1")
    assert tied.customer_id == customer.pk


def test_the_answer_stands_in_the_thread_and_counts_in_time(shop: ShopContext) -> None:
    talk_of(shop, "Conseiller")
    case = the_case(shop)
    done = answer(shop.id, case.uid, "Je vous appelle.", by="user:1")
    assert (done.state, done.was_in_time) == (State.ANSWERED, True)
    with shop_scope(shop.id):
        assert Conversation.objects.get().messages_out == 1


def test_an_answer_that_was_written_elsewhere_is_noted_on_the_case(shop: ShopContext) -> None:
    talk = talk_of(shop, "Conseiller")
    add_message(shop.id, talk.uid, text="Oui ?", is_inbound=False)
    assert the_case(shop).state == State.ANSWERED
    add_message(shop.id, talk.uid, text="Ma commande n'est pas là", is_inbound=True)
    assert the_case(shop).state == State.NEW


def test_a_correction_needs_words_and_is_signed(shop: ShopContext) -> None:
    case = open_case(shop, NewCase(kind=Kind.CONTEST, message="Pourquoi pas de remise ?"))
    with pytest.raises(Invalid):
        close(shop.id, case.uid, Outcome.CORRECTED, by="user:1")
    close(
        shop.id, case.uid, Outcome.CORRECTED, by="user:1", text="La remise vous est accordée.", releases=True
    )
    with shop_scope(shop.id):
        reasons = list(Decision.objects.order_by("sequence").values_list("reason_code", "actor"))
    assert reasons[-2:] == [("case_corrected", "user:1"), ("hold_released", "user:1")]
    with pytest.raises(Conflict):
        close(shop.id, case.uid, Outcome.EXPLAINED, by="user:1")


def test_a_customer_who_writes_again_opens_a_closed_case_and_is_held_again(shop: ShopContext) -> None:
    customer = make_customer(shop)
    case = open_case(shop, NewCase(customer=customer.pk, message="?"))
    close(shop.id, case.uid, Outcome.EXPLAINED, by="user:1", text="Voilà.", releases=True)
    again = customer_wrote(shop, case.uid, "Je ne suis pas d'accord")
    assert (again.state, again.outcome, again.released_at) == (State.NEW, "", None)
    assert held(shop, subject("customer", customer.uid))


def test_a_late_case_is_told_once_to_whoever_answers(shop: ShopContext) -> None:
    for role in (Role.AGENT, Role.VIEWER):
        join(shop, make_user(f"{role.value}@boutique.example", language="en"), role)
    case = open_case(shop, NewCase(message="Allô ?"), now=timezone.now() - timedelta(days=9))
    now = timezone.now()
    assert (escalate_late(shop.id, now), escalate_late(shop.id, now)) == (1, 0)
    with shop_scope(shop.id):
        job = OutboxJob.objects.get(kind="case_late_letter")
        assert counts(shop.id, now).late == 1
    assert run_job(shop.id, job.pk)
    told = {letter.to[0] for letter in mail.outbox}
    assert "agent@boutique.example" in told
    assert "viewer@boutique.example" not in told
    assert not any("Allô" in letter.body for letter in mail.outbox)
    late = answer(shop.id, case.uid, "Pardon.", by="user:1")
    assert late.was_in_time is False
    assert (service(shop, now).judged, service(shop, now).in_time) == (1, 0)


def test_a_customer_with_an_address_is_told_that_there_is_an_answer(shop: ShopContext) -> None:
    case = open_case(shop, NewCase(asker=Asker(email="lila@example.com"), message="?", language="en"))
    answer(shop.id, case.uid, "canari", by="user:1")
    with shop_scope(shop.id):
        job = OutboxJob.objects.get(kind="case_answer_letter")
    assert run_job(shop.id, job.pk)
    (letter,) = mail.outbox
    assert (letter.to, "canari" in letter.body) == (["lila@example.com"], False)
    assert f"/t/{shop.slug}/cases/" in letter.body


def test_names_numbers_and_words_are_sealed(shop: ShopContext) -> None:
    asker = Asker(name="Zineb Canari", phone="+213550445566", email="zineb@canari.example", order="CANARI-1")
    case = open_case(shop, NewCase(asker=asker, message="canari en cage", note="canari noté"))
    with connection.cursor() as cursor, shop_scope(shop.id):
        for table in (
            "transparency_case",
            "transparency_caseentry",
            "transparency_hold",
            "transparency_decision",
        ):
            cursor.execute(f"SELECT string_agg(t::text, '') FROM {table} t")
            assert "anari" not in (cursor.fetchone()[0] or "")
        lines = story_of(case)
    assert [line.text for line in lines if line.kind == EntryKind.MESSAGE] == ["canari en cage"]
    assert "canari noté" not in [line.text for line in story_of(case, for_customer=True)]


def test_numbers_have_no_gaps_for_a_shop(shop: ShopContext) -> None:
    numbers = [open_case(shop, NewCase(message=str(n))).number for n in range(5)]
    assert numbers == [1, 2, 3, 4, 5]


def test_an_open_thread_has_one_open_case(shop: ShopContext) -> None:
    talk = talk_of(shop, "Bonjour")
    made: list[Any] = [open_case(shop, NewCase(conversation=talk.pk, by="user:1")) for _n in range(2)]
    assert made[0].pk == made[1].pk
