"""An order's state as one word with its tone: what happened to it, as a shop owner says it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.orders.models import Order
from shop_ai.lib.figure import Text
from shop_ai.lib.table import Badge

STAGES: dict[str, Badge] = {
    "to_confirm": Badge(_("To confirm"), "warn", "phone"),
    "confirmed": Badge(pgettext_lazy("order", "Confirmed"), "accent", "check"),
    "shipped": Badge(_("On its way"), "accent", "truck"),
    "delivered": Badge(pgettext_lazy("order", "Delivered"), "good", "circle-check"),
    "refused": Badge(pgettext_lazy("order", "Refused"), "bad", "x"),
    "returned": Badge(pgettext_lazy("order", "Returned"), "bad", "arrow-down"),
    "cancelled": Badge(pgettext_lazy("order", "Cancelled"), "plain", "minus"),
    "adjustment": Badge(_("Adjustment"), "plain", "equal"),
}


# Where a record came from, as an owner would say it; another system's name stays as it is written.
SOURCES: dict[str, Text] = {
    "api": _("Another program, by the API"),
    "retail": _("A file of sales"),
    "sheet": _("A sheet kept by hand"),
    "shopify": "Shopify",
}


def source_name(source: str) -> Text:
    return SOURCES.get(source, source)


def stage_sql(table: str) -> str:
    """The same decision as stage_of over a table or its alias, for lists and counts in the database."""
    return f"""CASE
    WHEN {table}.kind = 'adjustment' THEN 'adjustment'
    WHEN {table}.parcel_state IN ('delivered', 'refused', 'returned') THEN {table}.parcel_state
    WHEN {table}.order_state = 'cancelled' THEN 'cancelled'
    WHEN {table}.parcel_state = 'in_transit' THEN 'shipped'
    WHEN {table}.order_state = 'confirmed' THEN 'confirmed'
    ELSE 'to_confirm' END"""


STAGE_SQL = stage_sql("o")


def stage_of(order: Order) -> str:
    """Where the order stands, as one of STAGES."""
    if order.kind == "adjustment":
        return "adjustment"
    if order.parcel_state in {"delivered", "refused", "returned"}:
        return str(order.parcel_state)
    if order.order_state == "cancelled":
        return "cancelled"
    if order.parcel_state == "in_transit":
        return "shipped"
    return "confirmed" if order.order_state == "confirmed" else "to_confirm"
