"""The processor time of a whole Postgres: what a busy machine does not stretch."""

from __future__ import annotations

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def database_seconds(folder: Path) -> float:
    """User and system seconds that the server of this data directory has taken in all its processes until now.

    The children that ended stand in the postmaster's own account of its children (``cutime``, ``cstime`` of proc(5)).
    """
    postmaster = int((folder / "postmaster.pid").read_text().split()[0])
    children = [
        int(pid) for pid in Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    ]
    return sum(_ticks(postmaster)) / TICK + sum(sum(_ticks(child)[:2]) for child in children) / TICK


def _ticks(pid: int) -> list[int]:
    """``utime, stime, cutime, cstime`` of a process; nothing for one that has just ended."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    return [int(word) for word in told.rpartition(")")[2].split()[11:15]]
