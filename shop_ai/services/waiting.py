"""Waits that a signal ends at once: the runner sleeps here and nowhere else."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable


class StopRequested(Exception):
    """Somebody asked the runner to stop: Ctrl-C, SIGTERM, or the terminal was closed."""


class Signals:
    """Takes the stop signals and the news of children, in the order in which they are waited for.

    The signals are blocked, not handled: none interrupts a step half way, and none is lost.
    """

    def __init__(self) -> None:
        self.stopping = {signal.SIGINT, signal.SIGTERM}
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # ignored under nohup, and it stays so
            self.stopping.add(signal.SIGHUP)
        self.waited = self.stopping | {signal.SIGCHLD}
        signal.pthread_sigmask(signal.SIG_BLOCK, self.waited)

    def pause(self, seconds: float) -> None:
        """Sleep until a child ends or the time is over; raises :class:`StopRequested`."""
        news = signal.sigtimedwait(self.waited, seconds)
        if news is not None and news.si_signo in self.stopping:
            raise StopRequested

    def wait_until(self, condition: Callable[[], bool], seconds: float, step: float = 0.05) -> bool:
        """Whether the condition came true within the time; raises :class:`StopRequested`."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                return False
            self.pause(step)
        return True
