"""The page of proposals: cards with reasons, accept, edit, refuse, what was learnt; the same by the API."""

from __future__ import annotations

import re
from typing import Any

import pytest

from catalog.playlists.models import Playlist
from shop_ai.lib.tenancy import shop_scope
from signals.proposals.models import PlaylistProposal, ProposalLesson
from signals.proposals.services import propose_playlists
from tests.catalog.pages import Desk, make_desk
from tests.factories import log_in, make_api_key
from tests.signals.proposal_shop import AS_OF, furnish

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    desk = make_desk()
    furnish(desk.shop)
    propose_playlists(desk.shop.id, AS_OF)
    return desk


def first(desk: Desk) -> PlaylistProposal:
    with shop_scope(desk.shop.id):
        rows = PlaylistProposal.objects.filter(state="standing").order_by("-score")
        found: PlaylistProposal | None = rows.first()
    assert found
    return found


def test_a_card_shows_the_path_the_reasons_the_checks_and_what_is_expected(desk: Desk) -> None:
    page = desk.get("proposals")
    assert page.count('class="card stack proposal"') == 2
    assert "Hammam : par où commencer" in page
    assert "12 customers bought it and “" in page
    assert "12 delivered orders, none came back" in page
    assert "Not known yet: at least three playlists with 30 visitors each are needed to say." in page
    assert "Stock: at least 10 pieces of each" in page
    assert "Margin: at least 30% of each price stays" in page
    assert "Accept as a draft" not in page  # an agent decides nothing


def test_accepting_leads_to_the_draft(desk: Desk) -> None:
    found = first(desk)
    assert "Accept as a draft" in desk.get("proposals", by=desk.manager)
    assert desk.post("proposal-accept", {}, uid=found.uid).status_code == 403
    answer = desk.post("proposal-accept", {}, by=desk.manager, uid=found.uid)
    with shop_scope(desk.shop.id):
        playlist = Playlist.objects.get()
    assert answer.headers["Location"].endswith(f"/playlists/{playlist.slug}/")
    again = desk.post("proposal-accept", {}, by=desk.manager, uid=found.uid)
    assert again.headers["Location"] == desk.url("proposals")
    assert "To the playlist" in desk.get("proposal", by=desk.manager, uid=found.uid)


def test_a_path_is_changed_before_it_is_accepted(desk: Desk) -> None:
    found = first(desk)
    page = desk.get("proposal", by=desk.manager, uid=found.uid)
    kept = re.findall(r'name="(keep-\d+)"', page)
    assert len(kept) >= 3
    body: dict[str, Any] = {"edited": "1", "title": "Mon rituel", "language": "ar", kept[0]: "1"}
    body[kept[0].replace("keep", "step")] = "step_up"
    assert desk.post("proposal-accept", body, by=desk.manager, uid=found.uid).status_code == 302
    with shop_scope(desk.shop.id):
        playlist = Playlist.objects.get()
        assert (playlist.title, playlist.language) == ("Mon rituel", "ar")
        assert list(playlist.items.values_list("step", flat=True)) == ["step_up"]


def test_leaving_everything_out_is_no_path(desk: Desk) -> None:
    found = first(desk)
    body = {"edited": "1", "title": "Rien"}
    answer = desk.post("proposal-accept", body, by=desk.manager, uid=found.uid)
    assert answer.headers["Location"] == desk.url("proposal", uid=found.uid)
    with shop_scope(desk.shop.id):
        assert not Playlist.objects.exists()


def test_a_refusal_says_what_was_learnt_and_can_be_forgotten(desk: Desk) -> None:
    found = first(desk)
    assert desk.post("proposal-refuse", {"cause": "dull"}, by=desk.manager, uid=found.uid).status_code == 404
    answer = desk.manager.post(
        desk.url("proposal-refuse", uid=found.uid), {"cause": "does_not_fit"}, follow=True
    )
    page = answer.content.decode()
    assert "Refused. Learnt from it: No two of these are proposed together" in page
    assert "Learnt from your refusals" in page
    assert "These products do not fit together" in page
    with shop_scope(desk.shop.id):
        lesson = ProposalLesson.objects.get()
    assert desk.post("proposal-forget", {}, lesson=lesson.uid).status_code == 403
    assert desk.post("proposal-forget", {}, by=desk.manager, lesson=lesson.uid).status_code == 302
    assert "Learnt from your refusals" not in desk.get("proposals")
    assert desk.post("proposal-forget", {}, by=desk.manager, lesson=lesson.uid).status_code == 404


def test_the_sheet_has_a_line_a_product(desk: Desk) -> None:
    text = desk.agent.get(f"{desk.url('proposals-csv')}?raw").content.decode()
    lines = text.strip().split("\n")
    assert lines[0].startswith("Playlist,State,Why,Proposed,")
    assert sum(",SOAP,Savon noir," in line for line in lines) >= 1


def test_the_api_lists_and_decides(desk: Desk) -> None:
    found = first(desk)
    _key, secret = make_api_key(desk.shop, ["playlists:read", "playlists:write"])
    client, told = log_in(None), {"Authorization": f"Bearer {secret}"}
    rows = client.get("/api/v1/playlist-proposals?state=standing", headers=told).json()["data"]
    assert len(rows) == 2
    address = f"/api/v1/playlist-proposals/ppl_{found.uid.hex}"
    one = client.get(address, headers=told).json()
    assert (one["title"], one["expected"]) == (found.title, None)
    assert {place["step"] for place in one["places"]} == {"discovery", "proof", "step_up"}

    def decide(**body: str) -> Any:
        return client.post(f"{address}/decision", body, content_type="application/json", headers=told)

    assert decide(action="refuse", cause="dull").status_code == 422
    refused = decide(action="refuse", cause="low_margin").json()
    assert (refused["state"], refused["cause"]) == ("refused", "low_margin")
    assert decide(action="accept").status_code == 409


def test_the_page_asks_as_many_questions_however_many_cards(desk: Desk) -> None:
    many = desk.queries("proposals")
    with shop_scope(desk.shop.id):
        PlaylistProposal.objects.exclude(pk=first(desk).pk).delete()
    assert desk.queries("proposals") == many <= 13
    assert desk.queries("proposal", uid=first(desk).uid) <= 7
