"""The statement that brings a prepared table to what was computed, touching only rows that differ."""

from __future__ import annotations

from collections.abc import Sequence


def merge(*, table: str, source: str, keys: Sequence[str], columns: Sequence[str]) -> str:
    """MERGE of ``source`` (a SELECT of ``keys`` and ``columns``) into the rows of one shop.

    A full night usually finds every row right: nothing is written then, and no index, foreign key or vacuum
    pays for it. Parameter: ``shop``, and those of the source.
    """
    names = (*keys, *columns)
    return f"""
MERGE INTO {table} t USING ({source}) s
ON t.shop_id = %(shop)s AND {" AND ".join(f"t.{key} = s.{key}" for key in keys)}
WHEN MATCHED AND ({_columns("t", columns)}) IS DISTINCT FROM ({_columns("s", columns)})
    THEN UPDATE SET {", ".join(f"{column} = s.{column}" for column in columns)}
WHEN NOT MATCHED THEN INSERT (shop_id, {", ".join(names)}) VALUES (%(shop)s, {_columns("s", names)})
WHEN NOT MATCHED BY SOURCE AND t.shop_id = %(shop)s THEN DELETE"""


def _columns(alias: str, columns: Sequence[str]) -> str:
    return ", ".join(f"{alias}.{column}" for column in columns)
