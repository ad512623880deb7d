"""When a child that died is started again, and when the runner gives up."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field


@dataclass
class Restarts:
    """At most ``limit`` deaths within ``window`` seconds; each pause is twice the one before."""

    limit: int = 5
    window: float = 60.0
    first_pause: float = 0.2
    deaths: deque[float] = field(default_factory=deque)

    def pause_after_death(self, now: float) -> float | None:
        """Seconds to wait before the next start, or ``None`` when there were too many deaths."""
        while self.deaths and now - self.deaths[0] > self.window:
            self.deaths.popleft()
        if len(self.deaths) >= self.limit:
            return None
        self.deaths.append(now)
        return float(self.first_pause * 2 ** (len(self.deaths) - 1))
