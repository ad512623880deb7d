"""The night of proposals: read from orders, kept with their decision, ended when they no longer hold, learnt from."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest

from catalog.playlists.models import Playlist
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from signals.playlist_results.compute import outlook
from signals.proposals.deciding import (
    Edits,
    NothingLeft,
    NotStanding,
    accept_proposal,
    lift_lesson,
    refuse_proposal,
)
from signals.proposals.models import PlaylistProposal, ProposalLesson, ProposalRun
from signals.proposals.services import propose_playlists
from signals.proposals.words import expected_words
from signals.rollups.models import PlaylistVisitor, Reached
from signals.scores.models import ProductCost
from tests.catalog.pages import Desk, make_desk
from tests.factories import make_order, make_playlist, make_shop
from tests.signals.proposal_shop import AS_OF, furnish
from transparency.centre.replays import replay
from transparency.ledger.models import Decision
from transparency.ledger.selectors import verify_chain
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def products(desk: Desk) -> dict[str, Product]:
    return furnish(desk.shop)


def standing(desk: Desk) -> list[PlaylistProposal]:
    with shop_scope(desk.shop.id):
        rows = PlaylistProposal.objects.filter(state="standing").prefetch_related("places__product")
        return list(rows.order_by("-score", "pk"))


def skus(proposal: PlaylistProposal) -> list[tuple[str, str, str]]:
    return [(place.product.sku, place.step, place.reason_code) for place in proposal.places.all()]


def test_a_night_proposes_whole_paths_with_titles_and_reasons(
    desk: Desk, products: dict[str, Product]
) -> None:
    assert propose_playlists(desk.shop.id, AS_OF) == {"proposed": 2, "ended": 0}
    hammam, home = sorted(standing(desk), key=lambda one: one.theme)
    assert (hammam.title, home.title) == ("Hammam\u00a0: par où commencer", "Maison\u00a0: par où commencer")
    assert [step for _sku, step, _reason in skus(hammam)].count("proof") == 1
    assert len({sku for sku, _step, _reason in skus(hammam)}) == hammam.places.count()
    with shop_scope(desk.shop.id):
        values = [place.reason_values for place in hammam.places.all()]
    assert any(value.get("buyers") == 12 and value.get("title") for value in values)
    assert hammam.expected == {}
    assert hammam.expires_on == AS_OF + timedelta(days=22)


def test_running_again_proposes_nothing_twice_and_writes_no_second_decision(
    desk: Desk, products: dict[str, Product]
) -> None:
    propose_playlists(desk.shop.id, AS_OF)
    before = [one.uid for one in standing(desk)]
    assert propose_playlists(desk.shop.id, AS_OF) == {"proposed": 0, "ended": 0}
    assert [one.uid for one in standing(desk)] == before
    with shop_scope(desk.shop.id):
        assert Decision.objects.filter(automation="playlist_proposals").count() == 1


def test_every_decision_replays_bit_for_bit_and_the_log_is_whole(
    desk: Desk, products: dict[str, Product]
) -> None:
    propose_playlists(desk.shop.id, AS_OF)
    first, second = standing(desk)
    accept_proposal(desk.shop, first.uid, by="user:1")
    refuse_proposal(desk.shop, second.uid, "low_margin", by="user:1")
    propose_playlists(desk.shop.id, AS_OF + timedelta(days=1))
    with shop_scope(desk.shop.id):
        rows = list(Decision.objects.filter(automation="playlist_proposals").order_by("sequence"))
        assert [row.reason_code for row in rows][:3] == [
            "paths_proposed",
            "proposal_accepted",
            "proposal_refused",
        ]
        assert [replay(row) for row in rows] == [True] * len(rows)
        assert verify_chain().holds
        rows[0].output["proposed"][0]["score"] += 1e-6
        assert replay(rows[0]) is False


def test_switched_off_nothing_is_proposed_shown_or_decided(desk: Desk, products: dict[str, Product]) -> None:
    propose_playlists(desk.shop.id, AS_OF)
    (first, *_rest) = standing(desk)
    with shop_scope(desk.shop.id):
        set_switch("playlist_proposals", is_on=False, by="user:1")
        PlaylistProposal.objects.exclude(pk=first.pk).delete()
    assert propose_playlists(desk.shop.id, AS_OF) == {"proposed": 0, "ended": 0}
    with pytest.raises(NotStanding):
        accept_proposal(desk.shop, first.uid, by="user:1")
    page = desk.get("proposals")
    assert "Proposals are switched off" in page
    assert first.title not in page
    assert desk.agent.get(desk.url("proposal", uid=first.uid)).status_code == 404


def test_a_proposal_ends_when_stock_or_margin_no_longer_carry_it(
    desk: Desk, products: dict[str, Product]
) -> None:
    propose_playlists(desk.shop.id, AS_OF)
    with shop_scope(desk.shop.id):
        Product.objects.filter(sku="OIL").update(stock=1)
        ProductCost.objects.create(shop_id=desk.shop.id, product=products["lamp"], cost=2500)
    assert propose_playlists(desk.shop.id, AS_OF)["ended"] == 2
    with shop_scope(desk.shop.id):
        codes = set(PlaylistProposal.objects.filter(state="withdrawn").values_list("ended_code", flat=True))
    assert codes == {"ended_stock", "ended_margin"}


def test_a_proposal_expires_after_three_weeks(desk: Desk, products: dict[str, Product]) -> None:
    propose_playlists(desk.shop.id, AS_OF)
    propose_playlists(desk.shop.id, AS_OF + timedelta(days=22))
    with shop_scope(desk.shop.id):
        assert PlaylistProposal.objects.filter(state="expired", ended_code="ended_by_time").count() == 2


def test_what_is_hidden_held_or_sold_out_is_never_proposed(desk: Desk, products: dict[str, Product]) -> None:
    with shop_scope(desk.shop.id):
        Product.objects.filter(sku="CANDLE").update(is_active=False)
        Product.objects.filter(sku="SOAP").update(stock=0)
    propose_playlists(desk.shop.id, AS_OF)
    assert not {"CANDLE", "SOAP", "PACK"} & {sku for one in standing(desk) for sku, *_rest in skus(one)}


def test_a_live_playlist_keeps_its_own_products_from_being_proposed_again(
    desk: Desk, products: dict[str, Product]
) -> None:
    make_playlist(desk.shop, [products[name] for name in ("candle", "lamp", "rug")])
    propose_playlists(desk.shop.id, AS_OF)
    assert [one.theme for one in standing(desk)] == ["Hammam"]


def test_accepting_makes_a_draft_and_editing_changes_it(desk: Desk, products: dict[str, Product]) -> None:
    propose_playlists(desk.shop.id, AS_OF)
    first, second = standing(desk)
    made = accept_proposal(desk.shop, first.uid, by="user:1")
    assert made
    with shop_scope(desk.shop.id):
        playlist = Playlist.objects.get(pk=made.pk)
        assert (playlist.title, playlist.is_published) == (first.title, False)
        assert playlist.items.count() == first.places.count()
    with pytest.raises(NotStanding):
        accept_proposal(desk.shop, first.uid, by="user:1")
    places = [place.product_id for place in second.places.all()]
    with pytest.raises(NothingLeft):
        accept_proposal(desk.shop, second.uid, by="user:1", edits=Edits(left_out=places))
    edits = Edits("Chez moi", "ar", left_out=places[:1], moved={places[-1]: "proof"})
    changed = accept_proposal(desk.shop, second.uid, by="user:1", edits=edits)
    assert changed
    with shop_scope(desk.shop.id):
        assert (changed.title, changed.language) == ("Chez moi", "ar")
        rows = dict(changed.items.values_list("product_id", "step"))
        assert places[0] not in rows
        assert rows[places[-1]] == "proof"
        decision = Decision.objects.get(reason_code="proposal_edited")
        assert replay(decision)


def test_a_refusal_is_learnt_from_until_it_is_taken_back(desk: Desk, products: dict[str, Product]) -> None:
    propose_playlists(desk.shop.id, AS_OF)
    home = next(one for one in standing(desk) if one.theme == "Maison")
    taught = refuse_proposal(desk.shop, home.uid, "not_in_season", by="user:1")
    assert taught
    assert [(one.kind, one.label) for one in taught] == [("theme", "Maison")]
    propose_playlists(desk.shop.id, AS_OF)
    assert "Maison" not in {one.theme for one in standing(desk)}
    assert lift_lesson(desk.shop, taught[0].uid, by="user:1")
    assert not lift_lesson(desk.shop, taught[0].uid, by="user:1")
    propose_playlists(desk.shop.id, AS_OF)
    assert "Maison" in {one.theme for one in standing(desk)}
    with shop_scope(desk.shop.id):
        assert Decision.objects.filter(reason_code="lesson_lifted", actor="user:1").count() == 1


def test_low_stock_waits_for_more_of_the_scarcest_product(desk: Desk, products: dict[str, Product]) -> None:
    with shop_scope(desk.shop.id):
        Product.objects.filter(sku="LAMP").update(stock=4)
    propose_playlists(desk.shop.id, AS_OF)
    home = next(one for one in standing(desk) if one.theme == "Maison")
    refuse_proposal(desk.shop, home.uid, "low_stock", by="user:1")
    propose_playlists(desk.shop.id, AS_OF)
    assert not any("LAMP" in {sku for sku, *_ in skus(one)} for one in standing(desk))
    with shop_scope(desk.shop.id):
        assert ProposalLesson.objects.get().above_stock == 4
        Product.objects.filter(sku="LAMP").update(stock=40)
    propose_playlists(desk.shop.id, AS_OF)
    assert any("LAMP" in {sku for sku, *_ in skus(one)} for one in standing(desk))


def test_what_is_expected_comes_from_past_playlists_or_is_not_said(
    desk: Desk, products: dict[str, Product]
) -> None:
    for number, (people, orders) in enumerate([(100, 4), (50, 3), (80, 2)]):
        playlist = make_playlist(desk.shop, [products["rug"]], slug=f"past-{number}", is_archived=True)
        with shop_scope(desk.shop.id):
            PlaylistVisitor.objects.bulk_create(
                PlaylistVisitor(
                    shop_id=desk.shop.id,
                    day=AS_OF,
                    playlist_ref=playlist.pk,
                    visitor=f"v{visitor}",
                    reached=Reached.OPENED,
                )
                for visitor in range(people)
            )
        for _ in range(orders):
            make_order(desk.shop, lines=[(products["rug"], 1, 9000)], code=f"past-{number}", delivered=False)
    propose_playlists(desk.shop.id, AS_OF)
    (first, *_rest) = standing(desk)
    told = outlook([(100, 4), (50, 3), (80, 2)])
    assert told
    assert first.expected["value"] == pytest.approx(told.value) == pytest.approx((4 + 6 + 2.5) / 3)
    assert first.expected["low"] == 0.0
    assert outlook([(100, 4), (50, 3), (29, 2)]) is None
    # An interval that begins at nothing tells nothing: the mean is told, and that no more is known.
    assert expected_words(first.expected) == (
        "Not known yet: 3 playlists of yours brought 4.2 orders for 100 visitors on average, but too unevenly to say "
        "what a new one brings."
    )
    even = outlook([(100, 4), (50, 2), (75, 3), (200, 9)])
    assert even
    assert expected_words(asdict(even)) == (
        "About 4.1 orders for 100 visitors, between 3.2 and 5.0, from 4 playlists of yours."
    )


def test_nothing_of_another_shop_is_read_or_decided(desk: Desk, products: dict[str, Product]) -> None:
    other = make_shop("voisin")
    assert propose_playlists(other.id, AS_OF) == {"proposed": 0, "ended": 0}
    propose_playlists(desk.shop.id, AS_OF)
    (first, *_rest) = standing(desk)
    assert accept_proposal(other, first.uid, by="user:1") is None
    assert refuse_proposal(other, first.uid, "other", by="user:1") is None
    assert propose_playlists(10**9, AS_OF) == {"proposed": 0, "ended": 0}


def test_a_night_without_anything_to_propose_says_why(desk: Desk) -> None:
    propose_playlists(desk.shop.id, AS_OF)
    with shop_scope(desk.shop.id):
        run = ProposalRun.objects.get()
    assert run.facts == {"products": 0, "faults": {}, "proven": 0, "buyers": 0, "proposed": 0}
    assert "Nothing proves itself yet" in desk.get("proposals")
