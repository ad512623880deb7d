"""Redeeming a code: a till, a site or a person says that it is used, and gets a place or the reason why not."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.codes.compute import (
    FAILS_OF_ADDRESS,
    FAILS_OF_SHOP,
    FAILS_OF_VISITOR,
    Asked,
    discount_of,
    is_leak,
    refusal,
)
from catalog.codes.models import CodeUse, PlaylistCode, UseState
from catalog.codes.selectors import code_by_text
from catalog.codes.settling import place_seen
from catalog.codes.taking import Held, Wish, hold, keep, terms_of
from catalog.codes.telling import said_channels
from catalog.customers.models import Customer
from catalog.limits.selectors import seconds_to_wait
from catalog.limits.services import Bucket, bucket, give_back, take_guess
from catalog.orders.models import Order
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope


class NotRedeemed(Conflict):
    """The code does not allow this use; ``reason`` is a stable name."""

    def __init__(self, reason: str) -> None:
        super().__init__(_("The code cannot be used here."), code=reason)
        self.reason = reason


class TooManyTries(Exception):  # an answer, not a fault
    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Redemption:
    """What is known of a use. ``reference`` is the order's number or id at the place that redeems."""

    basket: Decimal | None = None
    order_uid: uuid.UUID | None = None
    customer_uid: uuid.UUID | None = None
    channel: str = ""
    campaign: str = ""
    reference: str = ""
    idempotency_key: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a typed code would be taken now; every refusal looks the same, so that nobody learns what exists."""

    code: PlaylistCode | None = None
    discount: Decimal = Decimal(0)

    @property
    def is_usable(self) -> bool:
        return self.code is not None


def redeem(shop: ShopContext, uid: uuid.UUID, asked: Redemption) -> tuple[CodeUse, bool] | None:
    """Take a place, and whether it is a new one; None when the shop has no such code.

    The same key, reference or order gets the place that it has. Raises NotRedeemed when the code does not allow it,
    Invalid for an unknown order or customer, Conflict when the order has another code.
    """
    with shop_scope(shop.id):
        order, customer_id = _order(asked), _customer_id(asked)
        customer_id = customer_id or (order.customer_id if order else None)
        found = hold(Q(uid=uid), [customer_id])
        if not found:
            return None
        held = found[0]
        known = _known(held.code, order, asked)
        if known is not None:
            return known, False
        use = _new_use(shop, held, order, customer_id, asked)
        reason = held.take(use, _wish(use, order, asked))
        if reason:
            raise NotRedeemed(reason)
        use.save(force_insert=True)
        keep([held])
        if order is not None and not order.code:
            Order.objects.filter(pk=order.pk).update(code=held.code.code)
        return use, True


def give_use_back(shop: ShopContext, uid: uuid.UUID, use_uid: uuid.UUID) -> CodeUse | None:
    """Give a place back by hand; a use that has none stays as it is. None when there is no such use."""
    with shop_scope(shop.id):
        found = hold(Q(uid=uid))
        use: CodeUse | None = (
            CodeUse.objects.filter(code=found[0].code, uid=use_uid).first() if found else None
        )
        if use is not None and use.state == UseState.COUNTED:
            found[0].give_back(use, "by_hand", timezone.now())
            use.save()
            keep(found)
        return use


def check_code(
    shop: ShopContext,
    text: str,
    *,
    basket: Decimal | None = None,
    customer_uid: uuid.UUID | None = None,
    visitor: str = "",
    address: str = "",
) -> Check:
    """Whether a typed code would be taken; counts as a guess while it would not. Raises TooManyTries."""
    now = timezone.now()
    with shop_scope(shop.id):
        places = _places(shop, visitor, address)
        for place in places:
            if not take_guess(place, now):
                raise TooManyTries(seconds_to_wait(place, now))
        found = _checked(shop, text, basket, customer_uid)
        for place in places if found.is_usable else ():
            give_back(place, now)
        return found


def _places(shop: ShopContext, visitor: str, address: str) -> list[Bucket]:
    named = ((visitor, "code-visitor", FAILS_OF_VISITOR), (address, "code-address", FAILS_OF_ADDRESS))
    places = [
        bucket(name, shop.id, value, per_hour=most, slowing=False) for value, name, most in named if value
    ]
    return [*places, bucket("code-shop", shop.id, per_hour=FAILS_OF_SHOP, slowing=False)]


def _checked(shop: ShopContext, text: str, basket: Decimal | None, customer_uid: uuid.UUID | None) -> Check:
    code = code_by_text(shop.id, text)
    if code is None:
        return Check()
    customer_id = _customer_id(Redemption(customer_uid=customer_uid))
    by_customer = CodeUse.objects.filter(code=code, customer_id=customer_id, state=UseState.COUNTED)
    terms = terms_of(code)
    asked = Asked(
        day=local_day(timezone.now(), shop.zone),
        basket=basket,
        uses=code.uses,
        given=code.given,
        by_customer=by_customer.count() if customer_id and code.most_per_customer else 0,
    )
    return Check() if refusal(terms, asked) else Check(code, discount_of(terms, basket))


def _order(asked: Redemption) -> Any:
    if asked.order_uid is None:
        return None
    order = Order.objects.select_for_update(no_key=True).filter(uid=asked.order_uid).first()
    if order is None:
        raise Invalid(FieldError("#/order_id", "unknown_order", _("No order has this id.")))
    return order


def _customer_id(asked: Redemption) -> int | None:
    if asked.customer_uid is None:
        return None
    found = Customer.objects.filter(uid=asked.customer_uid).values_list("pk", flat=True).first()
    if found is None:
        raise Invalid(FieldError("#/customer_id", "unknown_customer", _("No customer has this id.")))
    return int(found)


def _known(code: PlaylistCode, order: Any, asked: Redemption) -> CodeUse | None:
    """The use that this redemption already has."""
    of_order: CodeUse | None = CodeUse.objects.filter(order=order).first() if order is not None else None
    if of_order is not None:
        if of_order.code_id != code.pk:
            raise Conflict(_("The order used another code."), code="other_code")
        return of_order
    names = {"idempotency_key": asked.idempotency_key, "reference": asked.reference}
    same = Q()
    for name, value in names.items():
        same |= Q(**{name: value}) if value else Q()
    found: CodeUse | None = CodeUse.objects.filter(same, code=code).first() if same else None
    return found


def _new_use(
    shop: ShopContext, held: Held, order: Any, customer_id: int | None, asked: Redemption
) -> CodeUse:
    now = timezone.now()
    seen = asked.channel or (
        place_seen(said_channels([order.pk]).get(order.pk, order.channel)) if order else ""
    )
    return CodeUse(
        shop_id=shop.id,
        code=held.code,
        order=order,
        customer_id=customer_id,
        used_at=now,
        used_on=local_day(now, shop.zone),
        source="api",
        reference=asked.reference,
        idempotency_key=asked.idempotency_key,
        channel_seen=seen,
        campaign_seen=asked.campaign or (order.campaign if order else ""),
        is_leak=is_leak(held.code.channel, seen),
    )


def _wish(use: CodeUse, order: Any, asked: Redemption) -> Wish:
    basket = asked.basket
    if basket is None and order is not None:
        basket = order.products_amount + order.services_amount
    return Wish(day=use.used_on, customer_id=use.customer_id, basket=basket)
