"""S1: every answer carries the headers that bind the browser, and production settings pass Django's own check."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast
from tests.factories import log_in
from tests.routes import all_routes

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# A mail carries its own styles; it is shown alone, and the policy lets in nothing else and runs nothing.
MAIL = "shops/<slug:slug>/reports/letters/preview/"
MAIL_POLICY = {"default-src": "'none'", "style-src": "'unsafe-inline'", "frame-ancestors": "'none'"}
HANDLER = re.compile(r"<[^>]+\son\w+\s*=", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\b(?:src|nonce)=)(?![^>]*application/json)[^>]*>", re.IGNORECASE)


def directives(header: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in header.split(";"))
    return {name: value for name, _space, value in parts}


def owners_browser(cast: Cast) -> Client:
    """It shows a page that breaks as the 500 that a person would see."""
    client = log_in(cast.owner)
    client.raise_request_exception = False
    return client


def test_every_answer_binds_the_browser(cast: Cast) -> None:
    client, wrong = owners_browser(cast), []
    for route in all_routes():
        answer = client.get(route.address(cast.shop))
        policy = directives(answer.get("Content-Security-Policy", ""))
        if route.pattern == MAIL:
            assert policy == MAIL_POLICY
            continue
        found = {name: policy.get(name) for name in POLICY}
        others = (
            answer.get("X-Content-Type-Options"),
            answer.get("X-Frame-Options"),
            answer.get("Referrer-Policy"),
        )
        # A page that opens with a link says nothing of it to anybody.
        if found != POLICY or others not in {
            ("nosniff", "DENY", kept) for kept in ("same-origin", "no-referrer")
        }:
            wrong.append((route.pattern, found, others))
        if "unsafe" in answer.get("Content-Security-Policy", ""):
            wrong.append((route.pattern, {}, ("unsafe", None, None)))
    assert wrong == []


def test_no_page_needs_what_the_policy_forbids(cast: Cast) -> None:
    client, wrong = owners_browser(cast), []
    for route in all_routes():
        answer = client.get(route.address(cast.shop))
        is_page = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
        if is_page and route.pattern != MAIL:
            page = answer.content.decode()
            if ' style="' in page or "<style" in page or HANDLER.search(page) or INLINE_SCRIPT.search(page):
                wrong.append(route.pattern)
    assert wrong == []


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "HEAD", "PROPFIND"])
def test_no_method_breaks_a_route(cast: Cast, method: str) -> None:
    client = owners_browser(cast)
    statuses = {
        route.pattern: client.generic(method, route.address(cast.shop)).status_code for route in all_routes()
    }
    assert {pattern: status for pattern, status in statuses.items() if status >= 500} == {}


def test_every_route_answers_a_host_that_is_not_ours_with_400(db: None) -> None:
    assert Client().get("/login", headers={"Host": "evil.example"}).status_code == 400


def test_pages_of_a_person_are_not_kept_by_caches(cast: Cast) -> None:
    client = owners_browser(cast)
    for name in ("login", "account"):
        [route] = [route for route in all_routes() if route.name == name]
        answer = (client if name == "account" else Client()).get(route.address(cast.shop))
        assert "no-store" in answer["Cache-Control"], name


def test_a_shops_pages_are_kept_by_no_cache(cast: Cast) -> None:
    """After the log-out on a shared computer, its cache shows no customer."""
    client, wrong = owners_browser(cast), []
    for route in all_routes():
        answer = client.get(route.address(cast.shop))
        if route.pattern.startswith("shops/") and "no-store" not in answer.get("Cache-Control", ""):
            wrong.append(route.pattern)
    assert wrong == []


def test_a_nul_in_an_address_breaks_no_page(cast: Cast) -> None:
    client = owners_browser(cast)
    for route in all_routes():
        if route.pattern.startswith("shops/"):
            query = "?q=%00&channel=%00&automation=%00&state=%00&sort=%00"
            assert client.get(route.address(cast.shop) + query).status_code < 500, route.pattern


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "shop_ai.settings",
    "PUBLIC_URL": "https://shop.example",
    "ALLOWED_HOSTS": "shop.example",
    "SECRET_KEY": base64.b64encode(os.urandom(48)).decode(),
    "MASTER_KEY": base64.b64encode(os.urandom(32)).decode(),
}
COOKIES = """
from django.conf import settings as s
from catalog.login.devices import COOKIE
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, COOKIE, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEBUG)
"""


def in_production(run_dir: Path, *words: str) -> str:
    """What Python prints under the settings of production; fails the test when it fails."""
    told = os.environ | PRODUCTION | {"RUN_DIR": str(run_dir)}
    told.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # set for the browser tests of the same process
    done = subprocess.run(
        [sys.executable, *words],
        env=told,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_production_settings_pass_djangos_check(tmp_path: Path) -> None:
    printed = in_production(tmp_path, "-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert "no issues" in printed


def test_cookies_are_bound_to_the_host_over_tls(tmp_path: Path) -> None:
    code = "import django; django.setup()" + COOKIES
    printed = in_production(tmp_path, "-c", code)
    assert printed.split() == ["__Host-session", "__Host-csrf", "__Host-device", "True", "True", "False"]
