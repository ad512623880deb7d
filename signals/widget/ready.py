"""The quick way to an answer that is prepared: at most one statement, no ORM, no list, no text.

A process knows a shop's version for a second. While it knows it, answers that it holds cost no statement at all; else one
statement brings the version together with the answer. With the three seconds that a browser may keep an answer, a switch
and a sold-out product show within the five that manual mode promises.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Final, NamedTuple

from shop_ai.lib.prepared import lasting_rows
from signals.widget.addresses import Frame, Plain, plain_question
from signals.widget.answers import edition
from signals.widget.packing import Packed

FRESH: Final = 1.0
MOST_FRAMES: Final = 5000
MOST_BYTES: Final = 32_000_000
NOTED_EVERY: Final = 1.0
_NONE: Final = -1
_ASK: Final = "SELECT * FROM signals_ready_answer(%(key)s, %(edition)s, %(version)s, %(address)s)"
_NOTE: Final = "SELECT signals_note_asks(%(shops)s::bigint[], %(addresses)s::text[])"


class Row(NamedTuple):
    """What the statement says; ``version`` None: no shop has this key."""

    version: int | None
    is_frame: bool | None
    body: bytes | None
    crc: int | None
    length: int | None
    until: float | None
    is_first: bool | None


@dataclass(slots=True)
class Known:
    """A shop's frame with its version, and when that was looked up (monotonic seconds)."""

    frame: Frame
    version: int
    looked_at: float


@dataclass(frozen=True, slots=True)
class Held:
    """An answer in this process, for one version."""

    version: int
    until: float
    body: Packed

    def is_of(self, version: int) -> bool:
        return self.version == version and self.until > time.time()


class Shelf:
    """Answers by key and address, bounded by their bytes: the oldest make room. Threads share it without a lock."""

    def __init__(self, most: int) -> None:
        self.most, self.bytes = most, 0
        self._held: dict[tuple[str, str], Held] = {}

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: str, address: str) -> Held | None:
        return self._held.get((key, address))

    def keep(self, key: str, address: str, held: Held) -> None:
        before = self._held.pop((key, address), None)
        self.bytes += len(held.body.body) - (len(before.body.body) if before else 0)
        self._held[key, address] = held
        while self.bytes > self.most and self._held:
            gone = self._held.pop(next(iter(self._held)), None)
            self.bytes -= len(gone.body.body) if gone else 0

    def clear(self) -> None:
        self._held.clear()
        self.bytes = 0


class Asks:
    """Answers that were asked for the first time today, noted once a second for all shops in one statement.

    What nobody asks for is not made again at night. So a note that is lost with its process costs one reader a moment.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[int, str]] = []
        self._noted_at = -NOTED_EVERY

    def note(self, shop_id: int, address: str) -> None:
        self._waiting.append((shop_id, address))
        now = time.monotonic()
        if self._waiting and now - self._noted_at >= NOTED_EVERY:
            self._noted_at = now
            waiting, self._waiting = self._waiting, []
            lasting_rows(
                _NOTE, {"shops": [one[0] for one in waiting], "addresses": [one[1] for one in waiting]}
            )


_known: dict[str, Known] = {}
_shelf = Shelf(MOST_BYTES)
_asks = Asks()


def forget_ready() -> None:
    """Look everything up anew; for tests, where a shop changes within a second."""
    _known.clear()
    _shelf.clear()


def ready(key: str, query: str) -> Packed | None:
    """The prepared answer to a plain question; None when there is none, and then it has to be made."""
    plain = plain_question(query)
    if plain is None:
        return None
    known = _known.get(key)
    if known is None:
        known = _frame(key, _look(key, _NONE, ""))
        return None if known is None else _kept(key, known, plain)
    return _kept(key, known, plain)


def _kept(key: str, known: Known, plain: Plain) -> Packed | None:
    """The answer by what is known; when that turns out to be old, by what holds now."""
    address, now = known.frame.address(plain, time.time()), time.monotonic()
    held = _shelf.get(key, address)
    if held is not None and not held.is_of(known.version):
        held = None
    if held is not None and now - known.looked_at < FRESH:
        return held.body
    row = _look(key, known.version, "" if held else address)
    if row.version != known.version:
        found = _frame(key, row)
        return None if found is None else _kept(key, found, plain)
    known.looked_at = now
    if held is not None:
        return held.body
    return _shelve(key, known, address, row)


def _frame(key: str, row: Row) -> Known | None:
    """Remember what the statement says of a shop whose version we did not know."""
    if row.version is None or row.body is None:
        _known.pop(key, None)
        return None
    if len(_known) >= MOST_FRAMES:
        _known.clear()
    _known[key] = Known(Frame.read(json.loads(row.body)), row.version, time.monotonic())
    return _known[key]


def _shelve(key: str, known: Known, address: str, row: Row) -> Packed | None:
    if row.body is None:
        return None
    if row.is_first:
        _asks.note(known.frame.shop, address)
    body = Packed(row.body, row.crc or 0, row.length or 0)
    _shelf.keep(key, address, Held(known.version, row.until or 0.0, body))
    return body


def _look(key: str, version: int, address: str) -> Row:
    """One statement."""
    values = {"key": key, "edition": edition(), "version": version, "address": address}
    return Row(*lasting_rows(_ASK, values)[0])
