"""What a process remembers of a shop as of one version: for lists of single visitors, which share nearly all they are made of.

The version (:mod:`signals.widget.frames`) is read before anything that is remembered for it, and whoever serves a list
looks at the version once more when the list is written. So nothing here has to be looked at for its age: with a version
that has moved on, all of it is let go.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from shop_ai.lib.prepared import prepared_rows
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.making import Made
from signals.recommend.reading import Asked, Fact, Run, Source, Wish, current_run, facts, sources
from signals.recommend.reading_sql import IN_CATEGORIES, NAMED
from signals.recommend.serving import DEEP, Answer, Query, Table

USUAL: Final = "home"
MOST_AT_ONCE: Final = 200
_LAST: Final = DEEP + 1


@dataclass(slots=True)
class Remembered:
    """A shop as of one version; filled as it is asked. Threads share it without a lock: at worst two of them read the same.

    ``ids`` are products (a variant's is its parent's) by SKU; those that the shop does not have are not remembered, since a
    new product moves no version. ``facts`` are by prepared list, None for an id that no list can hold.
    """

    shop_id: int
    version: int
    run: Run | None
    ids: dict[str, int] = field(default_factory=dict)
    known: dict[int, Source] = field(default_factory=dict)
    listed: dict[str, list[Fact]] = field(default_factory=dict)
    others: dict[str, dict[int, Fact | None]] = field(default_factory=dict)
    in_category: dict[int, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, shop_id: int, version: int) -> Remembered:
        """``version`` is the shop's, read before."""
        with shop_scope(shop_id):
            made = cls(shop_id, version, current_run(shop_id))
            made._begin()
            return made

    def _begin(self) -> None:
        """Read what most visitors have looked at, what sells best, with all that goes with it where that is little."""
        found = self.sources([fact.id for fact in self._listed(USUAL)]).values()
        near = {product for source in found for product in source.near}
        near |= self._in({source.category for source in found if source.category})
        if len(near) <= MOST_AT_ONCE:
            self._others(USUAL, near.difference(fact.id for fact in self._listed(USUAL)))

    @property
    def weight(self) -> int:
        """How many products it holds, each as often as it does."""
        return len(self.known) + sum(map(len, (*self.listed.values(), *self.others.values())))

    def answer(
        self, query: Query, at: datetime, *, is_held: bool = False, dismissed: Collection[int] = ()
    ) -> tuple[Answer, Made | None]:
        """What :func:`signals.recommend.serving.recommend_many` answers, with the list that is still to be stored.

        For queries without playlists, customer and segment. ``is_held``: a person has taken the visitor over;
        ``dismissed`` are products that the visitor does not want to see.
        """
        run = self.run
        if run is None or not run.is_on("best_sellers"):
            return Answer(query.slot), None
        asked = self._asked(query)
        if is_held:
            asked.append(Asked(0, "held", 0, None))
        return Table(run, self, [query], asked, at, dismissed=dismissed).answers()[0]

    def _asked(self, query: Query) -> list[Asked]:
        """The products that are named, by role and then in their order, as the database says them."""
        named = query.named
        unknown = [sku for _kind, sku in named if sku not in self.ids]
        if unknown:
            with shop_scope(self.shop_id):
                self.ids.update(prepared_rows(NAMED, {"shop": self.shop_id, "skus": unknown}))
        found = [Asked(0, kind, self.ids[sku], None) for kind, sku in named if sku in self.ids]
        return sorted(found, key=lambda one: one.kind)

    def sources(self, ids: Iterable[int]) -> dict[int, Source]:
        wanted = list(ids)
        missing = [one for one in wanted if one not in self.known]
        if missing and self.run is not None:
            with shop_scope(self.shop_id):
                read = sources(self.shop_id, self.run, missing)
            self.known.update({one: _compact(source) for one, source in read.items()})
        return {one: self.known[one] for one in wanted if one in self.known}

    def facts(self, wish: Wish) -> list[Fact]:
        listed = self._listed(wish.list)
        wanted = {*wish.ids, *self._in(wish.categories)}
        found = [fact for fact in listed if _is_of(fact, wish) or fact.id in wanted]
        found += self._others(wish.list, wanted.difference(fact.id for fact in listed))
        return sorted(found, key=lambda fact: (fact.rank if 0 < fact.rank <= wish.deep else _LAST, fact.id))

    def _listed(self, name: str) -> list[Fact]:
        """The night's list, what is explored, and what the owner put first."""
        if name not in self.listed:
            self.listed[name] = self._read(Wish(list=name, deep=DEEP, explores=True))
            self.ids.update({fact.sku: fact.id for fact in self.listed[name]})
        return self.listed[name]

    def _others(self, name: str, ids: Collection[int]) -> Iterator[Fact]:
        held = self.others.setdefault(name, {})
        missing = [one for one in ids if one not in held]
        if missing:
            read = {fact.id: fact for fact in self._read(Wish(list=name, deep=0, ids=missing))}
            held.update({one: read.get(one) for one in missing})
        return (fact for one in ids if (fact := held[one]) is not None)

    def _in(self, categories: Collection[int]) -> set[int]:
        """The night's lists of these categories."""
        missing = [one for one in categories if one not in self.in_category]
        if missing and self.run is not None:
            values = {"shop": self.shop_id, "run": self.run.id, "categories": [str(one) for one in missing]}
            found: dict[int, set[int]] = {one: set() for one in missing}
            with shop_scope(self.shop_id):
                for category, product in prepared_rows(IN_CATEGORIES, values):
                    found[int(category)].add(product)
            self.in_category.update({one: frozenset(products) for one, products in found.items()})
        return {product for one in categories for product in self.in_category.get(one, ())}

    def _read(self, wish: Wish) -> list[Fact]:
        if self.run is None:
            return []
        with shop_scope(self.shop_id):
            return facts(self.shop_id, self.run.id, wish)


def _is_of(fact: Fact, wish: Wish) -> bool:
    return (
        0 < fact.rank <= wish.deep or bool(fact.explored_rank and wish.explores) or fact.state.choice == "pin"
    )


def _compact(source: Source) -> Source:
    """The same with its numbers side by side: a fifth of the memory."""
    return replace(
        source,
        near=array("q", source.near),
        bought=array("q", source.bought),
        alike=array("q", source.alike),
        buyers=array("q", source.buyers),
    )
