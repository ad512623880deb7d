"""Whom a breach touches, counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from catalog.conversations.models import Conversation
from catalog.customers.models import Customer
from catalog.orders.models import Order
from catalog.people.models import Membership
from shop_ai.lib.tenancy import shop_scope
from transparency.breach.models import Reach


def affected(shop_id: int, reach: str, since: date | None, until: date | None) -> int:
    """How many persons; erased ones are nobody any more. Writers without a customer count by their contact."""
    with shop_scope(shop_id):
        if reach == Reach.TEAM:
            return int(Membership.objects.filter(is_active=True).count())
        living = Customer.objects.filter(erased_at=None)
        if reach == Reach.EVERYONE:
            return int(living.count())
        if reach == Reach.BUYERS:
            orders = Order.objects.filter(**_between("placed_on", since, until), customer__erased_at=None)
            return int(orders.exclude(customer=None).values("customer").distinct().count())
        return _writers(since, until)


def _writers(since: date | None, until: date | None) -> int:
    talks = Conversation.objects.filter(**_between("started_on", since, until), personal__isnull=False)
    known = talks.exclude(customer=None).values("customer").distinct().count()
    contacts = talks.filter(customer=None).exclude(contact_index="")
    nameless = talks.filter(customer=None, contact_index="").count()
    return int(known + contacts.values("contact_index").distinct().count() + nameless)


def _between(column: str, since: date | None, until: date | None) -> dict[str, Any]:
    asked = {f"{column}__gte": since, f"{column}__lte": until}
    return {name: day for name, day in asked.items() if day is not None}
