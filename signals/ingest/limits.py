"""How much a shop's pages and one address may send: token buckets in the memory of each web process.

A counter in Postgres would be exact over all processes, but it would make every accepted request of a shop wait
for one row, and the intake is the one path that must not. The buckets give each process its share of the rate,
decide before anything is acknowledged, and so can only refuse (429, counted), never lose.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

MOST_KEYS = 50_000


@dataclass(slots=True)
class Buckets:
    """One bucket a key: ``rate`` tokens a second, at most ``burst`` of them saved up."""

    rate: float
    burst: float
    _levels: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_for(self, key: str, amount: int, now: float | None = None) -> float:
        """Take ``amount`` tokens and return 0, or take none and return the seconds until they will be there."""
        moment = time.monotonic() if now is None else now
        with self._lock:
            level, since = self._levels.get(key, (self.burst, moment))
            level = min(self.burst, level + (moment - since) * self.rate)
            if level < amount:
                return (amount - level) / self.rate
            if len(self._levels) >= MOST_KEYS:
                self._forget_full(moment)
            self._levels[key] = (level - amount, moment)
            return 0.0

    def _forget_full(self, moment: float) -> None:
        refill = self.burst / self.rate
        self._levels = {key: kept for key, kept in self._levels.items() if moment - kept[1] < refill}
