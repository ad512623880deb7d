"""The lines of the owner's page and of the manual, on pages with each platform's markup, in French and Arabic."""

from __future__ import annotations

import base64
import hashlib
import os
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from signals.widget.snippets import Look, Source, attribute, snippet
from tests.axe import bring_axe

from .boutique import HEADINGS, document, filters, open_shop
from .conftest import KEY, Origin, Tool
from .platforms import Host

WAYS = [(language, width) for language in ("fr", "ar") for width in (390, 1280)]
SKUS = {
    "product": "ROBE-KAB-M-R",
    "cart": "ROBE-KAB-M-R,PARF-OUD-50",
    "after_order": "ROBE-KAB-M-R,PARF-OUD-50",
}
PLACES = [
    ("html", "product"),
    ("html", "cart"),
    ("html", "after_order"),
    ("html", "home"),
    ("html", "landing"),
    ("woocommerce", "product"),
    ("woocommerce", "cart"),
    ("woocommerce", "after_order"),
    ("woocommerce", "home"),
    ("shopify", "product"),
    ("shopify", "cart"),
    ("shopify", "home"),
]


def visit(page: Page, shop: Origin, tool: Tool, host: Host, look: Look) -> None:
    open_shop(shop, tool, host.language)
    tool.recommend(document(host.language, filters=filters(host.language)))
    code = snippet(host.platform, host.slot, Source(tool.url, KEY), look)
    page.goto(shop.set_page("/page", host.page(code)))
    expect(page.locator(".card")).to_have_count(6)
    expect(page.locator(".card").first).to_be_visible()


def asked(tool: Tool) -> dict[str, Any]:
    return {name: tool.queries[-1].get(name) for name in ("slot", "sku", "cart", "lang", "theme")}


@pytest.mark.parametrize(("platform", "slot"), PLACES)
def test_the_lines_work_on_the_platform(
    page: Page, shop: Origin, tool: Tool, errors: list[str], platform: str, slot: str
) -> None:
    for language, width in (("fr", 1280), ("ar", 390)):
        page.set_viewport_size({"width": width, "height": 900})
        skus = SKUS.get(slot, "")
        visit(page, shop, tool, Host(platform, slot, language, skus), Look(accent="#7a3b2e"))
        assert asked(tool) == {
            "slot": slot,
            "sku": skus if slot == "product" else "",
            "cart": skus if slot in {"cart", "after_order"} else None,
            "lang": language,
            "theme": "eid" if slot == "landing" else None,
        }
        expect(page.locator(".heading")).to_have_text(HEADINGS[language])
        assert page.locator(".heading").evaluate("node => getComputedStyle(node).fontSize") in {
            "20px",
            "21.25px",
        }
        assert page.locator(".box").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        )
        if folder := os.environ.get("WIDGET_SHOTS"):
            page.screenshot(path=f"{folder}/{platform}-{slot}-{language}-{width}.png", full_page=True)
    assert errors == []


@pytest.mark.parametrize("platform", ["html", "woocommerce", "shopify"])
@pytest.mark.parametrize(("language", "width"), WAYS)
def test_axe_finds_nothing_on_the_platform(
    page: Page, shop: Origin, tool: Tool, platform: str, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, shop, tool, Host(platform, "product", language, "ROBE-KAB-M-R"), Look())
    bring_axe(page)
    for opened in (False, True):
        if opened:
            page.locator(".why").click()
        found = page.evaluate("() => axe.run(document.querySelector('[data-reco]'))")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
        assert len(found["passes"]) > 10


@pytest.mark.parametrize(
    "text", ['L\'été à 50 % — "tout" <b>doit</b> partir', "{{ shop.name }} $x \\' %s %d ${y}"]
)
def test_a_heading_of_the_shop_means_the_same_on_every_platform(
    page: Page, shop: Origin, tool: Tool, text: str
) -> None:
    for platform in ("html", "woocommerce", "shopify"):
        visit(page, shop, tool, Host(platform, "product", "fr", "A"), Look(heading=text))
        expect(page.locator(".heading")).to_have_text(text)
    assert not set("%\\{}$'\"<>") & set(attribute(text))


def test_a_pinned_version_runs_and_a_changed_one_does_not(page: Page, shop: Origin, tool: Tool) -> None:
    digest = hashlib.sha384(tool.script("/w/v1.js").body.encode()).digest()
    good = f"sha384-{base64.b64encode(digest).decode()}"
    tool.pages["/w/v1.good.js"] = tool.pages["/w/v1.bad.js"] = tool.script("/w/v1.js")
    open_shop(shop, tool)
    for version, integrity, cards in (("good", good, 6), ("bad", "sha384-" + "A" * 64, 0)):
        code = snippet("html", "home", Source(tool.url, KEY, version, integrity), Look())
        page.goto(shop.set_page("/page", f"<!doctype html><title>x</title>{code}"))
        page.wait_for_timeout(1200)
        expect(page.locator(".card")).to_have_count(cards)
