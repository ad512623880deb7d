"""Finding decisions by what they are about: a product, an order, a code, a customer, a channel, as people name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from catalog.customers.models import Customer
from catalog.orders.models import Order
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.automations import all_automations
from transparency.ledger.models import Decision
from transparency.ledger.reasons import REASONS
from transparency.ledger.selectors import LEDGER, decisions

MOST_PRODUCTS: Final = 50
# What a public id may stand for in the log.
_KINDS: Final = ("alert", "campaign", "case", "conversation", "customer", "order", "playlist", "product", "proposal", "test", "thing")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list was asked for; ``about`` is as somebody typed it, days are the shop's."""

    automation: str = ""
    reason: str = ""
    about: str = ""
    first: date | None = None
    last: date | None = None
    before: int | None = None


def found(shop: ShopContext, wanted: Wanted) -> QuerySet[Decision]:
    """Decisions of the shop, newest first."""
    with shop_scope(shop.id):
        about = wanted.about.strip()
        return decisions(
            automation=wanted.automation,
            reason=wanted.reason,
            before=wanted.before,
            since=_start(shop, wanted.first),
            until=_start(shop, wanted.last + timedelta(days=1)) if wanted.last else None,
            mentions=mentions_named(about) if about else None,
        )


def _start(shop: ShopContext, day: date | None) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=shop.zone) if day else None


def mentions_named(text: str) -> list[str]:
    """Every name in the log's index of what ``text`` may stand for, in the shop in scope."""
    names = [f"{kind}:{text}" for kind in ("code", "sku", "channel", "wilaya", "figure")]
    names += [f"code:{text.upper()}", f"channel:{text.lower()}", f"wilaya:{text.lower()}"]
    uid = _uid(text)
    if uid is not None:
        names += [f"{kind}:{form}" for kind in _KINDS for form in (uid.hex, str(uid))]
        customer = Customer.objects.filter(uid=uid).values_list("pk", flat=True).first()
        names += [f"customer-id:{customer}"] if customer else []
    return names + _of_products(text, uid) + _of_orders(text)


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text.partition("_")[2] or text)
    except ValueError:
        return None


def _of_products(text: str, uid: UUID | None) -> list[str]:
    named = Q(uid=uid) if uid else Q(sku__iexact=text) | Q(title__icontains=text)
    rows = Product.objects.filter(named).values_list("pk", "uid", "sku")[:MOST_PRODUCTS]
    return [
        name
        for pk, found_uid, sku in rows
        for name in (f"product:{pk}", f"product:{found_uid.hex}", f"thing:{found_uid}", f"sku:{sku}")
    ]


def _of_orders(text: str) -> list[str]:
    numbers = Order.objects.filter(number__iexact=text.removeprefix("#"))
    return [
        f"order:{form}" for uid in numbers.values_list("uid", flat=True)[:5] for form in (uid.hex, str(uid))
    ]


def reasons_of(automation: str) -> list[tuple[str, str]]:
    """The reasons that may be asked for, with their words: those of one automation, or all that any has."""
    chosen = [one for one in all_automations() if automation in ("", one.code)]
    codes = {code for one in chosen for code in one.reasons} | {
        "switched_on",
        "switched_off",
        "switched_by_person",
    }
    if automation in ("", LEDGER):
        codes |= {"ledger_emptied_of_person", "ledger_folded"}
    return sorted(
        ((code, str(REASONS.get(code, code))) for code in codes), key=lambda pair: pair[1].casefold()
    )
