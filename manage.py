"""Django's commands, led to the instance of ``./run`` and to the database role that each of them needs."""

from __future__ import annotations

import os
import sys

from shop_ai.services.database import BACKUP, OWNER
from shop_ai.services.paths import run_directory
from shop_ai.services.plan import PATIENT
from shop_ai.services.postgres import ADMIN

# Everything else runs as the plain role, which owns nothing and is bound by row-level security.
ROLES = {
    "backup": BACKUP,
    "makemigrations": OWNER,
    "migrate": OWNER,
    "optimizemigration": OWNER,
    "restore": ADMIN,
    "showmigrations": OWNER,
    "sqlmigrate": OWNER,
    "squashmigrations": OWNER,
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop_ai.settings")
    os.environ["RUN_DIR"] = str(run_directory().path)
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command in ROLES:
        os.environ.setdefault("DATABASE_USER", ROLES[command])
    for name, value in PATIENT.items():
        os.environ.setdefault(name, value)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
