"""From journeys to the parts of each order, to the centime. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from attribution.credit.rules import ORDER_RULES, UNATTRIBUTED
from attribution.paths.rules import RULES
from attribution.paths.touches import Floats, Ints, Paths, tally

DAY: Final = 86_400

Touch = Sequence[Any]  # [seconds before the order, channel, campaign, how it is known]


def paths_of(journeys: Sequence[Sequence[Touch]], window: int, *, by_campaign: bool = False) -> Paths:
    """The touches of at most ``window`` days before each order; a journey without any is one touch of the channel "".

    ``by_campaign``: names are ``channel\\tcampaign`` instead of the channel alone.
    """
    touched: list[str] = []
    ages: list[float] = []
    lengths: list[int] = []
    for journey in journeys:
        near = [touch for touch in journey if touch[0] <= window * DAY]
        for seconds, channel, campaign, _how in near or [(0, UNATTRIBUTED, "", "")]:
            touched.append(f"{channel}\t{campaign}" if by_campaign else channel)
            ages.append(max(seconds, 0) / DAY)
        lengths.append(max(len(near), 1))
    # In order of name, so that an odd cent goes to the same channel whichever orders are looked at together.
    names = sorted(set(touched))
    codes = {name: at for at, name in enumerate(names)}
    ones = np.ones(len(lengths))
    return Paths(
        tuple(names),
        np.array([codes[name] for name in touched], dtype=np.int64),
        np.array(lengths, dtype=np.int64),
        np.array(ages),
        ones,
        ones,
        np.zeros(len(lengths)),
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """Shares of ``n`` paths: part ``i`` gives channel ``channel[i]`` of path ``path[i]`` the fractions ``shares[i]`` (m, rules)."""

    path: Ints
    channel: Ints
    shares: Floats


def parts_of(paths: Paths, labels: Paths | None = None) -> Parts:
    """What each rule gives to each distinct channel of each path, in order of path and channel.

    ``labels`` are the same touches under finer names (campaigns): the rules still see channels.
    """
    names = paths if labels is None else labels
    k = max(len(names.names), 1)
    cells, at = np.unique(paths.rows * k + names.channels, return_inverse=True)
    weights = [tally(at, RULES[rule](paths), len(cells)) for rule in ORDER_RULES]
    return Parts(cells // k, cells % k, np.stack(weights, axis=1))


def to_the_centime(cents: Ints, shares: Floats, groups: Ints) -> Ints:
    """Split each group's ``cents`` (one number a part, the same within a group) by its shares, largest remainders first.

    ``groups`` are ascending numbers of the groups; in each the parts add up to the cents exactly, also negative ones.
    """
    exact = np.abs(cents) * shares
    whole = np.floor(exact + 1e-9).astype(np.int64)
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]]) if len(groups) else groups
    sizes = np.diff(np.r_[starts, len(groups)])
    left = np.abs(cents) - np.repeat(np.add.reduceat(whole, starts) if len(starts) else starts, sizes)
    rest = np.round(exact - whole, 9)
    order = np.lexsort((np.arange(len(groups)), -rest, groups))
    rank = np.empty(len(groups), dtype=np.int64)
    rank[order] = np.arange(len(groups)) - np.repeat(starts, sizes)
    return np.asarray(np.sign(cents) * (whole + (rank < left)), dtype=np.int64)


def rounded(amounts: Floats, total: int) -> Ints:
    """Whole cents near the amounts, adding up to the total: what rounding leaves goes one by one to the largest rests."""
    whole = np.floor(amounts + 1e-7).astype(np.int64)
    each, more = divmod(int(total - whole.sum()), len(whole))
    whole += each
    whole[np.argsort(-(amounts - whole), kind="stable")[:more]] += 1
    return whole
