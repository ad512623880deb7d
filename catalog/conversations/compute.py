"""Figures of conversations from counted groups. Pure.

Shares come with Wilson's interval (Wilson 1927) at 95 % and are withheld under the floor of 30 cases. Conversion: of the
qualified conversations that are at least 14 days old, those with an order within 14 days that was neither cancelled
nor refused; the younger ones are counted beside it as "not yet known".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from shop_ai.lib.intervals import Interval, wilson

FLOOR: Final = 30  # cases under which no share is shown
DAYS_TO_ORDER: Final = 14
BUCKETS: Final = ("0-1", "1-4", "4-8", "8-24", "24+")
NO_REPLY: Final = "none"
LOST: Final = "lost"


@dataclass(frozen=True, slots=True)
class Group:
    """``n`` conversations that agree in everything else. ``script`` is a row's id, 0 for none."""

    place: str
    origin: str
    bucket: str
    is_qualified: bool
    outcome: str
    lost_reason: str
    script: int
    is_mature: bool
    is_converted: bool
    n: int


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``n``."""

    part: int
    n: int

    @property
    def interval(self) -> Interval | None:
        return wilson(self.part, self.n) if self.n >= FLOOR else None


@dataclass(frozen=True, slots=True)
class Count:
    """One line of a table: how many conversations, how many of them qualified, and what became of these."""

    key: str
    n: int
    qualified: int
    mature: int
    converted: int

    @property
    def qualified_share(self) -> Share:
        return Share(self.qualified, self.n)

    @property
    def conversion(self) -> Share:
        return Share(self.converted, self.mature)

    @property
    def not_yet_known(self) -> int:
        return self.qualified - self.mature


def count_of(groups: Iterable[Group], key: str = "") -> Count:
    """All these groups as one line."""
    n = qualified = mature = converted = 0
    for group in groups:
        n += group.n
        if group.is_qualified:
            qualified += group.n
            mature += group.n * group.is_mature
            converted += group.n * (group.is_mature and group.is_converted)
    return Count(key, n, qualified, mature, converted)


def counts_by(groups: Iterable[Group], key: Callable[[Group], str]) -> list[Count]:
    """A line for each key, the most conversations first."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        found[key(group)].append(group)
    return sorted((count_of(some, name) for name, some in found.items()), key=lambda one: (-one.n, one.key))


def replies(groups: Iterable[Group]) -> list[Count]:
    """How long the first answer took: every bucket in order, empty ones too, then those without an answer."""
    found = {one.key: one for one in counts_by(groups, lambda group: group.bucket)}
    return [found.get(key, Count(key, 0, 0, 0, 0)) for key in (*BUCKETS, NO_REPLY)]


def lost_reasons(groups: Iterable[Group]) -> list[tuple[str, int]]:
    """Conversations that came to nothing by their reason, the most frequent first; "" where nobody gave one."""
    found: dict[str, int] = defaultdict(int)
    for group in groups:
        if group.outcome == LOST:
            found[group.lost_reason] += group.n
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def quick(groups: Iterable[Group]) -> Share:
    """Conversations answered within an hour, of all."""
    every = list(groups)
    return Share(sum(one.n for one in every if one.bucket == BUCKETS[0]), sum(one.n for one in every))
