"""The words that a shop owner reads for formats, fields and states."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.imports.models import ImportState

FORMAT_WORDS: Final[dict[str, Promise]] = {
    "retail": _("Sales lines"),
    "shopify_orders": _("Shopify orders"),
    "hand_sheet": _("Order sheet"),
}

FIELD_WORDS: Final[dict[str, Promise]] = {
    "date": _("Date of the order"),
    "order_no": _("Order number"),
    "customer_name": _("Customer's name"),
    "phone": _("Phone"),
    "phone2": _("Second phone"),
    "email": _("E-mail"),
    "wilaya": _("Wilaya"),
    "commune": _("Commune"),
    "address": _("Address"),
    "delivery_mode": _("Home or desk"),
    "product": _("Product"),
    "variant": _("Size or colour"),
    "sku": _("Product code"),
    "quantity": _("Quantity"),
    "unit_price": _("Price of one"),
    "delivery_fee": _("Delivery fee"),
    "discount": _("Discount"),
    "total": _("Total"),
    "status": _("Status"),
    "delivered_date": _("Delivery date"),
    "tracking": _("Tracking number"),
    "courier": _("Courier"),
    "source": _("Channel"),
    "campaign": _("Campaign"),
    "promo_code": _("Promotion code"),
    "note": _("Note"),
    "cost": _("Purchase price"),
}

STATUS_WORDS: Final[dict[str, Promise]] = {
    "pending": _("To confirm"),
    "unreachable": _("Cannot be reached"),
    "postponed": _("Postponed"),
    "confirmed": _("Confirmed"),
    "preparing": _("Preparing"),
    "in_transit": _("On its way"),
    "delivered": _("Delivered"),
    "exchange": _("Exchanged"),
    "refused": _("Refused at the door"),
    "returned": _("Came back"),
    "cancelled": _("Cancelled"),
}

RECORD_WORDS: Final[dict[str, Promise]] = {
    "orders": _("Orders"),
    "refunds": _("Refunds and credit notes"),
    "adjustments": _("Stock movements without a sale"),
    "customers": _("Customers"),
    "products": _("Products"),
}

STATE_TONES: Final[dict[str, tuple[str, str]]] = {
    ImportState.DRAFT: ("warn", "clock"),
    ImportState.QUEUED: ("plain", "clock"),
    ImportState.RUNNING: ("plain", "clock"),
    ImportState.DONE: ("good", "circle-check"),
    ImportState.FAILED: ("bad", "circle-alert"),
    ImportState.UNDONE: ("plain", "x"),
}
