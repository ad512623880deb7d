"""What code makes the decisions: its own version, its sources, the versions of libraries, the threads."""

from __future__ import annotations

import hashlib
import os
import platform
import tomllib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
APPS: Final = ("shop_ai", "catalog", "signals", "attribution", "transparency")
# Those that compute or keep figures; another version of them may round another way.
LIBRARIES: Final = ("django", "numpy", "pandas", "psycopg", "scipy")
THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


@lru_cache(maxsize=1)
def environment() -> dict[str, Any]:
    """Read once a process: ``{"version", "commit", "sources_sha256", "python", "machine", "libraries", "threads"}``."""
    return {
        "version": _own_version(),
        "commit": commit_of(ROOT),
        "sources_sha256": _sources(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "libraries": {name: found for name in LIBRARIES if (found := _installed(name))},
        "threads": {name: os.environ.get(name, "") for name in THREADS} | {"cpus": os.cpu_count()},
    }


def commit_of(root: Path) -> str:
    """The commit that is checked out; what the image was built from where there is no repository; else nothing."""
    head = _text(root / ".git" / "HEAD")
    if not head.startswith("ref: "):
        return head or os.environ.get("SOURCE_COMMIT", "")
    name = head.removeprefix("ref: ")
    return _text(root / ".git" / name) or _packed(root / ".git" / "packed-refs", name)


def _packed(file: Path, name: str) -> str:
    lines = (line.partition(" ") for line in _text(file).splitlines())
    return next((commit for commit, _space, ref in lines if ref == name), "")


def _text(file: Path) -> str:
    try:
        return file.read_text().strip()
    except OSError:
        return ""


def _own_version() -> str:
    try:
        return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return ""


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _sources() -> str:
    """SHA-256 over every source file, by its place: says whether the code was changed, also without a repository."""
    digest = hashlib.sha256()
    for app in APPS:
        for file in sorted((ROOT / app).rglob("*.py")):
            digest.update(f"{file.relative_to(ROOT)}\n".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
