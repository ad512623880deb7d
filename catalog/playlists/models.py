"""Playlists: an offer as a path of three steps."""

from __future__ import annotations

from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from catalog.playlists.themes import Season, Theme, Use
from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk

# A rebate above this is a clearance sale, which a path with proof and a step up is not for.
MOST_REBATE = 30


class Step(models.TextChoices):
    DISCOVERY = "discovery", _("Discover")
    PROOF = "proof", _("Proof")
    STEP_UP = "step_up", _("Go further")


class PriceRule(models.TextChoices):
    """What the pack of a playlist costs beside the sum of its parts."""

    NONE = "none", _("No pack price: each product at its own price")
    REBATE = "rebate", _("A rebate on the pack")
    FIXED = "fixed", _("A fixed price for the pack")


class Playlist(PublicIdModel, ShopModel):
    """``title`` and ``intro`` are in ``language``; ``texts`` holds them in others: ``{"ar": {"title", "intro"}}``.

    ``pack`` is the product that sells the path as one, priced by ``price_rule``.
    """

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="fr")
    texts = models.JSONField(default=dict, db_default={}, blank=True)
    theme = models.CharField(max_length=60, blank=True, choices=Theme.choices)
    use = models.CharField(max_length=20, blank=True, choices=Use.choices, default="", db_default="")
    season = models.CharField(max_length=10, blank=True, choices=Season.choices, default="", db_default="")
    # What a customer spends at most on this path, in the shop's currency.
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    price_rule = models.CharField(
        max_length=10, choices=PriceRule.choices, default=PriceRule.NONE, db_default="none"
    )
    rebate_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    fixed_price = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    pack = shop_fk("catalog.Product", null=True, blank=True, on_delete=models.SET_NULL)
    is_published = models.BooleanField(default=False)
    is_archived = models.BooleanField(default=False, db_default=False)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "slug"], name="playlist_slug_once"),
            models.UniqueConstraint(fields=["shop", "uid"], name="playlist_uid_once"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="playlist_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(rebate_percent__isnull=True)
                | Q(rebate_percent__gte=1, rebate_percent__lte=MOST_REBATE),
                name="playlist_rebate_bounded",
            ),
            models.CheckConstraint(
                condition=(~Q(price_rule="rebate") | Q(rebate_percent__isnull=False))
                & (~Q(price_rule="fixed") | Q(fixed_price__gt=0)),
                name="playlist_price_rule_whole",
            ),
        ]


class PlaylistItem(PublicIdModel, ShopModel):
    """A product on a step. ``price_seen`` is its price when somebody last looked: None before anybody did.

    ``notes`` holds ``note`` in other languages. With ``hide_when_out`` it is shown again once it is back in stock.
    """

    playlist = shop_fk("catalog.Playlist", related_name="items")
    step = models.CharField(max_length=10, choices=Step.choices)
    position = models.PositiveSmallIntegerField()
    product = shop_fk("catalog.Product")
    note = models.CharField(max_length=300, blank=True)
    notes = models.JSONField(default=dict, db_default={}, blank=True)
    price_seen = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    hide_when_out = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["step", "position"]
        constraints = [
            # Checked at the end of a statement: one UPDATE may give a whole step its new order.
            models.UniqueConstraint(
                fields=["shop", "playlist", "step", "position"],
                name="playlist_item_once",
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(fields=["shop", "uid"], name="playlist_item_uid_once"),
        ]
        indexes = [models.Index(fields=["shop", "product"], name="playlist_item_by_product")]


class PlaylistAddress(ShopModel):
    """An address that a playlist had before; links to it go on working."""

    slug = models.SlugField(max_length=80)
    playlist = shop_fk("catalog.Playlist", related_name="old_addresses")
    left_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "slug"], name="playlist_address_once")]
        indexes = [models.Index(fields=["shop", "playlist"], name="playlist_address_of")]


class PlaylistChange(ShopModel):
    """A change of a playlist with what stood before it, so that the last one can be taken back."""

    playlist = shop_fk("catalog.Playlist", related_name="changes")
    what = models.CharField(max_length=20)
    by = models.CharField(max_length=60, blank=True)
    before = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["shop", "playlist", "-id"], name="playlist_change_last")]
