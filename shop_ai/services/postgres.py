"""The embedded Postgres: cluster, command line, readiness."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shop_ai.services import binaries
from shop_ai.services.process import Spec, group_of, is_alive, wait_until

ADMIN = "shop_ai_admin"
# Sort order and case rules come from Postgres itself, the same on every machine and in the compose file.
LOCALE = (
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-collate=C.UTF-8",
    "--lc-ctype=C.UTF-8",
)
# For a small machine that imports a few hundred thousand lines now and then; the compose file says the same.
TUNING = (
    "shared_buffers=256MB",
    "work_mem=16MB",
    "maintenance_work_mem=128MB",
    "max_wal_size=2GB",
    "checkpoint_timeout=15min",
    "random_page_cost=1.1",
    "timezone=UTC",
)
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
RUNS_AS = 1000  # any id but 0 does: Postgres only checks that it is not root


class PostgresFailed(RuntimeError):
    """The server did not come up; the message names the log."""


@dataclass(frozen=True)
class Disguise:
    """How root starts a server that refuses root: a command prefix, or another account."""

    prefix: tuple[str, ...] = ()
    user: str | None = None


@cache
def disguise() -> Disguise:
    """Nothing for an ordinary user; for root a user namespace, or ``nobody`` where those are refused."""
    if os.geteuid() != 0:
        return Disguise()
    unshare = shutil.which("unshare")
    if unshare:
        prefix = (unshare, "--user", f"--map-user={RUNS_AS}", f"--map-group={RUNS_AS}")
        if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:
            return Disguise(prefix=prefix)
    return Disguise(user="nobody")


@dataclass(frozen=True)
class Cluster:
    """A data directory and its socket directory (``home``). ``durable=False`` is for tests alone."""

    home: Path
    durable: bool = True
    port: int = 5432

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def exists(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def create(self) -> None:
        """Make the cluster, next to its place and then renamed: a killed ``initdb`` leaves no half of one."""
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        self._hand_over()
        names = ["-U", ADMIN, "-A", "trust", "-E", "UTF8"]
        command = [binaries.postgres("initdb"), "-D", str(fresh), *names, *LOCALE]
        if not self.durable:
            command.append("--no-sync")
        seen = disguise()
        result = subprocess.run(
            [*seen.prefix, *command],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            user=seen.user,
            group=group_of(seen.user),
            extra_groups=None if seen.user is None else [],
        )
        if result.returncode:
            raise PostgresFailed(f"initdb failed: {result.stderr.strip()}{self._hint()}")
        fresh.rename(self.data)

    def _hand_over(self) -> None:
        user = disguise().user
        if user is not None:
            shutil.chown(self.home, user)
            self.home.parent.chmod(0o711)  # that account must be able to pass through

    def _hint(self) -> str:
        if disguise().user is None:
            return ""
        return f"\nPostgres runs as {disguise().user}, who must be able to enter {self.home} and the programs' directory"

    def spec(self) -> Spec:
        """The server's process. SIGINT is the fast shutdown; SIGTERM would wait for every client."""
        return Spec(
            name="postgres",
            command=[*disguise().prefix, *self._command()],
            stop_signal=signal.SIGINT,
            stop_seconds=30,
            user=disguise().user,
            directory=Path("/"),
        )

    def _command(self) -> Sequence[str]:
        settings = [*TUNING, "max_connections=100"]
        if not self.durable:
            settings += NOT_DURABLE
        options = [part for setting in settings for part in ("-c", setting)]
        place = ["-D", str(self.data), "-k", str(self.home), "-p", str(self.port), "-h", ""]
        return [binaries.postgres("postgres"), *place, *options]

    def _status(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def running_pid(self) -> int | None:
        """The id of the server that owns the data directory, if one lives."""
        lines = self._status()
        pid = int(lines[0]) if lines and lines[0].strip().isdigit() else 0
        return pid if pid and _is_postgres(pid) else None

    def is_ready(self) -> bool:
        """The server writes its state into line 8 of its lock file, as ``pg_ctl`` reads it."""
        lines = self._status()
        return len(lines) >= 8 and lines[7].strip() == "ready" and self.running_pid() is not None

    def wait_for_orphan(self, seconds: float = 30) -> bool:
        """After a kill of the runner its server is still shutting down: wait for it to be gone."""
        return wait_until(lambda: self.running_pid() is None, seconds)


def _is_postgres(pid: int) -> bool:
    """A reused process id must not look like a server. In a user namespace the id on file is still ours."""
    try:
        name = Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return False
    return name == "postgres" and is_alive(pid)
