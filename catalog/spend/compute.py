"""From amounts as they were said to what each day cost, each dinar once. Pure.

A day that was measured stands as it is. A period's total is what its measured days do not explain, spread evenly
over the days that nobody measured; a shorter period explains a longer one that holds it. Two periods that cross
cannot both be right about the days they share: the importer refuses the second one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

CENT: Final = Decimal("0.01")
# Of two sources that tell of one campaign, channel and day, the one nearer to the platform's own books is counted.
TRUST: Final[Mapping[str, int]] = {"meta": 0, "tiktok": 0, "google": 0, "api": 1, "sheet": 2, "hand": 3}


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount of one campaign, from ``starts_on`` to ``ends_on``, both included. ``amount`` is in ``currency``."""

    id: int
    source: str
    external_id: str
    channel: str
    campaign: str
    starts_on: date
    ends_on: date
    currency: str
    amount: Decimal
    impressions: int | None = None
    clicks: int | None = None

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1


@dataclass(frozen=True, slots=True)
class Share:
    """What one entry says of one day; ``is_spread``: a part of a total, not measured."""

    entry: Entry
    day: date
    amount: Decimal
    impressions: int | None
    clicks: int | None
    is_spread: bool


def crosses(first: tuple[date, date], second: tuple[date, date]) -> bool:
    """Whether two periods share days without one of them lying within the other."""
    (a, b), (c, d) = first, second
    share = a <= d and c <= b
    return share and not (a <= c and d <= b) and not (c <= a and b <= d)


def split(amount: Decimal, parts: int) -> list[Decimal]:
    """The amount in ``parts`` parts of whole cents that differ by a cent at most and add up to it."""
    cents = int((amount / CENT).to_integral_value(ROUND_HALF_UP))
    least, rest = divmod(cents, parts)
    return [(least + (at < rest)) * CENT for at in range(parts)]


def split_count(count: int | None, parts: int) -> list[int | None]:
    if count is None:
        return [None] * parts
    least, rest = divmod(count, parts)
    return [least + (at < rest) for at in range(parts)]


def shares_of(entries: Iterable[Entry]) -> list[Share]:
    """The days of one campaign within one source, each at most once."""
    found: dict[date, Share] = {}
    for entry in sorted(entries, key=_shortest_first):
        if entry.days == 1:
            found.setdefault(
                entry.starts_on,
                Share(entry, entry.starts_on, entry.amount, entry.impressions, entry.clicks, is_spread=False),
            )
        else:
            found |= _spread(entry, found)
    return [found[day] for day in sorted(found)]


def _shortest_first(entry: Entry) -> tuple[int, date, int]:
    return entry.days, entry.starts_on, entry.id


def _spread(entry: Entry, known: Mapping[date, Share]) -> dict[date, Share]:
    every = [entry.starts_on + timedelta(days=at) for at in range(entry.days)]
    inside = [known[day] for day in every if day in known]
    open_days = [day for day in every if day not in known]
    left = max(Decimal(0), entry.amount - sum((one.amount for one in inside), Decimal(0)))
    if not open_days or (not left and inside):
        return {}
    seen = _left(entry.impressions, [one.impressions for one in inside])
    clicked = _left(entry.clicks, [one.clicks for one in inside])
    parts = zip(
        open_days,
        split(left, len(open_days)),
        split_count(seen, len(open_days)),
        split_count(clicked, len(open_days)),
        strict=True,
    )
    return {day: Share(entry, day, amount, views, clicks, True) for day, amount, views, clicks in parts}


def _left(total: int | None, known: Sequence[int | None]) -> int | None:
    return None if total is None else max(0, total - sum(count or 0 for count in known))


def counted(entries: Iterable[Entry]) -> list[Share]:
    """Every day of every campaign, each dinar once.

    A campaign that a platform's file tells of on a day is not counted again from a sheet or from what was typed:
    known by its channel and its name (an amount without a campaign's name is always its own).
    """
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.source, entry.external_id].append(entry)
    shares = [share for group in groups.values() for share in shares_of(group)]
    best: dict[tuple[date, str, str], int] = {}
    for share in shares:
        best[_told(share)] = min(TRUST[share.entry.source], best.get(_told(share), len(TRUST)))
    return [
        share
        for share in shares
        if not share.entry.campaign or TRUST[share.entry.source] == best[_told(share)]
    ]


def _told(share: Share) -> tuple[date, str, str]:
    return share.day, share.entry.channel, share.entry.campaign


@dataclass(frozen=True, slots=True)
class RateBook:
    """Dated rates: from each day on, the shop's currency for one unit of another. None before the first: no guess."""

    shop_currency: str
    rates: Mapping[str, Sequence[tuple[date, Decimal]]] = field(default_factory=dict)

    def on(self, currency: str, day: date) -> Decimal | None:
        if currency == self.shop_currency:
            return Decimal(1)
        dated = self.rates.get(currency, ())
        at = bisect_right([since for since, _rate in dated], day)
        return dated[at - 1][1] if at else None


def in_shop_currency(amount: Decimal, rate: Decimal | None) -> Decimal | None:
    """The amount at that rate, to the cent; None without a rate."""
    return None if rate is None else (amount * rate).quantize(CENT, ROUND_HALF_UP)
