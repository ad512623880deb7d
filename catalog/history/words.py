"""What the columns of the history are called, and how their values are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalog.codes.models import DiscountKind, PlaylistCode
from catalog.history.models import What
from catalog.history.records import columns
from catalog.people.models import User
from catalog.playlists.models import Playlist
from catalog.products.models import Category, Product
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.money import format_money, format_number

Words = str | Promise

# What a page tells of a record, in its order; a column that is not named here is told nowhere.
SHOWN: Final[dict[str, dict[str, Words]]] = {
    What.PRODUCT: {
        "title": gettext_lazy("Title"),
        "variant": gettext_lazy("Variant"),
        "price": gettext_lazy("Price"),
        "stock_state": gettext_lazy("Stock"),
        "is_active": gettext_lazy("On sale"),
        "category_id": gettext_lazy("Category"),
        "description": gettext_lazy("Description"),
        "page_url": gettext_lazy("Its page in the shop"),
        "image_url": gettext_lazy("Picture"),
        "sku": gettext_lazy("SKU"),
        "parent_id": gettext_lazy("Variant of"),
        "is_service": gettext_lazy("Fee or service"),
    },
    What.PACK_PART: {"part_id": gettext_lazy("Product"), "quantity": gettext_lazy("Quantity")},
    What.ORDER: {
        "order_state": gettext_lazy("Order"),
        "parcel_state": gettext_lazy("Parcel"),
        "money_state": gettext_lazy("Money"),
        "placed_at": gettext_lazy("Placed"),
        "confirmed_at": gettext_lazy("Confirmed"),
        "shipped_at": gettext_lazy("Shipped"),
        "delivered_at": gettext_lazy("Delivered"),
        "closed_at": gettext_lazy("Closed"),
        "received_on": gettext_lazy("Money received"),
        "products_amount": gettext_lazy("Products"),
        "services_amount": gettext_lazy("Fees and services"),
        "shipping_amount": gettext_lazy("Delivery fee"),
        "discount_amount": gettext_lazy("Discount"),
        "total_amount": gettext_lazy("Total"),
        "code": gettext_lazy("Promotion code"),
        "wilaya": gettext_lazy("Wilaya"),
        "number": gettext_lazy("Number"),
        "kind": gettext_lazy("Kind"),
        "customer_id": gettext_lazy("Customer"),
        "personal": gettext_lazy("Person on the parcel, note"),
    },
    What.ORDER_LINE: {
        "title": gettext_lazy("Product"),
        "quantity": gettext_lazy("Quantity"),
        "unit_price": gettext_lazy("Unit price"),
        "discount": gettext_lazy("Discount"),
        "amount": gettext_lazy("Amount"),
    },
    What.PLAYLIST: {
        "title": gettext_lazy("Title"),
        "intro": gettext_lazy("Introduction"),
        "is_published": gettext_lazy("Published"),
        "price_rule": gettext_lazy("Price rule"),
        "rebate_percent": gettext_lazy("Rebate in percent"),
        "fixed_price": gettext_lazy("Fixed price"),
        "pack_id": gettext_lazy("Pack"),
        "budget": gettext_lazy("Budget"),
        "starts_on": gettext_lazy("First day"),
        "ends_on": gettext_lazy("Last day"),
        "slug": gettext_lazy("Address"),
        "language": gettext_lazy("Language"),
        "texts": gettext_lazy("Texts in other languages"),
        "theme": gettext_lazy("Theme"),
        "use": gettext_lazy("Use"),
        "season": gettext_lazy("Season"),
        "is_archived": pgettext_lazy("playlist", "Archived"),
    },
    What.PLAYLIST_ITEM: {
        "product_id": gettext_lazy("Product"),
        "step": gettext_lazy("Step"),
        "position": gettext_lazy("Position"),
        "note": gettext_lazy("Note"),
        "notes": gettext_lazy("Texts in other languages"),
        "hide_when_out": gettext_lazy("Hidden when sold out"),
    },
    What.LANDING: {
        "is_open": gettext_lazy("Open"),
        "texts": gettext_lazy("Texts"),
        "template": gettext_lazy("Template"),
        "language": gettext_lazy("Language"),
        "show_proof": gettext_lazy("Proof shown"),
        "code_id": gettext_lazy("Promotion code"),
    },
    What.LANDING_ITEM: {"product_id": gettext_lazy("Product"), "position": gettext_lazy("Position")},
    What.CONTENT: {
        "title": gettext_lazy("Title"),
        "caption": gettext_lazy("Caption"),
        "channel": gettext_lazy("Channel"),
        "kind": gettext_lazy("Kind"),
        "published_at": gettext_lazy("Published"),
        "ends_on": gettext_lazy("Last day"),
        "permalink": gettext_lazy("Link"),
        "playlist_id": gettext_lazy("Playlist"),
        "language": gettext_lazy("Language"),
        "is_ai_assisted": gettext_lazy("Made with the help of AI"),
        "is_archived": gettext_lazy("Archived"),
    },
    What.CODE: {
        "code": gettext_lazy("Code"),
        "keyword": gettext_lazy("Keyword"),
        "discount_kind": gettext_lazy("Kind of discount"),
        "discount": gettext_lazy("Discount"),
        "most_discount": gettext_lazy("The most per use"),
        "most_given": gettext_lazy("The most altogether"),
        "least_basket": gettext_lazy("Smallest basket"),
        "starts_on": gettext_lazy("First day"),
        "ends_on": gettext_lazy("Last day"),
        "most_uses": gettext_lazy("Most uses"),
        "most_per_customer": gettext_lazy("Most uses per customer"),
        "gives_back": gettext_lazy("Given back when an order fails"),
        "is_paused": gettext_lazy("Paused"),
        "is_archived": gettext_lazy("Archived"),
        "channel": gettext_lazy("Channel"),
        "campaign": gettext_lazy("Campaign"),
        "playlist_id": gettext_lazy("Playlist"),
        "link": gettext_lazy("Address"),
        "target": gettext_lazy("Leads to"),
    },
    What.SCRIPT: {
        "title": gettext_lazy("Title"),
        "text": gettext_lazy("Text"),
        "channel": gettext_lazy("Channel"),
        "language": gettext_lazy("Language"),
        "is_archived": pgettext_lazy("answer", "Archived"),
    },
}
STOCK_WORDS: Final[dict[str, Words]] = {
    "in": gettext_lazy("In stock"),
    "out": gettext_lazy("Sold out"),
    "uncounted": gettext_lazy("Not counted"),
}
EMPTY: Final = "–"


def label_of(what: str, name: str) -> str:
    return str(SHOWN[what].get(name, name))


@dataclass(slots=True)
class Names:
    """The names of what values point at, of today; asked for once a page, one query a table."""

    known: dict[type[models.Model], dict[int, str]] = field(default_factory=dict)

    def learn(self, what: str, rows: Iterable[Mapping[str, Any]]) -> None:
        wanted: dict[Any, set[int]] = {}
        fields = columns(what)
        for row in rows:
            for name, value in row.items():
                target = fields[name].related_model if name in fields else None
                if target in _NAMED and value is not None and name in SHOWN[what]:
                    wanted.setdefault(target, set()).add(value)
        for model, ids in wanted.items():
            left = ids - set(self.known.get(model, {}))
            if left:
                found = model._default_manager.filter(pk__in=left).values_list("pk", _NAMED[model])
                self.known.setdefault(model, {}).update(found)

    def of(self, model: Any, pk: int) -> str:
        return self.known.get(model, {}).get(pk) or _("No. %(n)s") % {"n": pk}


_NAMED: Final[dict[Any, str]] = {
    Product: "title",
    Category: "name",
    Playlist: "title",
    PlaylistCode: "code",
}


def written(shop: ShopContext, what: str, name: str, row: Mapping[str, Any], names: Names) -> str:
    """One value of a record as a reader reads it; nothing is a dash."""
    value = row.get(name)
    if value is None or value in ("", {}):
        return EMPTY
    if name == "stock_state":
        return str(STOCK_WORDS.get(value, value))
    if name == "channel":
        return channel_name(value)
    column = columns(what).get(name)
    if column is not None and column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if column is not None and column.related_model is not None:
        return names.of(column.related_model, value)
    if isinstance(value, Decimal):
        return _amount(shop, what, name, row, value)
    return _plain(shop, value)


def _amount(shop: ShopContext, what: str, name: str, row: Mapping[str, Any], value: Decimal) -> str:
    if (what, name, row.get("discount_kind")) == (What.CODE, "discount", DiscountKind.PERCENT):
        return f"{format_number(value, 0 if value == int(value) else 2)}\u00a0%"
    return format_money(value, row.get("currency") or shop.currency)


def _plain(shop: ShopContext, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return value.astimezone(shop.zone).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int):
        return format_number(value)
    if isinstance(value, dict):
        return " · ".join(f"{language}: {_texts(said)}" for language, said in value.items())
    return str(value)


def _texts(said: Any) -> str:
    return " / ".join(str(text) for text in said.values() if text) if isinstance(said, dict) else str(said)


def authors(bys: Iterable[str]) -> dict[str, str]:
    """Who changed something, as a reader says it; one query for all persons."""
    marks = {by: by.partition(":")[::2] for by in bys}
    ids = [int(ref) for kind, ref in marks.values() if kind == "user" and ref.isdecimal()]
    people = (
        {
            pk: name or email
            for pk, name, email in User.objects.filter(pk__in=ids).values_list("pk", "name", "email")
        }
        if ids
        else {}
    )
    others = {"key": _("Another program, by the API"), "import": _("An import"), "": _("The system")}
    return {
        by: people.get(int(ref), _("A person who has left"))
        if kind == "user" and ref.isdecimal()
        else str(others.get(kind, by))
        for by, (kind, ref) in marks.items()
    }
