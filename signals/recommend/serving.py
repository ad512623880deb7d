"""THE way to recommendations: for the widget, the API, segments and e-mail. Prepared rows, added up in plain Python.

Without anything to go by, the night's list of the slot is shown. With a product, a basket, visits, purchases or a
choice made by hand, the list is the sum of the night's neighbours: see :mod:`signals.recommend.choosing`.
At most four statements, whatever is asked: the run with the sources, their neighbours, the products, one insert.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from shop_ai.lib.tenancy import shop_scope
from signals.recommend.choosing import spread
from signals.recommend.drawing import Draw, drawn, insert_explored
from signals.recommend.filters import ANYTHING, Context, Wanted, unwanted
from signals.recommend.making import Made, make_list
from signals.recommend.reading import Asked, Database, Fact, Reading, Run, Source, Wish, standing
from signals.recommend.rules import MOST_SOURCES, PERSONAL
from signals.recommend.served import Served, keep_lists

SLOTS: Final = ("home", "product", "cart", "after_order", "landing")
LISTS: Final = {"landing": "landing", "after_order": "after_order"}
DEEP: Final = 60
# So many lists share their statements; more would keep too much in memory at once.
CHUNK: Final = 100


@dataclass(frozen=True, slots=True)
class Query:
    """What one list is asked for. ``cart`` of the slot ``after_order`` is the order that was just placed."""

    slot: str = "home"
    sku: str = ""
    cart: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    limit: int = 6
    filters: Wanted = ANYTHING
    customer: UUID | None = None
    segment: str = ""
    visitor: str = ""
    explores: bool = True
    is_plain: bool = False  # the night's list, whatever is known

    @property
    def named(self) -> list[tuple[str, str]]:
        """The roles and SKUs of the sources that are named, without empty and repeated ones."""
        in_cart = "ordered" if self.slot == "after_order" else "cart"
        given = [("page", (self.sku,)), (in_cart, self.cart), ("seen", self.seen)]
        found: dict[str, str] = {}
        for kind, skus in given:
            for sku in [sku for sku in skus if sku][-MOST_SOURCES[kind] :]:
                found.setdefault(sku, kind)
        return [(kind, sku) for sku, kind in found.items()]


@dataclass(frozen=True, slots=True)
class Answer:
    """A list that is ready to be worded. ``is_personal``: something about this visitor or customer counted.

    ``list_uid`` names the stored list; None for a night's list, whose decision the items name. ``is_known`` is False
    for a customer that the shop does not have.
    """

    slot: str
    items: list[Served] = field(default_factory=list)
    computed_at: datetime | None = None
    is_personal: bool = False
    list_uid: UUID | None = None
    is_known: bool = True
    content: dict[str, Any] | None = None  # what a made list is made of, as it is stored
    names: Mapping[int, Source] = field(default_factory=dict)  # the products behind it


def recommend_for(
    shop_id: int,
    *,
    slot: str = "home",
    sku: str = "",
    cart: Sequence[str] = (),
    seen: Sequence[str] = (),
    limit: int = 6,
    filters: Wanted | None = None,
    customer: UUID | None = None,
    segment: str = "",
    visitor: str = "",
) -> Answer:
    """At most ``limit`` products for a slot, best first; empty when recommending is switched off.

    ``sku`` is the product of the page, ``cart`` the basket (or the order), ``seen`` what this visitor looked at lately, which
    the caller sends only with consent; ``customer`` a customer's uid; ``visitor`` an id whose dismissals are respected.
    """
    asked = Query(slot, sku, tuple(cart), tuple(seen), limit, filters or ANYTHING, customer, segment, visitor)
    return recommend_many(shop_id, [asked])[0]


def recommend_many(
    shop_id: int, queries: Sequence[Query], *, at: datetime | None = None, is_kept: bool = True
) -> list[Answer]:
    """The answers to many queries that share slot, filters, segment and visitor, in the statements of one.

    ``is_kept`` False is for a look that no customer gets: nothing is stored then.
    """
    if not queries:
        return []
    now = at or timezone.now()
    chunks = [queries[first : first + CHUNK] for first in range(0, len(queries), CHUNK)]
    with shop_scope(shop_id):
        return [answer for chunk in chunks for answer in _answers(shop_id, chunk, now, is_kept=is_kept)]


def _answers(shop_id: int, queries: Sequence[Query], now: datetime, *, is_kept: bool) -> list[Answer]:
    named = [(n, kind, sku) for n, query in enumerate(queries) for kind, sku in query.named]
    customers = [(n, query.customer) for n, query in enumerate(queries) if query.customer]
    visitors = [(n, query.visitor) for n, query in enumerate(queries) if query.visitor]
    run, asked = standing(shop_id, named, customers, visitors)
    if run is None or not run.is_on("best_sellers"):
        return [Answer(query.slot) for query in queries]
    made = Table(run, Database(shop_id, run), queries, asked, now).answers()
    if is_kept:
        keep_lists(shop_id, [one for _answer, one in made if one is not None], now)
    return [answer for answer, _made in made]


class Table:
    """The work on one table of facts, for all queries of a call; nothing is stored.

    ``dismissed`` are products that whoever asks does not want to see, beside those that the facts say so of.
    """

    def __init__(
        self,
        run: Run,
        reading: Reading,
        queries: Sequence[Query],
        asked: Iterable[Asked],
        now: datetime,
        *,
        dismissed: Collection[int] = (),
    ) -> None:
        self.run, self.queries, self.now = run, queries, now
        self.today: date = now.date()
        self.asked: dict[int, list[Asked]] = {}
        for one in asked:
            self.asked.setdefault(one.asker, []).append(one)
        ids = {one.product_id for one in asked_all(self.asked)}
        self.sources = reading.sources(ids) if ids else {}
        self.wish = self._wish()
        self.facts = {fact.id: fact for fact in reading.facts(self.wish)}
        self.shared = {fact.id for fact in self.facts.values() if self._is_shared(fact)}
        self.dismissed = {fact.state.family for fact in self.facts.values() if fact.is_dismissed}
        if self._any_personal():
            self.dismissed.update(dismissed)
        self.fitting = {fact.state.family for fact in self.facts.values() if fact.is_fitting}

    def answers(self) -> list[tuple[Answer, Made | None]]:
        """The answer to each query, with what has to be stored of it."""
        return [self._answer(number, query) for number, query in enumerate(self.queries)]

    def _wish(self) -> Wish:
        first = self.queries[0]
        near = {product for source in self._reasons(self.sources.values()) for product in source.near}
        return Wish(
            list="segment" if first.segment else LISTS.get(first.slot, "home"),
            key=first.segment,
            deep=min(2 * max(query.limit for query in self.queries) + 12, DEEP),
            ids=sorted(near) if self.run.is_on("bought_together") or self._any_personal() else [],
            categories=sorted({source.category for source in self.sources.values() if source.category}),
            explores=self._explores(first),
            wanted=first.filters,
            visitor=first.visitor if self._any_personal() else "",
            today=self.today,
        )

    def _is_shared(self, fact: Fact) -> bool:
        """Whether any list may hold it: it is on the night's list, explored, pinned, or what was asked for by hand."""
        is_fitting = fact.is_fitting and self.wish.wanted.asks_playlists
        is_explored = fact.explored_rank and self.wish.explores
        return bool(self._is_listed(fact) or is_explored or fact.state.choice == "pin" or is_fitting)

    def _is_listed(self, fact: Fact) -> bool:
        return 0 < fact.rank <= self.wish.deep

    def _any_personal(self) -> bool:
        return self.run.is_on("personal_recommendations")

    def _explores(self, query: Query) -> bool:
        return query.explores and query.customer is None and self.run.is_on("exploration")

    @staticmethod
    def _reasons(found: Iterable[Source]) -> list[Source]:
        return [source for source in found if not source.is_excluded]

    def _sources_of(self, number: int) -> list[tuple[str, Source]]:
        """The sources that may count, with their roles: switches, holds and the shop's exclusions are respected."""
        allowed = {
            kind
            for kind in MOST_SOURCES
            if self.run.is_on("personal_recommendations" if kind in PERSONAL else "bought_together")
            and not (kind in PERSONAL and self._is_held(number))
        }
        found: dict[int, str] = {}
        for one in self.asked.get(number, []):
            if one.kind in allowed and list(found.values()).count(one.kind) < MOST_SOURCES[one.kind]:
                found.setdefault(one.product_id, one.kind)
        pairs = [(kind, self.sources[product]) for product, kind in found.items() if product in self.sources]
        return [(kind, source) for kind, source in pairs if not source.is_excluded]

    def _is_held(self, number: int) -> bool:
        """Whether a person has taken over whoever asks: then nothing about them counts."""
        return any(one.kind == "held" for one in self.asked.get(number, []))

    def _context(self, number: int, query: Query) -> Context:
        of = {kind: [a for a in self.asked.get(number, []) if a.kind == kind] for kind in MOST_SOURCES}
        bought = tuple((a.product_id, a.day) for a in of["bought"] if a.day is not None)
        return Context(
            on_page={a.product_id for a in of["page"]},
            in_cart={a.product_id for a in of["cart"]},
            ordered={a.product_id for a in of["ordered"]},
            bought=bought,
            lasting={p for p, _day in bought if p in self.sources and self.sources[p].is_lasting},
            dismissed=self.dismissed,
            fitting=self.fitting if query.filters.asks_playlists else None,
            budget=query.filters.budget,
            today=self.today,
        )

    def _answer(self, number: int, query: Query) -> tuple[Answer, Made | None]:
        limit = min(query.limit, DEEP)
        pairs = [] if query.is_plain else self._sources_of(number)
        context = self._context(number, query)
        possible = self._possible(pairs)
        dropped = {
            fact.id: code for fact in possible if (code := fact.barred or unwanted(fact.state, context))
        }
        left = [fact for fact in possible if fact.id not in dropped]
        is_known = query.customer is None or any(a.kind == "known" for a in self.asked.get(number, []))
        answer = Answer(query.slot, computed_at=self.run.computed_at, is_known=is_known)
        draw = None if self._is_held(number) else self._draw(query, left, limit)
        if not pairs and query.filters.is_open:
            return replace(answer, items=self._night_list(left, limit, draw)), None
        made = make_list(self.run, query, pairs, left=left, dropped=dropped, limit=limit, draw=draw)
        personal = any(kind in PERSONAL for kind, _source in pairs)
        items = made.items(self.facts, self.sources, self.run)
        return replace(
            answer,
            items=items,
            is_personal=personal,
            list_uid=made.uid,
            content=made.content,
            names=self.sources,
        ), made

    def _possible(self, pairs: Sequence[tuple[str, Source]]) -> list[Fact]:
        """The facts that this list may hold: what everybody may see, and its own sources' neighbours and kinds."""
        near = {product for _kind, source in pairs for product in source.near}
        kinds = {source.category for _kind, source in pairs}
        return [
            fact
            for fact in self.facts.values()
            if fact.id in self.shared or fact.id in near or (fact.category and fact.category in kinds)
        ]

    def _draw(self, query: Query, left: list[Fact], limit: int) -> Draw | None:
        if not self._explores(query):
            return None
        return drawn(self.run, left, (query.slot, query.sku), min(limit, len(left)), self.now)

    def _night_list(self, left: list[Fact], limit: int, draw: Draw | None) -> list[Served]:
        """The prepared places that are left, the pinned first, with what is explored."""
        pinned = [fact for fact in left if fact.state.choice == "pin"]
        others = [fact for fact in left if self._is_listed(fact) and fact.state.choice != "pin"]
        places = [*pinned, *spread(others, limit)][:limit]
        items = [Served.of_night(fact, self.run) for fact in places]
        return insert_explored(items, draw, limit, self.run)


def asked_all(asked: dict[int, list[Asked]]) -> list[Asked]:
    """Every source of every asker, without the marks of known customers and held visitors."""
    return [one for found in asked.values() for one in found if one.kind not in {"known", "held"}]
