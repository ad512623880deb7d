"""The gallery of components, answered by Django's test client inside a real Chromium: no server, no database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static/css"
JS = ROOT / "static/js"
ORIGIN = "http://127.0.0.1:1"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

OpenGallery = Callable[..., "Page"]


@pytest.fixture(autouse=True)
def gallery_addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.design.urls"
    settings.ALLOWED_HOSTS = ["*"]


def answer(client: Client) -> Callable[[Route], None]:
    def fulfil(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            assert isinstance(found, str), f"no such file: {path}"
            route.fulfill(path=found, content_type=KINDS[Path(found).suffix])
            return
        given = client.get(path)
        route.fulfill(status=given.status_code, headers=dict(given.headers), body=given.content)

    return fulfil


@pytest.fixture
def open_gallery(new_page: Callable[..., Page]) -> OpenGallery:
    """``open_gallery("ar", width=390, name="public")``: the page loaded, its scripts run, its charts not yet."""

    def open_page(language: str = "fr", width: int = 1280, name: str = "", **options: Any) -> Page:
        client = Client()
        client.cookies["django_language"] = language
        page = new_page(viewport={"width": width, "height": 844}, **options)
        page.route("**/*", answer(client))
        page.goto(f"{ORIGIN}/design/{name + '/' if name else ''}")
        return page

    return open_page


def draw_all(page: Page) -> None:
    """Bring every chart into view and wait until it is drawn."""
    for canvas in page.query_selector_all("canvas[data-chart]"):
        canvas.scroll_into_view_if_needed()
    page.wait_for_selector("canvas[data-chart]:not([data-drawn])", state="detached")
