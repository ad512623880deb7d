"""What a statement reads: the plan that Postgres made of it, with the rows that it touched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import connection


def plan_of(statement: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The plan of a statement, which is run for it."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values)
        ((found,),) = cursor.fetchall()
    plan: dict[str, Any] = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return plan


def touched_rows(node: dict[str, Any], *tables: str) -> int:
    """Rows of the tables that a plan read, with those that it read in vain."""
    own = 0
    if node.get("Relation Name") in tables and node["Node Type"] != "ModifyTable":
        in_vain = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        own = (node["Actual Rows"] + in_vain) * node["Actual Loops"]
    return int(own) + sum(touched_rows(child, *tables) for child in node.get("Plans", []))


def parts_of_events() -> list[str]:
    """The months of raw events."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'signals_event'::regclass"
        )
        return [row[0] for row in cursor.fetchall()]
