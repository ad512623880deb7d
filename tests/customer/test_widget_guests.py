"""Strange hosts: old libraries, polluted and frozen prototypes, pages that move nodes about (promise X2)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .boutique import TITLES, document, filters, place, widget
from .conftest import CORS, Answer, Origin, Tool, wait_until

# Prototype 1.6 and its age: arrays and texts that write themselves as JSON, an Array.from of its own, more on every node.
OLD_LIBRARY = """Array.prototype.toJSON = function () { return "[" + this.join() + "]" };
String.prototype.toJSON = function () { return '"' + this + '"' };
Array.from = function (given) { return given ? [].concat(given) : [] };
Array.prototype.each = function (work) { for (var at = 0; at < this.length; at++) work(this[at]); return this };
Function.prototype.bind = function (self) { var work = this; return function () { return work.apply(self, arguments) } };
Element.prototype.update = function (text) { this.innerHTML = text };
window.$ = window.jQuery = function () { return { ready: function (f) { f() } } };"""
POLLUTED = """for (const [name, value] of Object.entries({ method: "DELETE", mode: "closed", cache: "only-if-cached", signal: 7,
  once: true, capture: 3, root: "x", threshold: "x", rootMargin: "x", childList: false, subtree: false, behavior: "x", left: {},
  body: "x", headers: 7, credentials: "x", preventScroll: {}, value: 1, heading: "POLLUTED", gift: "1", cart: "POLLUTED" }))
  Object.prototype[name] = value;"""
FROZEN = """for (const one of [Object, Array, Function, String, Number, RegExp, Map, Set, WeakMap, Promise, Error, Element, Node, Event])
  { Object.freeze(one.prototype); Object.freeze(one) }"""


def strange(tool: Tool, script: str, doctype: str = "<!doctype html>", inside: str = "") -> str:
    return (
        f"{doctype}<html lang=fr><head><title>x</title><script>{script}</script>{widget(tool)}</head>"
        f"<body>{inside or place()}</body></html>"
    )


@pytest.mark.parametrize("script", [OLD_LIBRARY, POLLUTED, FROZEN], ids=["old library", "polluted", "frozen"])
@pytest.mark.parametrize("doctype", ["<!doctype html>", ""], ids=["standard", "quirks"])
def test_it_works_on_strange_pages(
    page: Page, shop: Origin, tool: Tool, errors: list[str], script: str, doctype: str
) -> None:
    tool.recommend(document(filters=filters("fr")))
    page.goto(shop.set_page("/", strange(tool, script, doctype)))
    expect(page.locator(".title")).to_have_text(TITLES["fr"])
    page.get_by_role("button", name="Produits suivants").click()
    page.get_by_role("button", name="Pourquoi").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="À offrir").click()
    wait_until(lambda: len(tool.queries) == 2)
    told = wait_until(lambda: tool.events("reco_impression"))
    assert {event["slot"] for event in told} == {"product"}
    assert {event["recommendation_id"][:4] for event in told} == {"rec-"}
    assert {name: tool.queries[0].get(name) for name in ("slot", "sku", "cart", "gift")} == {
        "slot": "product",
        "sku": "ROBE-M",
        "cart": None,
        "gift": None,
    }
    assert errors == []


def test_a_page_with_a_reco_of_its_own_keeps_it(
    page: Page, shop: Origin, tool: Tool, errors: list[str]
) -> None:
    tool.recommend(document())
    page.goto(shop.set_page("/", strange(tool, "window.reco = Object.freeze({ theirs: 1 })")))
    expect(page.locator(".card")).to_have_count(6)
    assert page.evaluate("() => JSON.stringify(reco)") == '{"theirs":1}'
    page.goto(shop.set_page("/", strange(tool, "", inside=f'<p id="reco"></p>{place()}')))
    expect(page.locator(".card")).to_have_count(6)
    assert page.evaluate("() => typeof reco.refresh") == "function"
    assert errors == []


def test_the_script_twice_on_a_page_is_the_script_once(page: Page, shop: Origin, tool: Tool) -> None:
    tool.recommend(document())
    page.goto(shop.set_page("/", strange(tool, "", inside=place() + widget(tool) + widget(tool))))
    expect(page.locator(".card")).to_have_count(6)
    page.wait_for_timeout(300)
    assert len(tool.queries) == 1


def test_a_page_that_takes_its_nodes_away_hears_nothing_of_us(
    page: Page, shop: Origin, tool: Tool, errors: list[str]
) -> None:
    tool.recommend(document(filters=filters("fr")))
    page.goto(shop.set_page("/", strange(tool, "")))
    expect(page.locator(".card")).to_have_count(6)
    page.evaluate("""async () => { const place = document.querySelector("[data-reco]");
      place.shadowRoot.querySelector(".chip").click(); place.shadowRoot.querySelector(".no").click(); place.remove();
      await new Promise((done) => setTimeout(done, 200)); document.body.append(place);
      document.body.innerHTML = ""; }""")
    page.evaluate("""() => { const place = document.createElement("div"); place.dataset.reco = "home";
      document.body.append(place); place.remove(); }""")
    page.wait_for_timeout(1500)
    assert errors == []


def test_a_browser_without_storage_still_shows_the_products(
    page: Page, shop: Origin, tool: Tool, errors: list[str]
) -> None:
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, "
        "{ get() { throw new DOMException('no') } })"
    )
    tool.recommend(document())
    page.goto(shop.set_page("/", strange(tool, "")))
    expect(page.locator(".card")).to_have_count(6)
    page.get_by_role("button", name="Pas intéressé").first.click()
    expect(page.locator(".title")).to_have_count(5)
    assert errors == []


def test_a_preview_shows_everything_and_tells_nobody(page: Page, shop: Origin, tool: Tool) -> None:
    tool.recommend(document())
    page.goto(shop.set_page("/", strange(tool, "").replace("data-key", "data-preview data-key")))
    page.evaluate("() => document.addEventListener('click', (event) => event.preventDefault())")
    page.locator(".title").first.click()
    page.wait_for_timeout(2300)
    expect(page.locator(".card")).to_have_count(6)
    assert tool.batches == []


def test_a_theme_that_hides_empty_elements_shows_the_widget(page: Page, shop: Origin, tool: Tool) -> None:
    tool.recommend(document())
    html = strange(tool, "").replace("<title>", "<style>div:empty{display:none}</style><title>")
    page.goto(shop.set_page("/", html))
    expect(page.locator(".card").first).to_be_visible()


def test_a_narrow_grid_does_not_grow_with_the_list(page: Page, shop: Origin, tool: Tool) -> None:
    tool.recommend(document(number=12))
    html = strange(tool, "", inside=f'<div style="display:grid">{place(more="data-limit=12")}</div>')
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(shop.set_page("/", html))
    expect(page.locator(".card")).to_have_count(12)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_refusal_that_a_browser_kept_is_asked_for_again(page: Page, shop: Origin, tool: Tool) -> None:
    tool.recommendations = Answer(503, "busy", headers={**CORS, "Cache-Control": "public, max-age=0"})
    page.goto(shop.set_page("/", strange(tool, "")))
    wait_until(lambda: tool.queries)
    tool.recommend(document())
    page.reload()
    expect(page.locator(".card")).to_have_count(6)
