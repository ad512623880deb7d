"""Cash that a courier hands over: marking it, and taking the mark back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.orders.models import MoneyState, Order
from catalog.parcels.following import follow
from catalog.parcels.models import CourierState, Parcel, Remittance
from catalog.people.models import User
from catalog.shops.context import ShopContext
from shop_ai.lib.locks import take_turn
from shop_ai.lib.refusals import FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope


@dataclass(frozen=True, slots=True)
class NewRemittance:
    """Cash of one courier on one day. Without ``parcels`` all whose cash it held by then; ``amount`` None: all of it."""

    courier: str
    received_on: date
    parcels: tuple[uuid.UUID, ...] = ()
    amount: Decimal | None = None
    note: str = ""


def record_remittance(shop: ShopContext, new: NewRemittance, *, by: User | None = None) -> Remittance:
    """Mark the parcels' cash as received; their orders are paid on that day.

    Raises Invalid when the courier holds no cash of these parcels, or for a day that is still to come.
    """
    if new.received_on > timezone.now().astimezone(shop.zone).date():
        raise Invalid(FieldError("#/received_on", "in_future", _("This day is still to come.")))
    with shop_scope(shop.id):
        take_turn("parcels", "all")
        parcels = _to_remit(new)
        expected = sum((parcel.cash or Decimal(0) for parcel in parcels), Decimal(0))
        remittance: Remittance = Remittance.objects.create(
            shop_id=shop.id,
            courier=new.courier,
            received_on=new.received_on,
            amount=expected if new.amount is None else new.amount,
            expected=expected,
            currency=shop.currency,
            note=new.note,
            created_by=by,
        )
        stamp = timezone.now()
        ids = [parcel.pk for parcel in parcels]
        Parcel.objects.filter(pk__in=ids).update(remittance=remittance, updated_at=stamp)
        follow(shop, parcels, stamp, None)
    return remittance


def _to_remit(new: NewRemittance) -> Sequence[Parcel]:
    held = Parcel.objects.select_for_update(no_key=True).filter(
        courier=new.courier, state=CourierState.DELIVERED, remittance__isnull=True, cash__gt=0
    )
    if new.parcels:
        held = held.filter(uid__in=new.parcels)
    else:
        held = held.filter(delivered_on__lte=new.received_on)
    parcels = list(held.order_by("pk"))
    if not parcels or (new.parcels and len(parcels) != len(set(new.parcels))):
        detail = _("This courier holds no cash of these parcels: somebody may have marked it already.")
        raise Invalid(FieldError("#/parcels", "no_cash", detail))
    return parcels


def take_back_remittance(shop: ShopContext, uid: uuid.UUID) -> Remittance | None:
    """Forget that the cash was received: the courier holds it again; None when the shop has no such remittance."""
    with shop_scope(shop.id):
        take_turn("parcels", "all")
        remittance: Remittance | None = (
            Remittance.objects.select_for_update(no_key=True).filter(uid=uid).first()
        )
        if remittance is None:
            return None
        parcels = list(
            Parcel.objects.select_for_update(no_key=True).filter(remittance=remittance).order_by("pk")
        )
        stamp = timezone.now()
        Parcel.objects.filter(remittance=remittance).update(remittance=None, updated_at=stamp)
        orders = [parcel.order_id for parcel in parcels if parcel.order_id is not None]
        paid = Order.objects.filter(pk__in=orders, money_state=MoneyState.PAID_OUT)
        paid.update(money_state=MoneyState.COLLECTED, received_on=None, updated_at=stamp)
        Order.objects.filter(pk__in=orders).exclude(received_on=None).update(
            received_on=None, updated_at=stamp
        )
        follow(shop, parcels, stamp, None)
        remittance.delete()
        return remittance
