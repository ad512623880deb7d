"""Days whose orders changed, kept for the step that gives credit: the marks themselves are gone once the key figures took them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection

from attribution.credit.models import CreditMark
from shop_ai.lib.tenancy import shop_scope

CLAIM = """
WITH claimed AS (DELETE FROM attribution_creditmark WHERE shop_id = %s RETURNING day)
SELECT coalesce(array_agg(DISTINCT day), '{}') FROM claimed
"""


def remember_days(shop_id: int, days: Iterable[date]) -> None:
    """Keep the days for the next credit; in the transaction that claimed their marks, so that none is lost."""
    with shop_scope(shop_id):
        CreditMark.objects.bulk_create([CreditMark(shop_id=shop_id, day=day) for day in days])


def claim_days(shop_id: int) -> list[date]:
    """Take the days over; a rollback gives them back."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(CLAIM, [shop_id])
        return list(cursor.fetchone()[0])
