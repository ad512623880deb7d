"""Roles, databases and their rights, by ``psql`` and the SQL that the compose file uses as well."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shop_ai.services import binaries
from shop_ai.services.paths import ROOT
from shop_ai.services.postgres import ADMIN

OWNER = "shop_ai_owner"
APP = "shop_ai_app"
BACKUP = "shop_ai_backup"
SQL = ROOT / "deploy" / "postgres"


class SqlFailed(RuntimeError):
    """``psql`` refused; the message is its own."""


@dataclass(frozen=True)
class Server:
    """Where a server listens (``host`` is a socket directory or a name) and its superuser."""

    host: str
    port: int = 5432
    superuser: str = ADMIN

    def psql(self, database: str, arguments: Sequence[str]) -> str:
        """Run ``psql``; returns its bare output, raises :class:`SqlFailed`."""
        base = [binaries.postgres("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        where = ["-h", self.host, "-p", str(self.port), "-U", self.superuser, "-d", database]
        environment = {**os.environ, "PGOPTIONS": "-c client_min_messages=warning"}
        result = subprocess.run(
            [*base, *where, *arguments], capture_output=True, text=True, check=False, env=environment, cwd="/"
        )
        if result.returncode:
            raise SqlFailed(result.stderr.strip())
        return result.stdout.strip()

    def run(self, database: str, statement: str) -> str:
        """One statement as the superuser."""
        return self.psql(database, ["-c", statement])

    def run_file(self, database: str, path: Path) -> None:
        self.psql(database, ["-f", str(path)])


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def exists(server: Server, name: str) -> bool:
    literal = name.replace("'", "''")
    return server.run("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{literal}'") == "1"


def prepare_database(server: Server, name: str) -> None:
    """Make the roles and the database if they are missing, and set the rights. Safe to run again."""
    server.run_file("postgres", SQL / "roles.sql")
    if not exists(server, name):
        server.run("postgres", f"CREATE DATABASE {quoted(name)} OWNER {OWNER}")
    server.run_file(name, SQL / "database.sql")


def clone_database(server: Server, template: str, name: str) -> None:
    """A copy of a database nobody is connected to, with its rights."""
    server.run("postgres", f"DROP DATABASE IF EXISTS {quoted(name)} WITH (FORCE)")
    server.run("postgres", f"CREATE DATABASE {quoted(name)} OWNER {OWNER} TEMPLATE {quoted(template)}")
