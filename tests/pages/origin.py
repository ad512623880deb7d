"""One origin on this machine with pages and files that a test sets, as a server sends them: the browser may keep some."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    body: bytes
    kind: str
    caching: str = "no-store"


class Origin:
    """``pages`` first, by their address; then whatever ``others`` finds for a path; otherwise 404."""

    def __init__(self, others: Callable[[str], Answer | None]) -> None:
        self.pages: dict[str, Answer] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                answer = outer.pages.get(self.path) or others(self.path.split("?")[0])
                self.send_response(200 if answer else 404)
                answer = answer or Answer(b"", "text/plain")
                self.send_header("Content-Type", answer.kind)
                self.send_header("Content-Length", str(len(answer.body)))
                self.send_header("Cache-Control", answer.caching)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
                """Silent: a failing test prints what it needs itself."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
