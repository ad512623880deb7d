"""A rolling temporal back-test: what would each model have recommended in the last four weeks? Pure.

Each week is a fold: models learn from the days before it (in a large catalogue before every second one), and are asked
about its orders. They are tested as customers
get them, cut to the neighbours that a night prepares. Candidates are the products that existed and could be had; what
the customer has in the basket is never recommended. Chance is seeded, so two runs are equal to the last digit.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from signals.backtest.histories import Orders, interactions, queries_of
from signals.backtest.rules import ELIGIBLE, FEWEST_BUYERS, FEWEST_QUERIES, FOLD_DAYS, FOLDS, RIVAL, K
from signals.recommenders.ease import MOST_ITEMS
from signals.recommenders.interface import Floats, Ints
from signals.recommenders.measures import Query, Resamples, coverage, mean, rank, resample, tail_share
from signals.recommenders.prepared import Prepared
from signals.recommenders.registry import make

# A fold of a large catalogue is asked less often: its neighbours cost more to find.
MOST_QUERIES: Final = 500
MOST_OF_LARGE: Final = 150
LARGE_FROM: Final = 1_000
_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Fold:
    """A week (ordinals of its days), and how many orders of it were asked about; ``left_out`` could not be had."""

    first: int
    last: int
    queries: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Tested:
    """One model over all folds; shares in 0 … 1, the interval is of 95 %, ``difference`` is to the model in use."""

    model: str
    hit_rate: float
    low: float
    high: float
    mrr: float
    ndcg: float
    coverage: float
    tail_share: float
    difference: float
    standard_error: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """The table; no row of it when there was too little to ask."""

    folds: tuple[Fold, ...]
    rows: tuple[Tested, ...]
    buyers: int
    orders: int
    items: int

    @property
    def queries(self) -> int:
        return sum(fold.queries for fold in self.folds)


@dataclass(slots=True)
class _Tally:
    """What a model did so far."""

    hits: list[Floats]
    reciprocal: list[Floats]
    gains: list[Floats]
    shown: list[tuple[Ints, Floats, Ints]]
    seconds: float = 0.0


def backtest(orders: Orders, incumbent: str, seed: int) -> Backtest:
    """The table for a shop, with ``incumbent`` as the model that others are compared with."""
    asked = [_fold(orders, weeks_ago, seed) for weeks_ago in range(FOLDS, 0, -1)] if len(orders.days) else []
    folds = tuple(fold for fold, _queries, _candidates in asked)
    sold = len({item for basket in orders.baskets for item in basket})
    found = Backtest(folds, (), orders.n_buyers, len(orders.baskets), sold)
    if found.queries < FEWEST_QUERIES or found.buyers < FEWEST_BUYERS:
        return found
    people = [query.person for _fold, queries, _candidates in asked for query in queries]
    tallies = _ask_all(orders, asked, models_for(sold))
    base = np.concatenate(tallies[incumbent if incumbent in tallies else RIVAL].hits)
    again = resample(people, seed)
    rows = tuple(_row(name, tally, base, again) for name, tally in tallies.items())
    ordered = sorted(rows, key=lambda row: (-row.hit_rate, row.model))
    return Backtest(folds, tuple(ordered), found.buyers, found.orders, sold)


def models_for(sold: int) -> list[str]:
    """The models that are tried; without EASE where it would have to leave out products that sell."""
    names = [RIVAL, *ELIGIBLE]
    return [name for name in names if sold <= MOST_ITEMS or not name.startswith("ease")]


Asked = tuple[Fold, list[Query], Ints]


def _fold(orders: Orders, weeks_ago: int, seed: int) -> Asked:
    """The week, its queries whose answer is a candidate, and the candidates."""
    end = int(orders.days[-1])
    first = end - FOLD_DAYS * weeks_ago + 1
    last = first + FOLD_DAYS - 1
    chance = np.random.Generator(np.random.PCG64([seed, weeks_ago]))
    candidates = candidates_in(orders, first, last)
    known = set(candidates.tolist())
    queries = queries_of(orders, first, last, chance)
    kept = [query for query in queries if query.target in known]
    most = MOST_OF_LARGE if len(candidates) > LARGE_FROM else MOST_QUERIES
    left_out = len(queries) - len(kept)
    if len(kept) > most:
        kept = [kept[place] for place in np.sort(chance.permutation(len(kept))[:most])]
    return Fold(first, last, len(kept), left_out), kept, candidates


def candidates_in(orders: Orders, first: int, last: int) -> Ints:
    """Products that existed on the first day, and are on sale and in stock now or sold in those days.

    The stock of past days is not kept; what was sold was there.
    """
    begin, end = np.searchsorted(orders.days, [first, last + 1])
    had = np.array(orders.can_be_had)
    for basket in orders.baskets[int(begin) : int(end)]:
        had[list(basket)] = True
    return np.flatnonzero(had & (orders.since <= first))


def _ask_all(orders: Orders, asked: Sequence[Asked], names: Sequence[str]) -> dict[str, _Tally]:
    tallies = {name: _Tally([], [], [], []) for name in names}
    for learnt_until, weeks in _by_training(asked, orders):
        data = interactions(orders.before(learnt_until))
        for name, tally in tallies.items():
            began = time.perf_counter()
            model = Prepared(make(name)).fit(data)
            for _fold_of, queries, candidates in weeks:
                ranked = rank(model, queries, K, n_items=data.n_items, candidates=candidates)
                tally.hits.append(ranked.hits)
                tally.reciprocal.append(ranked.reciprocal)
                tally.gains.append(ranked.gains)
                tally.shown.append((ranked.shown, data.counts, candidates))
            tally.seconds += time.perf_counter() - began
    return tallies


def _by_training(asked: Sequence[Asked], orders: Orders) -> list[tuple[int, list[Asked]]]:
    """Weeks that share their models, with the day before which these learn.

    Every week has its own, except in a large catalogue: there two weeks share those of the earlier, which halves the
    cost and only makes every model's task a little harder.
    """
    together = 2 if len(orders.ids) > LARGE_FROM else 1
    groups = [list(asked[place : place + together]) for place in range(0, len(asked), together)]
    return [(group[0][0].first, group) for group in groups]


def _row(name: str, tally: _Tally, base: Floats, again: Resamples) -> Tested:
    hits = np.concatenate(tally.hits)
    drawn, apart = again.means(hits), again.means(hits - base)
    figures = {
        "hit_rate": mean(hits),
        "low": float(np.quantile(drawn, 0.025)),
        "high": float(np.quantile(drawn, 0.975)),
        "mrr": mean(np.concatenate(tally.reciprocal)),
        "ndcg": mean(np.concatenate(tally.gains)),
        "coverage": mean(np.array([coverage(shown, len(able)) for shown, _counts, able in tally.shown])),
        "tail_share": mean(np.array([tail_share(*one) for one in tally.shown])),
        "difference": mean(hits - base),
        "standard_error": float(apart.std(ddof=1)),
    }
    return Tested(
        name, **{key: round(value, _DIGITS) for key, value in figures.items()}, seconds=tally.seconds
    )
