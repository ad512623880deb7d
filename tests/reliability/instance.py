"""A whole instance as ``./run`` starts it, in a directory of its own, with processes that can be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shop_ai.services.database import Server
from shop_ai.services.paths import ROOT, RunDirectory
from shop_ai.services.plan import DATABASE, environment
from shop_ai.services.process import is_alive
from shop_ai.services.restarts import Restarts
from shop_ai.services.temporary import FOREIGN, new_directory, remove

# The runner gives up on what dies too often, which is right; many kills of one process keep this distance in seconds.
REST = 1.2 * Restarts().window / Restarts().limit
# How a child of the runner is known by its command line.
MARKS = {
    "web": ("gunicorn",),
    "drain": ("manage.py", "drain"),
    "worker": ("celery", "worker"),
    "beat": ("celery", "beat"),
    "postgres": ("postgres", "-D"),
    "valkey": ("valkey",),
}
MAKE_SHOP = """
from catalog.keys.services import ensure_public_key
from catalog.shops.services import create_shop
shop = create_shop(slug="{slug}", name="Kills", currency="DZD", timezone="Africa/Algiers", language="fr", owner=None)
print("key:" + ensure_public_key(shop.id))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _arguments(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def _children(pid: int) -> list[int]:
    return [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@dataclass
class Instance:
    """One running instance; ``runner`` supervises the others and starts them again."""

    run: RunDirectory
    port: int
    runner: subprocess.Popen[bytes]
    told: dict[str, str]

    def pid_of(self, name: str) -> int | None:
        """The process that serves under this name now, None between a death and the next start."""
        for pid in _children(self.runner.pid):
            words = _arguments(pid)
            if is_alive(pid) and all(any(mark in word for word in words[:8]) for mark in MARKS[name]):
                return pid
        return None

    def kill(self, name: str) -> tuple[int, int]:
        """``kill -9`` of a process and its own children; returns its id and that of its successor."""
        before = self.pid_of(name)
        assert before is not None, f"{name} does not run"
        os.killpg(before, signal.SIGKILL)
        end = time.monotonic() + 60
        while (after := self.pid_of(name)) in (None, before):
            assert time.monotonic() < end, f"{name} was not started again:\n{self.log()}"
            time.sleep(0.02)
        return before, after or 0

    def sql(self, statement: str) -> str:
        """One statement as the superuser, who sees all shops."""
        return Server(host=str(self.run.postgres)).run(DATABASE, statement)

    def open_shop(self, slug: str) -> str:
        """A new shop; returns its public key."""
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", MAKE_SHOP.format(slug=slug)],
            env=self.told | environment(self.run, self.port),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return next(line[4:] for line in done.stdout.splitlines() if line.startswith("key:"))

    def log(self) -> str:
        return (self.run.logs / "runner.log").read_text(errors="replace")

    def stop(self) -> None:
        if self.runner.poll() is None:
            self.runner.send_signal(signal.SIGTERM)
            self.runner.wait(90)


@contextmanager
def running(**settings: str) -> Iterator[Instance]:
    """Start an instance without demo shops and wait for ``ready:``; stopped and removed at the end."""
    run, port = new_directory(), free_port()
    run.logs.mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in (*FOREIGN, "SECRET_KEY", "MASTER_KEY")
    }
    told = kept | {"RUN_DIR": str(run.path), "PORT": str(port), "NO_DEMO": "1"} | settings
    with open(run.logs / "runner.log", "wb") as output:
        runner = subprocess.Popen(
            [sys.executable, "-m", "shop_ai.services"], cwd=ROOT, env=told, stdout=output, stderr=output
        )
    instance = Instance(run, port, runner, told)
    try:
        end = time.monotonic() + 300  # a busy machine starts slowly
        while "ready:" not in instance.log():
            assert runner.poll() is None, instance.log()
            assert time.monotonic() < end, instance.log()
            time.sleep(0.2)
        yield instance
    finally:
        instance.stop()
        remove(run)
