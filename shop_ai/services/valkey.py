"""The embedded Valkey: broker of Celery, reached over a unix socket."""

from __future__ import annotations

import socket
from pathlib import Path

from shop_ai.services import binaries
from shop_ai.services.process import Spec


def spec(socket_path: Path, data: Path) -> Spec:
    """Append-only file flushed every second; full memory refuses new work instead of dropping old."""
    options = {
        "--port": "0",
        "--unixsocket": str(socket_path),
        "--unixsocketperm": "700",
        "--dir": str(data),
        "--appendonly": "yes",
        "--appendfsync": "everysec",
        "--save": "",
        "--maxmemory-policy": "noeviction",
        "--daemonize": "no",
    }
    arguments = [part for pair in options.items() for part in pair]
    return Spec(name="valkey", command=[binaries.valkey_server(), *arguments])


def is_ready(socket_path: Path) -> bool:
    """Whether the server answers ``PING`` (while it loads its file it answers with an error)."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(1)
        try:
            client.connect(str(socket_path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False
