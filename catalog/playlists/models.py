"""Playlists: an offer as a path of three steps."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class Step(models.TextChoices):
    DISCOVERY = "discovery", _("Discover")
    PROOF = "proof", _("Proof")
    STEP_UP = "step_up", _("Go further")


class Playlist(PublicIdModel, ShopModel):
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="fr")
    theme = models.CharField(max_length=60, blank=True)
    is_published = models.BooleanField(default=False)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "slug"], name="playlist_slug_once"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                name="playlist_dates_in_order",
            ),
        ]


class PlaylistItem(ShopModel):
    playlist = shop_fk("catalog.Playlist", related_name="items")
    step = models.CharField(max_length=10, choices=Step.choices)
    position = models.PositiveSmallIntegerField()
    product = shop_fk("catalog.Product")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["step", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "playlist", "step", "position"], name="playlist_item_once"
            )
        ]
