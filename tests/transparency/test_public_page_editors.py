"""The owner's side: how complete the page is, one click for what is missing, the editors, taking a change back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from catalog.shops.directory import shop_by_id
from catalog.shops.services import write_public_profile
from tests.catalog.pages import Desk, make_desk
from transparency.public_page.completeness import completeness
from transparency.public_page.profile import LANGUAGES, TEXTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def profile(desk: Desk) -> dict[str, Any]:
    shop = shop_by_id(desk.shop.id)
    assert shop is not None
    return shop.public_profile


def post(desk: Desk, name: str, body: dict[str, Any], **kwargs: Any) -> Any:
    return desk.post(name, body, by=desk.manager, **kwargs)


def test_an_empty_page_offers_a_click_for_what_can_be_known(desk: Desk) -> None:
    page = desk.get("public-page", by=desk.manager)
    assert "0 % complete" in page
    for words in ("Announce 2 hours", "Saturday to Thursday, 09:00–18:00", "Take the usual text"):
        assert words in page


def test_a_viewer_reads_and_is_offered_nothing(desk: Desk) -> None:
    page = desk.get("public-page", by=desk.viewer)
    assert "Still missing" in page
    assert "Take the usual text" not in page


def test_clicks_alone_bring_the_page_as_far_as_a_machine_can_know(desk: Desk) -> None:
    for code in ("name", "delay", "hours", "in_charge", "legal_name", *(f"text-{code}" for code in TEXTS)):
        post(desk, "public-page-mend", {"code": code})
    found = completeness(profile(desk), desk.shop.language)
    left = {item.code for item in found.missing}
    assert left <= {"name", "in_charge", "reach", "email", "address", "register", "tax_number", "cnrc"}
    assert set(profile(desk)["rules_texts"]["returns"]) == set(LANGUAGES)


@pytest.mark.parametrize("code", ["", "tax_number", "junk", "delay"])
def test_a_click_for_what_is_there_or_cannot_be_known_writes_nothing(desk: Desk, code: str) -> None:
    write_public_profile(desk.shop.id, {"contact": {"delay_minutes": 60}})
    post(desk, "public-page-mend", {"code": code})
    assert profile(desk) == {"contact": {"delay_minutes": 60}}


def test_missing_languages_come_from_the_answers_and_free_words_stay(desk: Desk) -> None:
    given = {
        "rules": {"returns": "À moi", "guarantee": "Libre"},
        "rules_texts": {"returns": {"fr": "À moi"}},
        "rules_answers": {"returns": {"days": 9}},
    }
    write_public_profile(desk.shop.id, given)
    post(desk, "public-page-mend", {"code": "languages"})
    texts = profile(desk)["rules_texts"]
    assert texts["returns"]["fr"] == "À moi"
    assert set(texts["returns"]) == set(LANGUAGES)
    assert "guarantee" not in texts


def test_contact_is_kept_with_numbers_that_can_be_called(desk: Desk, client: Client) -> None:
    body = {"name": "Amina", "phone": "0550 00 00 01", "whatsapp": "", "delay_minutes": "120"}
    assert post(desk, "public-page-contact", body).status_code == 302
    assert profile(desk)["contact"] == {"name": "Amina", "phone": "+213550000001", "delay_minutes": 120}
    page = client.get(f"/t/{desk.shop.slug}/?lang=en").content.decode()
    assert "A person answers within 2 hours while we are open." in page
    wrong = post(desk, "public-page-contact", {"phone": "12"}).content.decode()
    assert "no phone number that can be called" in wrong


def test_hours_with_a_break_and_in_ramadan_are_kept(desk: Desk) -> None:
    body = {
        **dict(zip((f"hours_sun_{n}" for n in range(4)), ["09:00", "12:00", "14:00", "18:00"], strict=True)),
        "hours_ramadan_sun_0": "20:00",
        "hours_ramadan_sun_1": "01:00",
        "on_holidays": "on",
    }
    assert post(desk, "public-page-hours", body).status_code == 302
    assert profile(desk) == {
        "hours": {"sun": ["09:00", "12:00", "14:00", "18:00"]},
        "hours_ramadan": {"sun": ["20:00", "01:00"]},
        "on_holidays": True,
    }
    assert 'value="14:00"' in desk.get("public-page-hours", by=desk.manager)


@pytest.mark.parametrize(
    "body",
    [
        {"hours_sun_0": "09:00"},
        {"hours_sun_0": "09:00", "hours_sun_1": "09:00"},
        {"hours_sun_2": "14:00", "hours_sun_3": "18:00"},
        {"hours_sun_0": "09:00", "hours_sun_1": "15:00", "hours_sun_2": "14:00", "hours_sun_3": "18:00"},
        {"hours_sun_0": "nine", "hours_sun_1": "18:00"},
    ],
)
def test_hours_that_make_no_day_are_refused(desk: Desk, body: dict[str, str]) -> None:
    answer = post(desk, "public-page-hours", body)
    assert answer.status_code == 200
    assert "field__error" in answer.content.decode()
    assert profile(desk) == {}


def test_days_off_are_added_and_removed(desk: Desk) -> None:
    post(desk, "public-page-away", {"start": "2026-12-01", "end": "2026-12-05", "why": "Inventaire"})
    assert profile(desk)["away"] == [{"from": "2026-12-01", "to": "2026-12-05", "why": "Inventaire"}]
    wrong = post(desk, "public-page-away", {"start": "2026-12-05", "end": "2026-12-01"})
    assert "The last day comes after the first" in wrong.content.decode()
    post(desk, "public-page-away", {"remove": "2026-12-01"})
    assert profile(desk) == {}


def test_each_automation_may_have_its_own_person(desk: Desk, client: Client) -> None:
    post(
        desk, "public-page-charge", {"everybody": "Amina", "of_best_sellers": "Karim", "of_measurement": " "}
    )
    assert profile(desk)["in_charge"] == {"*": "Amina", "best_sellers": "Karim"}
    page = client.get(f"/t/{desk.shop.slug}/?lang=en").content.decode()
    assert "Karim" in page
    assert "Amina" in page


def test_the_merchants_identity_stands_on_the_legal_notice(desk: Desk, client: Client) -> None:
    body = {
        "name": "SARL Yasmine",
        "address": "12 rue Didouche, Alger",
        "register_kind": "rc",
        "register": "16/00-0000001 B 26",
        "tax_number": "000016000000001",
        "cnrc": "registered",
        "cnrc_number": "42",
    }
    assert post(desk, "public-page-legal", body).status_code == 302
    page = client.get(f"/t/{desk.shop.slug}/legal?lang=en").content.decode()
    for said in (
        "SARL Yasmine",
        "12 rue Didouche, Alger",
        "16/00-0000001 B 26",
        "000016000000001",
        "registered, no. 42",
    ):
        assert said in page


def test_a_text_is_made_of_answers_then_changed_then_saved(desk: Desk) -> None:
    body = {"q_accepts": "on", "q_days": "9", "q_condition": "any", "q_gets": "money", "q_pays": "shop"}
    draft = post(desk, "public-page-text", {**body, "make": "1"}, text="returns").content.decode()
    assert "within 9 days of receiving it" in draft
    assert "not yet saved" in draft
    assert profile(desk) == {}
    saved = post(desk, "public-page-text", {**body, "text_fr": "Neuf jours."}, text="returns")
    assert saved.status_code == 302
    assert profile(desk)["rules"] == {"returns": "Neuf jours."}
    assert profile(desk)["rules_answers"]["returns"]["days"] == 9
    again = desk.get("public-page-text", by=desk.manager, text="returns")
    assert "Neuf jours." in again
    assert 'value="9"' in again


def test_a_text_that_promises_too_much_is_told_so(desk: Desk) -> None:
    body = {"q_fault": "replace", "q_months": "6", "text_fr": "Guérit l’eczéma."}
    post(desk, "public-page-text", body, text="guarantee")
    assert "guérit" in desk.get("public-page-text", by=desk.manager, text="guarantee").lower()
    assert "What the check of texts finds" in desk.get("public-page-text", by=desk.manager, text="guarantee")


def test_an_unknown_text_is_not_found(desk: Desk) -> None:
    assert desk.manager.get(desk.url("public-page-text", text="nothing")).status_code == 404


def test_a_change_is_taken_back_with_its_author_beside_it(desk: Desk) -> None:
    post(desk, "public-page-contact", {"name": "Amina"})
    post(desk, "public-page-contact", {"name": "Karim"})
    page = desk.get("public-page-changes", by=desk.manager)
    assert "As it was before" in page
    assert "manager@boutique.example" in page or "Manager" in page
    assert post(desk, "public-page-restore", {"number": "1"}).status_code == 302
    assert profile(desk)["contact"] == {"name": "Amina"}
    for junk in ("", "x", "99", "9" * 30):
        assert post(desk, "public-page-restore", {"number": junk}).status_code == 404
