"""The rows behind a figure: the orders, refunds or customers that add up to it, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import connection

from attribution.kpis import stages
from attribution.kpis.acquisition_sql import ITS_ORDER, SOLD
from attribution.kpis.report_sql import BREAKDOWNS
from catalog.shops.models import Shop
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope

PAGE: Final = 50
ORDER, REFUND, CUSTOMER, SPEND, CONVERSATION = "order", "refund", "customer", "spend", "conversation"
_RANK: Final = {ORDER: 1, REFUND: 2, CUSTOMER: 3, SPEND: 4, CONVERSATION: 5}
# Keys that the rows can be narrowed to.
KEYS: Final = ("channel", "campaign", "playlist", "segment", "wilaya")


class UnknownFigure(LookupError):
    """No rows are kept for a figure of this name."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One key of a breakdown, one of KEYS."""

    by: str
    key: str


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One document or customer.

    ``amount`` is what the row adds to the figure: money with its sign, or 1 where the figure counts.
    ``next_on`` is the day of a customer's next order, None when there is none yet.
    """

    kind: str
    id: int
    uid: UUID
    number: str
    day: date
    channel: str
    amount: Decimal
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class BehindPage:
    """Newest first. ``next`` is the cursor of the page that follows, empty on the last one."""

    rows: tuple[BehindRow, ...]
    next: str


@dataclass(frozen=True, slots=True)
class _Source:
    kind: str
    day: str
    condition: str
    amount: str = "1"
    touched: str = ""  # the days in the way that indexes answer, where it is not that of an order's dates


def _placed(condition: str = "true", amount: str = "1") -> _Source:
    return _Source(ORDER, stages.PLACED_ON, f"{stages.IS_SALE} AND {condition}", amount)


def _confirmed(amount: str = "1") -> _Source:
    return _Source(ORDER, stages.CONFIRMED_ON, stages.IS_SALE, amount)


def _shipped(condition: str = "true") -> _Source:
    return _Source(ORDER, stages.SHIPPED_ON, f"{stages.IS_SALE} AND {condition}")


def _delivered(condition: str = "true", amount: str = "1") -> _Source:
    return _Source(ORDER, "o.delivered_on", f"{stages.IS_DELIVERED_SALE} AND {condition}", amount)


def _refunded(amount: str, condition: str = "true") -> _Source:
    return _Source(REFUND, "r.refunded_on", f"{stages.IS_COUNTED_REFUND} AND {condition}", amount)


def _received() -> _Source:
    touched = stages.received_date("BETWEEN %(start)s AND %(end)s")
    return _Source(ORDER, stages.RECEIVED_ON, stages.IS_RECEIVED_SALE, stages.REVENUE, touched)


_REPURCHASE: Final = (_Source(CUSTOMER, "c.first_on", "true"),)
SOURCES: Final[dict[str, tuple[_Source, ...]]] = {
    "placed": (_placed(),),
    "cancelled": (_placed(stages.IS_CANCELLED),),
    "confirmed": (_confirmed(),),
    "shipped": (_shipped(),),
    "refused": (_shipped(stages.IS_REFUSED),),
    "delivered": (_delivered(),),
    "returned": (_delivered(stages.IS_RETURNED),),
    "adjustments": (_Source(ORDER, stages.PLACED_ON, "o.kind = 'adjustment'"),),
    "credit_notes": (_refunded("1", "r.is_credit_note"),),
    "other_currency": (
        _Source(ORDER, stages.PLACED_ON, "o.kind = 'sale' AND o.currency <> %(currency)s"),
        _Source(REFUND, "r.refunded_on", "r.currency <> %(currency)s"),
    ),
    "revenue_ordered": (_placed(amount=stages.REVENUE),),
    "revenue_confirmed": (_confirmed(amount=stages.REVENUE),),
    "revenue_delivered": (_delivered(amount=stages.REVENUE),),
    "product_revenue_delivered": (_delivered(amount=stages.PRODUCT_REVENUE),),
    "refunds": (_refunded("r.amount"),),
    "product_refunds": (_refunded("r.products_amount"),),
    "net": (_delivered(amount=stages.REVENUE), _refunded("-r.amount")),
    "average_basket": (_delivered(amount=stages.PRODUCT_REVENUE),),
    "received": (_received(),),
    "received_net": (_received(), _refunded("-r.amount")),
    "spend": (_Source(SPEND, "s.day", "s.shop_amount IS NOT NULL", "s.shop_amount"),),
    "conversations": (_Source(CONVERSATION, "c.started_on", "c.is_qualified"),),
    "conversations_sold": (_Source(CONVERSATION, "c.started_on", f"c.is_qualified AND {SOLD}"),),
    "repurchase_30": _REPURCHASE,
    "repurchase_60": _REPURCHASE,
}


@dataclass(frozen=True, slots=True)
class _Table:
    """Where rows of one kind are read; ``alias`` is the one that the stages' expressions use."""

    name: str
    alias: str
    number: str
    uid: str = ""
    next_on: str = "NULL::date"


_TABLES: Final = {
    ORDER: _Table("catalog_order o", "o", "coalesce(nullif(o.number, ''), o.external_id)"),
    REFUND: _Table("catalog_refund r", "r", "r.external_id"),
    CUSTOMER: _Table(
        "attribution_customerrepurchase c"
        " JOIN catalog_customer k ON k.shop_id = c.shop_id AND k.id = c.customer_id",
        "c",
        number="''",
        uid="k.uid",
        next_on="c.next_on",
    ),
    SPEND: _Table(
        "catalog_spendday s JOIN catalog_spendentry e ON e.shop_id = s.shop_id AND e.id = s.entry_id",
        "s",
        number="coalesce(nullif(e.campaign_name, ''), s.campaign)",
        uid="e.uid",
    ),
    CONVERSATION: _Table(f"catalog_conversation c {ITS_ORDER}", "c", number="''"),
}
# How the key of a row is read where it is not that of an order; the others cannot be narrowed to it.
_OWN_KEYS: Final = {
    (SPEND, "channel"): "s.channel",
    (CONVERSATION, "channel"): "c.channel",
    (SPEND, "campaign"): "s.campaign",
    (CONVERSATION, "campaign"): "c.campaign",
}


def rows_behind(
    shop_id: int,
    figure: str,
    *,
    period: Period,
    channel: str | None = None,
    by: Narrowed | None = None,
    as_of: date | None = None,
    after: str = "",
    limit: int = PAGE,
) -> BehindPage:
    """One page of the rows that add up to ``figure``; a key of ``SOURCES``, else UnknownFigure is raised.

    ``by`` narrows them to one key of a breakdown (``as_of`` is then the day of segments). ``after`` is the ``next`` of the page before; ValueError when it is not one.
    """
    if figure not in SOURCES:
        raise UnknownFigure(figure)
    day, rank, last_id = _cursor(after)
    values: dict[str, Any] = {
        **_values(shop_id, period, channel, by, as_of),
        "end": min(period.end, day) if day else period.end,
        "day": day,
        "rank": rank,
        "id": last_id,
        "limit": limit + 1,
    }
    with shop_scope(shop_id), connection.cursor() as cursor:
        _complete(shop_id, values)
        cursor.execute(_statement(SOURCES[figure], by, is_first_page=day is None), values)
        found = cursor.fetchall()
    rows = tuple(BehindRow(kind, *rest) for kind, *rest in found[:limit])
    return BehindPage(rows, _cursor_of(rows[-1]) if len(found) > limit else "")


def total_behind(
    shop_id: int,
    figure: str,
    *,
    period: Period,
    channel: str | None = None,
    by: Narrowed | None = None,
    as_of: date | None = None,
) -> Decimal:
    """What all the rows behind a figure add up to."""
    values = _values(shop_id, period, channel, by, as_of)
    with shop_scope(shop_id), connection.cursor() as cursor:
        _complete(shop_id, values)
        parts = " UNION ALL ".join(_select(source, by) for source in SOURCES[figure])
        cursor.execute(f"{_tables(by)} SELECT coalesce(sum(amount), 0) FROM ({parts}) behind", values)
        return Decimal(cursor.fetchone()[0])


def _values(
    shop_id: int, period: Period, channel: str | None, by: Narrowed | None, as_of: date | None
) -> dict[str, Any]:
    return {
        "shop": shop_id,
        "start": period.start,
        "end": period.end,
        "channel": channel,
        "key": by.key if by else None,
        "as_of": as_of or period.end,
    }


def _complete(shop_id: int, values: dict[str, Any]) -> None:
    fields = Shop.objects.values_list("currency", "inactive_after_days").get(pk=shop_id)
    values["currency"], values["inactive"] = fields


def _tables(by: Narrowed | None) -> str:
    tables = BREAKDOWNS[by.by].tables if by else ""
    return f"WITH {tables}" if tables else ""


def _narrowed(source: _Source, by: Narrowed | None) -> tuple[str, str]:
    """What must be joined, and the condition, for the rows of one key."""
    if by is None:
        return "", "true"
    breakdown = BREAKDOWNS[by.by]
    if source.kind == ORDER:
        return breakdown.order_join, f"{breakdown.order} = %(key)s"
    if source.kind == REFUND:
        return breakdown.refund_join, f"{breakdown.refund} = %(key)s"
    if source.kind == CUSTOMER:
        return breakdown.cohort_join, f"{breakdown.cohort} = %(key)s"
    own = _OWN_KEYS.get((source.kind, by.by))
    return "", f"{own} = %(key)s" if own else "true"


def _statement(sources: tuple[_Source, ...], by: Narrowed | None, *, is_first_page: bool) -> str:
    parts = " UNION ALL ".join(_select(source, by) for source in sources)
    after = "" if is_first_page else "WHERE (day, rank, id) < (%(day)s, %(rank)s, %(id)s)"
    return f"""{_tables(by)}
SELECT kind, id, uid, number, day, channel, amount, next_on FROM ({parts}) behind {after}
ORDER BY day DESC, rank DESC, id DESC LIMIT %(limit)s"""


def _select(source: _Source, by: Narrowed | None = None) -> str:
    table = _TABLES[source.kind]
    join, is_key = _narrowed(source, by)
    alias = table.alias
    return f"""
SELECT '{source.kind}' AS kind, {_RANK[source.kind]} AS rank, {alias}.id, {table.uid or f"{alias}.uid"} AS uid,
       {table.number} AS number, {source.day} AS day, {alias}.channel, ({source.amount})::numeric AS amount,
       {table.next_on} AS next_on
FROM {table.name} {join}
WHERE {alias}.shop_id = %(shop)s AND {source.condition} AND {_touched(source)} AND {is_key}
  AND {source.day} BETWEEN %(start)s AND %(end)s
  AND (%(channel)s::text IS NULL OR {alias}.channel = %(channel)s)"""


def _touched(source: _Source) -> str:
    """The same days in the way that indexes on the plain dates can answer."""
    if source.touched:
        return source.touched
    return stages.any_date("BETWEEN %(start)s AND %(end)s") if source.kind == ORDER else "true"


def _cursor_of(row: BehindRow) -> str:
    return f"{row.day.isoformat()}.{_RANK[row.kind]}.{row.id}"


def _cursor(text: str) -> tuple[date | None, int, int]:
    if not text:
        return None, 0, 0
    day, rank, last_id = text.split(".")
    return date.fromisoformat(day), int(rank), int(last_id)
