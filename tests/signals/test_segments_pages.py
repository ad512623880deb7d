"""The pages of segments: what an owner sees and answers, what a viewer may not, and the log of it all."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from attribution.kpis.services import recompute_all
from shop_ai.demo.offers import show_offers
from shop_ai.lib.tenancy import shop_scope
from signals.scores.models import ProductCost
from signals.segments.contact import contactable
from signals.segments.models import ProposalState, SegmentAssignment, SegmentCampaign, SegmentSettings
from signals.segments.services import compute_segments, propose_again
from tests.catalog.pages import Desk, make_desk
from tests.signals.segment_shop import AS_OF, NOW, a_street, agree, slot
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def desk() -> Desk:
    """Six regular customers of two dresses, twelve inactive ones who all agreed to messages."""
    desk = make_desk()
    people = a_street(desk.shop, new=2, regular=6, inactive=12)
    agree(desk.shop, people["inactive"])
    with shop_scope(desk.shop.id):
        SegmentSettings.objects.create(monthly_cap=5000)
    compute_segments(desk.shop.id, AS_OF)
    return desk


def accept(desk: Desk, segment: str, number: int, **body: Any) -> Any:
    found = slot(desk.shop, segment, number)
    page = {
        "window_days": 14,
        **{f"message_{code}": "{name} {product} {price}" for code in ("fr", "ar", "en")},
    }
    return desk.post("segment-accept", page | body, by=desk.manager, uid=found.uid)


def the_campaign(desk: Desk) -> SegmentCampaign:
    with shop_scope(desk.shop.id):
        found: SegmentCampaign = SegmentCampaign.objects.get()
        return found


def test_an_empty_page_teaches_what_segments_are() -> None:
    page = make_desk().get("segments")
    assert "No segments yet" in page


def test_three_segments_with_people_value_and_movement(desk: Desk) -> None:
    page = desk.get("segments", by=desk.viewer)
    assert "20 customers in all." in page
    assert 'href="/shops/boutique/customers/?segment=inactive">12</a>' in page
    assert "At least one delivered order, the last 60 days ago or more." in page
    assert "6 from: Not yet a customer" in page


def test_the_sheet_has_a_line_a_segment(desk: Desk) -> None:
    lines = desk.get("segments-csv", "raw=1").splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [["New", "2"], ["Regular", "6"], ["Inactive", "12"]]


def test_a_proposal_shows_rule_reason_stock_margin_and_message(desk: Desk) -> None:
    page = desk.get("segment-proposal", uid=slot(desk.shop, "inactive", 2).uid)
    assert "it must bring 1.50 times the orders" in page
    assert "10 in stock" in page
    assert "margin 30.0%" in page
    assert "n = 0 of 30 held out" in page
    assert "instead of" in page


def test_viewers_and_agents_read_and_managers_answer(desk: Desk) -> None:
    found = slot(desk.shop, "inactive", 2)
    assert "Accept and prepare the list" not in desk.get("segment-proposal", by=desk.viewer, uid=found.uid)
    assert desk.post("segment-accept", {"window_days": 14}, uid=found.uid).status_code == 403
    assert desk.post("segment-refuse", {"cause": "not_now"}, uid=found.uid).status_code == 403
    assert "Accept and prepare the list" in desk.get("segment-proposal", by=desk.manager, uid=found.uid)


def test_accepting_starts_a_campaign_with_a_tenth_held_out(desk: Desk) -> None:
    assert accept(desk, "inactive", 2).status_code == 302
    campaign = the_campaign(desk)
    assert (campaign.discount, campaign.ends_on - campaign.starts_on) == (0.1, timedelta(days=13))
    with shop_scope(desk.shop.id):
        held = list(SegmentAssignment.objects.values_list("is_held", flat=True))
    assert held.count(True) == 1
    assert slot(desk.shop, "inactive", 2).state == ProposalState.ACCEPTED


def test_the_list_holds_messages_for_those_offered_to_and_never_the_hold_out(desk: Desk) -> None:
    accept(desk, "inactive", 2)
    campaign = the_campaign(desk)
    with shop_scope(desk.shop.id):
        held = SegmentAssignment.objects.select_related("customer").get(is_held=True).customer.uid.hex[:8]
        offered = SegmentAssignment.objects.filter(is_held=False).count()
    sheet = desk.get("segment-campaign-csv", "raw=1", uid=campaign.uid)
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert len(rows) == offered
    assert held not in {row["Code"] for row in rows}
    assert rows[0]["WhatsApp link"].startswith("https://wa.me/213550")
    page = desk.get("segment-campaign-people", uid=campaign.uid)
    assert held not in page
    assert desk.viewer.get(desk.url("segment-campaign-csv", uid=campaign.uid)).status_code == 403


def test_a_message_with_an_unknown_mark_comes_back_with_what_was_typed(desk: Desk) -> None:
    answer = accept(desk, "inactive", 2, message_fr="Bonjour {prenom}")
    assert answer.status_code == 422
    assert "Nothing fills in “{prenom}”" in answer.content.decode()
    assert "Bonjour {prenom}" in answer.content.decode()


def test_nobody_is_written_to_without_agreement(desk: Desk) -> None:
    answer = accept(desk, "new", 1)
    page = desk.manager.get(answer.headers["Location"]).content.decode()
    with shop_scope(desk.shop.id):
        assert SegmentCampaign.objects.count() == 0
    assert "agreed to messages yet" in page or "fits nobody now" in page


def test_agreement_is_noted_in_the_list_and_can_be_taken_back(desk: Desk) -> None:
    page = desk.get("segments-people", "can=no", segment_code="regular")
    picked = [part.split('"')[0] for part in page.split('name="pick" value="')[1:]]
    assert len(picked) == 6
    answer = desk.post("segments-agreed", {"pick": picked, "agrees": "yes"}, segment_code="regular")
    assert answer.status_code == 302
    assert "Nothing matches" in desk.get("segments-people", "can=no", segment_code="regular")
    desk.post("segments-agreed", {"pick": picked[:2], "agrees": "no"}, segment_code="regular")
    assert desk.get("segments-people", "can=no", segment_code="regular").count('name="pick"') == 2


def test_an_agreement_noted_for_nobody_says_why(desk: Desk) -> None:
    page = desk.get("segments-people", "can=yes", segment_code="inactive")
    picked = [part.split('"')[0] for part in page.split('name="pick" value="')[1:]]
    for pick, agrees, words in ((picked, "yes", "agreed already"), ([], "no", "no customer was ticked")):
        desk.post("segments-agreed", {"pick": pick, "agrees": agrees}, segment_code="inactive")
        assert words in desk.get("segments-people", segment_code="inactive")


def test_names_stay_sealed_for_viewers(desk: Desk) -> None:
    assert "Amina" in desk.get("segments-people", segment_code="inactive")
    assert "Amina" not in desk.get("segments-people", by=desk.viewer, segment_code="inactive")
    assert "Amina" not in desk.get("segments-people-csv", by=desk.viewer, segment_code="inactive")


def test_a_refusal_is_remembered_for_thirty_days(desk: Desk) -> None:
    before = slot(desk.shop, "new", 1)
    desk.post("segment-refuse", {"cause": "wrong_product"}, by=desk.manager, uid=before.uid)
    propose_again(desk.shop.id)
    after = slot(desk.shop, "new", 1)
    assert after.uid != before.uid
    assert before.products[0] not in after.products
    with shop_scope(desk.shop.id):
        refusal = Decision.objects.get(reason_code="segment_offer_refused")
    assert "Why you refused" in desk.get("segments")
    assert refusal.output == {"cause": "wrong_product", "until": "2026-12-20"}


def test_later_waits_a_week(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = slot(desk.shop, "new", 1)
    desk.post("segment-later", {}, by=desk.manager, uid=found.uid)
    propose_again(desk.shop.id)
    assert slot(desk.shop, "new", 1).uid == found.uid
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=8))
    propose_again(desk.shop.id)
    assert slot(desk.shop, "new", 1).state == ProposalState.OPEN


def test_off_means_no_proposal_and_no_list(desk: Desk) -> None:
    accept(desk, "inactive", 2)
    campaign = the_campaign(desk)
    with shop_scope(desk.shop.id):
        set_switch("segment_offers", is_on=False, by="test")
    page = desk.get("segments")
    assert "switched off" in page
    assert "What to offer" not in page
    answer = desk.agent.get(desk.url("segment-campaign-csv", uid=campaign.uid))
    assert answer.status_code == 302
    assert compute_segments(desk.shop.id, AS_OF)["proposals"] == 0


def test_a_stopped_offer_hands_out_nothing_more(desk: Desk) -> None:
    accept(desk, "inactive", 2)
    campaign = the_campaign(desk)
    desk.post("segment-campaign-stop", {}, by=desk.manager, uid=campaign.uid)
    assert desk.agent.get(desk.url("segment-campaign-people", uid=campaign.uid)).status_code == 302
    assert "Stopped" in desk.get("segment-campaign", uid=campaign.uid)


def test_settings_hold_and_are_in_the_log(desk: Desk) -> None:
    body = {
        "inactive_after_days": 100,
        "monthly_cap": "5000",
        "window_days": 7,
        "spend_1": "3000",
        "perk_1": "gift",
        "spend_2": "",
        "perk_2": "gift",
        "spend_3": "",
        "perk_3": "gift",
    }
    assert desk.post("segments-settings", body, by=desk.manager).status_code == 302
    propose_again(desk.shop.id)
    with shop_scope(desk.shop.id):
        kept = SegmentSettings.objects.get()
        assert Decision.objects.filter(reason_code="segment_settings_changed").count() == 1
    assert (kept.tiers, kept.monthly_cap, kept.window_days) == ([["3000.00", "gift"]], 5000, 7)
    assert "the last 100 days ago or more" in desk.get("segments")
    assert (
        desk.post("segments-settings", body | {"inactive_after_days": 13}, by=desk.manager).status_code == 422
    )


def test_the_first_page_names_the_next_offers(desk: Desk) -> None:
    recompute_all(desk.shop.id)
    page = desk.get("today")
    assert "What to offer next" in page
    assert desk.url("segment-proposal", uid=slot(desk.shop, "inactive", 2).uid) in page


def test_the_simulated_shop_can_try_its_offers() -> None:
    desk = make_desk()
    people = a_street(desk.shop, inactive=9)
    with shop_scope(desk.shop.id):
        ProductCost.objects.all().delete()
    show_offers(desk.shop)
    assert len(contactable(desk.shop.id, [one.pk for one in people["inactive"]])) == 6
    with shop_scope(desk.shop.id):
        assert ProductCost.objects.count() == 2


def test_the_page_asks_the_database_a_fixed_number_of_times(desk: Desk) -> None:
    before = desk.queries("segments")
    people = a_street(make_desk("autre").shop, new=1)
    assert people["new"]
    assert desk.queries("segments") == before <= 14
