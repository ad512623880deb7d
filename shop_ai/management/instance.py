"""What the commands of the whole instance share: where its database is, and who may administer it."""

from __future__ import annotations

import os

from django.conf import settings

from shop_ai.services.database import Server
from shop_ai.services.postgres import ADMIN


def server() -> Server:
    """The instance's Postgres. ``DATABASE_ADMIN`` (with ``PGPASSWORD``) names its administrator elsewhere."""
    told = settings.DATABASES["default"]
    return Server(told["HOST"], int(told["PORT"]), os.environ.get("DATABASE_ADMIN", ADMIN))


def database() -> str:
    return str(settings.DATABASES["default"]["NAME"])
