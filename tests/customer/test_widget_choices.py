"""What a visitor decides in the widget: choices, refusals, and whether their browsing counts."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .boutique import TITLES, document, filters, open_shop, place, widget
from .conftest import CORS, KEY, Answer, Origin, Tool, wait_until

KEPT = "() => Object.entries(localStorage).filter(([name]) => /reco/.test(name))"


def visited(tool: Tool, sku: str, more: str = "") -> str:
    """A product page with the page script and the widget."""
    tracker = f'<script defer src="{tool.url}/s.js" data-key="{KEY}"></script>'
    return (
        f'<!doctype html><html lang=fr><head><title>{sku}</title><meta name="shopai:sku" content="{sku}">{tracker}'
        f'{widget(tool)}</head><body><div data-reco="product" data-sku="{sku}" {more}></div></body></html>'
    )


def asked(tool: Tool, number: int) -> dict[str, str]:
    """The question with this number, from 1, once it has arrived."""
    wait_until(lambda: len(tool.queries) >= number)
    return tool.queries[number - 1]


def with_filters(page: Page, shop: Origin, tool: Tool, lang: str = "fr") -> None:
    url = open_shop(shop, tool, lang)
    tool.recommend(document(lang, filters=filters(lang)))
    page.goto(url)
    expect(page.locator(".card")).to_have_count(6)


def test_no_choice_is_drawn_where_none_is_offered(page: Page, shop: Origin, tool: Tool) -> None:
    page.goto(open_shop(shop, tool))
    expect(page.locator(".card")).to_have_count(6)
    expect(page.locator(".chip")).to_have_count(0)


def test_a_choice_is_asked_for_pressed_and_keeps_the_focus(page: Page, shop: Origin, tool: Tool) -> None:
    with_filters(page, shop, tool)
    tool.recommend(document(number=3, filters=filters("fr")))
    gift = page.get_by_role("button", name="À offrir")
    gift.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(3)
    expect(gift).to_have_attribute("aria-pressed", "true")
    expect(gift).to_be_focused()
    expect(page.locator(".say")).to_have_text("Produits affichés : 3")
    page.get_by_role("button", name="3\xa0000").click()
    both = asked(tool, 3)
    assert (asked(tool, 2)["gift"], both["gift"], both["budget"]) == ("1", "1", "3000")
    page.get_by_role("button", name="8\xa0000").click()
    assert asked(tool, 4)["budget"] == "8000"
    page.get_by_role("button", name="8\xa0000").click()
    assert "budget" not in asked(tool, 5)


def test_a_choice_that_nothing_fits_says_so_and_can_be_taken_back(
    page: Page, shop: Origin, tool: Tool
) -> None:
    with_filters(page, shop, tool, "ar")
    tool.recommend(document("ar", 0, filters=filters("ar")))
    page.get_by_role("button", name="للإهداء").click()
    expect(page.locator(".empty")).to_contain_text("لا شيء يوافق هذه الاختيارات")
    expect(page.locator(".card")).to_have_count(0)
    tool.recommend(document("ar", filters=filters("ar")))
    page.get_by_role("button", name="عرض الكل").click()
    expect(page.locator(".card")).to_have_count(6)
    assert "gift" not in asked(tool, 3)


def test_a_choice_that_fails_changes_nothing(page: Page, shop: Origin, tool: Tool) -> None:
    with_filters(page, shop, tool)
    tool.recommendations = Answer(503, headers=CORS)
    gift = page.get_by_role("button", name="À offrir")
    gift.click()
    expect(page.locator(".say")).to_have_text("Ce choix n’a pas pu être appliqué.")
    expect(page.locator(".card")).to_have_count(6)
    expect(gift).to_have_attribute("aria-pressed", "false")


def test_what_is_not_wanted_goes_away_and_is_remembered_in_this_browser(
    page: Page, shop: Origin, tool: Tool
) -> None:
    page.goto(open_shop(shop, tool))
    page.get_by_role("button", name=f"Pas intéressé: {TITLES['fr'][1]}").click()
    expect(page.get_by_role("button", name="Annuler")).to_be_focused()
    expect(page.locator(".card").nth(1)).to_contain_text(f"Vous ne verrez plus : {TITLES['fr'][1]}")
    expect(page.locator(".title")).to_have_count(5)
    (told,) = wait_until(lambda: tool.events("reco_dismiss"), 9)
    wanted = {"sku": "SKU-1", "recommendation_id": "rec-1", "rank": 2, "slot": "product"}
    assert {name: told[name] for name in wanted} == wanted
    tool.recommend(document(number=7))
    page.reload()
    expect(page.locator(".card")).to_have_count(6)
    assert asked(tool, 2)["limit"] == "7"
    expect(page.locator(".title", has_text=TITLES["fr"][1])).to_have_count(0)


def test_what_is_not_wanted_can_be_taken_back_and_is_then_never_told(
    page: Page, shop: Origin, tool: Tool
) -> None:
    page.goto(open_shop(shop, tool))
    no = page.get_by_role("button", name="Pas intéressé").first
    no.click()
    page.get_by_role("button", name="Annuler").click()
    expect(no).to_be_focused()
    expect(page.locator(".title")).to_have_text(TITLES["fr"])
    assert page.evaluate(KEPT) == []
    page.goto(shop.set_page("/away", "<title>x</title>"))
    page.wait_for_timeout(300)
    assert tool.events("reco_dismiss") == []


def test_a_page_that_is_left_still_tells_what_was_not_wanted(page: Page, shop: Origin, tool: Tool) -> None:
    page.goto(open_shop(shop, tool))
    page.get_by_role("button", name="Pas intéressé").first.click()
    page.goto(shop.set_page("/away", "<title>x</title>"))
    assert wait_until(lambda: tool.events("reco_dismiss"))[0]["sku"] == "SKU-0"


def test_without_a_word_nothing_of_the_browsing_is_kept_or_sent(page: Page, shop: Origin, tool: Tool) -> None:
    tool.recommend(document())
    for sku in ("A", "B"):
        page.goto(shop.set_page(f"/{sku}", visited(tool, sku)))
        expect(page.locator(".card")).to_have_count(6)
    page.evaluate("() => shopai.consent(true)")
    page.reload()
    expect(page.locator(".card")).to_have_count(6)
    assert page.evaluate(KEPT) == []
    assert all("seen" not in query and query["visitor"] == "none" for query in tool.queries)
    page.get_by_role("button", name="Pourquoi").click()
    expect(page.get_by_role("switch")).to_be_checked()


def test_with_the_visitors_word_the_last_20_products_are_sent_oldest_first(
    page: Page, shop: Origin, tool: Tool
) -> None:
    tool.recommend(document())
    page.goto(shop.set_page("/first", visited(tool, "SKU-0")))
    page.evaluate("() => shopai.consent({ measurement: true, recommendation: true })")
    for number in range(1, 23):
        page.evaluate(
            "sku => { const place = document.querySelector('[data-reco]'); "
            "document.querySelector('meta').content = sku; place.dataset.sku = sku }",
            f"SKU-{number}",
        )
        asked(tool, number + 1)
    last = tool.queries[-1]
    assert last["seen"].split(",") == [f"SKU-{n}" for n in range(3, 22)], "20 with the page's own"
    assert last["visitor"] == page.evaluate("() => localStorage['shopai:vid']")


@pytest.mark.parametrize("way", ["switch", "banner"])
def test_the_word_is_taken_back_as_easily_as_it_was_given(
    page: Page, shop: Origin, tool: Tool, way: str
) -> None:
    tool.recommend(document())
    page.goto(shop.set_page("/a", visited(tool, "A")))
    page.evaluate("() => { shopai.consent({ measurement: true, recommendation: true }); reco.refresh() }")
    asked(tool, 2)
    page.goto(shop.set_page("/b", visited(tool, "B")))
    assert asked(tool, 3)["seen"] == "A"
    if way == "switch":
        page.get_by_role("button", name="Pourquoi").click()
        page.get_by_role("switch", name="Ne pas utiliser ma navigation").press("Space")
        expect(page.locator("dialog .note")).to_contain_text("ne sert pas")
        page.get_by_role("button", name="Fermer").click()
        wait_until(lambda: any(choice["choices"] == {"recommendation": False} for choice in tool.choices))
    else:
        page.evaluate("() => { shopai.consent(false); reco.refresh() }")
    after = asked(tool, 4)
    assert ("seen" in after, after["visitor"]) == (False, "none")
    left = dict(page.evaluate(KEPT))
    assert {name: left.get(name) for name in ("reco:seen", "shopai:reco")} == {
        "reco:seen": None,
        "shopai:reco": None,
    }
    page.reload()
    assert "seen" not in asked(tool, 5)


def test_the_switch_alone_lets_the_browsing_count(page: Page, shop: Origin, tool: Tool) -> None:
    page.goto(open_shop(shop, tool))
    page.get_by_role("button", name="Pourquoi").click()
    page.get_by_role("switch").press("Space")
    expect(page.locator("dialog .note")).to_contain_text("20 derniers produits")
    page.goto(shop.set_page("/b", visited(tool, "B")))
    assert asked(tool, 2)["seen"] == "ROBE-M"
    assert page.evaluate("() => localStorage['shopai:vid']") is None, "no lasting id for it"


def test_a_browser_that_asks_not_to_be_tracked_cannot_be_switched_on(
    page: Page, shop: Origin, tool: Tool
) -> None:
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true})"
    )
    shop.set_page("/before", "<title>x</title>")
    page.goto(shop.url + "/before")
    page.evaluate("() => { localStorage['shopai:reco'] = 1; localStorage['reco:seen'] = 'A' }")
    page.goto(open_shop(shop, tool))
    page.get_by_role("button", name="Pourquoi").click()
    expect(page.get_by_role("switch")).to_be_disabled()
    expect(page.locator("dialog .note")).to_contain_text("ne pas être suivi")
    assert "seen" not in asked(tool, 1)
    assert page.evaluate("() => localStorage['reco:seen']") is None


@pytest.mark.parametrize(
    ("inside", "sku", "cart"),
    [
        ('<div data-reco="cart" data-sku="A,B"></div>', "", "A,B"),
        ('<div data-reco="cart" data-cart="A,B"></div>', "", "A,B"),
        ('<div data-reco="product" data-sku="P" data-cart="A"></div>', "P", "A"),
        ('<div data-reco="after_order" data-sku="O,P"></div>', "", "O,P"),
        ('<div data-reco="home"></div>', "", None),
    ],
)
def test_the_cart_comes_from_the_page(
    page: Page, shop: Origin, tool: Tool, inside: str, sku: str, cart: str | None
) -> None:
    tool.recommend(document())
    page.goto(shop.set_page("/", f"<!doctype html><title>x</title>{widget(tool)}{inside}"))
    found = asked(tool, 1)
    assert (found["sku"], found.get("cart")) == (sku, cart)


def test_the_cart_may_be_told_by_the_page_at_any_time(page: Page, shop: Origin, tool: Tool) -> None:
    tool.recommend(document())
    inside = place() + '<div data-reco="after_order" data-sku="O"></div>'
    page.goto(shop.set_page("/", f"<!doctype html><title>x</title>{widget(tool)}{inside}"))
    asked(tool, 2)
    page.evaluate("() => reco.cart(['A', '', 'B'])")
    third = asked(tool, 3)
    assert (third["slot"], third["cart"]) == ("product", "A,B")
    page.wait_for_timeout(200)
    assert len(tool.queries) == 3, "an order that was placed has no cart any more"


def kept_answer(hours: float) -> Answer:
    served = datetime.now(UTC) - timedelta(hours=hours)
    body = json.dumps(document(served_at=served.isoformat()))
    return Answer(body=body, kind="application/json", headers={**CORS, "Cache-Control": "public, max-age=3"})


@pytest.mark.parametrize(("hours", "cards"), [(1, 6), (30, 0)])
def test_when_the_server_is_away_the_browser_shows_what_it_still_holds_of_today(
    page: Page, shop: Origin, tool: Tool, errors: list[str], hours: float, cards: int
) -> None:
    url = open_shop(shop, tool)
    tool.recommendations = kept_answer(hours)
    page.goto(url)
    expect(page.locator(".card")).to_have_count(6)
    page.wait_for_timeout(3200)
    tool.hanging = True
    page.reload()
    page.wait_for_timeout(2600)
    expect(page.locator(".card")).to_have_count(cards)
    tool.hanging = False
    assert errors == []


def test_the_page_may_say_a_colour_and_a_heading_and_the_rule_stays(
    page: Page, shop: Origin, tool: Tool
) -> None:
    tool.recommend(document())
    more = 'data-heading="Nos idées pour vous" data-accent="rgb(0, 90, 60)"'
    page.goto(shop.set_page("/", f"<!doctype html><title>x</title>{widget(tool)}{place(more=more)}"))
    expect(page.locator(".heading")).to_have_text("Nos idées pour vous")
    expect(page.locator(".rule")).to_have_text("Souvent achetés ensemble")
    outline: Any = page.locator(".label").first.evaluate("node => getComputedStyle(node).borderColor")
    assert "0.35" in outline or "0, 90, 60" in outline or "color(srgb 0 0.352" in outline
    page.evaluate("() => document.querySelector('[data-reco]').dataset.heading = 'Autre titre'")
    expect(page.locator(".heading")).to_have_text("Autre titre")
