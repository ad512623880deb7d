"""``manage.py drain``: fold events into daily sums, for as long as the process lives."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseAway
from django.db import connection

from signals.rollups.services import CLAIMED_AT_ONCE, fold_waiting

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0


class Command(BaseCommand):
    help = "Folds received events into daily sums. Runs until stopped; several may run at once."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="fold what waits now, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_given: stopping.set())
        while not stopping.is_set():
            folded = _fold_or_wait()
            if folded < CLAIMED_AT_ONCE:
                if options["once"]:
                    return
                stopping.wait(PAUSE_SECONDS)


def _fold_or_wait() -> int:
    """Fold once; 0 when the database is away, which is a pause and not an end."""
    try:
        return fold_waiting()
    except DatabaseAway:
        logger.warning("folding waits: the database is away", exc_info=True)
        connection.close()
        return 0
