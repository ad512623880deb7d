"""What a shop gives for a consent, and to whom it gave it: once a customer, and never more than it is worth."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk

MOST_PERCENT = 30


class Arm(models.TextChoices):
    """By lot: of most consenters the data is used; of the others it is not, so that its worth can be measured."""

    USED = "used", _("Their data is used")
    HELD_OUT = "held_out", _("Held out by chance: the data is not used")


class ConsentBenefit(ShopModel):
    """A discount for agreeing to one purpose; all amounts in the shop's currency.

    ``ceiling`` is what one order gets at most, ``budget`` what all grants together may cost. ``stopped_because`` is set
    when the machine ended it: ``costs_more`` than the data brings, or ``budget`` is used up.
    """

    purpose = models.CharField(max_length=20)
    is_on = models.BooleanField(default=False)
    percent = models.PositiveSmallIntegerField(default=10)
    ceiling = models.DecimalField(max_digits=14, decimal_places=2)
    budget = models.DecimalField(max_digits=16, decimal_places=2)
    valid_days = models.PositiveSmallIntegerField(default=60)
    stopped_because = models.CharField(max_length=20, blank=True)
    measured = models.JSONField(default=dict, blank=True)
    measured_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "purpose"], name="consent_benefit_once"),
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=MOST_PERCENT), name="consent_benefit_bounded"
            ),
        ]


class BenefitGrant(PublicIdModel, ShopModel):
    """One customer's benefit: the code that was made for it and the arm that chance drew."""

    benefit = shop_fk("transparency.ConsentBenefit", related_name="grants")
    customer = shop_fk("catalog.Customer")
    code = shop_fk("catalog.PlaylistCode", null=True, blank=True, on_delete=models.SET_NULL)
    arm = models.CharField(max_length=10, choices=Arm.choices)
    granted_at = models.DateTimeField()
    decision_uid = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "benefit", "customer"], name="benefit_once_a_customer")
        ]
        indexes = [models.Index(fields=["shop", "benefit", "granted_at"], name="benefit_by_time")]
