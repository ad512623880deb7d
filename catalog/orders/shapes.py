"""Orders as JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from catalog.customers.shapes import CustomerBody
from catalog.customers.shapes import fields_of as customer_fields
from catalog.history.shapes import AsOfParams
from catalog.orders.models import MoneyState, Order, OrderState, ParcelState, Refund
from catalog.orders.personal import open_order
from catalog.orders.refunds import NewRefund, NewRefundLine
from catalog.orders.services import NewLine, NewOrder, OrderFields
from catalog.orders.transitions import Steps
from catalog.rest.fields import Moment, PageParams, PublicId, Strict, amount_field, page_shape, total_field

LARGEST_QUANTITY = 100_000
STATES = [*OrderState.values, *ParcelState.values]


class LineShown(serializers.Serializer[Any]):
    position = serializers.IntegerField()
    sku = serializers.CharField(source="product.sku", default=None, allow_null=True)
    title = serializers.CharField()
    quantity = serializers.IntegerField()
    unit_price = serializers.DecimalField(max_digits=14, decimal_places=4)
    discount = total_field()
    amount = total_field()
    is_service = serializers.BooleanField()


class RefundLineShown(serializers.Serializer[Any]):
    sku = serializers.CharField(source="product.sku", default=None, allow_null=True)
    title = serializers.CharField()
    quantity = serializers.IntegerField()
    amount = total_field()


class RefundShown(serializers.Serializer[Refund]):
    """Money given back, dated by when it was."""

    id = PublicId("ref", source="uid")
    external_id = serializers.CharField()
    refunded_at = serializers.DateTimeField()
    amount = total_field()
    products_amount = total_field()
    reason = serializers.CharField()
    lines = RefundLineShown(many=True)


class OrderShown(serializers.Serializer[Any]):
    """An order. `total` = `products` + `services` + `shipping` - `discount`, in `currency`."""

    id = PublicId("ord", source="uid")
    source = serializers.CharField()  # type: ignore[assignment]  # DRF takes fields off the class
    external_id = serializers.CharField()
    number = serializers.CharField()
    kind = serializers.CharField()
    customer_id = PublicId("cus", source="customer.uid", default=None, allow_null=True)
    channel = serializers.CharField()
    campaign = serializers.CharField()
    code = serializers.CharField()
    wilaya = serializers.CharField()
    order_state = serializers.ChoiceField(choices=OrderState.choices)
    parcel_state = serializers.ChoiceField(choices=ParcelState.choices)
    money_state = serializers.ChoiceField(choices=MoneyState.choices)
    placed_at = serializers.DateTimeField()
    confirmed_at = serializers.DateTimeField(allow_null=True)
    shipped_at = serializers.DateTimeField(allow_null=True)
    delivered_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True, help_text="Cancelled, refused or returned.")
    currency = serializers.CharField()
    products = total_field(source="products_amount")
    services = total_field(source="services_amount")
    shipping = total_field(source="shipping_amount")
    discount = total_field(source="discount_amount")
    total = total_field(source="total_amount")
    note = serializers.SerializerMethodField()
    lines = LineShown(many=True)
    refunds = RefundShown(many=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def get_note(self, order: Order) -> str:
        return str(open_order(self.context["seal"], order).get("note", ""))


class NewLineShape(Strict):
    sku = serializers.CharField(max_length=120)
    quantity = serializers.IntegerField(min_value=1, max_value=LARGEST_QUANTITY)
    unit_price = serializers.DecimalField(
        max_digits=14,
        decimal_places=4,
        min_value=Decimal(0),
        allow_null=True,
        default=None,
        help_text="Left out: the product's price.",
    )
    discount = amount_field(default=Decimal(0), help_text="On the whole line.")
    title = serializers.CharField(max_length=500, allow_blank=True, default="")


class OrderDetails(Strict):
    number = serializers.CharField(max_length=100, allow_blank=True, required=False)
    channel = serializers.CharField(max_length=40, allow_blank=True, required=False)
    campaign = serializers.CharField(max_length=120, allow_blank=True, required=False)
    code = serializers.CharField(max_length=60, allow_blank=True, required=False)
    wilaya = serializers.CharField(max_length=60, allow_blank=True, required=False)
    note = serializers.CharField(max_length=2000, allow_blank=True, required=False)
    customer_id = PublicId("cus", required=False, allow_null=True, source="customer_uid")


class OrderBody(OrderDetails):
    """A new order, placed and not yet confirmed unless `is_till_sale`."""

    external_id = serializers.CharField(
        max_length=200,
        allow_blank=True,
        required=False,
        help_text="Your own id: sent again it is the same order.",
    )
    placed_at = Moment(required=False, help_text="Left out: now.")
    lines = serializers.ListField(child=NewLineShape(), min_length=1, max_length=500)
    shipping = amount_field(required=False)
    discount = amount_field(required=False, help_text="On the whole order.")
    customer = CustomerBody(
        required=False, help_text="Found by phone, else made. Not together with `customer_id`."
    )
    is_till_sale = serializers.BooleanField(
        required=False, help_text="Handed over and paid on the spot: delivered when placed."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("customer") and attrs.get("customer_uid"):
            raise serializers.ValidationError({"customer": [_("Send either customer or customer_id.")]})
        return attrs


class OrderChange(OrderDetails):
    """Steps of the three states, each with its time (left out: now), and details."""

    order_state = serializers.ChoiceField(choices=OrderState.choices, required=False)
    parcel_state = serializers.ChoiceField(choices=ParcelState.choices, required=False)
    money_state = serializers.ChoiceField(choices=MoneyState.choices, required=False)
    confirmed_at = Moment(required=False)
    shipped_at = Moment(required=False)
    delivered_at = Moment(required=False)
    closed_at = Moment(required=False)


class RefundLineBody(Strict):
    sku = serializers.CharField(max_length=120)
    quantity = serializers.IntegerField(min_value=1, max_value=LARGEST_QUANTITY)
    amount = amount_field(required=False, help_text="Left out: what the pieces cost on the order.")


class RefundBody(Strict):
    """Without `amount` what the lines come to; without lines all that is left."""

    amount = amount_field(required=False, min_value=Decimal("0.01"))
    lines = serializers.ListField(child=RefundLineBody(), max_length=500, required=False)
    refunded_at = Moment(required=False, help_text="Left out: now.")
    reason = serializers.CharField(max_length=200, allow_blank=True, required=False)
    external_id = serializers.CharField(max_length=200, allow_blank=True, required=False)


class OrderParams(AsOfParams, PageParams):
    placed_from = serializers.DateField(required=False, help_text="The shop's local day, included.")
    placed_to = serializers.DateField(required=False, help_text="The shop's local day, included.")
    state = serializers.ChoiceField(
        choices=STATES, required=False, allow_blank=True, default="", help_text="Of the order or its parcel."
    )
    channel = serializers.CharField(max_length=40, required=False, allow_blank=True)
    customer = PublicId("cus", required=False)
    number = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    external_id = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("as_of") and attrs.get("state"):
            raise serializers.ValidationError({"as_of": [_("Send either as_of or state.")]})
        return attrs


OrderPage = page_shape("OrderPage", OrderShown)


def new_order(values: dict[str, Any]) -> NewOrder:
    """A validated body as the order to write."""
    said = dict(values)
    lines = tuple(NewLine(**line) for line in said.pop("lines"))
    customer = customer_fields(said.pop("customer", {}))
    return NewOrder(lines=lines, customer=customer, **said)


def new_refund(values: dict[str, Any]) -> NewRefund:
    """A validated body as the refund to record."""
    said = dict(values)
    lines = tuple(NewRefundLine(**line) for line in said.pop("lines", []))
    return NewRefund(lines=lines, **said)


def steps_and_fields(values: dict[str, Any]) -> tuple[Steps, OrderFields]:
    """A validated change as steps and fields."""
    steps = {name: value for name, value in values.items() if name in Steps.__slots__}
    fields = {name: value for name, value in values.items() if name not in Steps.__slots__}
    return Steps(**steps), OrderFields(**fields)  # type: ignore[typeddict-item]
