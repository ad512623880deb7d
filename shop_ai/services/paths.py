"""The run directory: what it holds, and a short alias when its path is too long for a unix socket."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# A unix socket's path may have 107 bytes; "/pg/.s.PGSQL.5432" takes 17 of them.
LONGEST = 90


class RunDirectoryRefused(RuntimeError):
    """The run directory cannot be used; the message says what to do."""


@dataclass(frozen=True)
class RunDirectory:
    """``path`` is what every process is told (short enough for sockets)."""

    path: Path

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def postgres(self) -> Path:
        """The directory of Postgres' socket, and the parent of its data directory."""
        return self.path / "pg"

    @property
    def valkey_socket(self) -> Path:
        return self.path / "valkey.sock"

    @property
    def stamps(self) -> Path:
        return self.path / "stamps"


def _short_alias(long: Path) -> Path:
    """A symbolic link with a short name. In a shared ``/tmp`` only a link of our own is trusted."""
    name = f"shop-ai-{os.getuid()}-{hashlib.sha256(os.fsencode(long)).hexdigest()[:12]}"
    alias = min((Path(tempfile.gettempdir()), Path("/tmp")), key=lambda p: len(os.fsencode(p))) / name
    try:
        alias.symlink_to(long)
    except FileExistsError:
        if alias.lstat().st_uid != os.getuid() or not alias.is_symlink() or alias.readlink() != long:
            raise RunDirectoryRefused(
                f"{alias} exists and is not ours: set RUN_DIR to a shorter path"
            ) from None
    return alias


def run_directory(environ: Mapping[str, str] = os.environ) -> RunDirectory:
    """The directory named by ``RUN_DIR`` (default ``.run`` in the repository); it need not exist yet."""
    wanted = Path(os.path.abspath(environ.get("RUN_DIR") or ROOT / ".run"))
    if len(os.fsencode(wanted)) > LONGEST:
        return RunDirectory(_short_alias(wanted))
    return RunDirectory(wanted)


def make_run_directory(run: RunDirectory) -> None:
    """Create the directory and its rooms, readable by the owner only."""
    try:
        real = Path(os.path.realpath(run.path))
        real.mkdir(mode=0o700, parents=True, exist_ok=True)
        run.logs.mkdir(exist_ok=True)
        run.stamps.mkdir(exist_ok=True)
        run.postgres.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        message = f"cannot write in {run.path} ({error.strerror}): set RUN_DIR to a directory of yours"
        raise RunDirectoryRefused(message) from error
