"""Reading the history: what changed, and what a price was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from catalog.history.compute import Change, Span, spans
from catalog.history.models import RecordChange, What
from catalog.history.records import PARTS, columns
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope


def typed(what: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """Stored values as the columns have them: amounts exact, times aware."""
    known = columns(what)
    return {name: known[name].to_python(value) if name in known else value for name, value in before.items()}


def change_of(row: RecordChange) -> Change:
    return Change(
        what=row.what,
        record=row.record,
        part=row.part,
        act=row.act,
        at=row.at,
        before=typed(row.what, row.before),
        hidden=tuple(row.hidden),
        by=row.by,
    )


def changes(
    shop_id: int, what: str, records: Collection[int], *, since: datetime | None = None
) -> dict[int, list[Change]]:
    """What changed of these records and their parts, by record, the oldest first; ``since`` belongs to it. One query.

    A change at exactly the asked moment came after what stood there "at" it.
    """
    kinds = [what, *([PARTS[what].what] if what in PARTS else [])]
    with shop_scope(shop_id):
        rows = RecordChange.objects.filter(what__in=kinds, record__in=records)
        if since is not None:
            rows = rows.filter(at__gte=since)
        found: dict[int, list[Change]] = defaultdict(list)
        for row in rows.order_by("at", "id"):
            found[row.record].append(change_of(row))
        return found


def price_spans(
    shop_id: int, products: Iterable[int] | None = None, *, since: datetime | None = None
) -> dict[int, list[Span]]:
    """The prices that products (ids; None: all of the shop) had, the oldest first, by id. Two queries.

    With ``since``, what was before that moment may be missing. A price of None is "not told". See
    :func:`catalog.history.compute.lowest` for the lowest price of the last 30 days.
    """
    with shop_scope(shop_id):
        rows, moves = (
            Product.objects.all(),
            RecordChange.objects.filter(what=What.PRODUCT, before__has_key="price"),
        )
        if products is not None:
            ids = list(products)
            rows, moves = rows.filter(pk__in=ids), moves.filter(record__in=ids)
        if since is not None:
            moves = moves.filter(at__gte=since)
        told: dict[int, list[Change]] = defaultdict(list)
        for record, at, price in moves.order_by("at", "id").values_list("record", "at", "before__price"):
            told[record].append(_price_change(record, at, price))
        return {
            pk: spans("price", price, born, told[pk])
            for pk, price, born in rows.values_list("pk", "price", "created_at")
        }


def _price_change(record: int, at: datetime, price: str | None) -> Change:
    amount = None if price is None else Decimal(price)
    return Change(What.PRODUCT, record, None, "changed", at, {"price": amount})
