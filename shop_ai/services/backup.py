"""The whole instance in one file, and back: ``pg_dump``'s archive, and a restore that replaces all or nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from shop_ai.services import binaries
from shop_ai.services.database import BACKUP, OWNER, SQL, Server, exists, quoted

NEW, OLD = "{name}_restored", "{name}_before_restore"


class BackupRefused(RuntimeError):
    """The file cannot be written, or cannot be restored; nothing was changed."""


def dump(server: Server, database: str, target: Path) -> int:
    """Write the archive and return its bytes; a file that is there already is replaced once the new one is whole.

    The role that dumps reads past row-level security; any other would be stopped by it.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        where = ["-h", server.host, "-p", str(server.port), "-U", BACKUP]
        _program("pg_dump", [*where, "-Fc", "-f", str(part), database])
        with open(part, "rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except OSError as error:
        raise BackupRefused(f"{target}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def restore(server: Server, database: str, source: Path, check: Callable[[str], None]) -> str:
    """Put the archive in the place of ``database``; returns the name under which the former one is kept.

    It is restored beside the running one, ``check`` is called with its name and may raise
    :class:`BackupRefused`, and only then do both change names.
    """
    _program("pg_restore", ["--list", str(source)])
    new = NEW.format(name=database)
    server.run("postgres", f"DROP DATABASE IF EXISTS {quoted(new)} WITH (FORCE)")
    server.run("postgres", f"CREATE DATABASE {quoted(new)} OWNER {OWNER} TEMPLATE template0")
    try:
        server.run_file(new, SQL / "database.sql")
        where = ["-h", server.host, "-p", str(server.port), "-U", server.superuser]
        _program("pg_restore", [*where, "--exit-on-error", "-j", "2", "-d", new, str(source)])
        check(new)
        server.run(new, "ANALYZE")
    except BaseException:
        server.run("postgres", f"DROP DATABASE IF EXISTS {quoted(new)} WITH (FORCE)")
        raise
    return _change_places(server, database, new)


def _change_places(server: Server, database: str, new: str) -> str:
    """The former database stays, closed to connections, until the next restore."""
    old = OLD.format(name=database)
    server.run("postgres", f"DROP DATABASE IF EXISTS {quoted(old)} WITH (FORCE)")
    if not exists(server, database):
        server.run("postgres", f"ALTER DATABASE {quoted(new)} RENAME TO {quoted(database)}")
        return ""
    server.run("postgres", f"ALTER DATABASE {quoted(database)} ALLOW_CONNECTIONS false")
    try:
        name = database.replace("'", "''")
        server.run(
            "postgres", f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        )
        renames = [(database, old), (new, database)]
        server.run(
            "postgres", "; ".join(f"ALTER DATABASE {quoted(a)} RENAME TO {quoted(b)}" for a, b in renames)
        )
    except BaseException:
        server.run("postgres", f"ALTER DATABASE {quoted(database)} ALLOW_CONNECTIONS true")
        raise
    return old


def _program(name: str, arguments: Sequence[str]) -> None:
    command = [binaries.postgres(name), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise BackupRefused(done.stderr.strip() or f"{name} failed")
