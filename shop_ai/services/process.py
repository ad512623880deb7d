"""One child process: started with its own session and log, and never left alive without its parent."""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Spec:
    """How to start and stop one process. ``user`` names the account that runs it, ``None`` ours."""

    name: str
    command: Sequence[str]
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 15.0
    environment: Mapping[str, str] = field(default_factory=dict)
    user: str | None = None
    directory: Path | None = None


def _prepare_child(parent: int, death_signal: signal.Signals) -> Callable[[], None]:
    def prepare() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        _libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:  # the parent died before the request was made
            os._exit(1)

    return prepare


def launch(spec: Spec, log: Path | None, keep: Sequence[int] = ()) -> subprocess.Popen[bytes]:
    """Start the process; output goes to the end of ``log``, or to ours without one; it inherits ``keep``.

    The kernel sends the stop signal when the *thread* that calls this ends: call it from the main thread.
    """
    output = open(log, "ab") if log else None  # noqa: SIM115 - closed below, the child keeps its own copy
    try:
        return subprocess.Popen(
            list(spec.command),
            stdin=subprocess.DEVNULL,
            stdout=output or sys.stderr,
            stderr=subprocess.STDOUT,
            env={**os.environ, **spec.environment},
            cwd=spec.directory,
            start_new_session=True,
            pass_fds=tuple(keep),
            preexec_fn=_prepare_child(os.getpid(), spec.stop_signal),  # noqa: PLW1509 - no threads here
            user=spec.user,
            group=group_of(spec.user),
            extra_groups=None if spec.user is None else [],
        )
    finally:
        if output:
            output.close()


def group_of(user: str | None) -> int | None:
    """The primary group of an account."""
    return None if user is None else pwd.getpwnam(user).pw_gid


def ask_to_stop(process: subprocess.Popen[bytes], spec: Spec) -> None:
    """Send the stop signal, once: a second one would make Celery drop what it works on."""
    if process.poll() is None:
        process.send_signal(spec.stop_signal)


def await_stop(process: subprocess.Popen[bytes], spec: Spec) -> None:
    """Wait for a process that was asked, and kill its whole session if it does not end in time."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(spec.stop_seconds)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)  # also what is left of its children
    process.wait()


def stop(process: subprocess.Popen[bytes], spec: Spec) -> None:
    """Ask, and wait."""
    ask_to_stop(process, spec)
    await_stop(process, spec)


def is_alive(pid: int) -> bool:
    """Whether a process with this id runs (a zombie does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state not in "ZX"


def rotate(log: Path) -> None:
    """Keep one old log: ``web.log`` becomes ``web.log.1``."""
    if log.exists():
        log.replace(log.with_name(log.name + ".1"))


def wait_until(condition: Callable[[], bool], seconds: float, pause: float = 0.02) -> bool:
    """Whether the condition came true within the time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True
