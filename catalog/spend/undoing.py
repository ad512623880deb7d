"""Taking back what a file of spend brought."""

from __future__ import annotations

from typing import Any, Final

from django.db import connection

from catalog.imports.journal import restore_table, stage_images
from catalog.imports.models import ImportBatch
from catalog.imports.refusal import ImportRefused
from catalog.imports.staging import fetch
from catalog.shops.seals import current_seal
from catalog.spend.days import rebuild_days
from catalog.spend.merging import TABLE
from catalog.spend.models import SpendDay, SpendEntry

_LATER: Final = f"""
SELECT count(*) FROM {TABLE} o WHERE o.shop_id = %(shop)s AND o.updated_at > %(stamp)s
  AND (o.created_import_id = %(batch)s OR o.id IN (SELECT id FROM undo_image WHERE name = '{TABLE}'))
"""


def take_back(batch: ImportBatch) -> None:
    """Delete what the import made and put back what it changed; raises ImportRefused (`touched_since`) and then nothing."""
    parameters: dict[str, Any] = {"shop": batch.shop_id, "batch": batch.pk, "stamp": batch.started_at}
    stage_images(batch, current_seal())
    if touched := fetch(_LATER, parameters)[0][0]:
        raise ImportRefused("touched_since", count=touched)
    SpendDay.objects.filter(entry__created_import=batch).delete()
    SpendEntry.objects.filter(created_import=batch).delete()
    with connection.cursor() as cursor:
        for statement in restore_table(TABLE):
            cursor.execute(statement, parameters)
    rebuild_days(batch.shop_id)
