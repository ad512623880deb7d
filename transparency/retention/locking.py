"""The locker: names of those who bought long ago, out of daily reach but there for the law on accounts.

The phone's blind index stays, so that somebody who orders again is recognised and begins anew under the same customer.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.customers.models import Customer
from catalog.customers.personal import COLUMN
from catalog.customers.personal import TABLE as CUSTOMERS
from catalog.orders.models import Order
from catalog.orders.personal import open_order
from catalog.shops.seals import current_seal
from shop_ai.lib.refusals import FieldError, Invalid
from shop_ai.lib.sealing import ShopSeal
from shop_ai.lib.tenancy import shop_scope
from transparency.cases.models import Case, State
from transparency.ledger.services import record_decision
from transparency.retention.automations import LETTING_GO
from transparency.retention.locked import TABLE, held_of
from transparency.retention.models import LockedPerson
from transparency.retention.rules import VERSION

AT_ONCE = 500
SHORTEST_REASON = 10


def to_lock(before: date) -> QuerySet[Customer]:
    """Customers of the shop in scope whose last order is older, and of whom something is still in daily reach."""
    busy = Case.objects.exclude(state=State.CLOSED).filter(customer__isnull=False).values("customer")
    recent = Order.objects.filter(placed_on__gte=before, customer__isnull=False).values("customer")
    named = Order.objects.filter(personal__isnull=False, placed_on__lt=before, customer__isnull=False)
    bought = Order.objects.filter(placed_on__lt=before, customer__isnull=False).values("customer")
    found: QuerySet[Customer] = (
        Customer.objects.filter(erased_at=None, pk__in=bought)
        .filter(Q(personal__isnull=False) | Q(pk__in=named.values("customer")))
        .exclude(pk__in=recent)
        .exclude(pk__in=busy)
    )
    return found


def lock_old(shop_id: int, before: date) -> int:
    """Lock them away, some hundred in a transaction; returns how many."""
    locked = 0
    while True:
        with shop_scope(shop_id):
            customers = list(to_lock(before).order_by("pk").select_for_update(no_key=True)[:AT_ONCE])
            seal = current_seal()
            for customer in customers:
                _lock(seal, customer)
        locked += len(customers)
        if len(customers) < AT_ONCE:
            return locked


def _lock(seal: ShopSeal, customer: Customer) -> None:
    orders = list(Order.objects.filter(customer=customer.pk))
    held = held_of(seal, customer)
    known = {order.uid.hex: open_order(seal, order) for order in orders if order.personal}
    person = seal.open_json(CUSTOMERS, COLUMN, customer.uid, customer.personal)
    content = {
        "customer": held.get("customer", {}) | person,
        "orders": held.get("orders", {}) | known,
    }
    # Of a customer who is a number in the shop's own list there is nothing to lock, nor to erase later.
    if any(content["customer"].values()) or any(any(said.values()) for said in content["orders"].values()):
        LockedPerson.objects.update_or_create(
            customer=customer,
            defaults={
                "shop_id": customer.shop_id,
                "sealed": seal.seal_json(TABLE, "sealed", customer.uid, content),
                "orders": len(orders),
                "last_order_on": max(order.placed_on for order in orders),
                "locked_at": timezone.now(),
            },
        )
    Order.objects.filter(customer=customer.pk, personal__isnull=False).update(personal=None)
    Customer.objects.filter(pk=customer.pk).update(personal=None, email_index="", name_index=[])


def open_locker(shop_id: int, customer: uuid.UUID, *, why: str, by: str) -> dict[str, Any]:
    """What is locked away of a customer, for an owner who says why; the opening is signed in the ledger.

    ``customer`` and ``orders`` by number. Raises Invalid without a reason or when nothing is locked.
    """
    if len(why.strip()) < SHORTEST_REASON:
        raise Invalid(FieldError("#/why", "too_short", _("Say in a sentence why: it is signed in the log.")))
    with shop_scope(shop_id):
        row = Customer.objects.filter(uid=customer).first()
        held = held_of(current_seal(), row) if row else {}
        if not held:
            raise Invalid(FieldError("#/", "nothing_locked", _("Nothing is locked away of this customer.")))
        numbers = dict(Order.objects.filter(customer=row).values_list("uid", "number"))
        record_decision(
            automation=LETTING_GO.code,
            subject=f"customer:{customer.hex}",
            version=VERSION,
            output={"why": why.strip()[:500]},
            reason_code="locker_opened",
            actor=by,
        )
        orders = {
            numbers.get(uuid.UUID(uid)) or uid[:8]: said for uid, said in held.get("orders", {}).items()
        }
        return {"customer": held.get("customer", {}), "orders": orders}


def past_the_law(before: date) -> QuerySet[LockedPerson]:
    """What has been locked away for as long as the law on accounts asks for."""
    found: QuerySet[LockedPerson] = LockedPerson.objects.filter(last_order_on__lt=before)
    return found


def empty_lockers(shop_id: int, before: date, now: datetime) -> int:
    """Erase who did not order since; of somebody who came back only the old locker goes."""
    from transparency.erasure.services import erase_customer

    with shop_scope(shop_id):
        old = {row.customer_id: row for row in past_the_law(before).order_by("pk")[:AT_ONCE]}
        last = dict(
            Order.objects.filter(customer__in=list(old)).values_list("customer").annotate(Max("placed_on"))
        )
        for customer, row in old.items():
            if last.get(customer, row.last_order_on) > row.last_order_on:
                row.delete()
                continue
            uid = Customer.objects.values_list("uid", flat=True).get(pk=customer)
            erase_customer(shop_id, uid, by=LETTING_GO.code, cause="accounts")
    del now
    return len(old)
