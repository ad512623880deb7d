"""How long the owner keeps what, what each night let go, and what is locked away for the law alone."""

from __future__ import annotations

from typing import Any

from django.db import models

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class RetentionChoice(ShopModel):
    """For how long the owner keeps one kind of thing, in the unit of its rule; no row means the rule's own length."""

    code = models.CharField(max_length=40)
    length = models.PositiveSmallIntegerField()
    changed_by = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "code"], name="retention_choice_once")]


class RetentionRun(PublicIdModel, ShopModel):
    """One round of letting go: how many of each kind went, and by which lengths."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    started_by = models.CharField(max_length=60)
    counts: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    lengths: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    failed: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    decision_uid = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "uid"], name="retention_run_uid_once")]
        indexes = [models.Index(fields=["shop", "-began_at"], name="retention_run_by_time")]


class LockedPerson(ShopModel):
    """Who bought long ago: the personal fields of a customer and of their orders, out of daily reach.

    ``sealed`` holds them together, bound to this table and to the customer; only an owner opens it, with a written
    cause that is signed in the ledger. ``last_order_on`` says until when the law on accounts asks for it.
    """

    customer = shop_fk("catalog.Customer")
    sealed = models.BinaryField()
    orders = models.PositiveIntegerField(default=0)
    last_order_on = models.DateField()
    locked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "customer"], name="locked_person_once")]
        indexes = [models.Index(fields=["shop", "last_order_on"], name="locked_person_by_age")]
