"""The question "how did you hear of us?": one tap, and what was shown when it was answered."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class AskedBy(models.TextChoices):
    """Where the question was put."""

    LINK = "link", _("Link in a message")
    FRAGMENT = "fragment", _("Thank-you page")
    CALL = "call", _("Confirmation call")
    API = "api", _("API")


class HeardAnswer(PublicIdModel, ShopModel):
    """One answer; ``channel`` is empty when the person does not remember.

    ``shown_order`` holds the options as they stood on the screen, for the share of the first place to be checked.
    """

    channel = models.CharField(max_length=40, blank=True)
    campaign = models.CharField(max_length=120, blank=True)
    order = shop_fk("catalog.Order", related_name="heard", null=True, blank=True, on_delete=models.SET_NULL)
    # What a thank-you page says of an order that has not come in yet; the night finds it.
    order_number = models.CharField(max_length=100, blank=True)
    conversation = shop_fk("catalog.Conversation", null=True, blank=True, on_delete=models.SET_NULL)
    customer = shop_fk("catalog.Customer", null=True, blank=True, on_delete=models.SET_NULL)
    asked_by = models.CharField(max_length=10, choices=AskedBy.choices)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField()
    answered_on = models.DateField()
    shown_order = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    language = models.CharField(max_length=8, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="heard_answer_uid_once"),
            models.UniqueConstraint(
                fields=["shop", "order"], condition=Q(order__isnull=False), name="heard_answer_once_an_order"
            ),
            models.UniqueConstraint(
                fields=["shop", "order_number"],
                condition=Q(order__isnull=True) & ~Q(order_number=""),
                name="heard_answer_once_a_number",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "answered_on"], name="heard_answer_by_day"),
            models.Index(fields=["shop", "customer"], name="heard_answer_of_customer"),
            models.Index(fields=["shop", "conversation"], name="heard_answer_of_talk"),
        ]


class HeardSettings(ShopModel):
    """Which channels the question offers; an empty list means those that the product proposes."""

    is_on = models.BooleanField(default=True)
    options = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop"], name="heard_settings_once")]
