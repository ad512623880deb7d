"""The builder's doors and, in a real browser, its drag, its buttons and its search: French and Arabic, on a phone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from catalog.playlists.models import Playlist, PlaylistItem
from catalog.playlists.services import act_on
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.offers import Offer, make_offer
from tests.catalog.pages import Desk, make_desk
from tests.factories import join, log_in, make_product, make_shop, make_user

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


def _body(offer: Offer, **fields: Any) -> dict[str, Any]:
    return {
        "title": offer.path.title,
        "language": "fr",
        "price_rule": "none",
        "slug": offer.slug,
        "intro": "",
        **fields,
    }


def test_the_list_is_searched_filtered_sorted_and_downloaded(desk: Desk) -> None:
    offer = make_offer(desk.shop, title="Hammam", theme="beauty")
    make_offer_of = Playlist.objects.create
    with shop_scope(desk.shop.id):
        make_offer_of(slug="a", title="Rentrée", texts={"ar": {"title": "الدخول المدرسي"}}, is_published=True)
        make_offer_of(slug="b", title="Vieux", is_archived=True)
    page = desk.get("playlists")
    assert ("Hammam" in page, "Rentrée" in page, "Vieux" in page) == (True, True, False)
    assert "Rentrée" not in desk.get("playlists", "theme=beauty")
    assert "Hammam" not in desk.get("playlists", "q=الدخول")
    assert "Vieux" in desk.get("playlists", "state=archived")
    by_title = desk.get("playlists", "sort=title")
    assert by_title.index("Hammam") < by_title.index("Rentrée")
    sheet = desk.get("playlists-csv", "state=live")
    assert ("Rentrée" in sheet, "Hammam" in sheet) == (True, False)
    assert offer.slug == "hammam"


def test_the_builder_leads_to_the_history_of_the_playlist(desk: Desk) -> None:
    offer = make_offer(desk.shop)
    record = uuid.UUID(offer.path.uid)
    assert f"/shops/{desk.shop.slug}/history/playlist/{record}/" in desk.get(
        "playlist", by=desk.manager, playlist=offer.slug
    )


def test_details_are_saved_in_three_languages_with_the_rule(desk: Desk) -> None:
    offer = make_offer(desk.shop)
    more = {
        "price_rule": "rebate",
        "rebate_percent": "15",
        "budget": "4 000",
        "title_ar": "حمّام",
        "use": "to_give",
    }
    saved = desk.post("playlist-save", _body(offer, **more), by=desk.manager, playlist=offer.slug)
    assert saved.status_code == 302
    path = offer.path
    assert (path.texts["ar"]["title"], path.use) == ("حمّام", "to_give")
    assert (path.rebate_percent, path.budget) == (15, Decimal(4000))
    refused = desk.post(
        "playlist-save", _body(offer, price_rule="fixed"), by=desk.manager, playlist=offer.slug
    )
    assert refused.status_code == 422
    assert "How much?" in refused.content.decode()
    assert offer.path == path


def test_an_address_that_is_taken_is_refused_beside_its_field(desk: Desk) -> None:
    offer, other = make_offer(desk.shop), make_shop()
    with shop_scope(desk.shop.id):
        Playlist.objects.create(slug="pris", title="Pris")
    refused = desk.post("playlist-save", _body(offer, slug="pris"), by=desk.manager, playlist=offer.slug)
    assert refused.status_code == 422
    moved = desk.post("playlist-save", _body(offer, slug="libre"), by=desk.manager, playlist=offer.slug)
    assert moved["Location"].endswith("/playlists/libre/")
    assert other.slug


def test_what_shows_customers_nothing_is_not_published(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        playlist = Playlist.objects.create(slug="vide", title="Vide")
        hidden = make_product(desk.shop, is_active=False)
        PlaylistItem.objects.create(playlist=playlist, step="proof", position=1, product=hidden)
    bench = desk.manager.get(desk.url("playlist", playlist="vide")).content.decode()
    assert 'data-key="publish" disabled aria-describedby="publish-why"' in bench
    assert 'id="publish-why">' in bench
    answer = desk.manager.post(
        desk.url("playlist-state", playlist="vide"), {"act": "publish"}, headers={"X-Board": "1"}
    )
    assert "No step has a product that customers see" in answer.content.decode()
    with shop_scope(desk.shop.id):
        playlist.refresh_from_db()
        assert (playlist.is_published, playlist.changes.count()) == (False, 0)
        Product.objects.filter(pk=hidden.pk).update(is_active=True)
    bench = desk.manager.get(desk.url("playlist", playlist="vide")).content.decode()
    assert "publish-why" not in bench
    act_on(desk.shop.id, "vide", "publish")


def test_an_agent_looks_and_a_manager_changes(desk: Desk) -> None:
    offer = make_offer(desk.shop)
    page = desk.get("playlist", playlist=offer.slug)
    assert "data-grip" not in page
    assert desk.post("playlist-state", {"act": "publish"}, playlist=offer.slug).status_code == 403
    act_on(desk.shop.id, offer.slug, "publish")
    answer = desk.manager.post(
        desk.url("playlist-mend", playlist=offer.slug), {"act": "archive"}, headers={"X-Board": "1"}
    )
    assert (answer.status_code, b"<html" in answer.content) == (200, False)
    assert offer.path.is_archived
    for wrong in ({"act": "explode"}, {"act": "remove", "item": "99999999999999999999"}):
        assert desk.post("playlist-mend", wrong, by=desk.manager, playlist=offer.slug).status_code == 404


@pytest.fixture
def open_bench(live_server: Any, new_page: Callable[..., Page]) -> Callable[..., tuple[Offer, Page]]:
    def open_page(language: str, **options: Any) -> tuple[Offer, Page]:
        owner = make_user(language=language)
        offer = make_offer(make_shop(owner=owner))
        join_as_owner = log_in(owner)
        page = new_page(**({"viewport": PHONE, "locale": language} | options))
        cookies = {"session": join_as_owner.cookies["session"].value, "django_language": language}
        page.context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()]
        )
        page.goto(f"{live_server.url}/shops/{offer.shop.slug}/playlists/{offer.slug}/")
        return offer, page

    return open_page


def _tile(page: Page, title: str) -> Locator:
    return page.locator("#board [data-item]", has_text=title)


def _titles(page: Page, step: str) -> Locator:
    return page.locator(f'.board__list[data-step="{step}"] strong')


def _drag(page: Page, tile: Locator, to: Locator, *, below: bool) -> None:
    """Hold the grip, move in steps as a finger does, let go over the upper or lower end of ``to``; await the new board."""
    _carry(page, tile, to, below=below)
    before = page.locator("#board > *").first.element_handle()
    page.mouse.up()
    page.wait_for_function("before => !before.isConnected", arg=before)


def _carry(page: Page, tile: Locator, to: Locator, *, below: bool) -> None:
    tile.scroll_into_view_if_needed()
    grip, end = tile.locator("[data-grip]").bounding_box(), to.bounding_box()
    assert grip is not None
    assert end is not None
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    y = end["y"] + (end["height"] - 6 if below else 6)
    page.mouse.move(end["x"] + end["width"] / 2, y, steps=12)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_products_are_dragged_within_a_step_and_to_another(
    open_bench: Callable[..., tuple[Offer, Page]], language: str
) -> None:
    offer, page = open_bench(language)
    _drag(page, _tile(page, "Gant kessa"), _tile(page, "Savon noir"), below=False)
    expect(_titles(page, "discovery")).to_have_text(["Gant kessa", "Savon noir"])
    _drag(page, _tile(page, "Huile d’olive"), _tile(page, "Savon noir"), below=True)
    expect(_titles(page, "discovery")).to_have_text(["Gant kessa", "Savon noir", "Huile d’olive"])
    assert offer.skus() == [["GANT", "SAVON", "HUILE"], [], ["ARGILE"]]
    with page.expect_response("**/undo/"):
        page.locator('[data-key="undo"]').click()
    expect(_titles(page, "proof")).to_have_text(["Huile d’olive"])
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_kept", [True, False])
def test_an_answer_that_comes_while_the_next_tile_is_held_waits_for_the_hand(
    open_bench: Callable[..., tuple[Offer, Page]], *, is_kept: bool
) -> None:
    offer, page = open_bench("fr")
    slow: list[Route] = []
    page.route("**/change/", lambda route: slow.append(route) if not slow else route.continue_())
    _carry(page, _tile(page, "Gant kessa"), _tile(page, "Savon noir"), below=False)
    with page.expect_request("**/change/"):
        page.mouse.up()
    _carry(page, _tile(page, "Huile d’olive"), _tile(page, "Savon noir"), below=True)
    before = page.locator("#board > *").first.element_handle()
    with page.expect_response("**/change/"):
        slow[0].continue_()
    page.mouse.move(200, 300, steps=4)
    assert page.locator(".tile--dragged").count() == 1
    assert before.evaluate("before => before.isConnected")
    if is_kept:
        page.mouse.up()
    else:
        page.keyboard.press("Escape")
    page.wait_for_function("before => !before.isConnected", arg=before)
    titles = page.locator("#board [data-item] strong").all_inner_texts()
    assert len(titles) == len(set(titles)) == 4
    assert [sku for step in offer.skus() for sku in step] == [
        {"Gant kessa": "GANT", "Savon noir": "SAVON", "Huile d’olive": "HUILE", "Ghassoul": "ARGILE"}[title]
        for title in titles
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_same_is_done_by_buttons_without_scripts(
    open_bench: Callable[..., tuple[Offer, Page]], language: str
) -> None:
    offer, page = open_bench(language, java_script_enabled=False)
    _tile(page, "Gant kessa").locator('[value="up"]').click()
    expect(_titles(page, "discovery")).to_have_text(["Gant kessa", "Savon noir"])
    _tile(page, "Gant kessa").locator("summary").click()
    _tile(page, "Gant kessa").locator('button[value="step_up"]').click()
    expect(_titles(page, "step_up")).to_have_text(["Ghassoul", "Gant kessa"])
    page.locator("#add input[type=search]").fill("huile")
    page.locator("#add input[value=step_up]").check()
    page.locator("#add form[data-find] button").click()
    page.locator("#found button").click()
    assert offer.skus() == [["SAVON"], ["HUILE"], ["ARGILE", "GANT", "HUILE"]]
    expect(page.locator("[data-grip]").first).to_be_hidden()


@pytest.mark.django_db(transaction=True)
def test_products_are_found_and_added_in_place_and_the_preview_follows(
    open_bench: Callable[..., tuple[Offer, Page]],
) -> None:
    offer, page = open_bench("fr", viewport={"width": 1280, "height": 900})
    page.locator('[data-add="proof"]').click()
    page.locator("#q").type("savon")
    expect(page.locator("#found .tile")).to_have_count(1)
    page.locator("#found button").click()
    expect(_titles(page, "proof")).to_have_text(["Huile d’olive", "Savon noir"])
    page.locator("#id_title").fill("Un autre titre")
    expect(page.locator("#preview-title")).to_have_text("Un autre titre")
    with page.expect_response("**/change/"):
        _tile(page, "Ghassoul").locator('[value="remove"]').click()
    expect(page.locator("#preview-title")).to_have_text("Un autre titre")
    expect(page.locator(".findings li")).not_to_have_count(0)
    assert offer.path.title != "Un autre titre"
    expect(page.locator(".phone .offer")).to_have_count(4)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_says_what_was_seen_and_opened_with_its_step(
    live_server: Any, new_page: Callable[..., Page], language: str
) -> None:
    offer = make_offer(make_shop())
    offer.change(offer.soap, page_url=f"{live_server.url}/health")
    act_on(offer.shop.id, offer.slug, "publish")
    page = new_page(viewport=PHONE, locale=language, bypass_csp=True)
    page.add_init_script("window.said = []; window.shopai = (...call) => said.push(call);")
    page.goto(f"{live_server.url}/p/{offer.shop.slug}/{offer.slug}?lang={language}")
    page.wait_for_function("said.some(([type]) => type === 'impression')")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function("said.some(([type, more]) => type === 'playlist_step' && more.step === 3)")
    page.evaluate("document.addEventListener('click', (event) => event.preventDefault())")
    page.locator('[data-does="select"]').first.click()
    said = page.evaluate("said")
    assert said[0] == ["playlist_view", {"playlist": offer.slug}]
    assert [
        "select",
        {"playlist": offer.slug, "step": 1, "sku": "SAVON", "rank": 1, "slot": "playlist"},
    ] in said
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_person_of_another_shop_finds_nothing(desk: Desk) -> None:
    offer = make_offer(make_shop())
    stranger = make_user()
    join(desk.shop, stranger, "owner")
    assert log_in(stranger).get(f"/shops/{offer.shop.slug}/playlists/{offer.slug}/").status_code == 404
    assert desk.manager.get(desk.url("playlist", playlist=offer.slug)).status_code == 404
