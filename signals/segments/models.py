"""Segments prepared at night, what is proposed to each, and the campaigns that a person started from a proposal."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk
from signals.segments.rules import WINDOW_DAYS


class SegmentCode(models.TextChoices):
    NEW = "new", _("New")
    REGULAR = "regular", _("Regular")
    INACTIVE = "inactive", _("Inactive")


class Kind(models.TextChoices):
    """What a slot proposes."""

    BEST_SELLER = "best_seller", _("Best-seller")
    RISK_FREE = "risk_free", _("Easy to try")
    PROOF = "proof", _("Proof")
    PACK = "pack", _("Pack")
    COMPLEMENT = "complement", _("What goes with it")
    PERK = "perk", _("Loyalty perk")
    NOVELTY = "novelty", _("Novelty")
    DISCOUNT = "discount", _("Bounded discount")
    GUARANTEE = "guarantee", _("Easy return")


class ProposalState(models.TextChoices):
    OPEN = "open", _("Waits for you")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    LATER = "later", _("Later")
    EMPTY = "empty", _("Nothing to propose")


class CampaignState(models.TextChoices):
    RUNNING = "running", _("Running")
    STOPPED = "stopped", pgettext_lazy("campaign", "Stopped")
    ENDED = "ended", _("Over")


class SegmentMember(ShopModel):
    """A customer's segment as of the run's day. ``was`` is where they stood 30 days before, empty for the unknown.

    ``orders`` are all that were placed, ``delivered`` those delivered until the day, ``net`` delivered less refunds.
    """

    customer = shop_fk("catalog.Customer")
    segment = models.CharField(max_length=10, choices=SegmentCode.choices)
    was = models.CharField(max_length=10, choices=SegmentCode.choices, blank=True)
    orders = models.PositiveIntegerField(default=0)
    delivered = models.PositiveIntegerField(default=0)
    last_on = models.DateField(null=True)
    net = models.DecimalField(max_digits=16, decimal_places=2, default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "customer"], name="segment_member_once")]
        indexes = [models.Index(fields=["shop", "segment", "was"], name="segment_member_by_segment")]


class SegmentRun(ShopModel):
    """The last night: its day, and ``facts`` that pages show (the shop's own time between orders, median basket, …)."""

    as_of = models.DateField()
    computed_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    decision_uid = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop"], name="segment_run_once")]


class SegmentSettings(ShopModel):
    """What a shop decided; without a row the defaults hold.

    ``tiers``: pairs [spend, perk] in the shop's currency, ascending; empty means multiples of the median basket.
    ``monthly_cap``: the most that discounts may cost in 30 days, None for a share of the month's delivered revenue.
    """

    tiers = models.JSONField(default=list, blank=True)
    monthly_cap = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    window_days = models.PositiveSmallIntegerField(default=WINDOW_DAYS)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop"], name="segment_settings_once")]


class SegmentProposal(PublicIdModel, ShopModel):
    """One slot's proposal. The newest of a slot is current; answered ones stay as the shop's memory.

    ``products`` are ids, the one that leads first; ``values`` the figures of the rule; ``effect`` what earlier campaigns
    of the kind brought; ``until`` when a refusal or "later" ends; ``audience`` how many the rule fits.
    """

    segment = models.CharField(max_length=10, choices=SegmentCode.choices)
    slot = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    products = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    discount = models.FloatField(default=0)
    audience = models.PositiveIntegerField(default=0)
    reason_code = models.CharField(max_length=60, blank=True)
    effect = models.JSONField(default=dict)
    decision_uid = models.UUIDField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    cause = models.CharField(max_length=20, blank=True)
    until = models.DateField(null=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="segment_proposal_uid_once"),
            models.UniqueConstraint(
                fields=["shop", "segment", "slot"],
                condition=Q(is_current=True),
                name="segment_proposal_current",
            ),
        ]
        indexes = [models.Index(fields=["shop", "kind", "state"], name="segment_proposal_memory")]


class SegmentCampaign(PublicIdModel, ShopModel):
    """A proposal that a person accepted. ``ends_on`` is the last day whose orders count.

    ``messages`` by language, with {name}, {product}… in them; ``seed`` decides who is held out; ``result`` is what was
    counted last, final once the parcels of the window had time to arrive.
    """

    segment = models.CharField(max_length=10, choices=SegmentCode.choices)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=CampaignState.choices, default=CampaignState.RUNNING)
    proposal_uid = models.UUIDField()
    products = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    discount = models.FloatField(default=0)
    budget = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    messages = models.JSONField(default=dict)
    seed = models.DecimalField(max_digits=20, decimal_places=0)
    starts_on = models.DateField()
    ends_on = models.DateField()
    started_by = models.CharField(max_length=60, blank=True)
    stopped_by = models.CharField(max_length=60, blank=True)
    stopped_at = models.DateTimeField(null=True)
    decision_uid = models.UUIDField(null=True)
    result = models.JSONField(default=dict)
    result_at = models.DateTimeField(null=True)
    is_final = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="segment_campaign_uid_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="segment_campaign_days"
            ),
        ]
        indexes = [models.Index(fields=["shop", "kind", "state"], name="segment_campaign_by_kind")]


class SegmentAssignment(ShopModel):
    """One customer in a campaign: treated, or held out and never offered anything.

    ``product_ref`` is what this customer is offered (0: the campaign's own); ``before`` the orders of the 60 days before.
    """

    campaign = shop_fk("signals.SegmentCampaign", related_name="assignments")
    customer = shop_fk("catalog.Customer")
    is_held = models.BooleanField()
    is_contactable = models.BooleanField(default=True)
    stratum = models.PositiveSmallIntegerField()
    before = models.PositiveSmallIntegerField(default=0)
    product_ref = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "campaign", "customer"], name="segment_assignment_once")
        ]
        indexes = [models.Index(fields=["shop", "customer"], name="segment_assignment_of")]
