"""The secrets of an embedded instance: made once, readable by the owner only."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Mapping
from pathlib import Path


class SecretsLost(RuntimeError):
    """There is data, but not the key that opens its personal fields."""


def ensure(path: Path, *, has_data: bool, environ: Mapping[str, str] = os.environ) -> None:
    """Write ``SECRET_KEY`` and ``MASTER_KEY`` (32 bytes in base64) unless the file is there.

    Beside data that was sealed with another key a new one would be worthless: that raises :class:`SecretsLost`.
    """
    if path.exists():
        return
    if has_data and not environ.get("MASTER_KEY"):
        raise SecretsLost(f"{path} is missing, and without it names and phones cannot be read: put it back")
    lines = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "MASTER_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
    }
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in lines.items())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
