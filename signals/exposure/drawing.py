"""Which test stands in an answer: drawn from the prepared shares, the same for everybody who looks. Pure.

No random state is kept: the draw is a hash of the day's seed and of what is asked, so a stored allocation tells
afterwards who was shown what, and answers that are kept for some seconds stay right. Light: web processes import it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from signals.exposure.rules import SLOTS_PER_TEST, TICK_SECONDS


class Share(Protocol):
    """Part of the draws from ``from_share`` (included) to ``to_share`` (0…1)."""

    @property
    def from_share(self) -> float: ...
    @property
    def to_share(self) -> float: ...


Shared = TypeVar("Shared", bound=Share)


@dataclass(frozen=True, slots=True)
class Draws:
    """Three independent draws, each in [0, 1)."""

    has_test: float
    test: float
    wide: float


def _number(given: bytes) -> int:
    return int.from_bytes(given, "big")


def draws(seed: int, slot: str, sku: str, seconds: float) -> Draws:
    """The draws of an answer asked for ``seconds`` after the epoch: new ones every half-minute, with the day's seed on the
    page of a product, where each page draws for itself and its answer is prepared."""
    tick = 0 if sku else int(seconds // TICK_SECONDS)
    digest = hashlib.sha256(f"{seed}|{slot}|{sku}|{tick}".encode()).digest()
    # 53 bits: what a float holds exactly, so that no draw rounds up to 1.
    return Draws(*((_number(digest[at : at + 8]) >> 11) / 2**53 for at in (0, 8, 16)))


def has_test(draw: float, places: int) -> bool:
    """Whether an answer of so many places holds a test: one of its places, in such a part of the answers that over all
    of them no more than a tenth of the places are tests."""
    return draw < places / SLOTS_PER_TEST


def drawn(shares: Iterable[Shared], draw: float) -> Shared | None:
    """The share that the draw falls into; None when that one is missing (sold out since), and then nobody takes its part."""
    return next((share for share in shares if share.from_share <= draw < share.to_share), None)
