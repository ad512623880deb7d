"""One list out of what is known: parts for each product, the choice among them, reasons, and the row that replays.

Pure and light. What is stored holds product ids only: nobody can tell from it for whom the list was made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Protocol
from uuid import UUID

from signals.recommend.choosing import Candidate, Part, boosted, choose
from signals.recommend.rules import (
    BOOST_PERCENT,
    FEWEST_BUYERS,
    OF_CATEGORY,
    OF_SHOP,
    PINS_IN_CONTEXT,
    POOL,
    SHOWN_SHARE,
    UNIT,
    VERSION,
    WEIGHTS,
)
from signals.recommend.served import Because, Served, Weighed, name_of_text
from transparency.ledger.chain import canonical

if TYPE_CHECKING:
    from signals.recommend.drawing import Draw
    from signals.recommend.reading import Fact, Run, Source
    from signals.recommend.serving import Query

MOST_DROPPED: Final = 100
# What is said of a part from purchases, by the role of its source.
_BOUGHT: Final = {
    "page": "bought_together",
    "cart": "because_in_cart",
    "ordered": "because_you_bought",
    "bought": "because_you_bought",
    "seen": "because_you_viewed",
}
_PLAIN: Final = {"category": "in_category_best", "shop": "best_seller", "boost": "boosted_by_shop"}


def _of_shop(fact: Fact, run: Run) -> int:
    return run.typical // OF_SHOP * min(fact.orders, run.most_orders) // run.most_orders


def _of_category(fact: Fact, kind: str, run: Run) -> int:
    share = run.typical * WEIGHTS[kind] // 100 // OF_CATEGORY
    return share * min(fact.orders, run.most_orders) // run.most_orders


def parts_of(fact: Fact, pairs: Sequence[tuple[str, Source]], run: Run) -> tuple[Part, ...]:
    """What speaks for a product: its neighbours among the sources, what sells of their kind, what sells at all."""
    found: list[Part] = []
    for kind, source in pairs:
        at, weight = source.places.get(fact.id), WEIGHTS[kind]
        if at is not None:
            bought, alike = source.bought[at] * weight // 100, source.alike[at] * weight // 100
            if bought > 0:
                found.append(Part("bought", bought, kind, source.id, source.buyers[at]))
            if alike > 0:
                found.append(Part("alike", alike, kind, source.id))
        if fact.category and fact.category == source.category:
            of_category = _of_category(fact, kind, run)
            if of_category > 0:
                found.append(Part("category", of_category, kind, source.id))
    of_shop = _of_shop(fact, run)
    return (*found, Part("shop", of_shop)) if of_shop > 0 else tuple(found)


def scores_of(left: Sequence[Fact], pairs: Sequence[tuple[str, Source]], run: Run) -> dict[int, int]:
    """The score of each product, as :func:`parts_of` would sum to, made source by source: most are never looked at."""
    scores = {fact.id: _of_shop(fact, run) for fact in left}
    kinds: dict[int, list[str]] = {}
    for kind, source in pairs:
        weight = WEIGHTS[kind]
        kinds.setdefault(source.category, []).append(kind)
        for product, bought, alike in zip(source.near, source.bought, source.alike, strict=True):
            if product in scores:
                scores[product] += bought * weight // 100 + alike * weight // 100
    for fact in left:
        for kind in kinds.get(fact.category, ()) if fact.category else ():
            scores[fact.id] += _of_category(fact, kind, run)
    return scores


def code_of(part: Part) -> str:
    """The reason that a part is; what fewer than five buyers did is told of nobody."""
    if part.code in _PLAIN:
        return _PLAIN[part.code]
    if part.code == "alike":
        return "because_you_viewed" if part.kind == "seen" else "similar_to"
    return _BOUGHT[part.kind] if part.buyers >= FEWEST_BUYERS else "may_go_with"


def reasons_of(candidate: Candidate, asked: Mapping[str, Any]) -> list[tuple[str, int, float]]:
    """(code, source, share) of the reasons that are shown, the first first: the owner's word, then parts by their size.

    Parts of one code are one reason, named after its largest source. Under a tenth of the score none is shown.
    """
    total = candidate.score
    sums: dict[str, int] = {}
    largest: dict[str, Part] = {}
    for part in candidate.parts:
        code = code_of(part)
        sums[code] = sums.get(code, 0) + part.amount
        if code not in largest or part.amount > largest[code].amount:
            largest[code] = part
    shares = [
        (code, largest[code].source, round(amount / total, 6)) for code, amount in sums.items() if total
    ]
    shown = [one for one in shares if one[2] >= SHOWN_SHARE]
    shown.sort(key=lambda one: (one[0] != "boosted_by_shop", -one[2], one[0]))
    first = [("picked_by_shop", 0, 0.0)] if candidate.choice == "pin" else []
    chosen = [(code, 0, 0.0) for code in ("for_use", "within_budget") if asked.get(code)]
    by_hand = chosen if not asked.get("has_sources") else []
    last = [] if by_hand else chosen
    return [*first, *by_hand, *shown, *last] or [("in_the_shop", 0, 0.0)]


def decide(content: Mapping[str, Any]) -> list[list[Any]]:
    """The output that a stored content leads to: ``[product, score, [[code, source, share], …]]`` by place.

    This is the whole decision: serving writes what it returns, and a replay compares with it.
    """
    return decided(content, [Candidate.read(row) for row in content["pool"]])


def decided(content: Mapping[str, Any], pool: list[Candidate]) -> list[list[Any]]:
    """The same, from the candidates of the content's pool."""
    explored = content["explored"]
    if explored:
        pool = [candidate for candidate in pool if candidate.product_id != explored[0]]
    shown = choose(pool, content["limit"], content["pins"])
    output: list[list[Any]] = [
        [c.product_id, c.score, [list(reason) for reason in reasons_of(c, content["asked"])]] for c in shown
    ]
    if explored:
        place = explored[1]
        output = [*output[:place], [explored[0], 0, [["exploring", 0, 0.0]]], *output[place:]]
    return output[: content["limit"]]


@dataclass(frozen=True)
class Made:
    """A list with all that it was made of, as it is stored."""

    slot: str
    content: dict[str, Any]
    pool: Mapping[int, Candidate]
    draw: Draw | None = None

    @cached_property
    def text(self) -> str:
        """The content as it is hashed and stored."""
        return canonical(self.content)

    @cached_property
    def uid(self) -> UUID:
        return name_of_text(self.text)

    def items(self, facts: Mapping[int, Fact], sources: Mapping[int, Source], run: Run) -> list[Served]:
        """The list in words' reach: SKUs and titles in place of ids."""
        return [
            self._item(
                place=place, row=row, facts=facts, sources=sources, run=run, candidate=self.pool.get(row[0])
            )
            for place, row in enumerate(self.content["output"], 1)
        ]

    def _item(
        self,
        *,
        place: int,
        row: Sequence[Any],
        facts: Mapping[int, Fact],
        sources: Mapping[int, Source],
        run: Run,
        candidate: Candidate | None,
    ) -> Served:
        from signals.recommend.drawing import explored

        product_id, score, told = row
        if self.draw is not None and product_id == self.draw.fact.id:
            return explored(self.draw, run)
        because = tuple(
            Because(code, self._values(code, source, sources, facts[product_id], run), share)
            for code, source, share in told
        )
        return Served.of(
            facts[product_id],
            run,
            rank=place,
            reason_code=because[0].code,
            reason_values=because[0].values,
            reasons=because,
            parts=tuple(weighed(candidate, sources)) if candidate else (),
            score=score / UNIT,
            given_id=f"{self.uid.hex}-p{place}",
        )

    def _values(
        self, code: str, source: int, sources: Mapping[int, Source], fact: Fact, run: Run
    ) -> dict[str, Any]:
        if source in sources and code not in {"may_go_with", "in_category_best"}:
            return {"sku": sources[source].sku, "title": sources[source].title}
        if code in {"for_use", "within_budget"}:
            return dict(self.content["asked"][code])
        return {}


class Titled(Protocol):
    """Whatever texts can name."""

    @property
    def sku(self) -> str: ...
    @property
    def title(self) -> str: ...


def weighed(candidate: Candidate, sources: Mapping[int, Titled]) -> list[Weighed]:
    """The parts of a score, the largest first, with the products behind them by SKU and title."""
    total = candidate.score
    ordered = sorted(candidate.parts, key=lambda p: (-p.amount, p.code, p.source))
    return [
        Weighed(
            part.code,
            part.amount / UNIT,
            part.amount / total if total else 0.0,
            sources[part.source].sku if part.source in sources else "",
            sources[part.source].title if part.source in sources else "",
        )
        for part in ordered
    ]


def pool_of(
    left: Sequence[Fact], pairs: Sequence[tuple[str, Source]], run: Run, most: int
) -> list[Candidate]:
    """The best ``most`` products with their parts and words, pinned ones first."""
    scores = scores_of(left, pairs, run)

    def key(fact: Fact) -> tuple[bool, int, int]:
        score = scores[fact.id]
        if fact.state.choice == "boost":
            score += score * BOOST_PERCENT // 100
        return fact.state.choice != "pin", -score, fact.id

    return [_candidate(fact, pairs, run) for fact in sorted(left, key=key)[:most]]


def _candidate(fact: Fact, pairs: Sequence[tuple[str, Source]], run: Run) -> Candidate:
    choice = fact.state.choice if fact.state.choice in {"pin", "boost"} else ""
    return Candidate(
        fact.id,
        boosted(parts_of(fact, pairs, run), choice),
        fact.category,
        fact.words,
        choice,
    )


def make_list(
    run: Run,
    query: Query,
    pairs: Sequence[tuple[str, Source]],
    *,
    left: Sequence[Fact],
    dropped: Mapping[int, str],
    limit: int,
    draw: Draw | None,
) -> Made:
    """Choose among the products that may be shown; what was dropped is stored with its reason."""
    pool = pool_of(left, pairs, run, max(POOL, limit))
    content: dict[str, Any] = {
        "version": VERSION,
        "decision": run.decision_uid.hex if run.decision_uid else "",
        "asked": asked_of(query, pairs),
        "limit": limit,
        "pins": PINS_IN_CONTEXT if pairs else None,
        "pool": [candidate.stored() for candidate in pool],
        "dropped": {str(product): dropped[product] for product in sorted(dropped)[:MOST_DROPPED]},
        "explored": [draw.fact.id, draw.place, draw.propensity] if draw else None,
    }
    content["output"] = decided(content, pool)
    return Made(query.slot, content, {candidate.product_id: candidate for candidate in pool}, draw)


def asked_of(query: Query, pairs: Sequence[tuple[str, Source]]) -> dict[str, Any]:
    """What the list was asked for, as it is stored: roles and product ids, and what was chosen by hand."""
    wanted = query.filters
    asked: dict[str, Any] = {
        "slot": query.slot,
        "sources": [[kind, source.id] for kind, source in pairs],
        "has_sources": bool(pairs),
    }
    if wanted.asks_playlists:
        asked["for_use"] = {"use": wanted.use, "theme": wanted.theme, "gift": wanted.is_gift}
    if wanted.budget is not None:
        asked["within_budget"] = {"budget": str(wanted.budget)}
    return asked
