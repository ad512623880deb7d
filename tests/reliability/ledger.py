"""A client that keeps books: what it was told is stored, and for how long nobody told it anything."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from shop_ai.services.process import wait_until

# Many browsers behind one address, so that there are many visitors.
VISITORS = 500
USER_AGENT = "Mozilla/5.0 (Linux; Android 14; {name}) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
KINDS = ("view", "dwell", "add_to_cart", "begin_checkout", "search")
QUERIES = ("robe", "Robe  Kabyle", "ثوب")
CAMPAIGNS = ("ete", "rentree", None)
OLDEST_SECONDS = 40 * 3600
LONGEST_PAUSE = 1.0
LONGEST_END = 60.0


def _event(chance: random.Random) -> dict[str, object]:
    """Mostly of now, some up to 40 hours late."""
    late = chance.randrange(OLDEST_SECONDS) if chance.random() < 0.1 else 0
    kind = chance.choice(KINDS)
    return {
        "id": str(uuid.uuid4()),
        "type": kind,
        "time": (datetime.now(UTC) - timedelta(seconds=late)).isoformat(),
        "value": 1,
        "query": chance.choice(QUERIES),
        "utm": {"source": "ig", "campaign": chance.choice(CAMPAIGNS)},
        "wilaya": "16",
    }


@dataclass
class Ledger:
    """``threads`` clients, each sending one batch after the other, again with the same ids until acknowledged."""

    port: int
    key: str
    threads: int = 8
    most_events: int = 20
    acknowledged: set[str] = field(default_factory=set)
    answers: Counter[str] = field(default_factory=Counter)
    longest_gap: float = 0.0
    _last: float = field(default_factory=time.monotonic)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _giving_up: threading.Event = field(default_factory=threading.Event)
    _workers: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        self._workers = [
            threading.Thread(target=self._work, args=(number,)) for number in range(self.threads)
        ]
        for worker in self._workers:
            worker.start()

    def stop(self) -> None:
        """Every batch that was begun is sent until it is acknowledged, then the threads end."""
        self._stopping.set()
        end = time.monotonic() + LONGEST_END
        for worker in self._workers:
            worker.join(max(0.0, end - time.monotonic()))
        unfinished = any(worker.is_alive() for worker in self._workers)
        self._giving_up.set()
        assert not unfinished, f"no acknowledgement any more: {self.answers}"

    @property
    def count(self) -> int:
        return len(self.acknowledged)

    def reaches(self, count: float, seconds: float) -> bool:
        """Whether that many events are acknowledged within the time."""
        return wait_until(lambda: self.count >= count, seconds)

    def _work(self, seed: int) -> None:
        chance = random.Random(seed)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        while not self._stopping.is_set():
            events = [_event(chance) for _ in range(chance.randint(1, self.most_events))]
            self._send_until_acknowledged(connection, events, chance, f"A{chance.randrange(VISITORS)}")
        connection.close()

    def _send_until_acknowledged(
        self,
        connection: http.client.HTTPConnection,
        events: list[dict[str, object]],
        chance: random.Random,
        phone: str,
    ) -> None:
        body = json.dumps({"events": events})
        pause = 0.05
        while not self._giving_up.is_set():
            answer = self._send(connection, body, USER_AGENT.format(name=phone))
            self._note(answer, events)
            if answer == "202":
                return
            time.sleep(pause * (1 + chance.random()))
            pause = min(LONGEST_PAUSE, pause * 2)

    def _send(self, connection: http.client.HTTPConnection, body: str, user_agent: str) -> str:
        try:
            connection.request(
                "POST", f"/e/{self.key}", body, {"Content-Type": "text/plain", "User-Agent": user_agent}
            )
            response = connection.getresponse()
            response.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return "no answer"
        return str(response.status)

    def _note(self, answer: str, events: list[dict[str, object]]) -> None:
        now = time.monotonic()
        with self._lock:
            self.answers[answer] += 1
            if answer == "202":
                self.acknowledged.update(str(event["id"]) for event in events)
                self.longest_gap = max(self.longest_gap, now - self._last)
                self._last = now
