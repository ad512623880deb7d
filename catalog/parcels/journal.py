"""What an import of parcels changed, kept sealed like that of any import, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection

from catalog.imports.journal import keep_images, restore_table, stage_images
from catalog.imports.models import ImportBatch
from catalog.imports.refusal import ImportRefused
from catalog.imports.staging import fetch
from catalog.parcels.models import Parcel, ParcelEvent
from catalog.shops.seals import current_seal

PARCELS: Final = "catalog_parcel"
ORDERS: Final = "catalog_order"
Images = tuple[str, dict[int, str]]

_IMAGES: Final = (
    "SELECT o.id, jsonb_build_object('row', to_jsonb(o))::text FROM {table} o"
    " WHERE o.shop_id = %(shop)s AND o.id = ANY(%(ids)s)"
)
_LATER: Final = """
SELECT count(*) FROM {table} o
WHERE o.shop_id = %(shop)s AND o.updated_at > %(stamp)s
  AND (o.id IN (SELECT id FROM undo_image WHERE name = '{table}') {mine})
"""


def image_of_parcels(batch: ImportBatch | None, ids: Sequence[int]) -> Images:
    return PARCELS, _images(batch, PARCELS, ids)


def image_of_orders(batch: ImportBatch | None, ids: Sequence[int]) -> Images:
    return ORDERS, _images(batch, ORDERS, ids)


def _images(batch: ImportBatch | None, table: str, ids: Sequence[int]) -> dict[int, str]:
    if batch is None or not ids:
        return {}
    return dict(fetch(_IMAGES.format(table=table), {"shop": batch.shop_id, "ids": list(ids)}))


def keep(batch: ImportBatch | None, images: Images, changed: set[int]) -> None:
    """Seal the images of what was changed after all."""
    table, rows = images
    if batch is not None and changed:
        keep_images(batch.pk, current_seal(), table, [(pk, rows[pk]) for pk in sorted(changed) if pk in rows])


def take_back(batch: ImportBatch) -> None:
    """Delete what the import made and put back what it changed; raises ImportRefused (`touched_since`) and then nothing."""
    parameters: dict[str, Any] = {"shop": batch.shop_id, "batch": batch.pk, "stamp": batch.started_at}
    stage_images(batch, current_seal())
    mine = "OR o.created_import_id = %(batch)s"
    questions = [_LATER.format(table=PARCELS, mine=mine), _LATER.format(table=ORDERS, mine="")]
    if touched := sum(fetch(question, parameters)[0][0] for question in questions):
        raise ImportRefused("touched_since", count=touched)
    ParcelEvent.objects.filter(created_import=batch).delete()
    Parcel.objects.filter(created_import=batch).delete()
    with connection.cursor() as cursor:
        for table in (PARCELS, ORDERS):
            for statement in restore_table(table):
                cursor.execute(statement, parameters)
