"""What a night of proposals decides from: products, pairs, seasons, playlists and proposals that stand, lessons. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

# Fewer buyers would tell about single people, and say little.
LEAST_BUYERS: Final = 5
# An easy product costs no more than two in five of the shop's products do.
EASY: Final = 0.4
SAME_THEME: Final = 0.3
SHRINK: Final = 20.0


@dataclass(frozen=True, slots=True)
class Facts:
    """A product that may be shown. ``price`` in the shop's currency or None; ``margin`` the share of it that stays.

    ``stock`` None: not counted. ``orders`` delivered ones of the window, ``back`` of them came back. ``place`` is the
    score's place in the shop, 0…100, None under its floor. ``buyers`` bought it; ``parts`` are a pack's products;
    ``seasons`` the keys of coming occasions for which it sold more than usual the last time.
    """

    id: int
    category: int
    price: float | None
    margin: float
    stock: int | None
    orders: int
    back: int
    place: float | None
    advice: str
    buyers: int
    parts: tuple[int, ...] = ()
    seasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a refusal taught: ``refs`` count ``factor`` times. ``kind`` is "products", "theme" or "together"."""

    kind: str
    refs: tuple[int, ...]
    factor: float = 0.0
    above_stock: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal of an earlier night."""

    id: str
    theme: int
    products: tuple[int, ...]
    is_over: bool = False


@dataclass(frozen=True)
class Scene:
    """Everything a night decides from. ``pairs`` are (product, product, buyers of both) with the smaller id first.

    ``buyers`` is the number of all of them; ``seasons`` the keys of coming occasions, nearest first; ``taken`` the
    products of each playlist that is live or being made.
    """

    products: tuple[Facts, ...]
    pairs: tuple[tuple[int, int, int], ...] = ()
    buyers: int = 0
    seasons: tuple[str, ...] = ()
    taken: tuple[tuple[int, ...], ...] = ()
    standing: tuple[Standing, ...] = ()
    lessons: tuple[Lesson, ...] = ()

    @cached_property
    def by_id(self) -> dict[int, Facts]:
        return {one.id: one for one in self.products}

    @cached_property
    def together(self) -> dict[tuple[int, int], int]:
        return {(first, second): buyers for first, second, buyers in self.pairs}

    @cached_property
    def strongest(self) -> float:
        """The largest ``conf_x`` of the shop, by which relations are measured."""
        both = [(first, second) for first, second, buyers in self.pairs if buyers >= LEAST_BUYERS]
        return max((self._confidence(*pair) for one in both for pair in (one, one[::-1])), default=1.0)

    @cached_property
    def easy_price(self) -> float:
        """What an easy product costs at most."""
        prices = sorted(one.price for one in self.products if one.price)
        return prices[int(EASY * (len(prices) - 1))] if prices else 0.0

    @cached_property
    def usual_back(self) -> float:
        orders = sum(one.orders for one in self.products)
        return sum(one.back for one in self.products) / orders if orders else 0.0

    def bought_both(self, first: int, second: int) -> int:
        return self.together.get((min(first, second), max(first, second)), 0)

    def _confidence(self, source: int, target: int) -> float:
        """``conf_x``: (C + 20 p_j) / (n_i + 20) times min(10, (C + 2) / (n_i n_j / N + 2))."""
        have, want = self.by_id[source].buyers, self.by_id[target].buyers
        both, everybody = self.bought_both(source, target), max(self.buyers, 1)
        confidence = (both + SHRINK * want / everybody) / (have + SHRINK)
        return confidence * min(10.0, (both + 2) / (have * want / everybody + 2))

    def relation(self, source: int, target: int) -> float:
        """How well the second follows the first, 0…1; 0 means that nothing ties them."""
        one, other = self.by_id[source], self.by_id[target]
        if source in other.parts or target in one.parts:
            return 1.0
        same = SAME_THEME if one.category and one.category == other.category else 0.0
        if self.bought_both(source, target) < LEAST_BUYERS:
            return same
        return max(same, min(1.0, self._confidence(source, target) / self.strongest))
