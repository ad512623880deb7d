"""Changing many rows at once: one statement with the values as JSON, where Django would write a CASE for each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from django.db import connection, models

from shop_ai.lib.tenancy import current_shop_id

PIECE: Final = 1000
UPDATE: Final = """
UPDATE {table} t SET {sets} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) r
WHERE t.shop_id = %s AND t.id = r.id"""


def write_columns(model: type[models.Model], rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write the named fields of the rows, which are all of ``model`` and of the shop in scope."""
    columns = [str(model._meta.get_field(name).attname) for name in names]  # type: ignore[union-attr]  # plain fields
    sets = ", ".join(f"{column} = r.{column}" for column in columns)
    statement = UPDATE.format(table=model._meta.db_table, sets=sets)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), PIECE):
            piece = [_values(row, columns) for row in rows[start : start + PIECE]]
            cursor.execute(statement, [json.dumps(piece, default=str), current_shop_id()])


def _values(row: models.Model, columns: Sequence[str]) -> dict[str, Any]:
    return {"id": row.pk, **{column: getattr(row, column) for column in columns}}
