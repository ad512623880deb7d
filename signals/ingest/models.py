"""Events as they arrive: an inbox that acknowledges and dedupes, and counters of what became of each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import ShopModel


class Outcome(models.TextChoices):
    """What became of a received event. received = stored + duplicate + the rest, per shop and hour."""

    STORED = "stored", _("Stored")
    DUPLICATE = "duplicate", _("Sent twice")
    BOT = "bot", _("Robot or preview")
    INVALID = "invalid", _("Not readable")
    TOO_OLD = "too_old", _("Too old")
    OVER_LIMIT = "over_limit", _("Over the limit")
    OPTED_OUT = "opted_out", _("Visitor said no")
    SWITCHED_OFF = "switched_off", _("Collection switched off")
    FOREIGN_SITE = "foreign_site", _("From another site")


class InboxEvent(ShopModel):
    """One accepted event, durable before the answer; kept 72 hours, which is the window of deduplication."""

    pk = models.CompositePrimaryKey("shop_id", "event_id")
    # Without a constraint in the database: checking it locks the shop's row for every event, a third of the cost of
    # an insert. The shop comes from a live key and the policies hold; folding deletes what a deleted shop left.
    shop = models.ForeignKey(
        "catalog.Shop", on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    event_id = models.UUIDField()
    received_at = models.DateTimeField()
    body = models.JSONField()
    is_folded = models.BooleanField(default=False)

    unscoped: ClassVar[models.Manager[InboxEvent]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["received_at"], condition=models.Q(is_folded=False), name="inbox_waiting"),
            models.Index(fields=["received_at"], condition=models.Q(is_folded=True), name="inbox_expiry"),
        ]


class IntakeCount(ShopModel):
    """How many events of an hour (UTC) met which outcome.

    What was stored is counted when it is folded; until then it is the rows that wait in the inbox.
    """

    hour = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    count = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "hour", "outcome"], name="intake_count_once")]
