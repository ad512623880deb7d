"""Starts runners as sub-processes, and finds every process that they left."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue

from shop_ai.services.database import Server
from shop_ai.services.paths import ROOT, run_directory
from shop_ai.services.process import is_alive

SMALL = ["-m", "tests.services.small_instance"]
SITE_PACKAGES = str(next((ROOT / ".venv/lib").glob("python3*/site-packages")))
UNPRIVILEGED = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
SYSTEM_PYTHON = "/usr/bin/python3"
# A test of pytest-xdist must not lead the runner: it gets a plain environment.
PLAIN = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}


def ours() -> list[str]:
    return [sys.executable]


def nobody() -> list[str] | None:
    """How to run Python as an ordinary account; ``None`` if that account cannot read this repository."""
    command = [*UNPRIVILEGED, SYSTEM_PYTHON]
    if os.geteuid() != 0 or not shutil.which("setpriv") or not Path(SYSTEM_PYTHON).exists():
        return None
    code = "import sys, shop_ai.services.__main__; sys.exit(sys.version_info < (3, 11))"
    environment = {**PLAIN, "PYTHONPATH": SITE_PACKAGES}
    probe = subprocess.run(
        [*command, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    return command if probe.returncode == 0 else None


class Instance:
    """One runner on a run directory; ``start`` again after it ended."""

    def __init__(
        self, run: Path, python: Sequence[str], environment: Mapping[str, str] | None = None
    ) -> None:
        self.run = run
        self.python = list(python)
        self.environment = {
            **PLAIN,
            "RUN_DIR": str(run),
            "PYTHONPATH": SITE_PACKAGES,
            "PYTHONDONTWRITEBYTECODE": "1",
            **(environment or {}),
        }
        self.lines: list[str] = []
        self.process: subprocess.Popen[str] | None = None
        self.news: Queue[str] = Queue()

    @property
    def short(self) -> Path:
        """The run directory as its processes know it."""
        return run_directory({"RUN_DIR": str(self.run)}).path

    @property
    def server(self) -> Server:
        return Server(host=str(self.short / "pg"))

    def start(self, command: Sequence[str] = SMALL, until: str = "ready:", seconds: float = 90) -> Instance:
        self.lines.clear()
        self.news = Queue()
        # A suite under nohup ignores the hangup, and so would all that it starts.
        self.process = subprocess.Popen(
            ["env", "--default-signal=HUP", *self.python, *command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._read, args=(self.process, self.news), daemon=True).start()
        self.wait_for_line(until, seconds)
        return self

    @staticmethod
    def _read(process: subprocess.Popen[str], news: Queue[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            news.put(line.rstrip())

    def wait_for_line(self, beginning: str, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not any(line.startswith(beginning) for line in self.lines):
            try:
                self.lines.append(self.news.get(timeout=max(0.01, end - time.monotonic())))
            except Empty:
                raise AssertionError(f"no line {beginning!r} in time, but {self.lines}") from None

    def ended(self, seconds: float = 60) -> int:
        """Exit status; afterwards ``lines`` is the whole output."""
        assert self.process is not None
        status = self.process.wait(seconds)
        time.sleep(0.1)
        while not self.news.empty():
            self.lines.append(self.news.get())
        return status

    def signal(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def stop(self) -> int:
        if self.process is None or self.process.poll() is not None:
            return 0
        self.signal(signal.SIGTERM)
        return self.ended()

    def processes(self) -> dict[int, str]:
        """Every living process but the runner that works in, was told of, or names the run directory."""
        found = {}
        runner = self.process.pid if self.process else 0
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) not in (os.getpid(), runner) and self._belongs(entry):
                with suppress(OSError):  # it has ended meanwhile
                    found[int(entry.name)] = (entry / "comm").read_text().strip()
        return found

    def _belongs(self, entry: Path) -> bool:
        marks = [os.fsencode(os.path.realpath(self.run)), os.fsencode(self.short)]
        try:
            told = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
            told += os.fsencode(os.readlink(entry / "cwd"))
        except OSError:
            return False
        return any(mark in told for mark in marks) and is_alive(int(entry.name))

    def pid_of(self, name: str) -> int:
        """The oldest process of that name: a server, not the workers it forks."""
        return min(pid for pid, comm in self.processes().items() if comm == name)

    def nothing_holds_the_lock(self) -> bool:
        """Every descendant inherits the lock, also those that changed their name and directory."""
        with open(self.run / "lock") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
        return True


def within(seconds: float, condition: Callable[[], object]) -> bool:
    """Whether the condition came true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
