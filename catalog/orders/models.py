"""Orders, their lines, refunds on their own date, and the days that changed.

Three states are kept apart because in cash on delivery they move apart: what was agreed (order), where the
parcel is (parcel), where the money is (money).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class OrderState(models.TextChoices):
    PLACED = "placed", _("To confirm")
    CONFIRMED = "confirmed", pgettext_lazy("order", "Confirmed")
    CANCELLED = "cancelled", pgettext_lazy("order", "Cancelled")


class ParcelState(models.TextChoices):
    NONE = "none", _("Not shipped")
    PREPARING = "preparing", _("Preparing")
    IN_TRANSIT = "in_transit", _("On its way")
    DELIVERED = "delivered", _("Delivered")
    REFUSED = "refused", _("Refused at the door")
    RETURNED = "returned", pgettext_lazy("parcel", "Returned after delivery")


class MoneyState(models.TextChoices):
    UNPAID = "unpaid", _("Unpaid")
    COLLECTED = "collected", _("Collected by the courier")
    PAID_OUT = "paid_out", _("Received")
    PARTIALLY_REFUNDED = "partially_refunded", _("Partly refunded")
    REFUNDED = "refunded", _("Refunded")


class DocumentKind(models.TextChoices):
    SALE = "sale", _("Order")
    # All lines at zero: stock movements and the like. Kept and counted as a document, never as an order.
    ADJUSTMENT = "adjustment", _("Adjustment")


class Order(PublicIdModel, ShopModel):
    """One order. Amounts are in the order's currency; the ``*_on`` dates are the shop's local days."""

    source = models.CharField(max_length=40)
    external_id = models.CharField(max_length=200)
    number = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=12, choices=DocumentKind.choices, default=DocumentKind.SALE)
    customer = shop_fk(
        "catalog.Customer", related_name="orders", null=True, blank=True, on_delete=models.SET_NULL
    )
    channel = models.CharField(max_length=40, blank=True)
    campaign = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60, blank=True)
    currency = models.CharField(max_length=3)
    wilaya = models.CharField(max_length=60, blank=True)

    order_state = models.CharField(max_length=12, choices=OrderState.choices, default=OrderState.PLACED)
    parcel_state = models.CharField(max_length=12, choices=ParcelState.choices, default=ParcelState.NONE)
    money_state = models.CharField(max_length=20, choices=MoneyState.choices, default=MoneyState.UNPAID)

    placed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # cancelled, refused or returned
    delivery_date_known = models.BooleanField(default=True)
    placed_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)
    shipped_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    # The day on which the money came in; None where the source does not say: then that of delivery counts.
    received_on = models.DateField(null=True, blank=True)

    # products + services + shipping - discount = total; services are fee lines, shipping is the delivery fee.
    products_amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    services_amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    shipping_amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    discount_amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    total_amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)

    # Name, phone and address on this parcel, the note, and columns of the source that have no field here.
    personal = models.BinaryField(null=True, blank=True)
    created_import = shop_fk("catalog.ImportBatch", null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "source", "external_id"], name="order_source_once"),
            models.UniqueConstraint(fields=["shop", "uid"], name="order_uid_once"),
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True) | Q(delivered_on__isnull=False),
                name="order_delivered_day",
            ),
        ]
        # None of these holds ``id`` besides ``shop``: for a shop that the statistics do not know yet, the planner
        # would take such an index for as good as the unique one, and the check of each new line's foreign key
        # would walk all orders of the shop.
        indexes = [
            models.Index(fields=["shop", "placed_on"], name="order_by_placed"),
            models.Index(fields=["shop", "delivered_on"], name="order_by_delivered"),
            # Only dates that differ from the day of placing, which has its own index: files without delivery
            # states repeat one day four times and would pay for it at every import.
            models.Index(
                fields=["shop", "confirmed_on"],
                condition=Q(confirmed_on__gt=F("placed_on")) | Q(confirmed_on__lt=F("placed_on")),
                name="order_by_confirmed",
            ),
            models.Index(
                fields=["shop", "shipped_on"],
                condition=Q(shipped_on__gt=F("placed_on")) | Q(shipped_on__lt=F("placed_on")),
                name="order_by_shipped",
            ),
            models.Index(
                fields=["shop", "received_on"],
                condition=Q(received_on__isnull=False),
                name="order_by_received",
            ),
            models.Index(fields=["shop", "code"], condition=~Q(code=""), name="order_by_code"),
            models.Index(fields=["shop", "customer", "delivered_on"], name="order_by_customer"),
            models.Index(fields=["shop", "number"], name="order_by_number"),
            models.Index(fields=["shop", "created_import"], name="order_by_import"),
        ]


class OrderLine(ShopModel):
    """One line: ``amount`` = quantity x unit price - line discount, rounded to the cent."""

    order = shop_fk("catalog.Order", related_name="lines")
    position = models.PositiveIntegerField()
    product = shop_fk("catalog.Product", null=True, blank=True, on_delete=models.PROTECT)
    title = models.CharField(max_length=500, blank=True)
    quantity = models.IntegerField()
    unit_price = models.DecimalField(max_digits=14, decimal_places=4)
    discount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    is_service = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "order", "position"], name="order_line_once")]
        indexes = [models.Index(fields=["shop", "product"], name="order_line_by_product")]


class Refund(PublicIdModel, ShopModel):
    """Money given back, on its own date. A credit note is one refund; ``amount`` is positive.

    Tied to its order when the source says which one; otherwise ``order`` is empty.
    """

    source = models.CharField(max_length=40)
    external_id = models.CharField(max_length=200)
    order = shop_fk("catalog.Order", related_name="refunds", null=True, blank=True)
    customer = shop_fk("catalog.Customer", null=True, blank=True, on_delete=models.SET_NULL)
    channel = models.CharField(max_length=40, blank=True)
    currency = models.CharField(max_length=3)
    refunded_at = models.DateTimeField()
    refunded_on = models.DateField()
    date_known = models.BooleanField(default=True)
    is_credit_note = models.BooleanField(default=False)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    products_amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    reason = models.CharField(max_length=200, blank=True)
    created_import = shop_fk("catalog.ImportBatch", null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "source", "external_id"], name="refund_source_once")
        ]
        indexes = [
            models.Index(fields=["shop", "refunded_on"], name="refund_by_day"),
            models.Index(fields=["shop", "order"], name="refund_of_order"),
            models.Index(fields=["shop", "created_import"], name="refund_by_import"),
        ]


class RefundLine(ShopModel):
    """What came back; ``quantity`` and ``amount`` are positive."""

    refund = shop_fk("catalog.Refund", related_name="lines")
    position = models.PositiveIntegerField()
    product = shop_fk("catalog.Product", null=True, blank=True, on_delete=models.PROTECT)
    title = models.CharField(max_length=500, blank=True)
    quantity = models.IntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    is_service = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "refund", "position"], name="refund_line_once")
        ]
        indexes = [models.Index(fields=["shop", "product"], name="refund_line_by_product")]


class ChangeMark(ShopModel):
    """A shop-local day (and customer) whose orders or refunds changed since the last nightly run.

    Written by statement triggers, so no path can forget it, and append-only: a run claims the marks it
    deletes, and a mark written meanwhile stays for the next run. ``customer_ref`` is 0 for lines without a
    customer.
    """

    day = models.DateField()
    customer_ref = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["shop", "id"], name="change_mark_queue")]
