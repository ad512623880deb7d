"""Steps that need not run again while what they read has not changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from shop_ai.services.paths import ROOT


def of_contents(files: Iterable[Path]) -> str:
    """Fingerprint of names and contents."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def of_migrations() -> str:
    """Changes with any migration, and with the locked packages, which bring migrations of their own."""
    return of_contents([*ROOT.glob("*/migrations/*.py"), ROOT / "requirements/run.txt"])


def of_static_files() -> str:
    """Changes with any file that ``collectstatic`` would copy."""
    files = [path for path in ROOT.glob("static/**/*") if path.is_file()]
    return of_contents([*files, ROOT / "requirements/run.txt"])


def of_roles() -> str:
    return of_contents(ROOT.glob("deploy/postgres/*.sql"))


def holds(directory: Path, name: str, value: str) -> bool:
    """Whether the step was done with this fingerprint."""
    stamp = directory / name
    return stamp.exists() and stamp.read_text() == value


def note(directory: Path, name: str, value: str) -> None:
    (directory / name).write_text(value)


def forget(directory: Path) -> None:
    """After a new cluster nothing has been done yet."""
    for stamp in directory.iterdir():
        stamp.unlink()
