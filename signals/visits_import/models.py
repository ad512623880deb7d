"""Tables of visits that another tool counted: what is kept of them are the sums, by groups."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from shop_ai.lib.tenancy import ShopModel, shop_fk


class ImportedSessions(ShopModel):
    """Visits and buying visits of one file: of all its rows (``dimension`` empty), and of each group of a column.

    ``content_sha256`` is of the cells, not of the file: the same table packed another way is the same table.
    """

    created_import = shop_fk("catalog.ImportBatch", related_name="imported_sessions")
    content_sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    dimension = models.CharField(max_length=30, blank=True)
    value = models.CharField(max_length=60, blank=True)
    sessions = models.PositiveIntegerField()
    buying = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "content_sha256", "dimension", "value"], name="imported_sessions_once"
            ),
            models.CheckConstraint(
                condition=Q(buying__lte=F("sessions")), name="imported_sessions_buying_below"
            ),
        ]
