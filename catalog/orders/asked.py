"""What the address of the list of orders asks for, and the orders that fit it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import CharField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from catalog.customers.naming import may_see_people
from catalog.customers.searches import opened_words, people_matching
from catalog.orders.models import Order
from catalog.orders.wording import STAGES, stage_sql
from catalog.shops.context import ShopContext
from shop_ai.lib.listing import chosen_of, page_of, period_of, query_of, sort_of
from shop_ai.lib.period import Period, local_day
from shop_ai.lib.tenancy import shop_scope

# The day comes first because it has an index; inside a day the moment decides.
SORTS = {"placed": ("placed_on", "placed_at"), "total": ("total_amount",)}
DEFAULT_SORT = "-placed"
KEPT = ("stage", "channel", "preset", "from", "to", "sort")
# The choice of orders whose channel nobody knows: no channel has this slug.
NO_CHANNEL = "-"


@dataclass(frozen=True, slots=True)
class OrdersAsked:
    """A checked request; ``period`` is None for all time, ``find`` is the sealed form of ``words``."""

    stage: str
    channel: str
    period: Period | None
    preset: str
    words: str
    find: str
    sort: str
    page: int
    query: str


def orders_asked(shop: ShopContext, given: Mapping[str, str]) -> OrdersAsked:
    """Read an address; what makes no sense in it is left out."""
    period, preset = period_of(given, local_day(timezone.now(), shop.zone))
    find = given.get("find", "")
    words = opened_words(shop.id, find)
    return OrdersAsked(
        stage=chosen_of(given, "stage", STAGES),
        channel=given.get("channel", "")[:40],
        period=period,
        preset=preset,
        words=words,
        find=find if words else "",
        sort=sort_of(given, SORTS, DEFAULT_SORT),
        page=page_of(given),
        query=query_of(given, KEPT, find=find if words else ""),
    )


def matching(shop: ShopContext, asked: OrdersAsked) -> QuerySet[Order]:
    """The orders that fit, in the order asked for."""
    with shop_scope(shop.id):
        rows: QuerySet[Order] = Order.objects.all()
        if asked.stage:
            stage = RawSQL(stage_sql("catalog_order"), (), output_field=CharField())
            rows = rows.alias(stage=stage).filter(stage=asked.stage)
        if asked.channel:
            rows = rows.filter(channel="" if asked.channel == NO_CHANNEL else asked.channel)
        if asked.period:
            rows = rows.filter(placed_on__gte=asked.period.start, placed_on__lte=asked.period.end)
        if asked.words:
            rows = rows.filter(_is_found(shop, asked.words))
        sign = "-" if asked.sort.startswith("-") else ""
        return rows.order_by(*(f"{sign}{column}" for column in (*SORTS[asked.sort.removeprefix("-")], "pk")))


def _is_found(shop: ShopContext, words: str) -> Q:
    """The beginning of a number, the whole id in the source, and a customer for those who may know customers."""
    bare = words.lstrip("#")
    found = Q(number__istartswith=words) | Q(external_id=words)
    if bare:
        found |= Q(number__istartswith=bare) | Q(number__istartswith=f"#{bare}")
    if may_see_people(shop):
        found |= Q(customer__in=people_matching(shop, words).values("pk"))
    return found
