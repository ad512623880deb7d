"""Series: a few posts around one real use, drafted from a playlist, each with its day."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class PostRole(models.TextChoices):
    """What a post does in its series."""

    USE = "use", _("The need")
    DISCOVERY = "discovery", _("The easy first product")
    PROOF = "proof", _("The proof")
    STEP_UP = "step_up", _("The pack")
    LAST_CALL = "last_call", _("The last days")


class PostState(models.TextChoices):
    PLANNED = "planned", _("To post")
    DONE = "done", _("Posted")
    SKIPPED = "skipped", _("Skipped")


class SkipCause(models.TextChoices):
    NO_STOCK = "no_stock", _("No stock left")
    NO_TIME = "no_time", _("No time")
    NO_PICTURE = "no_picture", _("No picture or video")
    NOT_RIGHT = "not_right", _("It did not fit any more")
    OTHER = "other", _("Another cause")


class Series(PublicIdModel, ShopModel):
    """``occasion`` is the key of an occasion of the calendar that the series leads up to; empty for none."""

    title = models.CharField(max_length=200)
    playlist = shop_fk("catalog.Playlist", null=True, blank=True, on_delete=models.SET_NULL)
    language = models.CharField(max_length=2, default="fr")
    channel = models.CharField(max_length=40)
    code = models.CharField(max_length=60, blank=True)
    occasion = models.CharField(max_length=60, blank=True)
    is_archived = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "uid"], name="series_uid_once")]
        indexes = [models.Index(fields=["shop", "playlist"], name="series_by_playlist")]


class SeriesPost(PublicIdModel, ShopModel):
    """One post: what to say, where and on which day of the shop.

    ``template`` names the text that the draft was made by, with its version; ``is_edited`` once somebody changed it.
    """

    series = shop_fk("catalog.Series", related_name="posts")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=PostRole.choices)
    channel = models.CharField(max_length=40)
    product = shop_fk("catalog.Product", null=True, blank=True, on_delete=models.SET_NULL)
    due_on = models.DateField()
    due_at = models.TimeField(default=time(19, 0))
    caption = models.TextField(blank=True)
    template = models.CharField(max_length=40, blank=True)
    is_edited = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=PostState.choices, default=PostState.PLANNED)
    settled_at = models.DateTimeField(null=True, blank=True)
    skip_cause = models.CharField(max_length=12, choices=SkipCause.choices, blank=True)
    skip_note = models.CharField(max_length=200, blank=True)
    content = shop_fk("catalog.ContentPiece", null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="series_post_uid_once"),
            models.UniqueConstraint(
                fields=["shop", "series", "position"],
                name="series_post_once",
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                condition=~Q(state="skipped") | ~Q(skip_cause=""), name="series_skip_has_cause"
            ),
            models.CheckConstraint(
                condition=Q(state="planned", settled_at__isnull=True)
                | (~Q(state="planned") & Q(settled_at__isnull=False)),
                name="series_post_settled",
            ),
        ]
        indexes = [models.Index(fields=["shop", "state", "due_on"], name="series_post_due")]


class ReminderChoice(ShopModel):
    """Whether a member wants a letter on the morning of a day with posts. Without a row, owners get it and others do not."""

    membership = shop_fk("catalog.Membership")
    is_wanted = models.BooleanField(default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "membership"], name="reminder_choice_once")]


class SentReminder(PublicIdModel, ShopModel):
    """One letter to one member about the posts of one day of the shop; a day has one letter, whatever is planned later.

    A worker claims the row before it sends; ``sent_at`` is set when the mail server has taken the letter. A claim
    whose worker died is taken over after its time, under the same Message-ID.
    """

    membership = shop_fk("catalog.Membership")
    day = models.DateField()
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200, blank=True)
    posts = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "membership", "day"], name="sent_reminder_once"),
        ]
