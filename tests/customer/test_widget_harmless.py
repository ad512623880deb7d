"""The widget is a guest: whatever happens to it, the shop's page stays as it was (promise X2)."""

from __future__ import annotations

import json
import time
from typing import Any

from playwright.sync_api import Page, expect

from .boutique import document, open_shop, place, widget
from .conftest import CORS, Answer, Origin, Tool, wait_until

SHIFTS = """window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  window.shift += entry.value })).observe({type: "layout-shift", buffered: true})"""
PROBES = [
    "<img src=x onerror=pwned()>",
    "<script>pwned()</script>",
    "<svg onload=pwned()>",
    '"><iframe srcdoc="<script>parent.pwned()</script>">',
    "' onmouseover='pwned()",
    "</style><script>pwned()</script>",
    "javascript:pwned()",
    "JaVaScRiPt:pwned()",
    " \tjavascript:pwned()",
    "java\nscript:pwned()",
    "data:text/html,<script>parent.pwned()</script>",
    "vbscript:pwned()",
    "{{constructor.constructor('pwned()')()}}",
    "${pwned()}",
]
NOT_HOST = ("height", "block-size", "perspective-origin", "transform-origin")


def guest(tool: Tool, inside: str, head: str = "") -> str:
    return (
        f"<!doctype html><html lang=fr><head><title>Boutique</title>{head}{widget(tool)}</head>"
        f"<body style='margin:0'>{inside}</body></html>"
    )


def hostile(probe: str) -> dict[str, Any]:
    """An answer with the probe in every text and address, but for the link of the last card."""

    def poison(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: poison(part) for name, part in value.items()}
        if isinstance(value, list):
            return [poison(part) for part in value]
        return probe if isinstance(value, str) else value

    answer: dict[str, Any] = poison(document())
    answer["items"][-1]["url"] = "/p/1"
    return answer


def computed(page: Page) -> Any:
    """Every computed property of every element of the host, but the height of what contains the widget."""
    return page.evaluate(
        """(changing) => [...document.querySelectorAll("*")]
          .filter((node) => !node.matches("script, [data-reco]"))
          .map((node) => { const style = getComputedStyle(node);
            const skip = node.querySelector("[data-reco]") ? changing : [];
            return [node.tagName, ...[...style].filter((name) => !skip.includes(name))
              .map((name) => name + ":" + style.getPropertyValue(name))] })""",
        list(NOT_HOST),
    )


def test_it_adds_one_global(page: Page, shop: Origin, tool: Tool) -> None:
    page.goto(shop.set_page("/plain", "<!doctype html><title>x</title>"))
    before = set(page.evaluate("() => Object.getOwnPropertyNames(window)"))
    page.goto(open_shop(shop, tool))
    expect(page.locator(".card")).to_have_count(6)
    assert set(page.evaluate("() => Object.getOwnPropertyNames(window)")) - before == {"reco"}


def test_the_look_of_the_host_does_not_change(page: Page, shop: Origin, tool: Tool) -> None:
    page.set_viewport_size({"width": 1000, "height": 300})
    url = open_shop(shop, tool)
    answer = tool.recommendations
    tool.recommendations = Answer(503, headers=CORS)
    page.goto(url)
    wait_until(lambda: tool.queries)
    before = computed(page)
    assert len(before) > 15
    tool.recommendations = answer
    page.evaluate("() => reco.refresh()")
    expect(page.locator(".card")).to_have_count(6)
    assert computed(page) == before
    assert page.evaluate("() => [document.adoptedStyleSheets.length, document.styleSheets.length]") == [0, 1]


def test_the_style_of_the_host_does_not_reach_the_widget(page: Page, shop: Origin, tool: Tool) -> None:
    tool.recommend(document())
    rude = "*{text-transform:uppercase}h2,a{font-size:90px!important}button{display:none}"
    page.goto(shop.set_page("/", guest(tool, place(), f"<style>{rude}</style>")))
    heading = page.locator(".heading")
    assert heading.evaluate("node => getComputedStyle(node).fontSize") == "20px"
    assert heading.evaluate("node => getComputedStyle(node).textTransform") == "none"
    expect(page.locator(".why")).to_be_visible()


def test_it_works_under_a_strict_policy_of_the_host(
    page: Page, shop: Origin, tool: Tool, errors: list[str]
) -> None:
    policy = f"default-src 'self'; script-src {tool.url}; connect-src {tool.url}; img-src *; "
    policy += "require-trusted-types-for 'script'; trusted-types 'none'"
    page.add_init_script(
        """window.broken = [];
        addEventListener('securitypolicyviolation', (event) => window.broken.push(event.violatedDirective))"""
    )
    tool.recommend(document())
    html = guest(tool, place()).replace(" style='margin:0'", "")
    page.goto(shop.set_page("/", html, Content_Security_Policy=policy))
    expect(page.locator(".card")).to_have_count(6)
    assert page.locator(".card").first.evaluate("node => getComputedStyle(node).borderRadius") == "14px"
    page.locator(".why").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    wait_until(lambda: tool.events("reco_impression"))
    assert page.evaluate("() => window.broken") == []
    assert errors == []


USELESS = [
    Answer(500, headers=CORS),
    Answer(503, headers=CORS),
    Answer(404),
    Answer(200, json.dumps(document(items=[])), "application/json", CORS),
    Answer(200, "<html>not json", "text/html", CORS),
    Answer(200, json.dumps(document(items="surprise")), "application/json", CORS),
    Answer(200, json.dumps(document(items=[None, 7, {"url": "/no-title"}])), "application/json", CORS),
    Answer(200, "null", "application/json", CORS),
]


def test_a_useless_answer_leaves_no_trace(page: Page, shop: Origin, tool: Tool, errors: list[str]) -> None:
    page.add_init_script(SHIFTS)
    for number, answer in enumerate(USELESS):
        url = shop.set_page("/", guest(tool, place().replace("ROBE-M", str(number)) + "<p>suite</p>"))
        tool.queries.clear()
        tool.recommendations = answer
        page.goto(url)
        wait_until(lambda: tool.queries)
        time.sleep(0.4)
        left = page.evaluate(
            "() => { const place = document.querySelector('[data-reco]'); "
            "return [place.offsetHeight, place.shadowRoot, window.shift] }"
        )
        assert left == [0, None, 0], answer
    assert errors == []


def test_a_server_that_hangs_is_given_up_before_three_seconds(
    page: Page, shop: Origin, tool: Tool, errors: list[str]
) -> None:
    open_shop(shop, tool)
    tool.hanging = True
    gone: list[str] = []
    page.on("requestfailed", lambda request: gone.append(request.url))
    start = time.monotonic()
    page.goto(shop.set_page("/", guest(tool, place())))
    while not gone and time.monotonic() - start < 3:
        page.wait_for_timeout(50)
    assert any("/recommendations" in url for url in gone)
    tool.hanging = False
    page.wait_for_timeout(300)
    assert page.evaluate("() => document.querySelector('[data-reco]').offsetHeight") == 0
    assert errors == []


def test_hostile_texts_stay_texts(page: Page, shop: Origin, tool: Tool, errors: list[str]) -> None:
    page.add_init_script("window.pwned = () => { window.executed = true }")
    url = shop.set_page("/", guest(tool, place()))
    protocols = "list => list.map(node => new URL(node.href || node.src || location).protocol)"
    for probe in PROBES:
        tool.recommend(hostile(probe))
        page.goto(url)
        expect(page.locator(".why")).to_be_visible()
        page.locator(".why").click()
        page.locator(".card").last.dispatch_event("mouseover")
        assert page.locator(".title").last.evaluate("node => node.textContent") == probe
        assert page.locator(".card a").last.get_attribute("href") == f"{shop.url}/p/1"
        for part in ("a", "img"):
            assert set(page.locator(f"[data-reco] {part}").evaluate_all(protocols)) <= {"http:"}, probe
        page.wait_for_timeout(100)
        assert page.evaluate("() => window.executed") is None, probe
    assert errors == []


def test_nothing_jumps_when_the_place_is_reserved_or_out_of_view(
    page: Page, shop: Origin, tool: Tool
) -> None:
    tool.recommend(document())
    page.add_init_script(SHIFTS)
    below = '<div style="height:1200px"></div>' + place() + "<p>suite</p>"
    styled = "<style>[data-reco]{min-height:480px}</style>" + place() + "<p>suite</p>"
    for inside in (
        styled,
        below,
        "<p>fin</p>" + place(),
        below.replace("></div><p>", ' data-min-height="480"></div><p>'),
    ):
        page.goto(shop.set_page("/", guest(tool, inside)))
        expect(page.locator(".card")).to_have_count(6)
        page.wait_for_timeout(300)
        assert page.evaluate("() => window.shift") < 0.001


def test_a_place_in_full_view_waits_until_nobody_looks(page: Page, shop: Origin, tool: Tool) -> None:
    tool.recommend(document())
    page.add_init_script(SHIFTS)
    long = place() + "<p>suite</p>" * 60
    page.goto(shop.set_page("/", guest(tool, '<div style="height:300px"></div>' + long)))
    wait_until(lambda: tool.queries)
    page.wait_for_timeout(400)
    expect(page.locator(".card")).to_have_count(0)
    page.evaluate("() => scrollTo(0, 900)")
    expect(page.locator(".card")).to_have_count(6)
    assert page.evaluate("() => window.shift") < 0.001


def test_a_reserved_place_gives_its_room_back_when_nothing_comes(
    page: Page, shop: Origin, tool: Tool
) -> None:
    html = guest(tool, '<div style="height:1200px"></div>' + place(more='data-min-height="480"'))
    page.goto(shop.set_page("/", html))
    wait_until(lambda: tool.queries)
    wait_until(lambda: page.evaluate("() => document.querySelector('[data-reco]').offsetHeight") == 0)


def test_a_tool_that_cannot_be_reached_at_all_is_silent(
    page: Page, shop: Origin, tool: Tool, errors: list[str]
) -> None:
    html = guest(tool, place() + f'<script defer src="{tool.url}/s.js" data-key="pk_test"></script>')
    tool.close()
    page.goto(shop.set_page("/", html))
    page.wait_for_timeout(500)
    assert page.evaluate("() => document.querySelector('[data-reco]').offsetHeight") == 0
    assert errors == []
