"""Rules for texts, what each text said when it was last checked, what was found, and signed overrides."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class Severity(models.TextChoices):
    BLOCK = "block", _("Stops it")
    WARN = "warn", _("To mend")
    NOTE = "note", _("To know")


class SubjectKind(models.TextChoices):
    """What has texts that customers read."""

    PRODUCT = "product", _("Product")
    CONTENT = "content", _("Post")
    PLAYLIST = "playlist", _("Playlist")
    POST = "post", _("Planned post")
    LANDING = "landing", _("Landing page")
    MESSAGE = "message", _("Message of an offer")
    SCRIPT = "script", _("Ready answer")


class FindingState(models.TextChoices):
    OPEN = "open", _("To settle")
    OVERRIDDEN = "overridden", _("Allowed by a person")
    GONE = "gone", _("Settled")


class TextRule(PublicIdModel, ShopModel):
    """A shop's own rule, or what it changed of a rule that comes with the product (same ``code``).

    ``terms`` are added to those of the product; ``excused`` are words beside which the rule keeps still. A rule with a
    ``category`` reads only the products of it and what shows them.
    """

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=120, blank=True)
    severity = models.CharField(max_length=5, choices=Severity.choices, default=Severity.WARN)
    is_on = models.BooleanField(default=True)
    is_own = models.BooleanField(default=False)
    terms = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    excused = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    instead = models.CharField(max_length=120, blank=True)
    category = shop_fk("catalog.Category", null=True, blank=True, on_delete=models.SET_NULL)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "code"], name="text_rule_once"),
            models.UniqueConstraint(fields=["shop", "uid"], name="text_rule_uid_once"),
        ]


class TextCheck(ShopModel):
    """The last check of one thing. ``fingerprint`` is of its texts and facts; empty when the rules changed since.

    ``good_until`` is the last day on which the verdict holds without another look: an override ends then.
    """

    kind = models.CharField(max_length=10, choices=SubjectKind.choices)
    ref = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64, blank=True)
    is_blocked = models.BooleanField(default=False)
    findings = models.PositiveIntegerField(default=0)
    says_stock = models.BooleanField(default=False)
    good_until = models.DateField(null=True)
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "kind", "ref"], name="text_check_once")]


class TextFinding(PublicIdModel, ShopModel):
    """Words that a rule found in one field of one thing.

    ``words`` are as written, ``around`` a stretch of the text with them; ``values`` fill the reason's sentence, ``mends``
    are acts ``{"act", "value"}`` offered with one click.
    """

    kind = models.CharField(max_length=10, choices=SubjectKind.choices)
    ref = models.BigIntegerField()
    subject_uid = models.UUIDField()
    title = models.CharField(max_length=200)
    field = models.CharField(max_length=20)
    rule = models.CharField(max_length=40)
    severity = models.CharField(max_length=5, choices=Severity.choices)
    words = models.CharField(max_length=200, blank=True)
    around = models.CharField(max_length=400, blank=True)
    values = models.JSONField(default=dict)
    mends = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=FindingState.choices, default=FindingState.OPEN)
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    decision_uid = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="text_finding_uid_once"),
            models.UniqueConstraint(
                fields=["shop", "kind", "ref", "field", "rule", "words"],
                condition=~Q(state="gone"),
                name="text_finding_once",
            ),
        ]
        indexes = [models.Index(fields=["shop", "state", "severity"], name="text_finding_by_state")]


class TextOverride(PublicIdModel, ShopModel):
    """A person's word that found words may stand: who, why, and until when. Withdrawn ones stay as history."""

    finding = shop_fk("transparency.TextFinding", related_name="overrides")
    why = models.CharField(max_length=500)
    signed_by = models.CharField(max_length=120)
    signed_at = models.DateTimeField(auto_now_add=True)
    until = models.DateField()
    withdrawn_by = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    decision_uid = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="text_override_uid_once"),
            models.UniqueConstraint(
                fields=["shop", "finding"], condition=Q(withdrawn_at__isnull=True), name="text_override_once"
            ),
        ]
