"""Taking back what a file of content brought."""

from __future__ import annotations

from typing import Any, Final

from django.db import connection

from catalog.content.merging import METRICS, PIECES, PRODUCTS
from catalog.content.models import ContentMetric, ContentPiece, ContentProduct
from catalog.imports.journal import restore_table, stage_images
from catalog.imports.models import ImportBatch
from catalog.imports.refusal import ImportRefused
from catalog.imports.staging import fetch
from catalog.shops.seals import current_seal

_LATER: Final = """
SELECT count(*) FROM {table} o
WHERE o.shop_id = %(shop)s AND o.updated_at > %(stamp)s
  AND (o.created_import_id = %(batch)s OR o.id IN (SELECT id FROM undo_image WHERE name = '{table}'))
"""
_ADDED_TO_ITS_PIECES: Final = """
SELECT count(*) FROM catalog_contentmetric m
JOIN catalog_contentpiece o ON o.shop_id = %(shop)s AND o.id = m.content_id
WHERE m.shop_id = %(shop)s AND o.created_import_id = %(batch)s AND m.created_import_id IS DISTINCT FROM %(batch)s
"""


def take_back(batch: ImportBatch) -> None:
    """Delete what the import made and put back what it changed; raises ImportRefused (`touched_since`) and then nothing."""
    parameters: dict[str, Any] = {"shop": batch.shop_id, "batch": batch.pk, "stamp": batch.started_at}
    stage_images(batch, current_seal())
    questions = [_ADDED_TO_ITS_PIECES, *(_LATER.format(table=table) for table in (PIECES, METRICS))]
    if touched := sum(fetch(question, parameters)[0][0] for question in questions):
        raise ImportRefused("touched_since", count=touched)
    links = [row[0] for row in fetch("SELECT id FROM undo_image WHERE name = %s", [PRODUCTS])]
    ContentProduct.objects.filter(pk__in=links).delete()
    ContentMetric.objects.filter(created_import=batch).delete()
    ContentPiece.objects.filter(created_import=batch).delete()
    with connection.cursor() as cursor:
        for table in (PIECES, METRICS):
            for statement in restore_table(table):
                cursor.execute(statement, parameters)
