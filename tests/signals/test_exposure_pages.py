"""The pages of the tests: stories that a shop owner understands, and the owner's word that wins and is written down."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from catalog.outbox.models import OutboxJob
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.models import ExposureLook, ExposureTest, Stage
from signals.exposure.services import look_now, run_tests
from signals.exposure.tasks import follow_choice
from signals.recommend.services import prepare
from signals.rollups.services import make_months
from tests.catalog.pages import Desk, make_desk
from tests.factories import make_playlist, make_product, make_shop
from tests.signals.exposure_shop import NOW, YESTERDAY, people
from tests.signals.exposure_shop import test_of as the_test_of
from transparency.ledger.models import Decision
from transparency.ledger.selectors import verify_chain
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def desk() -> Desk:
    """A shop with A in test, seen by 75 people of whom 6 opened it."""
    make_months({NOW.date().replace(day=1)})
    desk = make_desk()
    make_product(desk.shop, title="A", sku="A")
    run_tests(desk.shop.id, YESTERDAY)
    people(desk.shop, the_test_of(desk.shop, "A"), 75, 4)
    look_now(desk.shop.id)
    return desk


def decide(desk: Desk, action: str, sku: str = "A", **body: Any) -> ExposureTest:
    test = the_test_of(desk.shop, sku)
    body = {"action": action, "why": "season"} | body
    answer = desk.post("exposure-decide", body, by=desk.manager, uid=test.uid)
    assert answer.status_code == 302
    follow_choice(desk.shop.id, {})
    return the_test_of(desk.shop, sku)


def test_an_empty_page_teaches_how_tests_begin() -> None:
    page = make_desk().get("exposure")
    assert "Nothing is in test yet" in page
    assert "nine are truly better" in page


def test_an_open_test_is_told_as_a_story(desk: Desk) -> None:
    page = desk.get("exposure", by=desk.viewer)
    assert "Seen by 75 people, 4 opened it; usual would be 2.3." in page
    assert "Likely better than usual (72 of 100). Next look at 100 people." in page
    assert "/decide/" not in page
    assert "exposure-start" not in page


def test_one_test_shows_its_looks_and_where_each_is_in_the_log(desk: Desk) -> None:
    test = the_test_of(desk.shop, "A")
    page = desk.get("exposure-test", uid=test.uid)
    assert "75" in page
    assert "Goes on" in page
    with shop_scope(desk.shop.id):
        look = ExposureLook.objects.get()
    assert str(look.decision_uid) in page
    assert "Too early to tell; the test goes on" in desk.get("decision", uid=look.decision_uid)
    sheet = desk.get("exposure-test", "csv&raw=1", uid=test.uid)
    assert sheet.splitlines()[1].endswith("Goes on")


def test_the_sheet_holds_the_list_as_it_is_narrowed(desk: Desk) -> None:
    make_product(desk.shop, title="B", sku="B")
    assert len(desk.get("exposure-csv", "raw=1").splitlines()) == 2
    assert len(desk.get("exposure-csv", "raw=1&stage=stopped").splitlines()) == 1
    assert desk.get("exposure", "stage=nonsense&sort=nonsense&page=x")


@pytest.mark.parametrize(
    ("action", "stage"), [("promote", Stage.WIDE), ("stop", Stage.STOPPED), ("rest", Stage.RESTING)]
)
def test_the_owners_word_holds_and_is_in_the_log_with_who_and_why(
    desk: Desk, action: str, stage: str
) -> None:
    test = decide(desk, action)
    assert (test.stage, test.reason_code) == (stage, "test_overruled")
    with shop_scope(desk.shop.id):
        decision = Decision.objects.get(reason_code="test_overruled")
        assert decision.output == {"action": action, "why": "season", "stage": "testing"}
        assert decision.actor == test.overruled_by
        assert decision.actor.startswith("user:")
        assert verify_chain().holds
        assert OutboxJob.objects.filter(kind="exposure").count() == 1
    assert "You decided so" in desk.get("exposure-test", uid=test.uid)


def test_a_test_that_starts_again_counts_from_nothing_and_the_old_one_is_kept(desk: Desk) -> None:
    before = the_test_of(desk.shop, "A")
    after = decide(desk, "restart")
    assert (after.pk != before.pk, after.stage, after.shown) == (True, Stage.TESTING, 0)
    assert after.recommendation_id != before.recommendation_id
    people(desk.shop, before, 10, 10)
    look_now(desk.shop.id)
    assert the_test_of(desk.shop, "A").shown == 0
    assert "started again from nothing" in desk.get("exposure-test", uid=before.uid)


def test_the_second_complaint_ends_a_test(desk: Desk) -> None:
    assert (decide(desk, "complain").stage, decide(desk, "complain").stage) == (Stage.TESTING, Stage.STOPPED)
    test = the_test_of(desk.shop, "A")
    assert "2 complaints ended it." in desk.get("exposure-test", uid=test.uid)
    with shop_scope(desk.shop.id):
        assert Decision.objects.filter(reason_code="test_complained").count() == 1


def test_what_cannot_be_done_any_more_is_refused_in_words(desk: Desk) -> None:
    decide(desk, "stop")
    answer = desk.manager.post(
        desk.url("exposure-decide", uid=the_test_of(desk.shop, "A").uid), {"action": "rest"}, follow=True
    )
    assert "moved on meanwhile" in answer.content.decode()


def test_a_person_may_put_an_older_product_into_a_test(desk: Desk) -> None:
    make_product(desk.shop, title="OLD", sku="OLD")
    desk.post("exposure-start", {"sku": "OLD"}, by=desk.manager)
    follow_choice(desk.shop.id, {})
    test = the_test_of(desk.shop, "OLD")
    assert (test.stage, test.is_asked) == (Stage.TESTING, True)
    again = desk.manager.post(desk.url("exposure-start"), {"sku": "OLD"}, follow=True)
    assert "It has a test already" in again.content.decode()
    unknown = desk.manager.post(desk.url("exposure-start"), {"sku": "NOWHERE"}, follow=True)
    assert "No product of yours has this SKU." in unknown.content.decode()


def test_a_test_of_what_is_sold_out_says_that_it_waits_for_the_stock(desk: Desk) -> None:
    waits = "It is sold out: the test waits until it is back in stock."
    with shop_scope(desk.shop.id):
        Product.objects.filter(sku="A").update(stock=0)
    for page in (desk.get("exposure"), desk.get("exposure-test", uid=the_test_of(desk.shop, "A").uid)):
        assert waits in page
        assert "Next look" not in page
    make_product(desk.shop, title="OLD", sku="OLD", stock=0)
    answer = desk.manager.post(desk.url("exposure-start"), {"sku": "OLD"}, follow=True)
    assert waits in answer.content.decode()
    assert "within a minute" not in answer.content.decode()


def test_a_playlist_is_tested_where_it_stands(desk: Desk) -> None:
    playlist = make_playlist(desk.shop, title="Path")
    desk.post("exposure-start", {"kind": "playlist", "uid": str(playlist.uid)}, by=desk.manager)
    more: dict[str, Any] = {"playlist_id": playlist.pk, "recommendation_id": "", "product_id": None}
    people(desk.shop, None, 60, product="A", **more, type="playlist_view")
    people(desk.shop, None, 3, product="A", **more, type="playlist_step")
    look_now(desk.shop.id)
    with shop_scope(desk.shop.id):
        test = ExposureTest.objects.get(kind="playlist")
    assert (test.shown, test.taken, test.stage) == (63, 3, Stage.STOPPED)
    assert "3 opened a step" in desk.get("exposure-test", uid=test.uid)


def test_only_managers_decide_and_only_on_their_own_tests(desk: Desk) -> None:
    address = desk.url("exposure-decide", uid=the_test_of(desk.shop, "A").uid)
    assert desk.agent.post(address, {"action": "stop"}).status_code == 403
    assert desk.manager.post(address, {"action": "explode"}).status_code == 404
    theirs = make_shop("voisin")
    make_product(theirs, sku="T")
    run_tests(theirs.id, YESTERDAY)
    other = desk.url("exposure-decide", uid=the_test_of(theirs, "T").uid)
    assert desk.manager.post(other, {"action": "stop"}).status_code == 404
    assert the_test_of(theirs, "T").stage == Stage.TESTING


def test_a_page_that_is_switched_off_says_so(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        set_switch("staged_exposure", is_on=False, by="user:1")
    assert "Tests are switched off" in desk.get("exposure")


def test_the_pages_take_the_same_queries_for_1_test_and_for_60(desk: Desk) -> None:
    few = desk.queries("exposure")
    for _number in range(60):
        make_product(desk.shop)
    prepare(desk.shop.id, YESTERDAY)
    run_tests(desk.shop.id, YESTERDAY)
    assert desk.queries("exposure") == few <= 12


def test_every_reason_of_a_test_has_its_words(desk: Desk) -> None:
    from signals.exposure.looking import REASONS
    from transparency.templatetags.explain import decision_reason

    codes = {*REASONS.values(), "test_returned", "test_complained", "test_overruled", "test_asked"}
    assert [code for code in codes if decision_reason(code) == code] == []
