"""Reading recommendations that are the same for everybody."""

from __future__ import annotations

from signals.recommend.served import Served
from signals.recommend.serving import DEEP, Query, recommend_many

__all__ = ["Served", "recommended"]


def recommended(shop_id: int, *, sku: str = "", limit: int = 6) -> list[Served]:
    """At most ``limit`` products of the night's list, best first, without ``sku`` itself.

    What :func:`signals.recommend.serving.recommend_for` gives without anything to go by and without exploration.
    """
    query = Query(sku=sku, limit=min(limit, DEEP), explores=False, is_plain=True)
    return recommend_many(shop_id, [query])[0].items
