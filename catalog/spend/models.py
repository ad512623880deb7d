"""Money spent on channels: what was said of it, what that makes of each day, and dated rates of currencies."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class SpendSource(models.TextChoices):
    META = "meta", _("Meta (Facebook, Instagram)")
    TIKTOK = "tiktok", _("TikTok")
    GOOGLE = "google", _("Google")
    SHEET = "sheet", _("A sheet of your own")
    HAND = "hand", _("Typed by hand")
    API = "api", _("By the API")


class SpendEntry(PublicIdModel, ShopModel):
    """One amount as it was said: of a day, or of a period when the days are not known.

    ``external_id`` names the campaign within its source and account: the platform's number, else ``name:`` and
    the name's plain form. ``removed_at``: taken out by its owner, and no longer counted.
    """

    source = models.CharField(max_length=10, choices=SpendSource.choices)
    account = models.CharField(max_length=80, blank=True)
    external_id = models.CharField(max_length=190)
    campaign_name = models.CharField(max_length=200, blank=True)
    said_channel = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    impressions = models.BigIntegerField(null=True, blank=True)
    clicks = models.BigIntegerField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    created_import = shop_fk("catalog.ImportBatch", null=True, blank=True, on_delete=models.SET_NULL)
    created_by = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="spend_entry_uid_once"),
            models.UniqueConstraint(
                fields=["shop", "source", "account", "external_id", "starts_on", "ends_on"],
                condition=Q(removed_at__isnull=True),
                name="spend_entry_once",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="spend_entry_dates"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="spend_entry_positive"),
        ]
        indexes = [
            models.Index(fields=["shop", "-starts_on"], name="spend_entry_by_date"),
            models.Index(fields=["shop", "created_import"], name="spend_entry_by_import"),
        ]


class SpendDay(ShopModel):
    """What one campaign cost on one day, computed from the entries; at most one row, whoever said it how often.

    ``rate`` is the shop's currency for one unit of ``currency``; without a rate of that day ``shop_amount`` is
    None and never guessed. ``is_spread``: a share of a period's total, not measured on the day.
    """

    entry = shop_fk("catalog.SpendEntry", related_name="days")
    day = models.DateField()
    channel = models.CharField(max_length=40, blank=True)
    campaign = models.CharField(max_length=120, blank=True)
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    rate = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    shop_amount = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    impressions = models.BigIntegerField(null=True, blank=True)
    clicks = models.BigIntegerField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=SpendSource.choices)
    account = models.CharField(max_length=80, blank=True)
    external_id = models.CharField(max_length=190)
    is_spread = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "source", "account", "external_id", "day"], name="spend_day_once"
            ),
            models.CheckConstraint(
                condition=Q(rate__isnull=True, shop_amount__isnull=True)
                | Q(rate__isnull=False, shop_amount__isnull=False),
                name="spend_day_rate_and_amount",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "day"], name="spend_day_by_day"),
            models.Index(fields=["shop", "entry"], name="spend_day_of_entry"),
        ]


class CurrencyRate(PublicIdModel, ShopModel):
    """From ``starts_on`` until the next rate, one unit of ``currency`` is ``rate`` in the shop's currency."""

    currency = models.CharField(max_length=3)
    starts_on = models.DateField()
    rate = models.DecimalField(max_digits=18, decimal_places=6)
    note = models.CharField(max_length=80, blank=True)
    created_by = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "currency", "starts_on"], name="currency_rate_once"),
            models.UniqueConstraint(fields=["shop", "uid"], name="currency_rate_uid_once"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="currency_rate_positive"),
        ]


class SpendChange(ShopModel):
    """A change that somebody made by hand, with what stood before it, so that the last one can be taken back."""

    entry = shop_fk("catalog.SpendEntry", related_name="changes")
    what = models.CharField(max_length=20)
    by = models.CharField(max_length=60, blank=True)
    before = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["shop", "entry", "-id"], name="spend_change_last")]
