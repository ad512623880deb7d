"""One runner a run directory, and none while processes of an earlier one still live."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from shop_ai.services.process import is_alive
from shop_ai.services.waiting import Signals


class AlreadyRunning(RuntimeError):
    """Another runner, or what a killed one left, holds the run directory."""


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(descriptor: int) -> int:
    text = os.pread(descriptor, 20, 0).strip()
    return int(text) if text.isdigit() else 0


def take(path: Path, signals: Signals, patience: float = 40.0) -> int:
    """Take the lock and return its descriptor; raises :class:`AlreadyRunning`.

    Every child inherits the descriptor, so the kernel keeps the lock until the last of them is gone: a new runner
    never meets an old server on the same data, even after ``kill -9``.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if not _try(descriptor):
        holder = _holder(descriptor)
        if holder and is_alive(holder):
            os.close(descriptor)
            raise AlreadyRunning(f"already running (process {holder})")
        print("waiting for the processes of an earlier run to end", flush=True)
        if not signals.wait_until(lambda: _try(descriptor), patience):
            os.close(descriptor)
            raise AlreadyRunning(f"processes of an earlier run still hold {path}")
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    return descriptor
