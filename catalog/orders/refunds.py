"""Recording money given back, on its own date."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.orders.amounts import part_of_line, products_share
from catalog.orders.models import MoneyState, Order, OrderLine, ParcelState, Refund, RefundLine
from catalog.orders.services import SOURCE
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope


@dataclass(frozen=True, slots=True)
class NewRefundLine:
    """So many pieces that came back; without ``amount`` at what they cost on the order."""

    sku: str
    quantity: int
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NewRefund:
    """A refund to record; without ``amount`` what the lines come to, without lines all that is left."""

    amount: Decimal | None = None
    lines: tuple[NewRefundLine, ...] = ()
    refunded_at: datetime | None = None
    reason: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class _Past:
    """What was given back of an order so far."""

    amount: Decimal
    products: Decimal
    pieces: dict[int, int]


def record_refund(shop: ShopContext, order_uid: uuid.UUID, new: NewRefund) -> tuple[Refund, bool] | None:
    """Write the refund, and whether it is new; None when the shop has no such order.

    Raises Conflict when more would be given back than was paid, or when another refund has the same
    ``external_id``; Invalid when a line is not on the order.
    """
    with shop_scope(shop.id):
        order = Order.objects.select_for_update(no_key=True).filter(uid=order_uid).first()
        if order is None:
            return None
        found = (
            Refund.objects.filter(source=SOURCE, external_id=new.external_id).first()
            if new.external_id
            else None
        )
        if found is not None:
            return _same(order, found, new), False
        return _recorded(shop, order, new), True


def _same(order: Order, found: Refund, new: NewRefund) -> Refund:
    is_equal = found.order_id == order.pk and (new.amount is None or new.amount == found.amount)
    if not is_equal or (new.refunded_at is not None and new.refunded_at != found.refunded_at):
        detail = _("Another refund has the external id %(id)s.") % {"id": new.external_id}
        raise Conflict(detail, existing=f"ref_{found.uid.hex}", field="external_id")
    return found


def _recorded(shop: ShopContext, order: Order, new: NewRefund) -> Refund:
    past = _past(order)
    lines = _lines(order, new.lines, past)
    amount = _amount(order, new, lines, past)
    given_at = new.refunded_at or max(timezone.now(), order.placed_at)
    if given_at < order.placed_at:
        detail = _("This time is before the order was placed.")
        raise Invalid(FieldError("#/refunded_at", "out_of_order", detail))
    uid = uuid.uuid4()
    refund: Refund = Refund.objects.create(
        shop_id=shop.id,
        uid=uid,
        source=SOURCE,
        external_id=new.external_id or uid.hex,
        order=order,
        customer_id=order.customer_id,
        channel=order.channel,
        currency=order.currency,
        refunded_at=given_at,
        refunded_on=local_day(given_at, shop.zone),
        amount=amount,
        products_amount=_products_amount(order, lines, amount, past),
        reason=new.reason,
    )
    for line in lines:
        line.refund = refund
    RefundLine.objects.bulk_create(lines)
    is_all = past.amount + amount >= order.total_amount
    order.money_state = MoneyState.REFUNDED if is_all else MoneyState.PARTIALLY_REFUNDED
    order.save(update_fields=["money_state", "updated_at"])
    return refund


def _past(order: Order) -> _Past:
    sums = Refund.objects.filter(order=order).aggregate(all=Sum("amount"), products=Sum("products_amount"))
    pieces = RefundLine.objects.filter(refund__order=order).values_list("product").annotate(Sum("quantity"))
    return _Past(sums["all"] or Decimal(0), sums["products"] or Decimal(0), dict(pieces))


def _lines(order: Order, new: tuple[NewRefundLine, ...], past: _Past) -> list[RefundLine]:
    bought: dict[str, list[OrderLine]] = {}
    for row in OrderLine.objects.filter(order=order, product__isnull=False).select_related("product"):
        bought.setdefault(row.product.sku, []).append(row)
    lines, errors = [], []
    for at, line in enumerate(new):
        rows = bought.get(line.sku, [])
        of = sum(row.quantity for row in rows)
        gone = past.pieces.get(rows[0].product_id or 0, 0) if rows else 0
        gone += sum(earlier.quantity for earlier in new[:at] if earlier.sku == line.sku)
        if line.quantity > of - gone:
            detail = _("The order has only %(left)s of %(sku)s left to give back.")
            errors.append(
                FieldError(f"#/lines/{at}", "too_many", detail % {"left": max(0, of - gone), "sku": line.sku})
            )
            continue
        cost = sum((row.amount for row in rows), Decimal(0))
        amount = line.amount if line.amount is not None else part_of_line(cost, quantity=line.quantity, of=of)
        lines.append(
            RefundLine(
                shop_id=order.shop_id,
                position=at + 1,
                product=rows[0].product,
                title=rows[0].title,
                quantity=line.quantity,
                amount=amount,
                is_service=rows[0].is_service,
            )
        )
    if errors:
        raise Invalid(*errors)
    return lines


def _amount(order: Order, new: NewRefund, lines: list[RefundLine], past: _Past) -> Decimal:
    is_paid = order.money_state != MoneyState.UNPAID or order.parcel_state in {
        ParcelState.DELIVERED,
        ParcelState.RETURNED,
    }
    if not is_paid:
        raise Conflict(
            _("Nothing was paid for this order yet: there is nothing to give back."), code="not_paid"
        )
    left = order.total_amount - past.amount
    of_lines = sum((line.amount for line in lines), Decimal(0)) if lines else left
    amount = new.amount if new.amount is not None else of_lines
    if not 0 < amount <= left:
        detail = _("Of this order %(left)s %(currency)s are left to give back.")
        raise Conflict(detail % {"left": left, "currency": order.currency}, code="more_than_paid")
    return amount


def _products_amount(order: Order, lines: list[RefundLine], amount: Decimal, past: _Past) -> Decimal:
    if lines:
        return min(amount, sum((line.amount for line in lines if not line.is_service), Decimal(0)))
    paid = order.products_amount - order.discount_amount
    return products_share(amount, products=paid, already=past.products)
