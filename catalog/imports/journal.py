"""What an import changed, sealed, and how it is put back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, connection

from catalog.imports.models import ImportBatch
from catalog.imports.refusal import ImportRefused
from catalog.imports.staging import copy, fetch, insert
from shop_ai.lib.sealing import ShopSeal
from shop_ai.lib.tenancy import current_shop_id

TABLE, COLUMN = "catalog_importbefore", "before_sealed"

# Tables whose rows an import may change -> the table of their lines, and the column that ties these to them.
LINES: Final = {
    "catalog_order": ("catalog_orderline", "order_id"),
    "catalog_refund": ("catalog_refundline", "refund_id"),
    "catalog_customer": ("", ""),
}
# A row that the import gave to a record which was there before; nothing to restore, only to take back.
ADDED: Final = '{"added": true}'

STAGE: Final = "DROP TABLE IF EXISTS undo_image; CREATE TEMP TABLE undo_image (name text, id bigint, image jsonb) ON COMMIT DROP"
IMAGES: Final = (
    f'SELECT "table", row_id, {COLUMN} FROM {TABLE} WHERE shop_id = %(shop)s AND batch_id = %(batch)s'
)
LATER: Final = """
SELECT count(*) FROM {table} o
WHERE o.shop_id = %(shop)s AND o.updated_at > %(stamp)s
  AND (o.created_import_id = %(batch)s OR o.id IN (SELECT id FROM undo_image WHERE name = '{table}'))
"""
LATER_LINES: Final = """
SELECT count(*) FROM catalog_refund r JOIN catalog_order o ON o.shop_id = %(shop)s AND o.id = r.order_id
WHERE r.shop_id = %(shop)s AND o.created_import_id = %(batch)s AND r.created_import_id IS DISTINCT FROM %(batch)s
"""


def keep_images(batch_id: int, seal: ShopSeal, table: str, images: Iterable[tuple[int, str]]) -> None:
    """Seal rows as they were, before they are changed: `images` are (id, JSON) pairs."""
    shop_id = current_shop_id()
    rows = (
        (
            shop_id,
            batch_id,
            table,
            row_id,
            seal.seal(TABLE, COLUMN, f"{batch_id}|{table}|{row_id}", image.encode()),
        )
        for row_id, image in images
    )
    insert(TABLE, f'shop_id, batch_id, "table", row_id, {COLUMN}', rows)


def put_back(batch: ImportBatch, seal: ShopSeal, stamp: datetime) -> None:
    """Take back all that the import wrote; raises ImportRefused (`touched_since`, `used_elsewhere`) and then nothing.

    `stamp` is the moment that marks the rows which the import wrote: a row with a later one was changed since.
    """
    parameters: dict[str, Any] = {"shop": batch.shop_id, "batch": batch.pk, "stamp": stamp}
    stage_images(batch, seal)
    _refuse_if_touched(parameters)
    try:
        with connection.cursor() as cursor:
            for statement in ["DISCARD PLANS", *_take_back(), *_restore()]:
                cursor.execute(statement, parameters)
    except IntegrityError as error:
        raise ImportRefused("used_elsewhere") from error


def stage_images(batch: ImportBatch, seal: ShopSeal) -> None:
    """Open the images of a batch into the temporary table ``undo_image`` (name, id, image)."""
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
    rows = fetch(IMAGES, {"shop": batch.shop_id, "batch": batch.pk})
    copy("undo_image", _opened(batch.pk, seal, rows))


def _opened(batch_id: int, seal: ShopSeal, rows: list[tuple[Any, ...]]) -> Iterator[tuple[str, int, str]]:
    for name, row_id, sealed in rows:
        yield name, row_id, seal.open(TABLE, COLUMN, f"{batch_id}|{name}|{row_id}", bytes(sealed)).decode()


def _refuse_if_touched(parameters: dict[str, Any]) -> None:
    changed = sum(fetch(LATER.format(table=table), parameters)[0][0] for table in LINES)
    added = fetch(LATER_LINES, parameters)[0][0]
    if changed or added:
        raise ImportRefused("touched_since", count=changed + added)


def _take_back() -> list[str]:
    """Delete what the import made, but for customers and products that later records use."""
    shop = "shop_id = %(shop)s"
    mine = f"(SELECT id FROM {{0}} WHERE {shop} AND created_import_id = %(batch)s)"
    return [
        f"DELETE FROM catalog_refundline WHERE {shop} AND refund_id IN {mine.format('catalog_refund')}",
        f"DELETE FROM catalog_refund WHERE {shop} AND created_import_id = %(batch)s",
        f"DELETE FROM catalog_orderline WHERE {shop} AND order_id IN {mine.format('catalog_order')}",
        f"DELETE FROM catalog_order WHERE {shop} AND created_import_id = %(batch)s",
    ]


def _restore() -> list[str]:
    statements = [sql for table, (lines, tie) in LINES.items() for sql in restore_table(table, lines, tie)]
    return [*statements, *_let_go()]


def restore_table(table: str, lines: str = "", tie: str = "") -> list[str]:
    """SQL that puts the staged images of a table back, with the rows of ``lines`` that ``tie`` holds to them."""
    found = f"(SELECT image FROM undo_image WHERE name = '{table}') i"
    columns = [column for column in _columns(table) if column not in ("id", "shop_id")]
    sets = ", ".join(f'"{column}" = r."{column}"' for column in columns)
    row = f"jsonb_populate_record(NULL::{table}, i.image -> 'row') r"
    restored = [f"UPDATE {table} o SET {sets} FROM {found}, {row} WHERE o.shop_id = %(shop)s AND o.id = r.id"]
    if lines:
        ids = f"(SELECT id FROM undo_image WHERE name = '{table}')"
        recordset = f"jsonb_populate_recordset(NULL::{lines}, i.image -> 'lines') r"
        restored += [
            f"DELETE FROM {lines} WHERE shop_id = %(shop)s AND {tie} IN {ids}",
            f"INSERT INTO {lines} SELECT r.* FROM {found}, {recordset}",
        ]
    return restored


def _let_go() -> list[str]:
    """Identities, customers and products of the import that nothing else uses by now."""
    mine = "o.shop_id = %(shop)s AND o.created_import_id = %(batch)s"
    unused = {
        "catalog_customer": [
            ("catalog_order", "customer_id"),
            ("catalog_refund", "customer_id"),
            ("catalog_codeuse", "customer_id"),
        ],
        "catalog_product": [
            ("catalog_orderline", "product_id"),
            ("catalog_refundline", "product_id"),
            ("catalog_packpart", "pack_id"),
            ("catalog_packpart", "part_id"),
            ("catalog_product", "parent_id"),
            ("catalog_contentproduct", "product_id"),
            ("catalog_landingitem", "product_id"),
        ],
    }
    free = {
        table: " AND ".join(
            f"NOT EXISTS (SELECT FROM {other} u WHERE u.shop_id = o.shop_id AND u.{column} = o.id)"
            for other, column in users
        )
        for table, users in unused.items()
    }
    customers = f"SELECT o.id FROM catalog_customer o WHERE {mine} AND {free['catalog_customer']}"
    return [
        "DELETE FROM catalog_customeridentity WHERE shop_id = %(shop)s"
        " AND id IN (SELECT id FROM undo_image WHERE name = 'catalog_customeridentity')",
        f"DELETE FROM catalog_customeridentity WHERE shop_id = %(shop)s AND customer_id IN ({customers})",
        f"DELETE FROM catalog_customer o WHERE {mine} AND {free['catalog_customer']}",
        # What a rule held back by itself goes with its product; what a person held back stays.
        "DELETE FROM catalog_producthold h WHERE h.shop_id = %(shop)s AND h.source <> 'owner'"
        f" AND h.product_id IN (SELECT o.id FROM catalog_product o WHERE {mine} AND {free['catalog_product']})",
        f"DELETE FROM catalog_product o WHERE {mine} AND {free['catalog_product']}"
        " AND NOT EXISTS (SELECT FROM catalog_producthold h WHERE h.shop_id = o.shop_id AND h.product_id = o.id)",
    ]


def _columns(table: str) -> list[str]:
    from django.apps import apps

    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    return [str(field.column) for field in model._meta.local_concrete_fields]
