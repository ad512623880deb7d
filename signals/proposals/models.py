"""Playlists that the data propose, the places of their paths, and what was learnt from refusals."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.playlists.models import Step
from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class ProposalState(models.TextChoices):
    STANDING = "standing", _("To decide")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Cause(models.TextChoices):
    """Why a proposal was refused; each teaches something else."""

    NOT_IN_SEASON = "not_in_season", _("Not in season")
    LOW_STOCK = "low_stock", _("Too little stock")
    LOW_MARGIN = "low_margin", _("It earns too little")
    DOES_NOT_FIT = "does_not_fit", _("These products do not fit together")
    ALREADY_DONE = "already_done", _("I have done this already")
    OTHER = "other", _("Another reason")


class LessonKind(models.TextChoices):
    """What a lesson is about: single products, a theme, or products together."""

    PRODUCTS = "products", _("Products")
    THEME = "theme", _("Theme")
    TOGETHER = "together", _("Products together")


class ProposalRun(ShopModel):
    """The last night that looked for proposals; ``facts`` says what it found and why there are not more."""

    version = models.CharField(max_length=40)
    as_of = models.DateField()
    decision_uid = models.UUIDField(null=True)
    computed_at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop"], name="proposal_run_once")]


class PlaylistProposal(PublicIdModel, ShopModel):
    """A whole path that was proposed on ``proposed_on`` and stands until ``expires_on``.

    ``theme_ref`` is the category that most of it belongs to, 0 for none. ``expected`` holds what past playlists lead
    one to expect, and is empty while that is not known. ``ended_code`` says why a proposal ended by itself.
    """

    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.STANDING)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    theme_ref = models.BigIntegerField(default=0)
    theme = models.CharField(max_length=200, blank=True)
    occasion = models.CharField(max_length=80, blank=True)
    occasion_name = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    score = models.FloatField()
    parts = models.JSONField(default=dict)
    checks = models.JSONField(default=list)
    expected = models.JSONField(default=dict)
    proposed_on = models.DateField()
    expires_on = models.DateField()
    decision_uid = models.UUIDField(null=True)
    ended_code = models.CharField(max_length=40, blank=True)
    cause = models.CharField(max_length=20, choices=Cause.choices, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    playlist = shop_fk("catalog.Playlist", null=True, on_delete=models.SET_NULL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "uid"], name="playlist_proposal_uid_once")]
        indexes = [models.Index(fields=["shop", "state", "-score"], name="playlist_proposal_best")]


class ProposalPlace(ShopModel):
    """One product on a step of a proposed path, with the reason of its place."""

    proposal = shop_fk("signals.PlaylistProposal", related_name="places")
    step = models.CharField(max_length=10, choices=Step.choices)
    position = models.PositiveSmallIntegerField()
    product = shop_fk("catalog.Product")
    reason_code = models.CharField(max_length=40)
    reason_values = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "proposal", "position"], name="proposal_place_once"),
            models.UniqueConstraint(fields=["shop", "proposal", "product"], name="proposal_product_once"),
        ]


class ProposalLesson(PublicIdModel, ShopModel):
    """What a refusal taught: ``refs`` (products, or the category) are left out, or count ``factor`` times, until a day.

    ``above_stock`` ends a lesson about stock early: the products come back once each has more than it had then.
    """

    proposal = shop_fk("signals.PlaylistProposal", related_name="lessons")
    cause = models.CharField(max_length=20, choices=Cause.choices)
    kind = models.CharField(max_length=10, choices=LessonKind.choices)
    refs = ArrayField(models.BigIntegerField(), default=list)
    factor = models.FloatField(default=0)
    above_stock = models.IntegerField(null=True)
    label = models.CharField(max_length=500)
    until = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="proposal_lesson_uid_once"),
            models.CheckConstraint(condition=Q(factor__gte=0, factor__lt=1), name="proposal_lesson_factor"),
        ]
        indexes = [models.Index(fields=["shop", "until"], name="proposal_lesson_standing")]
