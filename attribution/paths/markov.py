"""The Markov chain of channels in closed form (Anderl et al. 2016; methods 3.1).

States are channels (order 1) or pairs of successive channels (order 2), absorbed in an order or in nothing. The removal effect
of a channel is the part of all orders that pass through it: 1 - p(without it) / p. Credit is in proportion to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attribution.paths.touches import Floats, Ints, Paths, tally

MOST_STATES = 5_000
EARNS_FROM = 500.0  # converting paths below which a second order is never tried


class TooManyStates(ValueError):
    """More channels than a dense system of equations can hold."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Counts of an order-1 chain of ``k`` channels: ``start`` (k), ``moves`` (k, k), ``won`` and ``lost`` (k). They add up
    over paths, so that parts of a file can be counted one after the other."""

    start: Floats
    moves: Floats
    won: Floats
    lost: Floats

    def plus(self, other: Chain) -> Chain:
        """Both together; ``other`` knows at least the channels of this one, in the same order."""
        more = len(other.start) - len(self.start)
        return Chain(
            np.pad(self.start, (0, more)) + other.start,
            np.pad(self.moves, ((0, more), (0, more))) + other.moves,
            np.pad(self.won, (0, more)) + other.won,
            np.pad(self.lost, (0, more)) + other.lost,
        )


def count(paths: Paths) -> Chain:
    """How often each step was made, by paths that ended in an order and by those that did not."""
    k = len(paths.names)
    if k > MOST_STATES:
        raise TooManyStates(f"{k} channels; a Markov chain takes {MOST_STATES} at most")
    both = paths.conversions + paths.nulls
    firsts, ends = paths.starts, paths.starts + paths.lengths - 1
    inner = np.ones(len(paths.channels), dtype=bool)
    inner[ends] = False
    at = np.flatnonzero(inner)
    moves = tally(paths.channels[at] * k + paths.channels[at + 1], np.repeat(both, paths.lengths - 1), k * k)
    return Chain(
        tally(paths.channels[firsts], both, k),
        moves.reshape(k, k),
        tally(paths.channels[ends], paths.conversions, k),
        tally(paths.channels[ends], paths.nulls, k),
    )


def removal_effects(chain: Chain) -> Floats:
    """Of each channel, 0…1; zeros when nothing was ordered.

    An order is lost without k exactly if its path visits k, so the effect is P(visits k) x P(orders from k) / P(orders). With
    N = (I - Q)^-1, P(visits k) = (s N)_k / N_kk: one system of equations serves all channels.
    """
    out = chain.moves.sum(axis=1) + chain.won + chain.lost
    known = np.flatnonzero(out > 0)
    effects = np.zeros(len(out))
    if not len(known) or not chain.won.sum():
        return effects
    steps = chain.moves[np.ix_(known, known)] / out[known, None]
    visits = np.linalg.solve(np.eye(len(known)) - steps, np.eye(len(known)))
    orders_from = visits @ (chain.won[known] / out[known])
    begins = chain.start[known] / chain.start.sum()
    reached = begins @ visits / np.diag(visits)
    effects[known] = np.clip(reached * orders_from / (begins @ orders_from), 0.0, 1.0)
    return effects


def effects_of(counts: NDArray[np.float64], k: int) -> Floats:
    """Removal effects (b, k) of ``b`` chains at once, each a flat row [start, moves, won, lost] as :func:`flat` writes it."""
    start, moves, won, lost = np.split(counts, [k, k + k * k, 2 * k + k * k], axis=1)
    moves = moves.reshape(-1, k, k)
    out = moves.sum(axis=2) + won + lost
    safe = np.where(out > 0, out, 1.0)
    systems = np.eye(k) - moves / safe[:, :, None]
    visits = np.linalg.solve(systems, np.broadcast_to(np.eye(k), systems.shape))
    orders_from = np.einsum("bij,bj->bi", visits, won / safe)
    begins = start / np.maximum(start.sum(axis=1, keepdims=True), 1e-300)
    reached = np.einsum("bi,bij->bj", begins, visits) / np.einsum("bii->bi", visits)
    whole = np.einsum("bi,bi->b", begins, orders_from)[:, None]
    return np.where(whole > 0, reached * orders_from / np.where(whole > 0, whole, 1.0), 0.0)


def flat(chain: Chain) -> Floats:
    return np.concatenate([chain.start, chain.moves.ravel(), chain.won, chain.lost])


def in_pairs(paths: Paths) -> tuple[Paths, Ints]:
    """The same paths over pairs (the one before, this one), and the channel that each pair stands for."""
    k = len(paths.names)
    before = np.empty_like(paths.channels)
    before[1:] = paths.channels[:-1]
    before[paths.starts] = k
    pairs, codes = np.unique(before * k + paths.channels, return_inverse=True)
    names = tuple(str(pair) for pair in pairs)
    over = Paths(names, codes, paths.lengths, paths.ages, paths.conversions, paths.values, paths.nulls)
    return over, pairs % k


def removal_effects_2(paths: Paths) -> Floats:
    """Removal effects (k) of the order-2 chain: without a channel, all pairs that end in it lead to nothing."""
    over, channel = in_pairs(paths)
    chain = count(over)
    out = chain.moves.sum(axis=1) + chain.won + chain.lost
    safe = np.where(out > 0, out, 1.0)
    steps, wins = chain.moves / safe[:, None], chain.won / safe
    begins = chain.start / max(chain.start.sum(), 1e-300)

    def orders(keep: NDArray[Any]) -> float:
        kept = np.flatnonzero(keep)
        if not len(kept):
            return 0.0
        system = np.eye(len(kept)) - steps[np.ix_(kept, kept)]
        return float(begins[kept] @ np.linalg.solve(system, wins[kept]))

    whole = orders(np.ones(len(channel), dtype=bool))
    if not whole:
        return np.zeros(len(paths.names))
    return np.array([1 - orders(channel != k) / whole for k in range(len(paths.names))])


def log_loss(seen: Paths, later: Paths, order: int) -> float:
    """Mean surprise (nats a step) of ``later`` paths under the chain of ``seen`` ones; each next state has one pseudo-count."""
    k = len(seen.names)
    size, ways = (k + 1) ** order, k + 2  # to a channel, to an order, to nothing
    counts = tally(*_steps(seen, order, ways), size * ways).reshape(size, ways) + 1.0
    logs = np.log(counts / counts.sum(axis=1, keepdims=True)).ravel()
    at, weights = _steps(later, order, ways)
    return float(-(logs[at] * weights).sum() / max(weights.sum(), 1e-300))


def _steps(paths: Paths, order: int, ways: int) -> tuple[Ints, Floats]:
    """Each step as a cell (state, next), and how often it was made; k stands for "before the path"."""
    k = len(paths.names)
    firsts, ends = paths.starts, paths.starts + paths.lengths - 1
    both = np.repeat(paths.conversions + paths.nulls, paths.lengths)
    before = np.empty_like(paths.channels)
    before[1:] = paths.channels[:-1]
    before[firsts] = k
    two = np.empty_like(before)
    two[1:] = before[:-1]
    two[firsts] = k
    arrive = (before if order == 1 else two * (k + 1) + before) * ways + paths.channels
    here = paths.channels if order == 1 else before * (k + 1) + paths.channels
    cells = [arrive, here[ends] * ways + k, here[ends] * ways + k + 1]
    return np.concatenate(cells), np.concatenate([both, paths.conversions, paths.nulls])


def best_order(paths: Paths, blocks: int = 5) -> int:
    """1, or 2 where it earns it: 500 converting paths and a lower surprise in every later block of the rolling comparison.

    The paths are in order of time; each block is foretold from those before it.
    """
    if paths.conversions.sum() < EARNS_FROM or len(paths) < blocks:
        return 1
    part = np.arange(len(paths)) * blocks // len(paths)
    for block in range(1, blocks):
        seen, later = paths.take(part < block), paths.take(part == block)
        if log_loss(seen, later, 2) >= log_loss(seen, later, 1):
            return 1
    return 2
