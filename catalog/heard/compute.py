"""What the answers say: shares by channel, and whether the place on the screen decided. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from shop_ai.lib.intervals import Interval, wilson

# What the question offers unless the owner chose otherwise; who does not remember stands last and is not shuffled.
PROPOSED: Final = ("instagram", "facebook", "tiktok", "whatsapp", "google", "word-of-mouth", "shop", "other")
FLOOR: Final = 30  # answers under which no share is shown
FORGOTTEN: Final = "forgotten"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: its channel, "" for who does not remember, and the options as they stood."""

    channel: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """``n`` answers of ``of`` that name this channel; the interval is Wilson's, None under the floor."""

    channel: str
    n: int
    of: int

    @property
    def interval(self) -> Interval | None:
        return wilson(self.n, self.of) if self.of >= FLOOR else None


@dataclass(frozen=True, slots=True)
class FirstPlace:
    """How many of ``of`` answers took what stood first, and how many chance alone would give."""

    n: int
    of: int
    by_chance: float

    @property
    def interval(self) -> Interval | None:
        return wilson(self.n, self.of) if self.of >= FLOOR else None

    @property
    def decides(self) -> bool:
        """Whether the first place was taken more often than chance explains: the answers lean on the order."""
        found = self.interval
        return found is not None and found.low > self.by_chance


def shares(said: Sequence[Said]) -> list[Heard]:
    """Answers by channel, the most named first; who does not remember counts in every share and stands last."""
    counted = Counter(one.channel for one in said)
    found = [Heard(channel, n, len(said)) for channel, n in counted.items()]
    return sorted(found, key=lambda one: (one.channel == "", -one.n, one.channel))


def first_place(said: Iterable[Said]) -> FirstPlace:
    """Answers given on a screen whose order is known."""
    seen = [one for one in said if len(one.shown) > 1 and one.channel]
    chance = sum(1 / len(one.shown) for one in seen) / len(seen) if seen else 0.0
    return FirstPlace(sum(one.channel == one.shown[0] for one in seen), len(seen), chance)
