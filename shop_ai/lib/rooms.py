"""Loading the same-named module of every room of an app."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from importlib.util import find_spec


def load_rooms(app: str, module: str) -> None:
    """Import ``<app>.<room>.<module>`` for every room that has it."""
    for room in pkgutil.iter_modules(import_module(app).__path__, f"{app}."):
        if room.ispkg and find_spec(f"{room.name}.{module}") is not None:
            import_module(f"{room.name}.{module}")
