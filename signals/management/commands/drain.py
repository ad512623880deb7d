"""``manage.py drain``: fold events into daily sums, for as long as the process lives."""

from __future__ import annotations

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseAway
from django.db import connection

from signals.rollups.services import CLAIMED_AT_ONCE, count_due_sessions, fold_waiting

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
SESSIONS_SECONDS = 5.0


class Command(BaseCommand):
    help = "Folds received events into daily sums. Runs until stopped; several may run at once."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="fold what waits now, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_given: stopping.set())
        if options["once"]:
            while fold_waiting():
                pass
            count_due_sessions(at_once=True)
            return
        counted = time.monotonic()
        while not stopping.is_set():
            folded = _or_wait(lambda: fold_waiting(in_turn=True))
            if time.monotonic() - counted > SESSIONS_SECONDS:
                _or_wait(count_due_sessions)
                counted = time.monotonic()
            if folded < CLAIMED_AT_ONCE:
                stopping.wait(PAUSE_SECONDS)


def _or_wait(work: Callable[[], int]) -> int:
    """What the work returns; 0 when the database is away, which is a pause and not an end."""
    try:
        return work()
    except DatabaseAway:
        logger.warning("folding waits: the database is away", exc_info=True)
        connection.close()
        return 0
