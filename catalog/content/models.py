"""Content pieces: what a shop published, and what platforms measured of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class ContentKind(models.TextChoices):
    POST = "post", _("Post")
    REEL = "reel", _("Reel")
    STORY = "story", _("Story")
    VIDEO = "video", _("Video")
    PAGE = "page", _("Page")
    EMAIL = "email", _("E-mail")


class Metric(models.TextChoices):
    """What a platform may measure. Seconds for ``watch_seconds``, counts for all others."""

    VIEWS = "views", _("Views")
    REACH = "reach", _("People reached")
    IMPRESSIONS = "impressions", _("Impressions")
    LIKES = "likes", _("Likes")
    COMMENTS = "comments", _("Comments")
    SHARES = "shares", _("Shares")
    SAVES = "saves", _("Saves")
    FOLLOWS = "follows", _("New followers")
    CLICKS = "clicks", _("Clicks")
    COMPLETIONS = "completions", _("Watched to the end")
    REWATCHES = "rewatches", _("Watched again")
    WATCH_SECONDS = "watch_seconds", _("Seconds watched")
    INTERACTIONS = "interactions", _("Interactions")
    MESSAGES = "messages", _("Messages")


class MetricSource(models.TextChoices):
    HAND = "hand", _("Typed by hand")
    IMPORT = "import", _("From a file")
    API = "api", _("By the API")


class ContentPiece(PublicIdModel, ShopModel):
    """A post, reel, story, video, page or e-mail on one channel."""

    channel = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=ContentKind.choices, default=ContentKind.POST)
    title = models.CharField(max_length=300)
    caption = models.TextField(blank=True)
    permalink = models.URLField(max_length=1000, blank=True)
    # The platform's own id, always text: it has more digits than a sheet's number keeps. Empty when typed by hand.
    external_id = models.CharField(max_length=190, blank=True)
    playlist = shop_fk("catalog.Playlist", null=True, blank=True, on_delete=models.SET_NULL)
    # None: the source does not say when (some exports tell the month and the hour, but not the day).
    published_at = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    length_seconds = models.PositiveIntegerField(null=True, blank=True)
    language = models.CharField(max_length=2, blank=True)
    is_ai_assisted = models.BooleanField(default=False)
    is_archived = models.BooleanField(default=False)
    extra = models.JSONField(default=dict, blank=True)  # columns of a file that have no place of their own
    created_import = shop_fk("catalog.ImportBatch", null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="content_uid_once"),
            models.UniqueConstraint(
                fields=["shop", "channel", "external_id"],
                condition=~Q(external_id=""),
                name="content_external_once",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "-published_at"], name="content_by_date"),
            models.Index(fields=["shop", "playlist"], name="content_by_playlist"),
        ]


class ContentProduct(ShopModel):
    """A product that a piece shows."""

    content = shop_fk("catalog.ContentPiece", related_name="shown_products")
    product = shop_fk("catalog.Product")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "content", "product"], name="content_product_once")
        ]
        indexes = [models.Index(fields=["shop", "product"], name="content_by_product")]


class ContentMetric(ShopModel):
    """One measured value on one day. What a platform does not give has no row: absent is not zero."""

    content = shop_fk("catalog.ContentPiece", related_name="metrics")
    name = models.CharField(max_length=20, choices=Metric.choices)
    value = models.DecimalField(max_digits=18, decimal_places=3)
    measured_on = models.DateField()
    source = models.CharField(max_length=10, choices=MetricSource.choices)
    created_import = shop_fk("catalog.ImportBatch", null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "content", "name", "measured_on"], name="content_metric_once"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="content_metric_positive"),
            models.CheckConstraint(condition=Q(name__in=Metric.values), name="content_metric_known"),
        ]
