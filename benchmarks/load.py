"""A load generator on plain sockets: cheap enough not to be what is measured, and the same for ours and the floor."""

from __future__ import annotations

import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Load:
    """What came back: answers by status, and each request's milliseconds."""

    seconds: float = 0.0
    answers: Counter[int] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return sum(self.answers.values()) / self.seconds

    @property
    def p99(self) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[int(len(ordered) * 0.99)]


@dataclass
class Connection:
    """One keep-alive connection that sends the next request when the last one is answered."""

    port: int
    make: Callable[[], bytes]
    began: float = 0.0
    received: bytes = b""

    def __post_init__(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self) -> None:
        self.received, self.began = b"", time.perf_counter()
        self.socket.sendall(self.make())

    def answer(self) -> tuple[int, bool] | None:
        """Status and whether the server keeps the connection, once the whole answer is here."""
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("closed before the answer")
        self.received += part
        head, separator, body = self.received.partition(b"\r\n\r\n")
        if not separator:
            return None
        fields = head.lower()
        length = fields.partition(b"content-length:")[2].partition(b"\r\n")[0]
        if not length.strip().isdigit():
            raise ConnectionError(f"an answer without its length: {self.received!r}")
        if len(body) < int(length):
            return None
        return int(head.split(b" ", 2)[1]), b"connection: close" not in fields


def post(path: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n"
        f"User-Agent: Mozilla/5.0 (Linux; Android 14) Mobile\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def fire(port: int, make: Callable[[], bytes], *, seconds: float, connections: int = 32) -> Load:
    """Keep every connection busy for ``seconds``; ``make`` gives the bytes of the next request."""
    load, selector = Load(), selectors.DefaultSelector()
    for _ in range(connections):
        _begin(selector, port, make)
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        for key, _events in selector.select(0.5):
            _take(selector, key.data, load)
    load.seconds = time.perf_counter() - started
    for key in list(selector.get_map().values()):
        key.data.socket.close()
    selector.close()
    return load


def _begin(selector: selectors.BaseSelector, port: int, make: Callable[[], bytes]) -> None:
    connection = Connection(port, make)
    connection.send()
    selector.register(connection.socket, selectors.EVENT_READ, connection)


def _take(selector: selectors.BaseSelector, connection: Connection, load: Load) -> None:
    answer = connection.answer()
    if answer is None:
        return
    status, is_kept = answer
    load.answers[status] += 1
    load.milliseconds.append((time.perf_counter() - connection.began) * 1000)
    if is_kept:
        connection.send()
        return
    selector.unregister(connection.socket)
    connection.socket.close()
    _begin(selector, connection.port, connection.make)
