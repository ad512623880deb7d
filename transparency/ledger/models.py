"""The ledger of automated decisions, what it was decided with, its figures, and the switch of each automation."""

from __future__ import annotations

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from shop_ai.lib.tenancy import PublicIdModel, ShopModel

# What a row says of its matter, each with a fingerprint of its own: one of them can be emptied of a person while the
# rest, and the chain, still verify.
PARTS: Final = ("subject", "inputs", "candidates", "output", "chance")


class Decision(PublicIdModel, ShopModel):
    """One decision, hash-chained to the one before in the same shop. Never changed; deleted only after 13 months.

    ``hash`` = SHA-256 over ``prev_hash`` and the canonical JSON of the row's head: who, when, which automation,
    version and reason, what it ran with, and ``digests``, the salted fingerprint of each part. On a person's request a
    part is emptied and its salt thrown away: the head still verifies, and nobody can guess what stood there.
    A trigger refuses every other UPDATE and DELETE; ``verify_chain`` finds a row that was altered behind it.

    ``environment_sha256`` and ``parameters_sha256`` name rows of :class:`LedgerFact`. ``chance`` holds the generator,
    its seed and how many numbers were drawn. ``consent`` names the purpose and version of text under which personal
    data was used. ``latency_ms`` is the time that the decision took. ``mentions`` is an index for the search and no
    part of the chain: ``product:12``, ``order:<hex>``, ``customer:<hex>``, ``code:<text>``.
    """

    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    automation = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, blank=True)
    version = models.CharField(max_length=60)
    inputs = models.JSONField(default=dict)
    candidates = models.JSONField(default=list)
    output = models.JSONField(default=dict)
    chance = models.JSONField(default=dict)
    reason_code = models.CharField(max_length=60)
    actor = models.CharField(max_length=60, blank=True)
    environment_sha256 = models.CharField(max_length=64, blank=True)
    parameters_sha256 = models.CharField(max_length=64, blank=True)
    consent = models.CharField(max_length=120, blank=True)
    latency_ms = models.PositiveIntegerField(null=True)
    digests = models.JSONField(default=dict)
    salts = models.JSONField(default=dict)
    mentions = ArrayField(models.CharField(max_length=120), default=list)
    erased_at = models.DateTimeField(null=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "sequence"], name="decision_sequence_once")]
        indexes = [
            models.Index(fields=["shop", "automation", "-sequence"], name="decision_by_automation"),
            models.Index(fields=["shop", "at"], name="decision_by_time"),
            GinIndex(fields=["mentions"], name="decision_by_mention"),
        ]

    @property
    def is_in_parts(self) -> bool:
        """Whether each part has a fingerprint of its own; rows from before that are chained over their whole content."""
        return bool(self.digests)

    @property
    def erased_parts(self) -> list[str]:
        """The parts that were emptied on a person's request."""
        if self.erased_at is None:
            return []
        return [name for name in PARTS if name not in self.salts]


class LedgerFact(ShopModel):
    """What many decisions were made with, kept once and named by its content.

    ``environment``: the code's version and the versions of libraries; ``parameters``: the constants of the rules.
    """

    class Kind(models.TextChoices):
        ENVIRONMENT = "environment"
        PARAMETERS = "parameters"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    first_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "sha256"], name="ledger_fact_once")]


class LedgerMonth(ShopModel):
    """What is kept of decisions after 13 months: how many there were, by month, automation and reason."""

    month = models.DateField()
    automation = models.CharField(max_length=60)
    reason_code = models.CharField(max_length=60)
    decisions = models.PositiveIntegerField()
    by_people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "month", "automation", "reason_code"], name="ledger_month_once"
            )
        ]


class AutomationSwitch(ShopModel):
    """Whether an automation runs for a shop.

    No row means the automation's default; ``all`` stops everything.
    """

    automation = models.CharField(max_length=60)
    is_on = models.BooleanField()
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "automation"], name="automation_switch_once")]
