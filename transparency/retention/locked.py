"""What the locker holds of a customer who bought long ago; see :mod:`transparency.retention.locking`."""

from __future__ import annotations

from typing import Any, Final

from catalog.customers.models import Customer
from catalog.customers.personal import Personal
from shop_ai.lib.sealing import ShopSeal
from transparency.retention.models import LockedPerson

TABLE: Final = "transparency_lockedperson"


def held_of(seal: ShopSeal, customer: Customer) -> dict[str, Any]:
    """What was locked away: ``customer`` and ``orders`` by their public id; empty when nothing was."""
    found = LockedPerson.objects.filter(customer=customer.pk).values_list("sealed", flat=True).first()
    return seal.open_json(TABLE, "sealed", customer.uid, found)


def open_locked(seal: ShopSeal, customer: Customer) -> list[Personal]:
    """The persons whom the locker names for this customer."""
    held = held_of(seal, customer)
    said = [held.get("customer", {}), *held.get("orders", {}).values()]
    return [
        Personal(**{name: str(one.get(name) or "") for name in Personal.__slots__}) for one in said if one
    ]
