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
from typing import Any, Final
from uuid import UUID

from shop_ai.lib.prepared import prepared_rows
from signals.recommend.filters import ANYTHING, CHOICE, EXCLUDED, STATE, State, Wanted
from signals.recommend.rules import UNIT
from transparency.ledger.holds import subject

MOST_OWNED: Final = 200
MOST_FITTING: Final = 200

_RUN: Final = """
SELECT r.id, r.decision_uid, r.computed_at, r.typical, r.facts,
    (SELECT coalesce(json_agg(s.automation), '[]') FROM transparency_automationswitch s
        WHERE s.shop_id = r.shop_id AND NOT s.is_on),
    EXISTS (SELECT 1 FROM signals_exposuretest t
        WHERE t.shop_id = r.shop_id AND t.is_current AND t.stage = 'testing' AND t.kind = 'product')
FROM signals_recommendationrun r WHERE r.shop_id = %(shop)s AND r.is_current
"""
# Who asks is a number here: a customer's own id goes no further than this statement. Of a customer who took the consent to
# personal recommendations back, or whom a lot keeps out of what it allows, nothing that was bought counts; nor of one whom a
# person has taken over. The kind ``held`` says so of a visitor.
STANDING: Final = f"""
WITH run AS ({_RUN}), named AS (
    SELECT a.asker, a.kind, coalesce(p.parent_id, p.id) AS product_id, NULL::date AS day, a.position
    FROM unnest(%(askers)s::int[], %(kinds)s::text[], %(skus)s::text[]) WITH ORDINALITY AS a(asker, kind, sku, position)
    JOIN catalog_product p ON p.shop_id = %(shop)s AND p.sku = a.sku
), known AS (
    SELECT c.asker, k.id, 'cus_' || replace(k.uid::text, '-', '') AS name
    FROM unnest(%(buyers)s::int[], %(customers)s::uuid[]) AS c(asker, uid)
    JOIN catalog_customer k ON k.shop_id = %(shop)s AND k.uid = c.uid
), objecting AS (
    SELECT c.visitor FROM signals_consent c
    WHERE c.shop_id = %(shop)s AND c.visitor = ANY(%(names)s) AND c.purpose = 'recommendation'
    GROUP BY 1 HAVING bool_and(c.withdrawn_at IS NOT NULL OR c.proof ? 'held_out')
    UNION
    SELECT 'cus_' || split_part(h.subject, ':', 2) FROM transparency_hold h
    WHERE h.shop_id = %(shop)s AND h.released_at IS NULL AND h.subject = ANY(%(held_as)s)
), orders AS (
    SELECT known.asker, o.id, o.placed_on
    FROM (SELECT * FROM known WHERE known.name NOT IN (SELECT visitor FROM objecting)) known
    JOIN catalog_order o ON o.shop_id = %(shop)s AND o.customer_id = known.id AND o.kind = 'sale'
        AND o.order_state <> 'cancelled' AND o.parcel_state NOT IN ('refused', 'returned')
), had AS (
    SELECT orders.asker, coalesce(p.parent_id, p.id) AS product_id, max(orders.placed_on) AS day
    FROM orders
    JOIN catalog_orderline l ON l.shop_id = %(shop)s AND l.order_id = orders.id AND NOT l.is_service AND l.amount > 0
    JOIN catalog_product p ON p.shop_id = %(shop)s AND p.id = l.product_id AND NOT p.is_service
    GROUP BY 1, 2
), bought AS (
    SELECT asker, product_id, day, row_number() OVER (PARTITION BY asker ORDER BY day DESC, product_id) AS number
    FROM had
), sources AS (
    SELECT asker, kind, product_id, day, position FROM named
    UNION ALL SELECT asker, 'bought', product_id, day, number FROM bought WHERE number <= {MOST_OWNED}
    UNION ALL SELECT asker, 'known', 0, NULL, 0 FROM known
    UNION ALL SELECT DISTINCT v.asker, 'held', 0, NULL::date, 0
    FROM unnest(%(visiting)s::int[], %(visitors)s::text[]) AS v(asker, subject)
    JOIN transparency_hold h ON h.shop_id = %(shop)s AND h.subject = v.subject AND h.released_at IS NULL
)
SELECT run.*, s.asker, s.kind, s.product_id, s.day
FROM run LEFT JOIN sources s ON true ORDER BY s.asker, s.kind, s.position
"""
NEAR: Final = f"""
SELECT p.id, p.sku, p.title, coalesce(p.category_id, 0), {CHOICE} = 'exclude' OR {EXCLUDED}, coalesce(n.is_lasting, true),
    coalesce(n.near, '{{}}'), coalesce(n.bought, '{{}}'), coalesce(n.alike, '{{}}'), coalesce(n.buyers, '{{}}')
FROM catalog_product p
LEFT JOIN signals_preparedproduct n ON n.shop_id = p.shop_id AND n.product_id = p.id AND n.run_id = %(run)s
WHERE p.shop_id = %(shop)s AND p.id = ANY(%(ids)s)
"""
# Playlists that customers can see now, and what they are for.
FITTING: Final = """
SELECT coalesce(q.parent_id, q.id) AS id
FROM catalog_playlist l
JOIN catalog_playlistitem i ON i.shop_id = l.shop_id AND i.playlist_id = l.id
JOIN catalog_product q ON q.shop_id = i.shop_id AND q.id = i.product_id
WHERE l.shop_id = %(shop)s AND l.is_published AND NOT l.is_archived
    AND (l.starts_on IS NULL OR l.starts_on <= %(today)s) AND (l.ends_on IS NULL OR l.ends_on >= %(today)s)
    AND (%(use)s = '' OR l.use = %(use)s) AND (%(theme)s = '' OR l.theme = %(theme)s)
    AND (NOT %(gift)s OR l.use = 'to_give' OR l.theme = 'gifts')
"""
FACTS: Final = f"""
WITH listed AS (
    SELECT i.product_id, i.slot, i.rank, i.score, i.reason_code, i.reason_values, i.from_share, i.to_share
    FROM signals_recommendeditem i
    WHERE i.shop_id = %(shop)s AND i.run_id = %(run)s AND (
        (i.slot = %(list)s AND i.key = %(key)s AND i.rank <= %(deep)s) OR (i.slot = 'explore' AND %(explores)s)
        OR (i.slot = 'category' AND i.key = ANY(%(categories)s)))
), fitting AS (SELECT x.id FROM ({FITTING}) x WHERE %(fits)s LIMIT {MOST_FITTING}),
wanted AS (
    SELECT unnest(%(ids)s::bigint[]) AS id UNION SELECT product_id FROM listed UNION SELECT id FROM fitting
    UNION SELECT m.product_id FROM signals_merchantchoice m WHERE m.shop_id = %(shop)s AND m.choice = 'pin'
)
SELECT {STATE}, p.uid, p.sku, p.title, p.image_url, p.page_url, coalesce(n.orders, 0),
    NOT %(fits)s OR p.id IN (SELECT id FROM fitting),
    EXISTS (SELECT 1 FROM signals_dismissal d WHERE d.shop_id = p.shop_id AND d.product_id = p.id AND d.visitor = %(visitor)s),
    a.rank, a.score, a.reason_code, a.reason_values, e.rank, e.from_share, e.to_share
FROM wanted w
JOIN catalog_product p ON p.shop_id = %(shop)s AND p.id = w.id AND p.parent_id IS NULL
LEFT JOIN signals_preparedproduct n ON n.shop_id = p.shop_id AND n.run_id = %(run)s AND n.product_id = p.id
LEFT JOIN listed a ON a.product_id = p.id AND a.slot = %(list)s
LEFT JOIN listed e ON e.product_id = p.id AND e.slot = 'explore'
ORDER BY a.rank NULLS LAST, p.id
"""


@dataclass(frozen=True, slots=True)
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

    @property
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

    @property
    def price(self) -> Decimal | None:
        return self.state.price


def _tight(statement: str) -> str:
    """On one line: the driver keeps short statements understood, and takes long ones apart each time."""
    return " ".join(statement.split())


_STANDING, _NEAR, _FACTS, _CURRENT = (_tight(statement) for statement in (STANDING, NEAR, FACTS, _RUN))


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
