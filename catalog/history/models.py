"""What records were before they changed: written by triggers, never changed afterwards."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import ShopModel


class What(models.TextChoices):
    """The kinds of records whose past is kept; the parts of a record carry the record's id."""

    PRODUCT = "product", _("Product")
    PACK_PART = "pack_part", _("Part of a pack")
    CATEGORY = "category", _("Category")
    ORDER = "order", _("Order")
    ORDER_LINE = "order_line", _("Line of an order")
    REFUND = "refund", _("Refund")
    PLAYLIST = "playlist", _("Playlist")
    PLAYLIST_ITEM = "playlist_item", _("Product of a playlist")
    LANDING = "landing", _("Landing page")
    LANDING_ITEM = "landing_item", _("Product of a landing page")
    CONTENT = "content", _("Content")
    CODE = "code", _("Code")
    SCRIPT = "script", _("Reply text")


class Act(models.TextChoices):
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    REMOVED = "removed", _("Removed")


class RecordChange(ShopModel):
    """One record that one statement changed: ``before`` holds what its changed columns were until ``at``.

    A record as it was on a date is the record of today with ``before`` of every later row put back, newest first
    (:mod:`catalog.history.compute`). A new record has no row, a new part of an old one an ``added`` one; a removed one
    leaves all its kept columns. Amounts are texts, so that no float comes near them. Sealed columns are never copied:
    ``hidden`` only names those that changed. A stock is kept as ``stock_state``: ``uncounted``, ``in`` or ``out``.
    ``record`` and ``part`` are plain numbers: the past outlives what it speaks of.
    """

    what = models.CharField(max_length=16, choices=What.choices)
    record = models.BigIntegerField()
    part = models.BigIntegerField(null=True, blank=True)
    act = models.CharField(max_length=8, choices=Act.choices)
    at = models.DateTimeField()
    # ``user:<id>``, ``key:<id>`` or ``import:<id>`` as the door said; empty for the system's own work.
    by = models.CharField(max_length=60, blank=True)
    before = models.JSONField(default=dict)
    hidden = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["shop", "what", "record", "id"], name="record_change_of"),
            # The price history of a whole shop, without the changes of everything else.
            models.Index(
                fields=["shop", "at"],
                condition=Q(what="product", before__has_key="price"),
                name="record_change_of_price",
            ),
        ]
