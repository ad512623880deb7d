"""Many threads that begin together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection


def at_once(times: int, work: Callable[[int], Any]) -> list[Any]:
    """The results of ``work(0) … work(times - 1)``, each run in a thread of its own."""
    gate = threading.Barrier(times)

    def run(number: int) -> Any:
        try:
            gate.wait()
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))
