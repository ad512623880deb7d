"""The shop's own tree of channels, its campaigns, what leads to them, and what rules moved.

Channels and campaigns stay text in every table that names one: a channel that nobody described is still counted.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class Sign(models.TextChoices):
    """What tells where somebody came from, the most trusted first: what the shop wrote itself leads."""

    CODE = "code", _("Code")
    AD_ID = "ad_id", _("Ad or campaign number")
    UTM_CAMPAIGN = "utm_campaign", _("Campaign name (utm_campaign)")
    UTM_SOURCE = "utm_source", _("Source of the link (utm_source)")
    CLICK_ID = "click_id", _("Click mark of a network (fbclid, ttclid …)")
    REFERRER = "referrer", _("Site they came from")
    ORDER_SOURCE = "order_source", _("Channel as the order or conversation names it")


class RunState(models.TextChoices):
    QUEUED = "queued", _("Queued")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped halfway")
    UNDONE = "undone", _("Undone")


class Channel(PublicIdModel, ShopModel):
    """What a shop says of a channel: it changes one that everybody knows, or adds one of its own."""

    slug = models.CharField(max_length=40)
    parent = models.CharField(max_length=40, blank=True)  # a slug
    name = models.CharField(max_length=80, blank=True)  # "": the name that everybody knows
    is_paid = models.BooleanField(default=False)
    is_hidden = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "slug"], name="channel_slug_once"),
            models.UniqueConstraint(fields=["shop", "uid"], name="channel_uid_once"),
            models.CheckConstraint(condition=~Q(slug=""), name="channel_has_slug"),
            models.CheckConstraint(condition=~Q(parent=F("slug")), name="channel_not_its_parent"),
        ]


class Campaign(PublicIdModel, ShopModel):
    """A campaign under one name, whatever platforms, links and sheets call it."""

    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    channel = models.CharField(max_length=40, blank=True)  # "": it runs on several
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    is_archived = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "slug"], name="campaign_slug_once"),
            models.UniqueConstraint(fields=["shop", "uid"], name="campaign_uid_once"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="campaign_dates_in_order",
            ),
        ]


class CampaignName(ShopModel):
    """A name that means a campaign; ``plain`` is its form for comparing."""

    campaign = shop_fk("catalog.Campaign", related_name="names")
    raw = models.CharField(max_length=200)
    plain = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "plain"], name="campaign_name_once")]
        indexes = [models.Index(fields=["shop", "campaign"], name="campaign_name_of")]


class ChannelRule(PublicIdModel, ShopModel):
    """When a sign says ``value`` (ending in ``*``: begins with it), the channel, the campaign or both follow."""

    what = models.CharField(max_length=20, choices=Sign.choices)
    value = models.CharField(max_length=200)
    plain = models.CharField(max_length=200)
    channel = models.CharField(max_length=40, blank=True)
    campaign = shop_fk("catalog.Campaign", null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created_by = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "what", "plain"], name="channel_rule_once"),
            models.UniqueConstraint(fields=["shop", "uid"], name="channel_rule_uid_once"),
            models.CheckConstraint(
                condition=~Q(channel="") | Q(campaign__isnull=False), name="channel_rule_leads_somewhere"
            ),
            models.CheckConstraint(condition=~Q(plain=""), name="channel_rule_has_value"),
        ]


class ChannelRun(PublicIdModel, ShopModel):
    """One application of the rules to what is stored; ``moved`` counts rows by kind."""

    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.QUEUED)
    rows_total = models.PositiveIntegerField(default=0)
    rows_seen = models.PositiveIntegerField(default=0)
    moved = models.JSONField(default=dict)
    started_by = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="channel_run_uid_once"),
            models.UniqueConstraint(
                fields=["shop"],
                condition=Q(state__in=["queued", "running"]),
                name="channel_run_one_at_a_time",
            ),
        ]


class ChannelMove(ShopModel):
    """One row that a run moved, as it was before and as it is now."""

    run = shop_fk("catalog.ChannelRun", related_name="moves")
    kind = models.CharField(max_length=20)
    row_key = models.CharField(max_length=80)
    was_channel = models.CharField(max_length=40, blank=True)
    was_campaign = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=40, blank=True)
    campaign = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "run", "kind", "row_key"], name="channel_move_once")
        ]


class ChannelSaid(ShopModel):
    """What a row's own source said of its channel and campaign, kept from the first time that a rule changed it."""

    kind = models.CharField(max_length=20)
    row_key = models.CharField(max_length=80)
    channel = models.CharField(max_length=40, blank=True)
    campaign = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "kind", "row_key"], name="channel_said_once")]


class ArrivalSign(ShopModel):
    """The signs that an event of a visit brought along, so that a rule made later finds the visits before it.

    No address is kept: of the referrer its host, of a click mark its name, not its value.
    """

    event_id = models.UUIDField()
    occurred_at = models.DateTimeField()
    utm_source = models.CharField(max_length=120, blank=True)
    referrer = models.CharField(max_length=120, blank=True)
    click_id = models.CharField(max_length=40, blank=True)
    ad_id = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "occurred_at", "event_id"], name="arrival_sign_once")
        ]
