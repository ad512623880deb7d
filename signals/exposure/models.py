"""Tests of what is new: where each stands, the looks that were taken, people by day, and who was shown how often."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class ExposureKind(models.TextChoices):
    """What is tested. Only products get a place in the widget; a post or a playlist is judged where it stands."""

    PRODUCT = "product", _("Product")
    CONTENT = "content", _("Post")
    PLAYLIST = "playlist", _("Playlist")


class Stage(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    TESTING = "testing", _("In test")
    WIDE = "wide", _("Promoted")
    STOPPED = "stopped", _("Stopped")
    RESTING = "resting", _("Resting")


class ExposureTest(PublicIdModel, ShopModel):
    """One test. ``shown`` and ``taken`` count people a day: who saw it, and who of them took it.

    ``usual``, ``mean``, ``low``, ``high`` and ``chance`` (all 0…1) are those of the last count; ``next_at`` is how many
    people the next look waits for. Starting again makes a new row and leaves this one with ``is_current`` False.
    """

    kind = models.CharField(max_length=10, choices=ExposureKind.choices, default=ExposureKind.PRODUCT)
    product = shop_fk("catalog.Product", null=True, blank=True)
    content = shop_fk("catalog.ContentPiece", null=True, blank=True)
    playlist = shop_fk("catalog.Playlist", null=True, blank=True)
    title = models.CharField(max_length=500)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.WAITING)
    since = models.DateTimeField()
    ends_on = models.DateField(null=True, blank=True)
    reason_code = models.CharField(max_length=60, blank=True)
    rounds = models.PositiveSmallIntegerField(default=1)
    shown = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    usual = models.FloatField(null=True)
    mean = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    chance = models.FloatField(null=True)
    next_at = models.PositiveIntegerField(default=50)
    complaints = models.PositiveSmallIntegerField(default=0)
    is_asked = models.BooleanField(default=False)
    is_current = models.BooleanField(default=True)
    overruled_by = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField(null=True)
    recommendation_id = models.CharField(max_length=60, blank=True)
    decision_uid = models.UUIDField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="exposure_test_uid_once"),
            models.UniqueConstraint(
                fields=["shop", "product"], condition=Q(is_current=True), name="exposure_product_once"
            ),
            models.UniqueConstraint(
                fields=["shop", "content"], condition=Q(is_current=True), name="exposure_content_once"
            ),
            models.UniqueConstraint(
                fields=["shop", "playlist"], condition=Q(is_current=True), name="exposure_playlist_once"
            ),
            models.UniqueConstraint(
                fields=["shop", "recommendation_id"],
                condition=~Q(recommendation_id=""),
                name="exposure_recommendation_once",
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=models.F("shown")), name="exposure_taken_within_shown"
            ),
        ]
        indexes = [models.Index(fields=["shop", "stage"], name="exposure_by_stage")]


class ExposureLook(ShopModel):
    """One look at a test, with the numbers that decided it and the decision in the ledger."""

    test = shop_fk("signals.ExposureTest", related_name="looks")
    at = models.DateTimeField()
    shown = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    usual = models.FloatField()
    mean = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    chance = models.FloatField()
    verdict = models.CharField(max_length=10)
    decision_uid = models.UUIDField(null=True)

    class Meta:
        ordering = ["shown"]
        constraints = [models.UniqueConstraint(fields=["shop", "test", "shown"], name="exposure_look_once")]


class ExposureDay(ShopModel):
    """People of one shop-local day: of a test, or (``test_ref`` 0) of everything else of the kind, the shop's usual."""

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=ExposureKind.choices)
    test_ref = models.BigIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "kind", "test_ref", "day"], name="exposure_day_once")
        ]


class ExposurePlace(ShopModel):
    """One line of an allocation: which product gets which part of the draws, ``from_share`` to ``to_share`` of 0…1.

    ``place`` is the place of a test, or that of a promoted product; the current allocation is what the widget reads.
    """

    prepared_at = models.DateTimeField()
    day = models.DateField()
    place = models.CharField(max_length=10, choices=[("test", "test"), ("wide", "wide")])
    test = shop_fk("signals.ExposureTest", related_name="places")
    product = shop_fk("catalog.Product")
    propensity = models.FloatField()
    from_share = models.FloatField()
    to_share = models.FloatField()
    seed = models.DecimalField(max_digits=20, decimal_places=0)
    recommendation_id = models.CharField(max_length=60)
    decision_uid = models.UUIDField(null=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["shop", "place", "from_share"],
                condition=Q(is_current=True),
                name="exposure_place_now",
            ),
            models.Index(fields=["shop", "test", "day"], name="exposure_place_days"),
        ]
