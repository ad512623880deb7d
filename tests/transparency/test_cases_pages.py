"""Pages of cases: what customers write and follow, and what the team does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from catalog.limits.services import Use
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.pages import Desk, make_desk
from transparency.cases import public
from transparency.cases.links import Ask, case_token
from transparency.cases.models import Case, CaseTemplate, Kind, Outcome, Place, State
from transparency.cases.opening import NewCase, open_case
from transparency.cases.personal import Asker
from transparency.ledger.holds import is_held

pytestmark = pytest.mark.django_db
UNKNOWN = "0" * 32


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def all_cases(desk: Desk) -> list[Case]:
    with shop_scope(desk.shop.id):
        return list(Case.objects.order_by("pk"))


def write(desk: Desk, client: Client, **given: Any) -> Any:
    address = f"/t/{desk.shop.slug}/adviser"
    page = client.get(f"{address}?from=widget&visitor=visitor-0000000001&lang=en").content.decode()
    signed = re.search(r'name="ask" value="([^"]+)"', page)
    assert signed is not None
    body = {"ask": signed[1], "kind": "question", "message": "Où est mon colis ?"} | given
    return client.post(f"{address}?lang=en", body)


def test_a_customer_asks_and_reads_the_answer_without_an_account(desk: Desk, client: Client) -> None:
    answer = write(desk, client, contact="0550 12 34 56", name="Lila")
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Your message no. 1" in page
    assert "Où est mon colis ?" in page
    assert "nothing automatic happens for you here" in page
    (case,) = all_cases(desk)
    assert (case.place, case.visitor, case.kind) == (Place.WIDGET, "visitor-0000000001", Kind.QUESTION)
    with shop_scope(desk.shop.id):
        assert is_held("visitor:visitor-0000000001")
    desk.post("case-answer", {"text": "Il arrive demain."}, uid=case.uid)
    page = client.get(answer["Location"]).content.decode()
    assert "Il arrive demain." in page
    assert "Did the answer help you?" in page
    client.post(answer["Location"], {"satisfaction": "good"})
    client.post(answer["Location"], {"text": "Merci, et l'autre ?"})
    (case,) = all_cases(desk)
    assert (case.satisfaction, case.state) == ("good", State.NEW)


def test_the_pages_of_customers_are_kept_by_nobody_on_the_way(desk: Desk, client: Client) -> None:
    case = open_case(desk.shop, NewCase(message="?"))
    for address in (f"/t/{desk.shop.slug}/adviser", f"/t/{desk.shop.slug}/cases/{case_token(case)}"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert len(answer.content) < 60_000
        assert b"<script" not in answer.content


def test_a_robot_is_thanked_and_nothing_is_kept(desk: Desk, client: Client) -> None:
    answer = write(desk, client, website="https://spam.example")
    assert (answer.status_code, all_cases(desk)) == (200, [])
    assert b"Thank you" in answer.content


def test_a_form_that_we_did_not_sign_opens_nothing(desk: Desk, client: Client) -> None:
    other = make_desk("voisine")
    for ask in ("", "junk", Ask(other.shop.id).signed()):
        answer = client.post(f"/t/{desk.shop.slug}/adviser", {"ask": ask, "kind": "question", "message": "?"})
        assert answer.status_code == 422
    assert all_cases(desk) == []


def test_what_was_typed_is_kept_when_something_is_wrong(desk: Desk, client: Client) -> None:
    answer = write(desk, client, contact="12", message="Mon long message")
    assert answer.status_code == 422
    assert "Mon long message" in answer.content.decode()
    assert "neither a complete phone number" in answer.content.decode()


def test_too_many_messages_from_one_place_are_refused(
    desk: Desk, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "count_use", lambda *_parts: Use(False, 60))
    answer = write(desk, client)
    assert (answer.status_code, all_cases(desk)) == (429, [])


def test_the_answer_is_the_same_whether_the_order_exists(desk: Desk, client: Client) -> None:
    first, second = (write(desk, client, order_number=number) for number in ("A-1", "nowhere"))
    assert first.status_code == second.status_code == 302
    pages = [client.get(answer["Location"]).content.decode() for answer in (first, second)]
    assert [("A-1" in page, "nowhere" in page) for page in pages] == [(False, False), (False, False)]


@pytest.mark.parametrize("token", ["junk", "a:b:c", "é"])
def test_a_forged_link_leads_nowhere(desk: Desk, client: Client, token: str) -> None:
    assert client.get(f"/t/{desk.shop.slug}/cases/{token}").status_code == 404


def test_the_link_of_one_shop_opens_nothing_in_another(desk: Desk, client: Client) -> None:
    other, case = make_desk("voisine"), open_case(desk.shop, NewCase(message="?"))
    assert client.get(f"/t/{other.shop.slug}/cases/{case_token(case)}").status_code == 404


def test_a_case_in_arabizi_is_followed_in_the_shops_language(desk: Desk, client: Client) -> None:
    case = open_case(desk.shop, NewCase(message="nhab nahder m3a wahed", language="arabizi"))
    page = client.get(f"/t/{desk.shop.slug}/cases/{case_token(case)}")
    assert page.status_code == 200
    assert 'lang="fr"' in page.content.decode()


def test_a_note_of_the_team_is_not_for_the_customer(desk: Desk, client: Client) -> None:
    case = open_case(desk.shop, NewCase(message="?"))
    desk.post("case-note", {"text": "client difficile"}, uid=case.uid)
    assert "client difficile" in desk.get("case", uid=case.uid)
    page = client.get(f"/t/{desk.shop.slug}/cases/{case_token(case)}").content.decode()
    assert "client difficile" not in page


def test_the_empty_queue_says_how_a_case_begins(desk: Desk) -> None:
    page = desk.get("cases")
    assert "Nobody waits for a person" in page
    assert "Conseiller" in page


def test_the_queue_shows_names_to_those_who_may_see_them(desk: Desk) -> None:
    open_case(desk.shop, NewCase(asker=Asker(name="Zineb Canari"), message="?"))
    assert "Zineb Canari" in desk.get("cases")
    assert "Zineb Canari" not in desk.get("cases", by=desk.viewer)
    assert "Zineb Canari" not in desk.get("cases-csv", "raw=1")


def test_a_viewer_reads_no_words_and_may_do_nothing(desk: Desk) -> None:
    case = open_case(desk.shop, NewCase(asker=Asker(phone="+213550445566"), message="mes mots"))
    page = desk.get("case", by=desk.viewer, uid=case.uid)
    assert "mes mots" not in page
    assert "0550 44 55 66" not in page
    assert desk.post("case-release", {}, by=desk.viewer, uid=case.uid).status_code == 403


def test_filters_narrow_the_queue(desk: Desk) -> None:
    open_case(desk.shop, NewCase(kind=Kind.COMPLAINT, message="?"))
    open_case(desk.shop, NewCase(kind=Kind.DATA, message="?"))
    assert desk.get("cases-csv", "kind=complaint&raw=1").count("\n") == 2
    assert desk.get("cases-csv", "view=closed&raw=1").count("\n") == 1
    assert desk.get("cases-csv", "q=2&raw=1").count("\n") == 2
    assert desk.get("cases-csv", "view=held&raw=1").count("\n") == 3


def test_closing_says_what_came_of_it_and_who_decided(desk: Desk) -> None:
    case = open_case(desk.shop, NewCase(kind=Kind.CONTEST, message="?"))
    refused = desk.post("case-close", {"outcome": Outcome.CORRECTED}, uid=case.uid)
    assert refused.status_code == 422
    assert "Say in a sentence" in refused.content.decode()
    desk.post("case-close", {"outcome": "corrected", "text": "Rendu.", "releases": "on"}, uid=case.uid)
    (closed,) = all_cases(desk)
    assert (closed.state, closed.outcome, closed.released_at is None) == (State.CLOSED, "corrected", False)
    assert "Closed: Corrected" in desk.get("case", uid=case.uid)


def test_a_reply_begins_an_answer_with_the_customers_name(desk: Desk) -> None:
    case = open_case(desk.shop, NewCase(asker=Asker(name="Lila"), message="?"))
    page = desk.get("case", "reply=received&in=fr", uid=case.uid)
    assert "Bonjour Lila, je suis là et je lis votre message (n° 1)." in page
    nameless = open_case(desk.shop, NewCase(message="?"))
    assert "Bonjour, je suis là" in desk.get("case", "reply=received&in=fr", uid=nameless.uid)


def test_replies_stand_together_by_language(desk: Desk) -> None:
    page = desk.get("case-replies", by=desk.manager)
    assert [page.count(f"<bdi>{name}</bdi></h2>") for name in ("Français", "العربية", "English")] == [1, 1, 1]
    assert page.count("Darija</h2>") == 1


def test_the_shop_writes_replies_of_its_own_over_those_that_come(desk: Desk) -> None:
    body = {"title": "Bien reçu", "language": "ar", "text": "Salut {name} !"}
    address: dict[str, Any] = {"reply_code": "received", "reply_language": "fr"}
    assert desk.post("case-reply", body, by=desk.manager, **address).status_code == 302
    with shop_scope(desk.shop.id):
        assert CaseTemplate.objects.get().language == "fr"
    desk.post("case-reply-away", {"action": "away"}, by=desk.manager, **address)
    case = open_case(desk.shop, NewCase(message="?"))
    assert "reply=received&amp;in=fr" not in desk.get("case", uid=case.uid)
    assert desk.post("case-reply", body, **address).status_code == 403


def test_picked_cases_are_taken_together(desk: Desk) -> None:
    made = [open_case(desk.shop, NewCase(message="?")) for _n in range(3)]
    desk.post("cases-take", {"pick": [case.uid.hex for case in made[:2]] + ["junk"]})
    assert [case.assignee_id is None for case in all_cases(desk)] == [False, False, True]


@pytest.mark.parametrize(("picked", "words"), [([], "no case was ticked"), ([UNKNOWN], "none of the ticked")])
def test_taking_nothing_says_why_nothing_was_changed(desk: Desk, picked: list[str], words: str) -> None:
    desk.post("cases-take", {"pick": picked})
    page = desk.get("cases")
    assert words in page
    assert "0 cases" not in page


@pytest.mark.parametrize("wanted", ["999999", "9" * 40, "somebody"])
def test_a_case_is_given_to_people_of_the_list_only(desk: Desk, wanted: str) -> None:
    case = open_case(desk.shop, NewCase(message="?"))
    desk.post("cases-take", {"pick": [case.uid.hex]})
    desk.post("case-give", {"assignee": wanted, "kind": "data"}, uid=case.uid)
    assert "choose somebody from the list" in desk.get("case", uid=case.uid)
    (kept,) = all_cases(desk)
    assert (kept.assignee_id is None, kept.kind) == (False, Kind.QUESTION)


def test_releasing_a_second_time_says_that_it_is_released_already(desk: Desk) -> None:
    case = open_case(desk.shop, NewCase(message="?"))
    desk.post("case-release", {}, uid=case.uid)
    assert "Released: automations" in desk.get("case", uid=case.uid)
    desk.post("case-release", {}, uid=case.uid)
    assert "It is released already" in desk.get("case", uid=case.uid)


def test_the_settings_are_kept(desk: Desk) -> None:
    body = {"answer_minutes": 60, "assignee": "", "has_letters": ""}
    assert desk.post("case-settings", body, by=desk.manager).status_code == 302
    assert 'value="60"' in desk.get("case-settings", by=desk.manager)
    assert desk.post("case-settings", body | {"answer_minutes": 1}, by=desk.manager).status_code == 422


def test_the_pages_ask_as_much_of_one_case_as_of_many(desk: Desk) -> None:
    def opened(shop: ShopContext, n: int) -> None:
        for number in range(n):
            open_case(shop, NewCase(asker=Asker(name=f"N{number}"), message="?"))

    opened(desk.shop, 2)
    before = desk.queries("cases")
    opened(desk.shop, 8)
    assert desk.queries("cases") == before <= 15
    assert desk.queries("case", uid=all_cases(desk)[0].uid) <= 15
