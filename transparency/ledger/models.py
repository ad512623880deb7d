"""The ledger of automated decisions, and the switch of each automation."""

from __future__ import annotations

from django.db import models

from shop_ai.lib.tenancy import PublicIdModel, ShopModel


class Decision(PublicIdModel, ShopModel):
    """One decision, hash-chained to the one before in the same shop. Never changed, never deleted.

    ``hash`` = SHA-256 over ``prev_hash`` and the canonical JSON of the rest; a trigger refuses UPDATE and
    DELETE, and ``verify_chain`` finds a row that was altered behind it.
    """

    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    automation = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, blank=True)
    version = models.CharField(max_length=60)
    inputs = models.JSONField(default=dict)
    candidates = models.JSONField(default=list)
    output = models.JSONField(default=dict)
    reason_code = models.CharField(max_length=60)
    actor = models.CharField(max_length=60, blank=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "sequence"], name="decision_sequence_once")]
        indexes = [models.Index(fields=["shop", "automation", "-sequence"], name="decision_by_automation")]


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
