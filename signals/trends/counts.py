"""Counting whole shop-local weeks of each measure: from the daily sums and the orders, never from raw history."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from catalog.orders.delivered import IS_DELIVERED
from signals.trends.compute import WEEKS
from signals.trends.models import Measure
from signals.trends.terms import merged

STALE_AFTER: Final = timedelta(days=14)
# Variants count for their product.
PRODUCT: Final = "coalesce(p.parent_id, p.id)"
THEME: Final = "coalesce(m.category_id, p.category_id)"
KEYS: Final = {
    Measure.PRODUCT_VIEWS: PRODUCT,
    Measure.PRODUCT_ORDERS: PRODUCT,
    Measure.THEME_VIEWS: THEME,
    Measure.THEME_ORDERS: THEME,
}
OF_VIEWS: Final = frozenset({Measure.PRODUCT_VIEWS, Measure.THEME_VIEWS})

# The first day that is known, and the last one up to a day: two looks into an index, however long the past is.
_REACH: Final = """
SELECT (SELECT {day} FROM {table} WHERE shop_id = %(shop)s AND {is_one} ORDER BY {day} LIMIT 1),
    (SELECT {day} FROM {table} WHERE shop_id = %(shop)s AND {is_one} AND {day} <= %(until)s ORDER BY {day} DESC LIMIT 1)
"""
REACH: Final = {
    "searches": _REACH.format(table="signals_dailysearch", day="day", is_one="true"),
    "views": _REACH.format(table="signals_dailyproduct", day="day", is_one="viewed > 0"),
    "orders": _REACH.format(table="catalog_order", day="delivered_on", is_one="delivered_on IS NOT NULL"),
}
SEARCHES: Final = """
SELECT term, (day - %(first)s) / 7, sum(count)::bigint FROM signals_dailysearch
WHERE shop_id = %(shop)s AND day BETWEEN %(first)s AND %(last)s GROUP BY 1, 2
"""
# Who searched is asked for the two weeks that are judged only: distinct people cannot be added up.
SEARCHERS: Final = """
SELECT DISTINCT term, (day - %(first)s) / 7, visitor FROM signals_dailysearch
WHERE shop_id = %(shop)s AND day BETWEEN %(judged)s AND %(last)s AND visitor <> ''
"""
VIEWS: Final = """
SELECT {key}, (d.day - %(first)s) / 7, sum(d.viewed)::bigint
FROM signals_dailyproduct d
JOIN catalog_product p ON p.shop_id = d.shop_id AND p.id = d.product_ref AND NOT p.is_service
LEFT JOIN catalog_product m ON m.shop_id = p.shop_id AND m.id = p.parent_id
WHERE d.shop_id = %(shop)s AND d.viewed > 0 AND d.day BETWEEN %(first)s AND %(last)s AND {key} IS NOT NULL
GROUP BY 1, 2
"""
VIEWERS: Final = """
SELECT {key}, (e.day - %(first)s) / 7, count(DISTINCT e.visitor)
FROM signals_event e
JOIN catalog_product p ON p.shop_id = e.shop_id AND p.id = e.product_id
LEFT JOIN catalog_product m ON m.shop_id = p.shop_id AND m.id = p.parent_id
WHERE e.shop_id = %(shop)s AND e.type = 'view' AND e.visitor <> '' AND {key} = ANY(%(keys)s)
  AND e.occurred_at >= %(judged)s::date - interval '1 day' AND e.occurred_at < %(last)s::date + interval '2 days'
  AND e.day BETWEEN %(judged)s AND %(last)s
GROUP BY 1, 2
"""
# An order without a customer is somebody of its own: a till knows no names.
ORDERS: Final = f"""
SELECT {{key}}, (o.delivered_on - %(first)s) / 7, count(DISTINCT o.id),
       count(DISTINCT coalesce(o.customer_id, -o.id))
FROM catalog_order o
JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id AND NOT l.is_service AND l.amount > 0
JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id AND NOT p.is_service
LEFT JOIN catalog_product m ON m.shop_id = p.shop_id AND m.id = p.parent_id
WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.delivered_on BETWEEN %(first)s AND %(last)s
  AND {{key}} IS NOT NULL
GROUP BY 1, 2
"""
LABELS: Final = {
    PRODUCT: "SELECT id, title FROM catalog_product WHERE shop_id = %(shop)s AND id = ANY(%(keys)s)",
    THEME: "SELECT id, name FROM catalog_category WHERE shop_id = %(shop)s AND id = ANY(%(keys)s)",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Eight whole weeks, Monday to Sunday; ``known`` of them lie wholly after the first record."""

    first: date
    known: int

    @property
    def last(self) -> date:
        return self.first + timedelta(days=7 * WEEKS - 1)

    @property
    def judged(self) -> date:
        """The Monday of the last but one week."""
        return self.last - timedelta(days=13)

    @property
    def week(self) -> date:
        return self.last - timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of every series: ``weeks`` is series x 8, ``people`` series x 2 or None where they come later.

    ``refs`` are ids of products or categories, 0 for terms; ``labels`` what stands on the page.
    """

    refs: list[int]
    labels: list[str]
    weeks: NDArray[np.int64]
    people: NDArray[np.int64] | None
    spellings: list[list[str]]

    @property
    def sha256(self) -> str:
        """A fingerprint of all that is counted, in whatever order it was read."""
        people = [None] * len(self.refs) if self.people is None else self.people.tolist()
        rows = zip(self.refs, self.labels, self.weeks.tolist(), people, self.spellings, strict=True)
        written = json.dumps(sorted(rows, key=repr), ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()


def span_of(shop_id: int, measure: Measure, until: date) -> Span | None:
    """The last eight whole weeks up to a day; of records that ended long ago, their last. None without any."""
    source = "searches" if measure is Measure.SEARCHES else "views" if measure in OF_VIEWS else "orders"
    ((begun, latest),) = _rows(REACH[source], {"shop": shop_id, "until": until})
    if begun is None or latest is None:
        return None
    end = until if until - latest <= STALE_AFTER else latest
    sunday = end - timedelta(days=(end.weekday() + 1) % 7)
    first = sunday - timedelta(days=7 * WEEKS - 1)
    late = max(0, -(-(begun - first).days // 7))
    return Span(first, max(0, WEEKS - late))


def series_of(shop_id: int, measure: Measure, span: Span, currency: str) -> Series:
    """Everything that was counted in the span."""
    values = {"shop": shop_id, "first": span.first, "last": span.last, "judged": span.judged}
    if measure is Measure.SEARCHES:
        return _searches(values)
    key = KEYS[measure]
    if measure in OF_VIEWS:
        rows = [(*row, None) for row in _rows(VIEWS.format(key=key), values)]
    else:
        rows = _rows(ORDERS.format(key=key), values | {"currency": currency})
    refs = sorted({row[0] for row in rows})
    places = {ref: place for place, ref in enumerate(refs)}
    weeks = np.zeros((len(refs), WEEKS), dtype=np.int64)
    people = np.zeros((len(refs), 2), dtype=np.int64)
    for ref, week, count, heads in rows:
        weeks[places[ref], week] = count
        if week >= WEEKS - 2:
            people[places[ref], week - WEEKS + 2] = heads or 0
    labels = dict(_rows(LABELS[key], {"shop": shop_id, "keys": refs}))
    return Series(
        refs=refs,
        labels=[labels.get(ref, "") for ref in refs],
        weeks=weeks,
        people=None if measure in OF_VIEWS else people,
        spellings=[[] for _ref in refs],
    )


def viewers(shop_id: int, measure: Measure, span: Span, refs: Sequence[int]) -> NDArray[np.int64]:
    """Distinct visitors of these products or categories in the last two weeks, by raw events; series x 2."""
    people = np.zeros((len(refs), 2), dtype=np.int64)
    if not refs:
        return people
    values = {"shop": shop_id, "first": span.first, "last": span.last, "judged": span.judged}
    places = {ref: place for place, ref in enumerate(refs)}
    for ref, week, count in _rows(VIEWERS.format(key=KEYS[measure]), values | {"keys": list(refs)}):
        people[places[ref], week - WEEKS + 2] = count
    return people


def _searches(values: dict[str, Any]) -> Series:
    rows = _rows(SEARCHES, values)
    totals: dict[str, int] = defaultdict(int)
    for term, _week, count in rows:
        totals[term] += count
    leader = merged(totals)
    places = {head: place for place, head in enumerate(sorted(set(leader.values())))}
    weeks = np.zeros((len(places), WEEKS), dtype=np.int64)
    for term, week, count in rows:
        if term in leader:
            weeks[places[leader[term]], week] += count
    return Series(
        refs=[0] * len(places),
        labels=list(places),
        weeks=weeks,
        people=_searchers(_rows(SEARCHERS, values), leader, places),
        spellings=_spellings(leader, places),
    )


def _searchers(
    rows: Iterable[tuple[str, int, str]], leader: dict[str, str], places: dict[str, int]
) -> NDArray[np.int64]:
    """Distinct visitors over all spellings of a term."""
    seen = {(places[leader[term]], week, visitor) for term, week, visitor in rows if term in leader}
    people = np.zeros((len(places), 2), dtype=np.int64)
    for place, week, _visitor in seen:
        people[place, week - WEEKS + 2] += 1
    return people


def _spellings(leader: dict[str, str], places: dict[str, int]) -> list[list[str]]:
    found: list[list[str]] = [[] for _place in places]
    for term, head in sorted(leader.items()):
        if term != head:
            found[places[head]].append(term)
    return found


def _rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
