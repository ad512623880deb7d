"""Consents: off until said, each with its words, taken back with one press, ended by STOP; what is given for one."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from catalog.codes.models import PlaylistCode
from catalog.conversations.listening import Said
from catalog.conversations.models import Conversation
from catalog.customers.models import Customer
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent, Purpose
from signals.consent.selectors import has_consent, refusing, standing
from signals.consent.services import decide, decide_shown
from signals.consent.subjects import consent_name
from signals.consent.wordings import LANGUAGES, PARTS, product_wordings, publish_wording, wordings
from signals.segments.contact import contactable, note_agreement
from tests.factories import make_customer, make_shop
from tests.transparency.rights_shop import a_customer_of, browser_of, text_of
from transparency.benefits.compute import arm_drawn, may_give, worth_of
from transparency.benefits.models import BenefitGrant
from transparency.benefits.replay import replays
from transparency.benefits.selectors import benefit_of
from transparency.benefits.services import end_unspent, grant_for, review, set_benefit
from transparency.ledger.models import Decision
from transparency.ledger.shown_texts import ShownText, sha256_of
from transparency.ledger.switches import set_switch
from transparency.rights.acts import choose
from transparency.rights.consent_page import consent_url
from transparency.rights.models import RightsRequest
from transparency.rights.stopping import hear_stops
from transparency.rights.stopping import replays as stop_replays

pytestmark = pytest.mark.django_db
VISITOR = "0190f0c0-1111-7aaa-8bbb-0123456789ab"


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def says(shop: ShopContext, customer: Customer | None, text: str, at: timedelta = timedelta()) -> int:
    """A message of the customer, as every door of messages tells it."""
    with shop_scope(shop.id):
        talk = Conversation.objects.create(
            source="typed", external_id=f"t{text}{at}", customer=customer, started_at=timezone.now(),
            started_on=timezone.localdate(), language="darija",
        )  # fmt: skip
        return hear_stops(shop.id, [Said(talk.pk, talk.uid, talk.customer_id, timezone.now() - at, text)])


def test_every_use_has_its_words_in_three_languages_with_a_hash() -> None:
    found = product_wordings()
    assert set(found) == set(Purpose)
    for wording in found.values():
        assert set(wording.texts) == set(LANGUAGES)
        assert all(set(words) == set(PARTS) and all(words.values()) for words in wording.texts.values())
        assert wording.sha256 == sha256_of(wording.texts)


def test_everything_is_off_until_the_person_says_yes_and_no_is_one_press_too() -> None:
    shop, customer, _order = a_customer_of("consent-page")
    path = path_of(consent_url(shop, customer.uid)) + "&lang=en"
    page = Client(headers={"accept-language": "en"}).get(path)
    assert text_of(page).count("Off: you have not agreed.") == 3
    name = consent_name(customer.uid)
    Client(headers={"accept-language": "en"}).post(path, {"choice": "messages:yes"})
    assert has_consent(shop.id, name, Purpose.MESSAGES)
    assert not has_consent(shop.id, name, Purpose.RECOMMENDATION)
    Client(headers={"accept-language": "en"}).post(path, {"choice": "messages:no"})
    assert not any(standing(shop.id, name).values())
    Client(headers={"accept-language": "en"}).post(path, {"choice": "all:yes"})
    Client(headers={"accept-language": "en"}).post(path, {"choice": "all:no"})
    assert not any(standing(shop.id, name).values())


def test_yes_and_no_are_buttons_of_one_kind() -> None:
    shop, customer, _order = a_customer_of("consent-equal")
    page = (
        Client(headers={"accept-language": "en"})
        .get(path_of(consent_url(shop, customer.uid)))
        .content.decode()
    )
    for purpose in ("messages", "recommendation", "coop"):
        assert f'<button class="button" name="choice" value="{purpose}:yes"' in page
        assert f'<button class="button" name="choice" value="{purpose}:no"' in page


def test_a_consent_keeps_the_version_and_hash_of_the_words_and_stands_in_the_ledger() -> None:
    shop, customer, _order = a_customer_of("consent-proof")
    Client(headers={"accept-language": "en"}).post(
        path_of(consent_url(shop, customer.uid)), {"choice": "messages:yes"}
    )
    with shop_scope(shop.id):
        row = Consent.objects.get()
        kept = ShownText.objects.get(kind="consent:messages")
        decision = Decision.objects.get(reason_code="consent_given")
    assert (row.text_version, row.proof["given"]["sha256"]) == ("messages-1", kept.sha256)
    assert (row.language, row.proof["given"]["door"]) == ("en", "page")
    assert decision.output == {"choices": {"messages": True}}
    assert customer.uid.hex not in f"{decision.subject}{decision.inputs}{decision.output}"


def test_a_forged_link_and_the_link_of_another_shop_name_nobody() -> None:
    shop, customer, _order = a_customer_of("consent-forged")
    other = make_shop("consent-foreign")
    token = signing.dumps({"s": shop.id, "c": customer.uid.hex}, salt="consent-link")
    for slug, given in ((shop.slug, "x" + token), (other.slug, token)):
        Client(headers={"accept-language": "en"}).post(f"/t/{slug}/consent?c={given}", {"choice": "all:yes"})
    for one in (shop, other):
        with shop_scope(one.id):
            assert not Consent.objects.exists()


def test_a_visitor_chooses_by_their_browsers_id_and_a_browser_that_refuses_can_only_say_no() -> None:
    shop = make_shop("consent-visitor")
    path = f"/t/{shop.slug}/consent?visitor={VISITOR}"
    Client(headers={"sec-gpc": "1"}).post(path, {"choice": "all:yes"})
    assert not any(standing(shop.id, VISITOR).values())
    Client(headers={"accept-language": "en"}).post(path, {"choice": "recommendation:yes"})
    assert has_consent(shop.id, VISITOR, Purpose.RECOMMENDATION)
    Client(headers={"sec-gpc": "1"}).post(path, {"choice": "recommendation:no"})
    assert not has_consent(shop.id, VISITOR, Purpose.RECOMMENDATION)


def test_a_visitors_refusal_leaves_no_row_and_a_customers_is_kept_once() -> None:
    shop, customer, _order = a_customer_of("consent-refusals")
    decide(shop.id, VISITOR, {Purpose.MESSAGES: False})
    for _again in range(3):
        decide_shown(
            shop.id, consent_name(customer.uid), {Purpose.MESSAGES: False}, door="link", language="ar"
        )
    with shop_scope(shop.id):
        row = Consent.objects.get()
    assert (row.visitor, row.given_at, list(row.proof)) == (
        consent_name(customer.uid), row.withdrawn_at, ["refused"],
    )  # fmt: skip


def test_who_said_no_with_their_own_hand_is_not_talked_round_by_the_desk() -> None:
    shop, customer, _order = a_customer_of("consent-desk")
    name = consent_name(customer.uid)
    assert note_agreement(shop.id, [customer.uid], agrees=True) == 1
    choose(shop, customer, {Purpose.MESSAGES: False}, language="fr")
    assert note_agreement(shop.id, [customer.uid], agrees=True) == 0
    choose(shop, customer, {Purpose.MESSAGES: True}, language="fr")
    assert has_consent(shop.id, name, Purpose.MESSAGES)


def test_who_objects_to_being_profiled_gets_no_offer_although_they_agreed_to_messages() -> None:
    shop, customer, _order = a_customer_of("consent-profiled")
    choose(shop, customer, {Purpose.MESSAGES: True}, language="fr")
    assert contactable(shop.id, [customer.pk]) == {customer.pk}
    choose(shop, customer, {Purpose.RECOMMENDATION: False}, language="fr")
    assert contactable(shop.id, [customer.pk]) == frozenset()


def test_new_words_ask_again_only_when_they_mean_something_else() -> None:
    shop, customer, _order = a_customer_of("consent-words")
    name, by = consent_name(customer.uid), "user:1"
    choose(shop, customer, {Purpose.MESSAGES: True}, language="fr")
    texts = {language: dict(words) for language, words in wordings(shop.id)[Purpose.MESSAGES].texts.items()}
    texts["fr"]["title"] = "Recevoir nos messages"
    assert publish_wording(shop.id, Purpose.MESSAGES, texts, asks_again=False, by=by) == 0
    assert has_consent(shop.id, name, Purpose.MESSAGES)
    texts["fr"]["what"] = "Autre chose."
    assert publish_wording(shop.id, Purpose.MESSAGES, texts, asks_again=True, by=by) == 1
    assert not has_consent(shop.id, name, Purpose.MESSAGES)
    assert refusing(shop.id, [name], Purpose.MESSAGES) == frozenset()
    page = browser_of(shop, customer).get(f"/t/{shop.slug}/my-data/mine/?lang=en")
    assert "The words have changed since you agreed" in text_of(page)
    with shop_scope(shop.id):
        versions = list(ShownText.objects.order_by("version").values_list("version", "asks_again"))
    assert versions == [(1, False), (2, False), (3, True)]
    assert publish_wording(shop.id, Purpose.MESSAGES, texts, asks_again=True, by=by) == 0


@pytest.mark.parametrize("text", ["STOP", "توقف", "arrêt svp", "baraka"])
def test_stop_ends_messages_at_once_and_waits_to_be_acknowledged_within_a_day(text: str) -> None:
    shop, customer, _order = a_customer_of("consent-stop")
    choose(shop, customer, {Purpose.MESSAGES: True, Purpose.RECOMMENDATION: True}, language="fr")
    assert says(shop, customer, text) == 1
    name = consent_name(customer.uid)
    assert not has_consent(shop.id, name, Purpose.MESSAGES)
    assert has_consent(shop.id, name, Purpose.RECOMMENDATION)
    with shop_scope(shop.id):
        request = RightsRequest.objects.get()
        decision = Decision.objects.get(automation="stop_words")
    assert (request.kind, (request.due_on - request.asked_at.date()).days) in {
        ("withdrawal", 1),
        ("withdrawal", 2),
    }
    assert stop_replays(decision.candidates, decision.output) is True


def test_switched_off_a_stop_waits_for_a_person_who_obeys_it() -> None:
    shop, customer, _order = a_customer_of("consent-stop-off")
    choose(shop, customer, {Purpose.MESSAGES: True}, language="fr")
    with shop_scope(shop.id):
        set_switch("stop_words", is_on=False, by="user:1")
    says(shop, customer, "stop")
    assert has_consent(shop.id, consent_name(customer.uid), Purpose.MESSAGES)
    with shop_scope(shop.id):
        assert RightsRequest.objects.filter(kind="withdrawal", state="open").count() == 1


def test_an_old_chat_takes_back_no_younger_consent_and_nobody_waits_for_an_answer_to_it() -> None:
    shop, customer, _order = a_customer_of("consent-old")
    choose(shop, customer, {Purpose.MESSAGES: True}, language="fr")
    says(shop, customer, "stop", at=timedelta(days=30))
    assert has_consent(shop.id, consent_name(customer.uid), Purpose.MESSAGES)
    with shop_scope(shop.id):
        assert not RightsRequest.objects.exists()


def give(shop: ShopContext, *, budget: Decimal = Decimal(5000)) -> None:
    """Ten percent, 500 at most, for sixty days."""
    terms = {"percent": 10, "valid_days": 60}
    set_benefit(shop.id, is_on=True, ceiling=Decimal(500), budget=budget, by="user:1", **terms)


def test_who_agrees_gets_the_code_once_and_who_refuses_loses_nothing_else() -> None:
    shop, customer, _order = a_customer_of("benefit-once")
    give(shop)
    for _again in range(3):
        choose(shop, customer, {Purpose.RECOMMENDATION: True}, language="fr")
        choose(shop, customer, {Purpose.RECOMMENDATION: False}, language="fr")
    with shop_scope(shop.id):
        (grant,) = BenefitGrant.objects.select_related("code")
        decision = Decision.objects.get(uid=grant.decision_uid)
    code = grant.code
    assert replays(decision.candidates, decision.output) is True
    assert (code.discount, code.most_discount, code.most_uses, code.most_per_customer) == (10, 500, 1, 1)
    assert code.is_paused, "it was not used when the consent was taken back"


def test_what_was_spent_stays_after_the_consent_was_taken_back() -> None:
    shop, customer, _order = a_customer_of("benefit-spent")
    give(shop)
    choose(shop, customer, {Purpose.RECOMMENDATION: True}, language="fr")
    with shop_scope(shop.id):
        PlaylistCode.objects.update(uses=1, given=300)
    choose(shop, customer, {Purpose.RECOMMENDATION: False}, language="fr")
    with shop_scope(shop.id):
        assert not PlaylistCode.objects.get().is_paused
    assert end_unspent(shop.id) == 0


def test_the_lot_holds_one_in_five_out() -> None:
    drawn = [arm_drawn(seed) for seed in range(5000)]
    assert 0.18 < drawn.count("held_out") / len(drawn) < 0.22


def test_coming_and_going_does_not_change_what_chance_drew(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = make_shop("benefit-lot")
    give(shop, budget=Decimal(1_000_000))
    people = [make_customer(shop, phone=f"05501{number:05d}") for number in range(6)]
    held = {consent_name(one.uid) for one in people[::2]}
    arms = iter(["held_out", "used"] * 3)
    monkeypatch.setattr("transparency.benefits.services.arm_drawn", lambda _seed: next(arms))
    for one in people:
        for agrees in (True, False, True):
            choose(shop, one, {Purpose.RECOMMENDATION: agrees}, language="fr")
    with shop_scope(shop.id):
        rows = Consent.objects.filter(withdrawn_at=None, proof__held_out=True)
        assert set(rows.values_list("visitor", flat=True)) == held


def test_no_more_is_promised_than_was_set_aside() -> None:
    shop = make_shop("benefit-budget")
    give(shop, budget=Decimal(1200))
    people = [make_customer(shop, phone=f"05502{number:05d}") for number in range(4)]
    for one in people:
        choose(shop, one, {Purpose.RECOMMENDATION: True}, language="fr")
    with shop_scope(shop.id):
        assert BenefitGrant.objects.count() == 2
    assert may_give(budget=Decimal(1000), spent=Decimal(0), promised=1, ceiling=Decimal(500))
    assert not may_give(budget=Decimal(1000), spent=Decimal(1), promised=1, ceiling=Decimal(500))


def test_switched_off_nothing_is_given_and_choices_are_noted() -> None:
    shop, customer, _order = a_customer_of("benefit-off")
    give(shop)
    with shop_scope(shop.id):
        set_switch("consent_benefit", is_on=False, by="user:1")
    choose(shop, customer, {Purpose.RECOMMENDATION: True}, language="fr")
    assert grant_for(shop, customer) is None
    assert has_consent(shop.id, consent_name(customer.uid), Purpose.RECOMMENDATION)
    assert review(shop) is None


@pytest.mark.parametrize(
    ("gain", "cost", "verdict"), [(500.0, 50.0, "pays"), (0.0, 400.0, "costs_more"), (60.0, 50.0, "unproven")]
)
def test_the_benefit_is_judged_by_the_arms_that_chance_drew(gain: float, cost: float, verdict: str) -> None:
    held = [100.0 + 10 * (n % 7) for n in range(60)]
    used = [margin + gain + (400 * (n % 2) - 200) * (verdict == "unproven") for n, margin in enumerate(held)]
    worth = worth_of(used, held, cost)
    assert worth.verdict == verdict
    assert worth_of(used[:10], held, cost).verdict == "unproven"


def test_a_benefit_that_costs_more_than_it_brings_stops_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    shop, customer, _order = a_customer_of("benefit-stops")
    give(shop)
    choose(shop, customer, {Purpose.RECOMMENDATION: True}, language="fr")
    rows = [(arm, 1, 100.0, 1) for arm in ("used", "held_out") for _one in range(40)]
    monkeypatch.setattr("transparency.benefits.services.margins", lambda *_given: rows)
    with shop_scope(shop.id):
        code = PlaylistCode.objects.get()
        code.code_uses.create(
            shop_id=shop.id, used_at=timezone.now(), used_on=timezone.localdate(), discount=400
        )
    worth = review(shop)
    assert worth is not None
    assert worth.verdict == "costs_more"
    found = benefit_of(shop.id)
    assert found is not None
    assert found.stopped_because == "costs_more"
    with shop_scope(shop.id):
        decision = Decision.objects.get(reason_code="benefit_costs_more")
    assert replays(decision.candidates, decision.output) is True
