"""Days that were judged, the figures that stood out, and what the shop taught about each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shop_ai.lib.tenancy import PublicIdModel, ShopModel


class Answer(models.TextChoices):
    NEW = "new", _("Not answered")
    SEEN = "seen", pgettext_lazy("alert", "Seen")
    NOT_USEFUL = "not_useful", _("Not useful")


class Direction(models.TextChoices):
    UP = "up", _("Above")
    DOWN = "down", _("Below")


class AlertNight(ShopModel):
    """One judged day. ``fingerprint`` is that of what it was judged from: a day that did not change stays as it is."""

    day = models.DateField()
    version = models.CharField(max_length=40)
    watched = models.PositiveSmallIntegerField(default=0)
    found = models.PositiveSmallIntegerField(default=0)
    fingerprint = models.CharField(max_length=64)
    decision_uid = models.UUIDField(null=True)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "day"], name="alert_night_once")]


class FigureAlert(PublicIdModel, ShopModel):
    """A figure of a day far from what the same weekdays lead to expect.

    ``observed``, ``expected`` and its range ``low`` to ``high`` (95 %) are in the figure's unit; ``p`` is the chance of
    a day at least that far on that side; ``base`` are pairs [day, value] of the weekdays it was held against.
    """

    day = models.DateField()
    figure = models.CharField(max_length=40)
    direction = models.CharField(max_length=4, choices=Direction.choices)
    observed = models.FloatField()
    expected = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    p = models.FloatField()
    base = models.JSONField(default=list)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NEW)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    decision_uid = models.UUIDField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="figure_alert_uid_once"),
            models.UniqueConstraint(fields=["shop", "day", "figure"], name="figure_alert_once"),
        ]


class AlertBar(ShopModel):
    """What "not useful" taught about a figure and side: the chance that is allowed is multiplied by ``factor``."""

    figure = models.CharField(max_length=40)
    direction = models.CharField(max_length=4, choices=Direction.choices)
    factor = models.FloatField(default=1.0)
    answers = models.PositiveSmallIntegerField(default=0)
    changed_by = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "figure", "direction"], name="alert_bar_once"),
            models.CheckConstraint(condition=Q(factor__gt=0, factor__lte=1), name="alert_bar_factor"),
        ]
