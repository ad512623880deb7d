"""What a list is made of, read from prepared rows: three statements, whatever is asked and by how many.

Stock, price, holds and the owner's word are read now, not last night: what sold out at noon is not shown after noon.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol
from uuid import UUID

from shop_ai.lib.prepared import prepared_rows
from signals.recommend.filters import ANYTHING, State, Wanted, barred
from signals.recommend.likeness import words_of
from signals.recommend.reading_sql import CURRENT, FACTS, NEAR, STANDING
from signals.recommend.rules import UNIT
from transparency.ledger.holds import subject


@dataclass(frozen=True)
class Run:
    """The current preparation. ``off``: the switches that are off; ``has_tests``: a new product is in test."""

    id: int
    decision_uid: UUID | None
    computed_at: datetime
    typical: int
    facts: dict[str, Any]
    off: frozenset[str]
    has_tests: bool

    def is_on(self, automation: str) -> bool:
        return not self.off & {automation, "all"}

    @cached_property
    def most_orders(self) -> int:
        return max(int(self.facts.get("most_orders", 0)), 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A product behind a list: in which role, and when it was bought.

    Two kinds name no product: ``known`` says that the customer exists, ``held`` that a person has taken the visitor over.
    """

    asker: int
    kind: str
    product_id: int
    day: date | None


@dataclass(frozen=True)
class Source:
    """What the night knows of a source; ``is_excluded``: the shop does not want it to be a reason."""

    id: int
    sku: str
    title: str
    category: int
    is_excluded: bool
    is_lasting: bool
    near: Sequence[int]
    bought: Sequence[int]
    alike: Sequence[int]
    buyers: Sequence[int]

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each neighbour stands in the arrays."""
        return {product: at for at, product in enumerate(self.near)}


@dataclass(frozen=True)
class Fact:
    """A product as it is now, with its place in the prepared list (rank 0: none) and its part of the exploration."""

    state: State
    uid: UUID
    sku: str
    title: str
    image_url: str
    page_url: str
    orders: int
    is_fitting: bool
    is_dismissed: bool
    rank: int
    score: float
    reason_code: str
    reason_values: dict[str, Any]
    explored_rank: int
    from_share: float
    to_share: float

    @cached_property
    def id(self) -> int:
        return self.state.id

    @cached_property
    def category(self) -> int:
        return self.state.category

    @cached_property
    def barred(self) -> str:
        """Why nobody may be shown it, as a code; empty when it may be shown."""
        return barred(self.state)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What its likeness to others is measured by."""
        return words_of(self.title, self.category or None, self.price)

    @property
    def price(self) -> Decimal | None:
        return self.state.price


def _tight(statement: str) -> str:
    """On one line: the driver keeps short statements understood, and takes long ones apart each time."""
    return " ".join(statement.split())


_STANDING, _NEAR, _FACTS, _CURRENT = (_tight(statement) for statement in (STANDING, NEAR, FACTS, CURRENT))


def _json(value: Any) -> Any:
    """Django's cursors hand jsonb over as text."""
    return json.loads(value) if isinstance(value, str) else value


def read_run(row: Sequence[Any]) -> Run:
    run_id, decision, at, typical, facts, off, has_tests = row
    switched_off = frozenset(_json(off))
    is_testing = has_tests and not switched_off & {"staged_exposure", "all"}
    return Run(run_id, decision, at, typical or UNIT, _json(facts), switched_off, is_testing)


def standing(
    shop_id: int,
    named: Iterable[tuple[int, str, str]],
    customers: Iterable[tuple[int, UUID]],
    visitors: Iterable[tuple[int, str]] = (),
) -> tuple[Run | None, list[Asked]]:
    """The current run, and the sources: ``named`` are (asker, kind, SKU), ``customers`` and ``visitors`` (asker, id)."""
    named, customers, visitors = list(named), list(customers), list(visitors)
    values = {
        "shop": shop_id,
        "askers": [one[0] for one in named],
        "kinds": [one[1] for one in named],
        "skus": [one[2] for one in named],
        "buyers": [one[0] for one in customers],
        "customers": [one[1] for one in customers],
        "names": [f"cus_{one[1].hex}" for one in customers],
        "held_as": [subject("customer", one[1]) for one in customers],
        "visiting": [one[0] for one in visitors],
        "visitors": [subject("visitor", one[1]) for one in visitors],
    }
    rows = prepared_rows(_STANDING, values)
    if not rows:
        return None, []
    return read_run(rows[0][:7]), [Asked(*row[7:]) for row in rows if row[7] is not None]


def current_run(shop_id: int) -> Run | None:
    """The current run of the shop in scope; None before the first night."""
    rows = prepared_rows(_CURRENT, {"shop": shop_id})
    return read_run(rows[0]) if rows else None


def sources(shop_id: int, run: Run, ids: Iterable[int]) -> dict[int, Source]:
    """What the night knows of these products, by id."""
    rows = prepared_rows(_NEAR, {"shop": shop_id, "run": run.id, "ids": list(ids)})
    return {row[0]: Source(*row) for row in rows}


@dataclass(frozen=True, slots=True)
class Wish:
    """Which facts are read: a prepared list (``key`` says which of its kind), more products, categories, a choice."""

    list: str
    key: str = ""
    deep: int = 60
    ids: Sequence[int] = ()
    categories: Sequence[int] = ()
    explores: bool = False
    wanted: Wanted = ANYTHING
    visitor: str = ""
    today: date | None = None


class Reading(Protocol):
    """Where a list takes its products from: the database, or what a process remembers of it."""

    def sources(self, ids: Iterable[int]) -> dict[int, Source]: ...
    def facts(self, wish: Wish) -> list[Fact]: ...


@dataclass(frozen=True, slots=True)
class Database:
    """The products of the shop in scope as they are now, with what its run prepared for them."""

    shop_id: int
    run: Run

    def sources(self, ids: Iterable[int]) -> dict[int, Source]:
        return sources(self.shop_id, self.run, ids)

    def facts(self, wish: Wish) -> list[Fact]:
        return facts(self.shop_id, self.run.id, wish)


def facts(shop_id: int, run_id: int, wish: Wish) -> list[Fact]:
    """The products of the list in its order, then the others by id. Unknown ones are left out."""
    wanted = wish.wanted
    values = {
        "shop": shop_id,
        "run": run_id,
        "list": wish.list,
        "key": wish.key,
        "deep": wish.deep,
        "ids": list(wish.ids),
        "categories": [str(category) for category in wish.categories],
        "explores": wish.explores,
        "fits": wanted.asks_playlists,
        "use": wanted.use,
        "theme": wanted.theme,
        "gift": wanted.is_gift,
        "visitor": wish.visitor or None,
        "today": wish.today,
    }
    return [_fact(row) for row in prepared_rows(_FACTS, values)]


def _fact(row: Sequence[Any]) -> Fact:
    """The columns of FACTS: a State, the product, then its places, which are missing for most."""
    rank, score, code, values, explored, first, last = row[18:]
    places = (
        rank or 0,
        score or 0.0,
        code or "",
        _json(values) or {},
        explored or 0,
        first or 0.0,
        last or 0.0,
    )
    return Fact(State(*row[:10]), *[*row[10:18], *places])
