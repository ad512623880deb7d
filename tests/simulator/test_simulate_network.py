"""Events over the network: sent as a browser sends them, and patiently."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest

from shop_ai.simulator.doors import _over_network


class Intake(BaseHTTPRequestHandler):
    """Refuses the first request for being too many, and takes the next."""

    seen: ClassVar[list[tuple[str, str, Any]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append((self.path, self.headers["User-Agent"], body))
        answer = b'{"stored": 1, "duplicate": 0, "dropped": {}}'
        self.send_response(202 if len(self.seen) > 1 else 429)
        if len(self.seen) == 1:
            self.send_header("Retry-After", "3")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class names it so
        """Tests print nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    Intake.seen.clear()
    server = HTTPServer(("127.0.0.1", 0), Intake)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_refusal_says_how_long_to_wait_and_the_next_try_is_taken(address: str) -> None:
    post = _over_network(f"{address}/e/pk_1")
    assert post('{"events": []}', "10.0.0.1", "Phone") == (429, {}, 3.0)
    assert post('{"events": []}', "10.0.0.1", "Phone")[:2] == (
        202,
        {"stored": 1, "duplicate": 0, "dropped": {}},
    )
    assert Intake.seen == [("/e/pk_1", "Phone", {"events": []})] * 2
