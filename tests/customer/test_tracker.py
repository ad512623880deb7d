"""What the page script sends, and what it must never do on a shop's page."""

from __future__ import annotations

import gzip
import re
import time
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from signals.ingest.trimming import trimmed

from .conftest import KEY, SCRIPTS, Origin, Tool, wait_until

UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
SILENT = 1.6  # seconds after which the first batch would have left


def html(tool: Tool, head: str = "", body: str = "", attributes: str = "") -> str:
    script = f'<script defer src="{tool.url}/s.js" data-key="{KEY}" {attributes}></script>'
    head = f"<title>Boutique</title>{head}{script}"
    return f"<!doctype html><html lang=fr><head>{head}</head><body>{body}</body></html>"


def stored(page: Page) -> dict[str, Any]:
    return page.evaluate("() => ({...localStorage})")  # type: ignore[no-any-return]


def plant(page: Page, number: int, hours_old: float = 0) -> None:
    """Puts events into the queue as an earlier page would have left them."""
    page.evaluate(
        """([number, hours]) => { for (let i = 0; i < number; i++) {
            const id = "00000000-0000-7000-8000-" + String(i).padStart(12, "0");
            const time = new Date(Date.now() - hours * 36e5).toISOString();
            localStorage["shopai:q:" + id] = JSON.stringify({id, type: "like", time}); } }""",
        [number, hours_old],
    )


def test_the_script_is_at_most_3_kb_gzipped() -> None:
    assert len(gzip.compress(trimmed(SCRIPTS["/s.js"].read_text()).encode(), 9)) <= 3000


def test_the_script_is_written_in_words_that_browsers_of_2018_know() -> None:
    newer = re.search(
        r"\?\.[a-z(\[]|\?\?|\|\|=|&&=|catch \{|#[a-z]+\(|\bawait\b", SCRIPTS["/s.js"].read_text()
    )
    assert newer is None


def test_a_page_view_says_where_from_and_what_but_not_who(page: Page, shop: Origin, tool: Tool) -> None:
    url = shop.set_page("/produits/robe", html(tool, '<meta name="shopai:sku" content="ROBE-M">'))
    page.goto(
        url + "?utm_source=Instagram&utm_campaign=Ete%202026&fbclid=secret&email=a@b.dz&ad_id=238&utm_id=77",
        referer="https://l.instagram.com/page?x=1",
    )
    (event,) = wait_until(lambda: tool.events("view"))
    assert UUID7.fullmatch(event.pop("id"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", event.pop("time"))
    assert event == {
        "type": "view",
        "page": "/produits/robe",
        "ref": "l.instagram.com",
        "sku": "ROBE-M",
        "utm": {"source": "instagram", "campaign": "ete 2026"},
        "click": "fbclid",
        "ad": "238",
        "lang": "fr-DZ",
        "w": 1000,
    }


def test_the_post_is_a_plain_text_without_preflight_or_credentials(
    page: Page, shop: Origin, tool: Tool, context: BrowserContext
) -> None:
    context.add_cookies([{"name": "session", "value": "x", "url": tool.url}])
    page.goto(shop.set_page("/", html(tool)))
    wait_until(lambda: tool.batches)
    headers = tool.batches[0].headers
    assert headers["content-type"].startswith("text/plain")
    assert "cookie" not in headers
    assert {method for method, path in tool.seen if path.startswith("/e/")} == {"POST"}


def test_without_consent_nothing_stays_on_the_device(page: Page, shop: Origin, tool: Tool) -> None:
    page.goto(shop.set_page("/", html(tool)))
    wait_until(lambda: tool.batches)
    wait_until(lambda: stored(page) == {})
    assert page.evaluate("() => [document.cookie, sessionStorage.length]") == ["", 0]
    assert page.context.cookies() == []


def test_consent_gives_a_lasting_id_and_its_withdrawal_removes_every_trace(
    page: Page, shop: Origin, tool: Tool
) -> None:
    url = shop.set_page("/", html(tool))
    page.goto(url)
    page.evaluate("() => { shopai.consent(true); shopai('like', {sku: 'A'}) }")
    (liked,) = wait_until(lambda: tool.events("like"))
    assert liked["vid"] == stored(page)["shopai:vid"]
    assert liked["sid"] == page.evaluate("() => sessionStorage['shopai:sid']")
    page.goto(url)
    wait_until(lambda: len(tool.events("view")) >= 2)
    assert tool.events("view")[-1]["vid"] == liked["vid"]
    page.evaluate("() => { shopai('save', {sku: 'A'}); shopai.consent(false) }")
    left = {name for name, text in stored(page).items() if liked["vid"] in text}
    assert left <= {"shopai:choice"}  # until the server has heard whose consent ends
    assert page.evaluate("() => sessionStorage.length") == 0
    (saved,) = wait_until(lambda: tool.events("save"))
    wait_until(lambda: stored(page) == {})
    assert "vid" not in saved
    assert "sid" not in saved


def test_only_one_global_is_added_and_calls_made_before_loading_arrive(
    page: Page, shop: Origin, tool: Tool, errors: list[str]
) -> None:
    plain = shop.set_page("/plain", "<!doctype html><title>x</title>")
    page.goto(plain)
    before = set(page.evaluate("() => Object.getOwnPropertyNames(window)"))
    early = "<script>window.shopai=window.shopai||function(){(shopai.q=shopai.q||[]).push(arguments)};"
    early += "shopai('add_to_cart',{sku:'ROBE-M',value:6500})</script>"
    page.goto(shop.set_page("/", html(tool, early)))
    (added,) = wait_until(lambda: tool.events("add_to_cart"))
    assert (added["sku"], added["value"]) == ("ROBE-M", 6500)
    assert set(page.evaluate("() => Object.getOwnPropertyNames(window)")) - before == {"shopai"}
    assert errors == []


@pytest.mark.parametrize(
    "signal",
    [
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true})",
        "Object.defineProperty(Navigator.prototype, 'doNotTrack', {get: () => '1'})",
        "Object.defineProperty(Navigator.prototype, 'webdriver', {get: () => true})",
    ],
)
def test_privacy_signals_and_robots_send_nothing_at_all(
    page: Page, shop: Origin, tool: Tool, errors: list[str], signal: str
) -> None:
    page.add_init_script(signal)
    page.goto(shop.set_page("/", html(tool, body='<button data-shopai="like">♥</button>')))
    page.evaluate("() => { shopai.consent(true); shopai('add_to_cart', {sku: 'A'}) }")
    page.click("button")
    time.sleep(SILENT)
    page.goto(shop.set_page("/next", "<title>next</title>"))
    assert [path for _, path in tool.seen] == ["/s.js"]
    assert stored(page) == {}
    assert errors == []


def test_a_privacy_signal_also_clears_what_was_kept_before(page: Page, shop: Origin, tool: Tool) -> None:
    page.goto(shop.set_page("/empty", "<title>x</title>"))
    plant(page, 3)
    page.evaluate("() => localStorage['shopai:vid'] = 'old'")
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true})"
    )
    page.goto(shop.set_page("/", html(tool)))
    assert stored(page) == {}


def test_a_prerendered_page_counts_only_when_it_is_shown(page: Page, shop: Origin, tool: Tool) -> None:
    page.add_init_script(
        "Object.defineProperty(document, 'prerendering', {get: () => !window.shown, configurable: true})"
    )
    page.goto(shop.set_page("/", html(tool)))
    page.evaluate("() => shopai('like', {sku: 'A'})")
    time.sleep(SILENT)
    assert tool.batches == []
    page.evaluate("() => { window.shown = 1; document.dispatchEvent(new Event('prerenderingchange')) }")
    wait_until(tool.events)
    assert [event["type"] for event in tool.events()] == ["view", "like"]


def test_leaving_within_ten_seconds_is_a_skip_and_goes_by_beacon(
    page: Page, shop: Origin, tool: Tool
) -> None:
    page.goto(shop.set_page("/", html(tool, attributes='data-sku="ROBE-M"')))
    time.sleep(1.2)
    page.goto(shop.set_page("/away", "<title>x</title>"))
    (skip,) = wait_until(lambda: tool.events("skip"))
    (dwell,) = tool.events("dwell")
    assert (skip["sku"], skip["page"]) == ("ROBE-M", "/")
    assert 1 <= dwell["value"] < 10
    assert "shopai:q:" + skip["id"] in stored(page), "a beacon is no confirmation"


def test_whoever_acted_did_not_skip(page: Page, shop: Origin, tool: Tool) -> None:
    body = '<div data-shopai="add_to_cart" data-sku="ROBE-M" data-value="6500"><b>Ajouter</b></div>'
    page.goto(shop.set_page("/", html(tool, body=body)))
    page.click("b")
    page.goto(shop.set_page("/away", "<title>x</title>"))
    (added,) = wait_until(lambda: tool.events("add_to_cart"))
    assert (added["sku"], added["value"]) == ("ROBE-M", 6500)
    assert tool.events("skip") == []


def test_only_visible_seconds_are_dwell(page: Page, shop: Origin, tool: Tool) -> None:
    page.add_init_script(
        "Object.defineProperty(document, 'hidden', {get: () => !!window.away, configurable: true})"
    )
    page.goto(shop.set_page("/", html(tool)))
    show = "away => { window.away = away; document.dispatchEvent(new Event('visibilitychange')) }"
    time.sleep(1.2)
    page.evaluate(show, True)
    time.sleep(2)
    page.evaluate(show, False)
    time.sleep(1.2)
    page.evaluate(show, True)
    wait_until(lambda: len(tool.events("dwell")) >= 2)
    assert [event["value"] for event in tool.events("dwell")] == [1, 1]


def test_a_page_opened_in_the_background_is_not_a_view_yet(page: Page, shop: Origin, tool: Tool) -> None:
    page.add_init_script(
        "Object.defineProperty(document, 'hidden', {get: () => !window.shown, configurable: true})"
    )
    page.goto(shop.set_page("/", html(tool)))
    time.sleep(SILENT)
    assert tool.batches == []
    page.evaluate("() => { window.shown = 1; document.dispatchEvent(new Event('visibilitychange')) }")
    wait_until(lambda: tool.events("view"))


def test_a_single_page_shop_gets_one_view_per_path(page: Page, shop: Origin, tool: Tool) -> None:
    page.goto(shop.set_page("/", html(tool, '<meta name="shopai:sku" content="A">')))
    page.evaluate(
        """() => { history.pushState({}, "", "/p/b"); document.querySelector("meta").content = "B";
                   history.pushState({}, "", "/p/b?size=M"); }"""
    )
    wait_until(lambda: len(tool.events("view")) == 2)
    page.evaluate("() => history.go(-2)")
    wait_until(lambda: len(tool.events("view")) == 3)
    assert [(e["page"], e["sku"]) for e in tool.events("view")] == [("/", "A"), ("/p/b", "B"), ("/", "B")]
    assert [e["page"] for e in tool.events("skip")] == ["/", "/p/b"]


def test_blocked_storage_and_odd_calls_never_throw_into_the_page(
    page: Page, shop: Origin, tool: Tool, errors: list[str]
) -> None:
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
             Object.defineProperty(window, name, {get() { throw new DOMException("no", "SecurityError") }})"""
    )
    page.goto(shop.set_page("/", html(tool)))
    page.evaluate(
        """() => { shopai(); shopai(null, null); shopai(Symbol());
                   shopai("like", {sku: {toString() { throw 1 }}});
                   shopai.consent(true); shopai.consent(false); shopai("save", {sku: "OK"}) }"""
    )
    (saved,) = wait_until(lambda: tool.events("save"))
    assert saved["sku"] == "OK"
    assert errors == []


def test_a_script_without_key_does_nothing(page: Page, shop: Origin, tool: Tool, errors: list[str]) -> None:
    page.goto(shop.set_page("/", f"<title>x</title><script src='{tool.url}/s.js'></script>"))
    assert page.evaluate("() => typeof window.shopai") == "undefined"
    assert errors == []


def test_a_page_that_comes_back_from_the_cache_is_a_new_view(
    browser: Browser, shop: Origin, tool: Tool
) -> None:
    page = browser.new_page()
    page.goto(shop.set_page("/", html(tool)))
    wait_until(lambda: tool.events("view"))
    page.evaluate(
        "() => { dispatchEvent(new Event('pagehide')); "
        "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})) }"
    )
    wait_until(lambda: len({e["id"] for e in tool.events("view")}) == 2)
    page.close()
