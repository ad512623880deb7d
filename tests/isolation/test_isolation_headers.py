"""S1: every answer carries the headers that bind the browser, and production settings pass Django's own check."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

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
    """Its headers, what its page needs, and what a shared computer keeps of it after the log-out."""
    client, wrong = owners_browser(cast), []
    for route in all_routes():
        answer = client.get(route.address(cast.shop))
        if route.pattern == MAIL:
            assert directives(answer["Content-Security-Policy"]) == MAIL_POLICY
            continue
        wrong += [(route.pattern, trouble) for trouble in (*_unbound(answer), *_forbidden(answer))]
        if route.pattern.startswith("shops/") and "no-store" not in answer.get("Cache-Control", ""):
            wrong.append((route.pattern, "kept by caches"))
    assert wrong == []


def _unbound(answer: Any) -> list[str]:
    header = answer.get("Content-Security-Policy", "")
    policy = directives(header)
    troubles = [f"{name}: {policy.get(name)}" for name, told in POLICY.items() if policy.get(name) != told]
    troubles += [header] if "unsafe" in header else []
    if (answer.get("X-Content-Type-Options"), answer.get("X-Frame-Options")) != ("nosniff", "DENY"):
        troubles.append("may be guessed or framed")
    # A page that opens with a link says nothing of it to anybody.
    if answer.get("Referrer-Policy") not in {"same-origin", "no-referrer"}:
        troubles.append("tells others its address")
    return troubles


def _forbidden(answer: Any) -> list[str]:
    """What a page needs although the policy forbids it."""
    if not answer.get("Content-Type", "").startswith("text/html") or answer.streaming:
        return []
    page = answer.content.decode()
    is_styled = ' style="' in page or "<style" in page
    return (
        ["style, handler or script inside"]
        if is_styled or HANDLER.search(page) or INLINE_SCRIPT.search(page)
        else []
    )


def test_no_method_breaks_a_route(cast: Cast) -> None:
    client, broken = owners_browser(cast), []
    for route in all_routes():
        for method in ("OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "HEAD", "PROPFIND"):
            answer = client.generic(method, route.address(cast.shop))
            broken += [(route.pattern, method)] if answer.status_code >= 500 else []
    assert broken == []


def test_every_route_answers_a_host_that_is_not_ours_with_400(db: None) -> None:
    assert Client().get("/login", headers={"Host": "evil.example"}).status_code == 400


def test_pages_of_a_person_are_not_kept_by_caches(cast: Cast) -> None:
    client = owners_browser(cast)
    for name in ("login", "account"):
        [route] = [route for route in all_routes() if route.name == name]
        answer = (client if name == "account" else Client()).get(route.address(cast.shop))
        assert "no-store" in answer["Cache-Control"], name


def test_a_nul_in_an_address_breaks_no_page(cast: Cast) -> None:
    client = owners_browser(cast)
    for route in all_routes():
        if route.pattern.startswith("shops/"):
            query = "?q=%00&channel=%00&automation=%00&state=%00&sort=%00"
            assert client.get(route.address(cast.shop) + query).status_code < 500, route.pattern


def test_a_nul_that_is_sent_is_refused_by_every_page(cast: Cast) -> None:
    client = owners_browser(cast)
    answers = [
        (route.pattern, client.post(route.address(cast.shop), {"anything": "a\0b"}).status_code)
        for route in all_routes()
        if route.pattern.startswith("shops/<slug")
    ]
    assert [found for found in answers if found[1] not in (400, 405)] == []
    assert sum(status == 400 for _pattern, status in answers) > 100


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
