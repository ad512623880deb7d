"""Audits of how machines treat groups of customers, what was done about them, and who signed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class Verdict(models.TextChoices):
    DIFFERENT = "different", _("Treated differently")
    NOT_SHOWN = "not_shown", _("No difference shown")
    THIN = "thin", _("Not enough data")


class AnswerKind(models.TextChoices):
    """What a person did about a difference."""

    EXPLAINED = "explained", _("It has a fair cause")
    CHANGED = "changed", _("We changed something")
    WATCHED = "watched", _("We watch it until the next audit")
    WRONG = "wrong", _("The data behind it was wrong")


class AuditRun(PublicIdModel, ShopModel):
    """One audit over the ``days`` days that end with ``as_of``; signed off by a person, or not yet."""

    as_of = models.DateField()
    days = models.PositiveSmallIntegerField()
    version = models.CharField(max_length=40)
    customers = models.PositiveIntegerField(default=0)
    tests = models.PositiveSmallIntegerField(default=0)
    different = models.PositiveSmallIntegerField(default=0)
    computed_at = models.DateTimeField()
    decision_uid = models.UUIDField(null=True)
    signed_by = models.CharField(max_length=120, blank=True)
    signed_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="audit_run_uid_once"),
            models.UniqueConstraint(fields=["shop", "as_of"], name="audit_run_once"),
        ]


class AuditResult(PublicIdModel, ShopModel):
    """One measure compared over the groups of one grouping.

    ``groups``: ``[{"key", "n", "mean", "low", "high", "relative"}]``; ``p`` of the permutation test, ``q`` after
    Benjamini–Hochberg over the run; ``excludes`` is the x of "cannot exclude ±x", relative to the mean of all.
    """

    run = shop_fk("transparency.AuditRun", related_name="results")
    measure = models.CharField(max_length=30)
    grouping = models.CharField(max_length=30)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    n = models.PositiveIntegerField()
    mean = models.FloatField(null=True)
    p = models.FloatField(null=True)
    q = models.FloatField(null=True)
    excludes = models.FloatField(null=True)
    groups = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="audit_result_uid_once"),
            models.UniqueConstraint(fields=["shop", "run", "measure", "grouping"], name="audit_result_once"),
        ]


class AuditAnswer(PublicIdModel, ShopModel):
    """What a person said and did about one result. Never changed; a later answer stands beside it."""

    result = shop_fk("transparency.AuditResult", related_name="answers")
    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    text = models.CharField(max_length=1000)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="audit_answer_uid_once"),
            models.CheckConstraint(condition=~Q(text=""), name="audit_answer_has_text"),
        ]
        indexes = [models.Index(fields=["shop", "result"], name="audit_answer_of")]
