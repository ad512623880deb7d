"""Who wants which letters, and the letters that went out: one row a letter, whoever asks again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class LetterKind(models.TextChoices):
    WEEKLY = "weekly", _("Weekly digest")
    ALERTS = "alerts", _("Alerts")


class LetterChoice(ShopModel):
    """What a member chose. Without a row, owners get the weekly digest and nobody gets alerts."""

    membership = shop_fk("catalog.Membership")
    weekly = models.BooleanField(default=True)
    alerts = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "membership"], name="letter_choice_once")]


class SentLetter(PublicIdModel, ShopModel):
    """One letter to one member. ``key`` is the Monday of the week, or the day of the alerts.

    A worker claims the row before it sends; ``sent_at`` is set when the mail server has taken the letter. A claim
    whose worker died is taken over after its time, under the same Message-ID.
    """

    membership = shop_fk("catalog.Membership")
    kind = models.CharField(max_length=10, choices=LetterKind.choices)
    key = models.DateField()
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "membership", "kind", "key"], name="sent_letter_once"),
        ]
        indexes = [models.Index(fields=["shop", "-key"], name="sent_letter_by_day")]
