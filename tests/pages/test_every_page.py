"""Every page of the product in a real Chromium, in French and in Arabic: accessible, light and no wider than a phone.

The list comes from the URL resolver, so that a new page is looked at from the day it exists.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from shop_ai.places import MAIN, MORE
from tests.axe import grave_violations
from tests.cast import Cast, make_cast
from tests.factories import log_in
from tests.pages.origin import Answer, Origin
from tests.routes import FRAGMENTS, all_routes

if TYPE_CHECKING:
    from playwright.sync_api import Page

KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LINKED = re.compile(r'(?:src|href)="(/static/[^"]+\.(?:css|js))"')
ID = re.compile(r'<[^<>]*\sid="([^"]*)"')
PHONE = 390
FIRST_LOAD = 200_000

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@dataclass(frozen=True)
class Shown:
    """One page as Django answered it. It is fetched before: inside the browser's loop there is no database."""

    name: str
    address: str
    body: bytes

    def first_load(self, asked: set[str]) -> int:
        """What the page and all that it asks for weigh compressed, also what the browser has already."""
        files = [_compressed(path) for path in asked if path.startswith("/static/")]
        return len(gzip.compress(self.body)) + sum(files)

    def lacks_places(self, names: set[str]) -> bool:
        """Whether it has the frame, but not every place in it: a page's own words must not cover the menu's."""
        shown = self.body.count(b'class="places__place"')
        return b'<nav class="places"' in self.body and shown != sum(
            sign.name in names for sign in MAIN + MORE
        )

    def ids_twice(self) -> list[str]:
        """Ids that two things have: a label or a link would reach the first of them only."""
        counted = Counter(ID.findall(self.body.decode()))
        return [name for name, times in counted.items() if times > 1]

    def not_asked(self, asked: set[str]) -> set[str]:
        """Scripts and style sheets of the page that the browser said nothing of: they would weigh nothing."""
        return set(LINKED.findall(self.body.decode())) - asked


@cache
def _file(path: str) -> Path:
    found = finders.find(path.removeprefix("/static/"))
    assert isinstance(found, str), f"no such file: {path}"
    return Path(found)


@cache
def _compressed(path: str) -> int:
    return len(gzip.compress(_file(path).read_bytes()))


@pytest.fixture
def origin() -> Iterator[Origin]:
    """Serves files that the browser may keep; pages are put there by the test."""

    def static(path: str) -> Answer | None:
        if not path.startswith("/static/"):
            return None
        file = _file(path)
        return Answer(file.read_bytes(), KINDS.get(file.suffix, "application/octet-stream"), "max-age=3600")

    served = Origin(static)
    yield served
    served.close()


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


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_is_accessible_light_and_fits_a_phone(
    new_page: Callable[..., Page], origin: Origin, cast: Cast, language: str
) -> None:
    client = log_in(cast.owner)
    client.cookies["django_language"] = language
    pages = _pages(cast, client)
    assert len(pages) >= 20
    origin.pages = {shown.address: Answer(shown.body, "text/html; charset=utf-8") for shown in pages}
    page = new_page(viewport={"width": PHONE, "height": 844}, locale=language)
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.removeprefix(origin.url).split("?")[0]))
    wrong: list[str] = []
    names = {route.name for route in all_routes()}
    for shown in pages:
        asked.clear()
        page.goto(origin.url + shown.address, wait_until="load")
        wrong += [f"{shown.name}: {trouble}" for trouble in grave_violations(page, RULES)]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE:
            wrong.append(f"{shown.name}: {width} px wide on a phone of {PHONE}")
        if shown.first_load(asked) > FIRST_LOAD:
            wrong.append(f"{shown.name}: {shown.first_load(asked)} bytes compressed at first load")
        if shown.lacks_places(names):
            wrong.append(f"{shown.name}: the menu is not whole")
        wrong += [f"{shown.name}: two things have the id {name}" for name in shown.ids_twice()]
        wrong += [f"{shown.name}: {path} is not fetched" for path in shown.not_asked(asked)]
    assert wrong == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_dashboard_is_in_the_language_that_was_chosen(cast: Cast, language: str) -> None:
    client = log_in(cast.owner)
    client.cookies["django_language"] = language
    shown = client.get(f"/shops/{cast.shop.slug}/").content.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in shown
