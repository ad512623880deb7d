"""Postgres and Valkey of their own in a temporary directory, for tests and measurements.

As a command it runs another one with the environment that leads to them::

    python -m shop_ai.services.temporary python manage.py makemigrations --check
"""

from __future__ import annotations

import base64
import fcntl
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from shop_ai.services import process, valkey
from shop_ai.services.database import Server, prepare_database
from shop_ai.services.paths import ROOT, RunDirectory, make_run_directory, run_directory
from shop_ai.services.postgres import Cluster, PostgresFailed

# What would lead a test to somebody's real servers, mail or keys.
FOREIGN = (
    "DATABASE_HOST DATABASE_PORT DATABASE_NAME DATABASE_USER DATABASE_PASSWORD DATABASE_OWNER REDIS_URL "
    "STATIC_ROOT PUBLIC_URL ALLOWED_HOSTS EMAIL_HOST EMAIL_BACKEND CHARTJS_SOURCE TRUSTED_PROXIES PORT"
).split()

PREFIX = "shop-ai-"
HELD = "held"


def environment(run: RunDirectory) -> dict[str, str]:
    """Environment that leads Django to servers in this run directory, with fresh secrets."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return kept | {
        "RUN_DIR": str(run.path),
        "SECRET_KEY": secrets.token_urlsafe(48),
        "MASTER_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
    }


def new_directory() -> RunDirectory:
    """A fresh directory under the system's temporary one; what killed runs left there is removed first."""
    sweep(Path(tempfile.gettempdir()))
    return run_directory({"RUN_DIR": tempfile.mkdtemp(prefix=PREFIX)})


def hold(run: RunDirectory) -> int:
    """Lock the directory for as long as we or a server of ours lives; returns the descriptor to inherit."""
    descriptor = os.open(run.path / HELD, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


def sweep(place: Path, age: float = 30.0) -> list[Path]:
    """Remove our directories that nobody holds; ``age`` in seconds spares one that is being made just now."""
    removed = []
    for held in place.glob(f"{PREFIX}*/{HELD}"):
        if _is_abandoned(held, age):
            shutil.rmtree(held.parent, ignore_errors=True)
            removed.append(held.parent)
    return removed


def _is_abandoned(held: Path, age: float) -> bool:
    try:
        if held.stat().st_uid != os.getuid() or time.time() - held.stat().st_mtime < age:
            return False
        with open(held, "r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held, or removed by another sweep meanwhile
        return False
    return True


def remove(run: RunDirectory) -> None:
    shutil.rmtree(os.path.realpath(run.path), ignore_errors=True)
    if run.path.is_symlink():
        run.path.unlink()


class TemporaryServers:
    """Context manager: started on entry, stopped and removed on exit.

    ``durable`` keeps ``fsync`` on, as in production; without it, a power cut loses data and tests run faster.
    ``run`` may name a directory that exists: its Postgres data is then used again and the directory kept.
    """

    def __init__(self, *, durable: bool = True, run: RunDirectory | None = None) -> None:
        self.run = run or new_directory()
        self.keeps = run is not None
        self.held: tuple[int, ...] = () if self.keeps else (hold(self.run),)
        self.cluster = Cluster(self.run.postgres, durable=durable)
        self.server = Server(host=str(self.run.postgres))
        self.environment = environment(self.run)
        self.valkey_spec = valkey.spec(self.run.valkey_socket, self.run.path)
        self.postgres: subprocess.Popen[bytes] | None = None
        self.valkey: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        make_run_directory(self.run)
        try:
            if not self.cluster.exists:
                self.cluster.create()
            self.start_valkey()
            self.start_postgres()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start_postgres(self) -> None:
        """Also for a test that stopped or killed it."""
        self.cluster.wait_for_orphan()
        self.postgres = process.launch(self.cluster.spec(), self.run.logs / "postgres.log", self.held)
        if not process.wait_until(self._postgres_answers, 60):
            raise PostgresFailed((self.run.logs / "postgres.log").read_text()[-2000:])

    def _postgres_answers(self) -> bool:
        if self.postgres is None or self.postgres.poll() is not None:
            raise PostgresFailed((self.run.logs / "postgres.log").read_text()[-2000:])
        return self.cluster.is_ready()

    def start_valkey(self) -> None:
        """Also for a test that stopped or killed it."""
        self.valkey = process.launch(self.valkey_spec, self.run.logs / "valkey.log", self.held)
        if not process.wait_until(lambda: valkey.is_ready(self.run.valkey_socket), 30):
            raise RuntimeError((self.run.logs / "valkey.log").read_text()[-2000:])

    def prepare(self, name: str = "shop_ai") -> None:
        """Roles and an empty database, ready for the migrations."""
        prepare_database(self.server, name)

    def close(self) -> None:
        """Stop and remove; a second call does nothing (their process ids may belong to others by then)."""
        valkey_server, self.valkey = self.valkey, None
        if valkey_server:
            process.stop(valkey_server, self.valkey_spec)
        postgres_server, self.postgres = self.postgres, None
        if postgres_server:
            process.stop(postgres_server, self.cluster.spec())
        for descriptor in self.held:
            os.close(descriptor)
            remove(self.run)
        self.held = ()


def main(command: list[str]) -> int:
    with TemporaryServers(durable=False) as servers:
        servers.prepare()
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        return subprocess.run(
            command, env={**servers.environment, "PATH": path}, cwd=ROOT, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
