"""The tables as one file of SQL: an empty database is filled from it in a second instead of by every migration.

Django renders all models again for each step of a migration, which costs a first start ten seconds and grows with
each table. The file says what the migrations make, and which of them it holds; newer ones run on top of it. A long
test makes a database both ways and compares them, a quick one sees that no migration is newer. After a new migration::

    python -m shop_ai.services.structure
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

from shop_ai.services import binaries
from shop_ai.services.database import OWNER, Server
from shop_ai.services.paths import ROOT
from shop_ai.services.temporary import TemporaryServers

FILE = ROOT / "deploy" / "structure.sql"
MIGRATIONS = "public.django_migrations"
APPLIED = f"SELECT format('(%L, %L, now())', app, name) FROM {MIGRATIONS} ORDER BY app, name"
# A random word on each run, comments, and the settings of whoever dumped.
VOLATILE = re.compile(r"^(\\(un)?restrict .*|--.*|SET (statement|lock|idle_in|transaction)_\w+ = .*)\n", re.M)


def stamp() -> str:
    """The first line of the file: which migrations it was made from, to the letter."""
    known = hashlib.sha256()
    for file in sorted(ROOT.glob("*/migrations/*.py")):
        known.update(file.read_bytes())
    return f"-- of migrations {known.hexdigest()}\n"


def is_fresh() -> bool:
    """Whether no migration changed since the file was made."""
    return FILE.read_text().startswith(stamp())


def load(server: Server, database: str, file: Path = FILE) -> bool:
    """Make the tables of an empty database, all or nothing; False when it has some already."""
    if server.run(database, "SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1"):
        return False
    owner = Server(host=server.host, port=server.port, superuser=OWNER)
    owner.psql(database, ["-1", "-o", "/dev/null", "-f", str(file)])
    return True


def dumped(server: Server, database: str, *options: str) -> str:
    """What the database holds, as SQL that makes it again: its structure and the names of its migrations.

    ``options`` are those of ``pg_dump``.
    """
    where = ["-h", server.host, "-p", str(server.port), "-U", server.superuser, "-d", database]
    command = [binaries.postgres("pg_dump"), *where, "--schema-only", "--no-owner", "--no-comments", *options]
    sql = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    tables = re.sub(r"\n{3,}", "\n\n", VOLATILE.sub("", sql)).strip()
    applied = ",\n    ".join(server.run(database, APPLIED).splitlines())
    return f"{tables}\n\nINSERT INTO {MIGRATIONS} (app, name, applied) VALUES\n    {applied};\n"


def migrate_whole(servers: TemporaryServers, name: str) -> None:
    """A new database, made by the migrations one by one."""
    servers.prepare(name)
    told = {**servers.environment, "DATABASE_NAME": name, "DATABASE_USER": OWNER}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], check=True, env=told, cwd=ROOT)


def written(servers: TemporaryServers, migrated: str) -> str:
    """What the file must hold, from a database that the migrations made.

    Postgres words some conditions anew when it reads its own words, so they are read twice. The rights are left out:
    they come from the default privileges of whichever database the file is loaded into.
    """
    again = f"{migrated}_again"
    servers.prepare(again)
    with NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(dumped(servers.server, migrated, "--no-privileges"))
        file.flush()
        load(servers.server, again, Path(file.name))
    return dumped(servers.server, again, "--no-privileges")


if __name__ == "__main__":
    with TemporaryServers(durable=False) as started:
        migrate_whole(started, "made")
        FILE.write_text(stamp() + written(started, "made"))
