"""One day's events in the vocabulary of the page script, as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from shop_ai.simulator.model.plan import Floats, Ints, Rng, weighted
from shop_ai.simulator.model.playlists import SECONDS_A_STEP, Browsing
from shop_ai.simulator.model.sales import Chosen
from shop_ai.simulator.model.trends import SEARCH_CHANCE
from shop_ai.simulator.model.visits import Looks, Market, Traffic, Visits

TYPES: Final = (
    *("impression", "view", "dwell", "skip", "search", "like", "save", "share", "add_to_cart", "message"),
    *("begin_checkout", "reco_impression", "reco_click", "playlist_view", "playlist_step", "select"),
)
CODE: Final = {name: at for at, name in enumerate(TYPES)}
DWELL_SPREAD: Final = 0.8
SKIPPED_BEFORE: Final = 10.0  # seconds
LONGEST_DWELL: Final = 1800.0
RECO_CHANCE, RECO_SHOWN, RECO_CLICK = 0.3, 3, 0.05
CHECKOUT_CHANCE: Final = 0.45  # of a cart that becomes no order
NONE: Final = -1


@dataclass(frozen=True, slots=True)
class Events:
    """One element an event, in the order of the clock; -1 and nan stand for nothing.

    ``kind`` indexes TYPES, ``visit`` the day's visits, ``product`` the goods, ``term`` the search terms; ``second``
    counts from the shop's midnight; ``value`` is seconds for dwell and dinars for carts; ``rank`` the place in a list
    or a playlist. ``ids`` is 16 bytes an event.
    """

    kind: Ints
    visit: Ints
    product: Ints
    term: Ints
    second: Ints
    value: Floats
    rank: Ints
    ids: bytes

    def __len__(self) -> int:
        return len(self.kind)

    def counts(self) -> dict[str, int]:
        """How many events there are of each type that happened."""
        found = np.bincount(self.kind, minlength=len(TYPES))
        return {name: int(found[at]) for at, name in enumerate(TYPES) if found[at]}


class _Pile:
    """Collects columns piece by piece."""

    def __init__(self) -> None:
        self.parts: list[tuple[Ints, ...]] = []
        self.values: list[Floats] = []

    def add(
        self,
        kind: str,
        visit: Ints,
        second: Ints,
        *,
        product: Ints | None = None,
        term: Ints | None = None,
        rank: Ints | None = None,
        value: Floats | None = None,
    ) -> None:
        count = len(visit)
        nothing = np.full(count, NONE, np.int64)
        self.parts.append(
            (
                np.full(count, CODE[kind], np.int64),
                visit,
                nothing if product is None else product,
                nothing if term is None else term,
                second,
                nothing if rank is None else rank,
            )
        )
        self.values.append(np.full(count, np.nan) if value is None else value)

    def events(self, rng: Rng) -> Events:
        kind, visit, product, term, second, rank = map(np.concatenate, zip(*self.parts, strict=True))
        order = np.lexsort((kind, visit, second))
        return Events(
            kind=kind[order],
            visit=visit[order],
            product=product[order],
            term=term[order],
            second=np.minimum(second[order], 86_399),
            value=np.concatenate(self.values)[order],
            rank=rank[order],
            ids=rng.bytes(16 * len(kind)),
        )


def draw_events(rng: Rng, market: Market, traffic: Traffic, chosen: Chosen, term_weights: Floats) -> Events:
    """Everything that the visits of the day leave behind; ``term_weights`` are the day's weights of search terms."""
    pile, visits, looks = _Pile(), traffic.visits, traffic.looks
    _lists(pile, looks)
    _views(rng, pile, market, looks)
    _carts(rng, pile, market, looks, chosen)
    _searches(rng, pile, visits, term_weights)
    _recommendations(rng, pile, market, looks)
    _playlists(pile, visits, traffic.browsing)
    return pile.events(rng)


def _lists(pile: _Pile, looks: Looks) -> None:
    at = np.flatnonzero(looks.listed)
    rank = np.zeros(len(at), np.int64)
    if len(at):
        starts = np.r_[True, looks.visit[at][1:] != looks.visit[at][:-1]]
        rank = np.arange(len(at)) - np.maximum.accumulate(np.where(starts, np.arange(len(at)), 0)) + 1
    pile.add("impression", looks.visit[at], looks.second[at], product=looks.product[at], rank=rank)


def _views(rng: Rng, pile: _Pile, market: Market, looks: Looks) -> None:
    """A view, its visible seconds, whether it was left at once, and what the visitor liked."""
    viewed = np.flatnonzero(looks.viewed)
    visit, product, second = looks.visit[viewed], looks.product[viewed], looks.second[viewed] + 1
    goods = market.goods
    pile.add("view", visit, second, product=product)
    likes_it = goods.dwell[product] * rng.lognormal(0, DWELL_SPREAD, len(viewed))
    skips = rng.random(len(viewed)) < goods.skip[product]
    leaves = rng.uniform(1, SKIPPED_BEFORE, len(viewed))
    stays: Floats = np.where(skips, leaves, np.clip(likes_it, SKIPPED_BEFORE, LONGEST_DWELL)).round(1)
    pile.add("dwell", visit, second + stays.astype(np.int64), product=product, value=stays)
    left = np.flatnonzero(skips)
    pile.add("skip", visit[left], second[left] + 9, product=product[left])
    for name, rates in (("like", goods.like), ("save", goods.save), ("share", goods.share)):
        done = np.flatnonzero((rng.random(len(viewed)) < rates[product]) & ~skips)
        pile.add(name, visit[done], second[done] + 5, product=product[done])


def _carts(rng: Rng, pile: _Pile, market: Market, looks: Looks, chosen: Chosen) -> None:
    """Carts and checkouts: always before an order from the site, sometimes without one, sometimes a message."""
    goods, viewed = market.goods, np.flatnonzero(looks.viewed)
    ordered = np.zeros(len(looks.visit), bool)
    ordered[chosen.look[chosen.look >= 0]] = True
    fills = ordered[viewed] | (rng.random(len(viewed)) < goods.cart[looks.product[viewed]])
    at = viewed[fills]
    visit, product, second = looks.visit[at], looks.product[at], looks.second[at]
    pile.add("add_to_cart", visit, second + 20, product=product, value=goods.price[product].astype(float))
    draws = rng.random(len(at))
    begins = ordered[at] | (draws < CHECKOUT_CHANCE)
    pile.add(
        "begin_checkout",
        visit[begins],
        second[begins] + 40,
        product=product[begins],
        value=goods.price[product[begins]].astype(float),
    )
    writes = ~ordered[at] & (draws > 0.85)
    pile.add("message", visit[writes], second[writes] + 30, product=product[writes])


def _searches(rng: Rng, pile: _Pile, visits: Visits, term_weights: Floats) -> None:
    searching = np.flatnonzero(rng.random(len(visits)) < SEARCH_CHANCE)
    term = weighted(rng, term_weights, len(searching))
    pile.add("search", searching, visits.second[searching] + 2, term=term)


def _recommendations(rng: Rng, pile: _Pile, market: Market, looks: Looks) -> None:
    viewed = np.flatnonzero(looks.viewed)
    seen = viewed[rng.random(len(viewed)) < RECO_CHANCE]
    at = np.repeat(seen, RECO_SHOWN)
    product = weighted(rng, market.goods.appeal, len(at)) if len(at) else np.zeros(0, np.int64)
    rank = np.tile(np.arange(1, RECO_SHOWN + 1), len(seen))
    pile.add("reco_impression", looks.visit[at], looks.second[at] + 3, product=product, rank=rank)
    hit = np.flatnonzero(rng.random(len(at)) < RECO_CLICK)
    pile.add(
        "reco_click", looks.visit[at[hit]], looks.second[at[hit]] + 15, product=product[hit], rank=rank[hit]
    )


def _playlists(pile: _Pile, visits: Visits, browsing: Browsing) -> None:
    """Opening a playlist, each step that comes into sight, and a click; ``term`` says which playlist."""
    begins = visits.second[browsing.visit] + 1
    pile.add("playlist_view", browsing.visit, begins, term=browsing.path)
    for step in (1, 2, 3):
        at = np.flatnonzero(browsing.far >= step)
        seconds = begins[at] + SECONDS_A_STEP * step
        rank = np.full(len(at), step, np.int64)
        pile.add("playlist_step", browsing.visit[at], seconds, term=browsing.path[at], rank=rank)
    at = np.flatnonzero(browsing.clicked)
    seconds = begins[at] + SECONDS_A_STEP * (browsing.far[at] + 1)
    pile.add("select", browsing.visit[at], seconds, term=browsing.path[at])
