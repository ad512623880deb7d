"""Parcels, what their couriers said of them, what couriers' words mean, and the cash that couriers handed over.

The latest event by its own time says where a parcel is, in whatever order files bring the events. The order of a
parcel follows it (:mod:`catalog.parcels.flow`): key figures read orders, never parcels.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.parcels.course import NO_MOVEMENT
from catalog.people.models import User
from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class CourierState(models.TextChoices):
    """One vocabulary for the words of all couriers."""

    PENDING = "pending", _("Announced")
    READY = "ready", _("Ready for the courier")
    PICKED_UP = "picked_up", _("Picked up")
    IN_TRANSIT = "in_transit", _("On its way")
    OUT_FOR_DELIVERY = "out_for_delivery", _("Out for delivery")
    ATTEMPT_FAILED = "attempt_failed", _("Attempt failed")
    ON_HOLD = "on_hold", _("On hold")
    DELIVERED = "delivered", _("Delivered")
    RETURNING = "returning", _("Refused: on its way back")
    RETURNED = "returned", _("Refused: back with you")
    CANCELLED = "cancelled", _("Cancelled before it left")
    LOST = "lost", _("Lost")
    EXCEPTION = "exception", _("To look into")


MEANINGS = (*CourierState.values, NO_MOVEMENT)


class Remittance(PublicIdModel, ShopModel):
    """Cash that a courier handed over on one day. ``amount`` is what came, ``expected`` what its parcels had collected."""

    courier = models.CharField(max_length=40)
    received_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    expected = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    note = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="remittance_uid_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="remittance_positive"),
        ]
        indexes = [models.Index(fields=["shop", "-received_on"], name="remittance_by_day")]


class Parcel(PublicIdModel, ShopModel):
    """One parcel. ``cash`` is what the courier collects at the door; the ``*_on`` dates are the shop's local days.

    ``state`` is empty until the courier says a word that is understood. ``failed_on`` is the day of the first step
    back, which dates a refusal; ``returned_on`` the day when it is in the shop's hands again.
    """

    order = shop_fk("catalog.Order", related_name="parcels", null=True, blank=True, on_delete=models.SET_NULL)
    courier = models.CharField(max_length=40)
    tracking = models.CharField(max_length=100)
    order_number = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=20, choices=CourierState.choices, blank=True)
    raw_state = models.CharField(max_length=120, blank=True)
    state_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    wilaya = models.CharField(max_length=60, blank=True)
    currency = models.CharField(max_length=3)
    cash = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    delivery_fee = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    return_fee = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    announced_on = models.DateField(null=True, blank=True)
    shipped_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    failed_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    says_paid = models.BooleanField(default=False)  # the courier says that it handed the cash over
    remittance = shop_fk(
        "catalog.Remittance", related_name="parcels", null=True, blank=True, on_delete=models.SET_NULL
    )
    created_import = shop_fk("catalog.ImportBatch", null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "courier", "tracking"], name="parcel_tracking_once"),
            models.UniqueConstraint(fields=["shop", "uid"], name="parcel_uid_once"),
        ]
        indexes = [
            models.Index(fields=["shop", "tracking"], name="parcel_by_tracking"),
            models.Index(fields=["shop", "order"], name="parcel_of_order"),
            models.Index(fields=["shop", "state", "-state_at"], name="parcel_by_state"),
            models.Index(fields=["shop", "delivered_on"], name="parcel_by_delivered"),
            models.Index(fields=["shop", "remittance"], name="parcel_of_remittance"),
        ]


class ParcelEvent(ShopModel):
    """One thing that a courier said of a parcel. ``state`` is empty while nobody has said what the word means."""

    parcel = shop_fk("catalog.Parcel", related_name="events")
    at = models.DateTimeField()
    raw = models.CharField(max_length=120)
    plain = models.CharField(max_length=120)  # the word as it is compared: without accents, in lower case
    state = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=120, blank=True)
    external_id = models.CharField(max_length=100, blank=True)
    created_import = shop_fk("catalog.ImportBatch", null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "parcel", "at", "plain"], name="parcel_event_once"),
            models.CheckConstraint(
                condition=Q(state="") | Q(state__in=MEANINGS), name="parcel_event_known_state"
            ),
        ]
        indexes = [models.Index(fields=["shop", "plain"], name="parcel_event_by_word")]


class CourierWord(ShopModel):
    """What a courier's word means in this shop; an empty ``state`` waits for somebody to say.

    Only words that the built-in table does not know, or that the owner understands otherwise.
    """

    courier = models.CharField(max_length=40)
    plain = models.CharField(max_length=120)
    raw = models.CharField(max_length=120)
    state = models.CharField(max_length=20, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "courier", "plain"], name="courier_word_once"),
            models.CheckConstraint(
                condition=Q(state="") | Q(state__in=MEANINGS), name="courier_word_known_state"
            ),
        ]
