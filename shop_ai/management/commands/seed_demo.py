"""``manage.py seed_demo``: the two demo shops and their log-ins."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from shop_ai.demo.seed import LogIn, seed


class Command(BaseCommand):
    help = "Fill two demo shops: a real retail file, and a simulated Algerian shop."

    def handle(self, *args: Any, **options: Any) -> None:
        log_ins = seed(self.stdout.write)
        _keep(Path(settings.RUN_DIR) / "demo-logins.txt", log_ins)


def _keep(path: Path, log_ins: list[LogIn]) -> None:
    """The passwords are random and stand in a file that only its owner may read."""
    lines = ["demo log-ins:"] + [f"  {who.role:<7} {who.email:<22} {who.password}" for who in log_ins]
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
