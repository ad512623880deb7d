"""Writing orders: a new one, and the steps of order, parcel and money."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.channels.arriving import note_said, place_of_order
from catalog.channels.compute import Place
from catalog.channels.selectors import rule_book
from catalog.codes.settling import settle_codes
from catalog.customers.models import Customer
from catalog.customers.services import CustomerFields, customer_for_order
from catalog.orders.amounts import LARGEST, Totals, line_amount, totals
from catalog.orders.models import DocumentKind, Order, OrderLine
from catalog.orders.personal import open_order, seal_order
from catalog.orders.steps import take
from catalog.orders.transitions import Steps
from catalog.products.models import Product
from catalog.products.selectors import products_by_sku
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.locks import take_turn
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope

SOURCE = "api"


@dataclass(frozen=True, slots=True)
class NewLine:
    """So many of a product; without ``unit_price`` at the product's price. ``discount`` is for the whole line."""

    sku: str
    quantity: int
    unit_price: Decimal | None = None
    discount: Decimal = Decimal(0)
    title: str = ""


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order to write. ``external_id`` is the sender's own name of it: sent again, it is the same order."""

    lines: tuple[NewLine, ...]
    external_id: str = ""
    number: str = ""
    placed_at: datetime | None = None
    channel: str = ""
    campaign: str = ""
    code: str = ""
    wilaya: str = ""
    shipping: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    note: str = ""
    customer_uid: uuid.UUID | None = None
    customer: CustomerFields = field(default_factory=CustomerFields)
    # Handed over and paid on the spot: counts as delivered when placed.
    is_till_sale: bool = False

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all of it, to tell a repetition from another order under the same name."""
        return hashlib.sha256(json.dumps(asdict(self), default=str, sort_keys=True).encode()).hexdigest()


class OrderFields(TypedDict, total=False):
    """What can be changed on an order besides its states."""

    number: str
    channel: str
    campaign: str
    code: str
    wilaya: str
    note: str
    customer_uid: uuid.UUID | None


PLAIN = frozenset({"number", "channel", "campaign", "code", "wilaya"})


def create_order(shop: ShopContext, new: NewOrder) -> tuple[Order, bool]:
    """Write the order with its lines, and whether it is new.

    Raises Invalid for an unknown SKU or customer (nothing is written then), and Conflict when another order has
    the same ``external_id``. A repetition returns the order that is there.
    """
    with shop_scope(shop.id):
        if new.external_id:
            take_turn("order", new.external_id)
            found = Order.objects.filter(source=SOURCE, external_id=new.external_id).first()
            if found is not None:
                return _same(found, new), False
        order = _created(shop, new)
        if order.code:
            settle_codes(shop)
        return order, True


def change_order(
    shop: ShopContext, uid: uuid.UUID, *, steps: Steps, fields: OrderFields | None = None
) -> Order | None:
    """Take steps and change fields of one order; None when the shop has none with this uid.

    Raises Conflict for a step that is not possible and Invalid for a time that does not fit.
    """
    with shop_scope(shop.id):
        order: Order | None = Order.objects.select_for_update(no_key=True).filter(uid=uid).first()
        if order is None:
            return None
        named = order.code
        take(shop, order, steps)
        _set(order, fields or OrderFields())
        order.save()
        if named or order.code:
            settle_codes(shop)
        return order


def hold_order(shop_id: int, uid: uuid.UUID) -> None:
    """Keep others from changing the order until the transaction ends."""
    with shop_scope(shop_id):
        Order.objects.select_for_update(no_key=True).filter(uid=uid).values_list("pk").first()


def _same(found: Order, new: NewOrder) -> Order:
    if open_order(current_seal(), found).get("fingerprint") != new.fingerprint:
        detail = _("Another order has the external id %(id)s.") % {"id": new.external_id}
        raise Conflict(detail, existing=f"ord_{found.uid.hex}", field="external_id")
    return found


def _created(shop: ShopContext, new: NewOrder) -> Order:
    order = Order(
        shop_id=shop.id,
        source=SOURCE,
        number=new.number,
        currency=shop.currency,
        wilaya=new.wilaya,
        channel=new.channel,
        campaign=new.campaign,
        code=new.code,
    )
    order.external_id = new.external_id or order.uid.hex
    order.placed_at = new.placed_at or timezone.now()
    lines = _lines(order, new.lines)
    _set_amounts(
        order,
        totals(((row.amount, row.is_service) for row in lines), shipping=new.shipping, discount=new.discount),
    )
    order.kind = DocumentKind.SALE if any(row.amount for row in lines) else DocumentKind.ADJUSTMENT
    order.customer = _customer(shop, new)
    order.personal = seal_order(current_seal(), order.uid, {"note": new.note, "fingerprint": new.fingerprint})
    take(shop, order, _till_sale(order) if new.is_till_sale else Steps())
    said = Place(order.channel, order.campaign)
    place = place_of_order(rule_book(shop.id), said, code=order.code, source=SOURCE)
    order.channel, order.campaign = place
    order.save(force_insert=True)
    if place != said:
        note_said(order.pk, said)
    OrderLine.objects.bulk_create(lines)
    return order


def _lines(order: Order, new: Sequence[NewLine]) -> list[OrderLine]:
    """The rows of the lines; raises Invalid naming every line whose SKU, price or discount does not do."""
    products = products_by_sku(order.shop_id, [line.sku for line in new])
    errors = [
        error for at, line in enumerate(new) if (error := _line_error(at, line, products.get(line.sku)))
    ]
    if errors:
        raise Invalid(*errors)
    return [_line(order, at, line, products[line.sku]) for at, line in enumerate(new)]


def _price(line: NewLine, product: Product) -> Decimal | None:
    return line.unit_price if line.unit_price is not None else product.price


def _line_error(at: int, line: NewLine, product: Product | None) -> FieldError | None:
    if product is None:
        detail = _("No product has the SKU %(sku)s.") % {"sku": line.sku}
        return FieldError(f"#/lines/{at}/sku", "unknown_sku", detail)
    price = _price(line, product)
    if price is None:
        return FieldError(f"#/lines/{at}/unit_price", "required", _("This product has no price: send one."))
    if not 0 <= line_amount(line.quantity, price, line.discount) <= LARGEST:
        detail = _("The line comes to less than nothing or to more than can be kept.")
        return FieldError(f"#/lines/{at}/discount", "out_of_range", detail)
    return None


def _line(order: Order, at: int, line: NewLine, product: Product) -> OrderLine:
    price = _price(line, product) or Decimal(0)
    return OrderLine(
        shop_id=order.shop_id,
        order=order,
        position=at + 1,
        product=product,
        title=line.title or product.title,
        quantity=line.quantity,
        unit_price=price,
        discount=line.discount,
        amount=line_amount(line.quantity, price, line.discount),
        is_service=product.is_service,
    )


def _set_amounts(order: Order, sums: Totals) -> None:
    if not sums.fits:
        detail = _("The order comes to less than nothing or to more than can be kept.")
        raise Invalid(FieldError("#/discount", "out_of_range", detail))
    order.products_amount, order.services_amount = sums.products, sums.services
    order.shipping_amount, order.discount_amount = sums.shipping, sums.discount
    order.total_amount = sums.total


def _customer(shop: ShopContext, new: NewOrder) -> Customer | None:
    if new.customer_uid is not None:
        return _customer_by_uid(new.customer_uid)
    if not new.customer:
        return None
    try:
        return customer_for_order(shop, new.customer)
    except Invalid as refused:
        raise Invalid(
            *(FieldError(e.pointer.replace("#/", "#/customer/", 1), e.code, e.detail) for e in refused.errors)
        ) from refused


def _customer_by_uid(uid: uuid.UUID | None) -> Customer | None:
    if uid is None:
        return None
    found: Customer | None = Customer.objects.filter(uid=uid).first()
    if found is None:
        raise Invalid(FieldError("#/customer_id", "unknown_customer", _("No customer has this id.")))
    return found


def _till_sale(order: Order) -> Steps:
    at = order.placed_at
    return Steps(
        order_state="confirmed",
        parcel_state="delivered",
        money_state="paid_out",
        confirmed_at=at,
        shipped_at=at,
        delivered_at=at,
    )


def _set(order: Order, fields: OrderFields) -> None:
    for name in PLAIN & fields.keys():
        setattr(order, name, fields[name])  # type: ignore[literal-required]
    if "customer_uid" in fields:
        order.customer = _customer_by_uid(fields["customer_uid"])
    if "note" in fields:
        seal = current_seal()
        known: dict[str, Any] = open_order(seal, order) | {"note": fields["note"]}
        order.personal = seal_order(seal, order.uid, known)
