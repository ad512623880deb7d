"""Series: drafted from a playlist, moved, posted, skipped; the calendar, its files, and the browser's drag."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from catalog.content.models import ContentPiece, MetricSource
from catalog.content.services import put_metrics
from catalog.playlists.packs import make_pack
from catalog.playlists.services import update_playlist
from catalog.series.models import Series, SeriesPost
from catalog.series.selectors import due_posts, posts_of, posts_to_do, results, series_by_uid
from catalog.series.services import (
    NoSeries,
    Plan,
    draft_series,
    edit_post,
    mark_done,
    move_post,
    reopen_post,
    skip_post,
)
from shop_ai.lib.refusals import Invalid
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.offers import Offer, make_offer
from tests.catalog.pages import Desk, make_desk
from tests.factories import log_in, make_shop, make_user

if TYPE_CHECKING:
    from playwright.sync_api import Page

LINK = "https://www.instagram.com/p/EXAMPLE/"


def _plan(offer: Offer, **given: Any) -> Plan:
    return Plan(
        **{
            "title": "Rituel",
            "channel": "instagram",
            "language": "fr",
            "count": 4,
            "first": offer.today + timedelta(days=1),
            "hour": time(19, 0),
            **given,
        }
    )


def _drafted(offer: Offer, **given: Any) -> tuple[Series, list[SeriesPost]]:
    series = draft_series(offer.shop, offer.slug, _plan(offer, **given))
    return series, posts_of(offer.shop.id, series.pk)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


@pytest.fixture
def offer(desk: Desk) -> Offer:
    made = make_offer(desk.shop)
    made.sell(made.oil, 7)
    return made


def test_a_series_is_drafted_from_what_the_rows_say(offer: Offer) -> None:
    update_playlist(offer.shop.id, offer.slug, price_rule="rebate", rebate_percent=10)
    pack = make_pack(offer.shop, offer.slug)
    _series, posts = _drafted(offer, code="H10")
    assert [post.role for post in posts] == ["use", "discovery", "proof", "step_up"]
    assert [post.product.sku if post.product else "" for post in posts] == ["", "SAVON", "HUILE", pack.sku]
    text = posts[2].caption.replace("\u00a0", " ")
    assert ("Livré 7 fois" in text, "1 400 DA" in text, "H10" in text) == (True, True, True)
    assert "3 060 DA au lieu de 3 400 DA" in posts[3].caption.replace("\u00a0", " ")
    assert "Livré" not in posts[1].caption  # never delivered: nothing is claimed
    assert {post.template.partition("/")[0] for post in posts} == {"captions-1"}


def test_what_is_sold_out_is_not_posted(offer: Offer) -> None:
    offer.change(offer.oil, stock=0)
    offer.change(offer.clay, stock=0)
    _series, posts = _drafted(offer, count=3, language="ar")
    assert [(post.role, post.product and post.product.sku) for post in posts] == [
        ("use", None),
        ("discovery", "SAVON"),
        ("proof", "SAVON"),
    ]
    assert "للبداية: Savon noir" in posts[1].caption
    assert "650\u00a0دج" in posts[1].caption


def test_two_series_on_a_channel_do_not_post_on_one_day(offer: Offer) -> None:
    _first, posts = _drafted(offer)
    _second, others = _drafted(offer)
    assert {post.due_on for post in posts} & {post.due_on for post in others} == set()
    _third, elsewhere = _drafted(offer, channel="tiktok")
    assert [post.due_on for post in elsewhere] == [post.due_on for post in posts]


def test_a_post_done_finds_or_makes_its_content_once(offer: Offer) -> None:
    series, posts = _drafted(offer)
    for _again in range(2):
        mark_done(offer.shop, posts[1].uid, permalink=LINK)
    with shop_scope(offer.shop.id):
        [piece] = ContentPiece.objects.filter(permalink=LINK)
        assert list(piece.shown_products.values_list("product__sku", flat=True)) == ["SAVON"]
    assert (piece.channel, piece.playlist_id, piece.caption) == (
        "instagram",
        series.playlist_id,
        posts[1].caption,
    )
    mark_done(offer.shop, posts[2].uid, permalink=LINK)
    put_metrics(
        offer.shop.id, piece.uid, day=offer.today, values={"views": Decimal(900)}, source=MetricSource.HAND
    )
    found = results(offer.shop.id, posts_of(offer.shop.id, series.pk))
    assert found == {posts[1].pk: {"views": 900}, posts[2].pk: {"views": 900}}


def test_a_post_is_skipped_with_its_cause_and_can_be_opened_again(offer: Offer) -> None:
    series, posts = _drafted(offer)
    with pytest.raises(Invalid):
        skip_post(offer.shop, posts[0].uid, cause="lazy")
    skip_post(offer.shop, posts[0].uid, cause="no_time", note="mariage")
    mark_done(offer.shop, posts[1].uid)
    counted = series_by_uid(offer.shop.id, series.uid)
    assert counted is not None
    assert (counted.total, counted.done, counted.skipped) == (4, 1, 1)  # type: ignore[attr-defined]  # annotated
    reopen_post(offer.shop, posts[0].uid)
    post = posts_of(offer.shop.id, series.pk)[0]
    assert (post.state, post.skip_cause, post.settled_at) == ("planned", "", None)


def test_the_next_post_is_named_until_it_is_settled(offer: Offer) -> None:
    _series, posts = _drafted(offer, first=offer.today + timedelta(days=10))
    assert [one.post.pk for one in posts_to_do(offer.shop.id, offer.today)] == [posts[0].pk]
    move_post(offer.shop, posts[2].uid, day=offer.today - timedelta(days=2))
    move_post(offer.shop, posts[3].uid, day=offer.today)
    due = due_posts(offer.shop.id, offer.today)
    assert [(one.post.pk, one.in_days, one.is_late) for one in due] == [
        (posts[2].pk, -2, True),
        (posts[3].pk, 0, False),
    ]
    mark_done(offer.shop, posts[2].uid)
    skip_post(offer.shop, posts[3].uid, cause="no_time")
    assert due_posts(offer.shop.id, offer.today) == []


def test_what_is_out_of_reach_is_refused(offer: Offer) -> None:
    _series, posts = _drafted(offer)
    with pytest.raises(Invalid):
        move_post(offer.shop, posts[0].uid, day=date(2001, 1, 1))
    stranger = make_shop()
    with pytest.raises(NoSeries):
        edit_post(stranger, posts[0].uid, caption="x")
    with pytest.raises(NoSeries):
        draft_series(stranger, offer.slug, _plan(offer))


def test_a_series_is_drafted_edited_and_settled_on_its_pages(desk: Desk, offer: Offer) -> None:
    body = {
        "playlist": offer.slug,
        "channel": "instagram",
        "language": "fr",
        "count": "3",
        "first": offer.today.isoformat(),
        "hour": "18:30",
    }
    made = desk.post("series-new", body, by=desk.manager)
    assert made.status_code == 302
    with shop_scope(desk.shop.id):
        series = Series.objects.get()
    assert series.title == offer.path.title
    [first, second, third] = posts_of(desk.shop.id, series.pk)
    for post, act in (
        (first, {"act": "edit", "caption": "Mes mots"}),
        (first, {"act": "done", "permalink": LINK}),
        (second, {"act": "later"}),
        (third, {"act": "skip", "cause": "no_stock", "note": ""}),
    ):
        assert desk.post("series-post", act, by=desk.manager, post=post.uid).status_code == 302
    refused = desk.post(
        "series-post", {"act": "done", "permalink": "not a link"}, by=desk.manager, post=second.uid
    )
    assert refused.status_code == 422
    page = desk.get("series-one", series=series.uid)
    assert ("Mes mots" in page, "changed by you" in page, "No stock left" in page) == (True, True, True)
    assert desk.post("series-post", {"act": "later"}, post=second.uid).status_code == 403
    sheet = desk.get("series-csv")
    assert ("Mes mots" in sheet, LINK in sheet) == (True, True)
    assert "BEGIN:VEVENT" in desk.get("series-calendar")
    assert desk.get("series-one-calendar", series=series.uid).count("BEGIN:VEVENT") == 3


def test_the_calendar_shades_the_occasions_of_the_month(desk: Desk, offer: Offer) -> None:
    page = desk.get("series", "month=2026-03", by=desk.manager)
    assert "month__day--occasion" in page
    for wrong in ("nonsense", "2026-13"):
        assert desk.get("series", f"month={wrong}")
    _drafted(offer)
    assert "Rituel" in desk.get("series", by=desk.manager)


def test_one_more_post_archive_and_delete(desk: Desk, offer: Offer) -> None:
    series, posts = _drafted(offer)
    desk.post("series-change", {"act": "add"}, by=desk.manager, series=series.uid)
    assert len(posts_of(desk.shop.id, series.pk)) == len(posts) + 1
    desk.post("series-change", {"act": "archive"}, by=desk.manager, series=series.uid)
    assert due_posts(desk.shop.id, offer.today, within=400) == []
    assert "Rituel" in desk.get("series", "state=archived")
    mark_done(desk.shop, posts[0].uid, permalink=LINK)
    desk.post("series-change", {"act": "delete"}, by=desk.manager, series=series.uid)
    with shop_scope(desk.shop.id):
        assert (Series.objects.count(), ContentPiece.objects.count()) == (0, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_post_is_dragged_to_another_day_and_moved_by_buttons_on_a_phone(
    live_server: Any, new_page: Callable[..., Page], language: str
) -> None:
    owner = make_user(language=language)
    offer = make_offer(make_shop(owner=owner))
    _series, posts = _drafted(offer, count=3)
    day = date(2026, 10, 14)
    move_post(offer.shop, posts[0].uid, day=day)
    session = log_in(owner).cookies["session"].value
    address = f"{live_server.url}/shops/{offer.shop.slug}/series/?month=2026-10"

    def opened(width: int) -> Page:
        page = new_page(viewport={"width": width, "height": 1000}, locale=language)
        cookies = {"session": session, "django_language": language}
        page.context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()]
        )
        page.goto(address)
        return page

    page = opened(1280)
    chip, target = (
        page.locator("[data-day='2026-10-14'] [data-post]"),
        page.locator("[data-day='2026-10-21']"),
    )
    chip.scroll_into_view_if_needed()
    start, end = chip.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 20, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    with page.expect_navigation():
        page.mouse.up()
    expect(page.locator("[data-day='2026-10-21'] [data-post]")).to_have_count(1)
    phone = opened(390)
    phone.locator(".agenda [value=earlier]").click()
    expect(phone.locator(".agenda__day", has_text="20").locator(".chip")).to_have_count(1)
    phone.wait_for_load_state()  # its style sheets too
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
