"""Campaigns whose success is defined before they start, and what they came to."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel


class CampaignType(models.TextChoices):
    """What a campaign is; the base rate is counted within it."""

    ADVERT = "advert", _("Paid adverts")
    MESSAGE = "message", _("Messages to customers")
    PLAYLIST = "playlist", _("Playlist or pack")
    INFLUENCER = "influencer", _("Influencer")
    OCCASION = "occasion", _("Occasion")
    OTHER = "other", _("Other")


class Audience(models.TextChoices):
    EVERYONE = "", _("Everyone")
    NEW = "new", _("New customers")
    REGULAR = "regular", _("Regular customers")
    INACTIVE = "inactive", _("Inactive customers")


class CampaignPlan(PublicIdModel, ShopModel):
    """A campaign with what success means, written down before ``starts_on`` and unchanged from then on.

    ``campaign`` and ``channel`` are the slugs that orders and spend carry. Success: the margin of the orders it brought,
    corrected by those held out where there are any, less ``cost``, is at least ``goal``. ``chance`` is what was said
    before the start (with its range and where it comes from); ``result`` what was counted; ``is_success`` is empty until
    the parcels of the last day had time to arrive.
    """

    name = models.CharField(max_length=120)
    campaign = models.CharField(max_length=120)
    channel = models.CharField(max_length=40, blank=True)
    type = models.CharField(max_length=12, choices=CampaignType.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices, blank=True)
    audience_size = models.PositiveIntegerField(null=True, blank=True)
    discount = models.FloatField(default=0)
    product_score = models.FloatField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    cost = models.DecimalField(max_digits=14, decimal_places=2)
    goal = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    chance = models.JSONField(default=dict)
    segment_campaign = models.UUIDField(null=True)
    result = models.JSONField(default=dict)
    is_success = models.BooleanField(null=True)
    measured_at = models.DateTimeField(null=True)
    decision_uid = models.UUIDField(null=True)
    created_by = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="campaign_plan_uid_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_plan_days"),
        ]
        indexes = [models.Index(fields=["shop", "-starts_on"], name="campaign_plan_by_day")]
