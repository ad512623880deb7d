"""One wilaya by commune. Communes are sealed with the address, so they are opened here, for one wilaya at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.db import connection

from catalog.customers.personal import COLUMN, TABLE
from catalog.geo.places import communes, match_commune
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.audience.selectors import PLACED, values_of

MOST_OPENED: Final = 3000
PEOPLE: Final = f"""{PLACED}
SELECT c.uid, c.personal, count(*) OVER ()
FROM known JOIN catalog_customer c ON c.shop_id = %(shop)s AND c.id = known.customer_id
WHERE known.wilaya = %(wilaya)s ORDER BY c.id DESC LIMIT {MOST_OPENED}
"""


@dataclass(frozen=True, slots=True)
class Communes:
    """Customers by commune's slug, "" unknown; ``opened`` of ``customers`` were looked at, the newest first."""

    counts: dict[str, int]
    opened: int
    customers: int


def communes_of(shop: ShopContext, period: Period, wilaya: str) -> Communes:
    """The customers of a wilaya by commune; one query, and only names of communes leave this function."""
    with shop_scope(shop.id):
        with connection.cursor() as cursor:
            cursor.execute(PEOPLE, values_of(shop, period) | {"wilaya": wilaya})
            rows = cursor.fetchall()
        seal = current_seal()
        counts: Counter[str] = Counter()
        for uid, personal, _whole in rows:
            text = str(seal.open_json(TABLE, COLUMN, uid, personal).get("commune", ""))
            counts[match_commune(wilaya, text) or ""] += 1
    return Communes(dict(counts), len(rows), rows[0][2] if rows else 0)


def commune_names(wilaya: str) -> dict[str, tuple[str, str]]:
    """French and Arabic names of a wilaya's communes by slug."""
    return {one.slug: (one.name_fr, one.name_ar) for one in communes() if one.wilaya == wilaya}
