"""Every page of the product in a real Chromium, in French and in Arabic: accessible, light and no wider than a phone.

The list comes from the URL resolver, so that a new page is looked at from the day it exists.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.cast import Cast, make_cast
from tests.factories import log_in
from tests.routes import FRAGMENTS, all_routes

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from playwright.sync_api import Route as Asked

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
ORIGIN = "http://127.0.0.1:1"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE = 390
FIRST_LOAD = 200_000

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@dataclass
class Shown:
    """One page as Django answered it, and what everything it loads weighs compressed."""

    name: str
    address: str
    body: bytes
    weights: dict[str, int] = field(default_factory=dict)

    def fulfil(self, asked: Asked) -> None:
        """Answer the browser. The page was fetched before: inside the browser's loop there is no database."""
        path = asked.request.url.removeprefix(ORIGIN)
        if path == self.address:
            self.weights[path] = len(gzip.compress(self.body))
            asked.fulfill(body=self.body, content_type="text/html; charset=utf-8")
        elif path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/").split("?")[0])
            assert isinstance(found, str), f"no such file: {path}"
            self.weights[path] = _compressed(found)
            asked.fulfill(path=found, content_type=KINDS.get(Path(found).suffix, "application/octet-stream"))
        else:
            asked.fulfill(status=404)


@cache
def _compressed(file: str) -> int:
    return len(gzip.compress(Path(file).read_bytes()))


def _pages(cast: Cast, client: Client) -> list[Shown]:
    """Every address that answers the owner with a page."""
    found = []
    for route in all_routes():
        if route.name in FRAGMENTS:
            continue
        address = route.address(cast.shop)
        given = client.get(address)
        if given.status_code == 200 and given.headers.get("Content-Type", "").startswith("text/html"):
            found.append(Shown(route.name, address, given.content))
    return found


def _troubles(page: Page) -> list[str]:
    """Serious and critical violations that axe finds, with the first element of each."""
    page.add_script_tag(path=str(AXE))
    found: dict[str, Any] = page.evaluate(
        f"axe.run(document, {{runOnly: {RULES}, resultTypes: ['violations']}})"
    )
    return [
        f"{trouble['id']}: {trouble['nodes'][0]['html'][:150]}"
        for trouble in found["violations"]
        if trouble["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_is_accessible_light_and_fits_a_phone(
    new_page: Callable[..., Page], cast: Cast, language: str
) -> None:
    client = log_in(cast.owner)
    client.cookies["django_language"] = language
    pages = _pages(cast, client)
    assert len(pages) >= 20
    page = new_page(viewport={"width": PHONE, "height": 844}, locale=language, bypass_csp=True)
    wrong: list[str] = []
    now = pages[:1]

    def answer(asked: Asked) -> None:
        now[0].fulfil(asked)

    page.route("**/*", answer)
    for shown in pages:
        now[0] = shown
        page.goto(ORIGIN + shown.address, wait_until="load")
        wrong += [f"{shown.name}: {trouble}" for trouble in _troubles(page)]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE:
            wrong.append(f"{shown.name}: {width} px wide on a phone of {PHONE}")
        if sum(shown.weights.values()) > FIRST_LOAD:
            wrong.append(f"{shown.name}: {sum(shown.weights.values())} bytes compressed at first load")
    assert wrong == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_dashboard_is_in_the_language_that_was_chosen(cast: Cast, language: str) -> None:
    client = log_in(cast.owner)
    client.cookies["django_language"] = language
    shown = client.get(f"/shops/{cast.shop.slug}/").content.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in shown
