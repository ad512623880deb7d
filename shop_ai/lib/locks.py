"""Taking turns by name: whoever would create the same thing waits, and then finds it."""

from __future__ import annotations

from django.db import connection

from shop_ai.lib.tenancy import current_shop_id


def take_turn(*name: str) -> None:
    """Hold this name in the shop in scope until the transaction ends; waits no longer than any other lock."""
    text = "|".join(("turn", str(current_shop_id()), *name))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [text])
