"""A shop page and the product's own endpoints, each on its own origin, met by a real Chromium.

No Django here: the scripts run on strangers' pages, so a stub that records what arrives is the right partner.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from signals.ingest.trimming import trimmed

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = {
    "/s.js": ROOT / "static/customer/tracker.js",
    "/w/v1.js": ROOT / "static/customer/widget.js",
}
KEY = "pk_test"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: str = ""
    kind: str = "text/html"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Batch:
    """One POST of events as it arrived: its headers in lower case and its size in bytes."""

    events: list[dict[str, Any]]
    headers: dict[str, str]
    size: int
    at: float


class Origin:
    """One origin on 127.0.0.1 with pages that a test sets; every request is noted in `seen`."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.seen: list[tuple[str, str]] = []
        self.stopping = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.reply("GET", b"")

            def do_POST(self) -> None:
                self.reply("POST", self.rfile.read(int(self.headers["Content-Length"] or 0)))

            def reply(self, method: str, body: bytes) -> None:
                outer.seen.append((method, self.path))
                answer = outer.answer(
                    method, self.path, body, {k.lower(): v for k, v in self.headers.items()}
                )
                if answer is None:
                    return
                content = answer.body.encode()
                self.send_response(answer.status)
                headers = {
                    "Content-Type": f"{answer.kind}; charset=utf-8",
                    "Content-Length": str(len(content)),
                }
                for name, value in {**headers, **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
                """Silent: a failing test prints what it needs itself."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer | None:
        return self.pages.get(urlsplit(path).path, Answer(404))

    def set_page(self, path: str, html: str, **headers: str) -> str:
        """Publishes `html` at `path` and returns its address."""
        self.pages[path] = Answer(body=html, headers={k.replace("_", "-"): v for k, v in headers.items()})
        return self.url + path

    def close(self) -> None:
        self.stopping.set()
        self.server.shutdown()
        self.server.server_close()


class Tool(Origin):
    """The product's public endpoints: `/s.js`, `/w/v1.js`, `/e/<key>` and `/w/<key>/recommendations`."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[Batch] = []
        self.choices: list[dict[str, Any]] = []
        self.queries: list[dict[str, str]] = []
        self.event_answers: list[Answer] = []
        self.recommendations: Answer = Answer(503, headers=CORS)
        self.hanging = False

    def answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer | None:
        parts = urlsplit(path)
        if parts.path in SCRIPTS:
            return self.script(parts.path)
        if self.hanging:
            self.stopping.wait(20)
            return None
        if parts.path == f"/e/{KEY}" and method == "POST":
            self.batches.append(Batch(json.loads(body)["events"], headers, len(body), time.monotonic()))
            return self.event_answers.pop(0) if self.event_answers else Answer(202, "{}", headers=CORS)
        if parts.path == f"/e/{KEY}/consent":
            self.choices.append(json.loads(body))
            return self.event_answers.pop(0) if self.event_answers else Answer(200, "{}", headers=CORS)
        if parts.path == f"/w/{KEY}/recommendations":
            self.queries.append({k: v[0] for k, v in parse_qs(parts.query, keep_blank_values=True).items()})
            return self.fresh(self.recommendations)
        return super().answer(method, path, body, headers)

    @staticmethod
    def script(path: str) -> Answer:
        """A page script as the product serves it."""
        return Answer(body=trimmed(SCRIPTS[path].read_text()), kind="text/javascript", headers=CORS)

    def recommend(self, document: dict[str, Any]) -> None:
        """Answers with the document from now on, as something that is told anew each time."""
        headers = {**CORS, "Cache-Control": "no-store"}
        self.recommendations = Answer(body=json.dumps(document), kind="application/json", headers=headers)

    @staticmethod
    def fresh(answer: Answer) -> Answer:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        return replace(answer, body=answer.body.replace('"served_at": "now"', f'"served_at": "{now}"'))

    def events(self, *types: str) -> list[dict[str, Any]]:
        """Events in the order of arrival, copies included; all types unless some are named."""
        return [e for b in list(self.batches) for e in b.events if not types or e["type"] in types]

    def ids(self, *types: str) -> list[str]:
        return [event["id"] for event in self.events(*types)]


def wait_until(condition: Callable[[], Any], seconds: float = 8) -> Any:
    """Polls `condition` and returns its first true value; fails after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.03)
    raise AssertionError("nothing happened in time")


@pytest.fixture(scope="package")
def browser(driver: Playwright) -> Iterator[Browser]:
    """A Chromium that does not call itself automated, because the scripts ignore robots."""
    chromium = driver.chromium.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        args=["--no-sandbox", "--disable-blink-features=AutomationControlled"],
    )
    yield chromium
    chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 1000, "height": 700}, locale="fr-DZ", reduced_motion="reduce"
    )
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def errors(page: Page) -> list[str]:
    """Uncaught errors of the page; a rejected promise without handler is one too."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def tool() -> Iterator[Tool]:
    tool = Tool()
    yield tool
    tool.close()


@pytest.fixture
def shop() -> Iterator[Origin]:
    shop = Origin()
    yield shop
    shop.close()
