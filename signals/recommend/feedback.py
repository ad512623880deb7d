"""What became of a recommendation, told by a shop's own server: shown, opened, not wanted.

Shown and opened are events like those of the page script and count where these count. What is not wanted is counted by
day, and when the visitor's id is given it is not shown to that visitor again.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from signals.ingest.automations import MEASUREMENT
from signals.ingest.events import Sender
from signals.ingest.services import recognise, sort, take_in
from signals.recommend.explaining import parsed
from signals.recommend.models import Dismissal, FeedbackDay, ServedList
from transparency.ledger.selectors import decisions
from transparency.ledger.switches import is_on

EVENTS: Final = {"shown": "reco_impression", "clicked": "reco_click"}
ACTIONS: Final = (*EVENTS, "dismissed", "not_interested")
SERVER: Final = Sender(daily_visitor="", device="", app_channel="", is_server=True)


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of a visitor. ``visitor`` may be empty: then it is only counted."""

    recommendation_id: str
    action: str
    sku: str
    visitor: str = ""


class UnknownRecommendation(LookupError):
    """An id that was not given out by this shop."""


class UnknownProduct(LookupError):
    """A SKU that the shop does not have."""


def take_feedback(shop: ShopContext, told: Told, now: datetime) -> bool:
    """Count the answer and act on it; whether it was counted (measuring may be switched off).

    Raises UnknownRecommendation and UnknownProduct.
    """
    with shop_scope(shop.id):
        if not _is_ours(told.recommendation_id):
            raise UnknownRecommendation
        product = Product.objects.filter(sku=told.sku).first()
        if product is None:
            raise UnknownProduct
        if told.action in EVENTS:
            return _event(shop.id, told, now)
        family = product.parent_id or product.pk
        _count(shop.id, family, told.action, shop, now)
        if told.visitor:
            Dismissal.objects.get_or_create(visitor=told.visitor, product_id=family)
        return True


def _is_ours(recommendation_id: str) -> bool:
    """Whether the shop in scope gave the id out: a stored list, a night's decision, or a test."""
    named = parsed(recommendation_id)
    if named is None:
        return False
    uid, kind, number = named
    if kind == "p":
        found = ServedList.objects.filter(uid=uid).values_list("content__output", flat=True).first()
        return found is not None and 1 <= number <= len(found)
    return decisions().filter(uid=uid).exists()


def _event(shop_id: int, told: Told, now: datetime) -> bool:
    """The same answer told twice is one event: its id is made of what it says."""
    if not is_on(MEASUREMENT.code):
        return False
    said = f"{shop_id}|{told.recommendation_id}|{told.action}|{told.sku}|{told.visitor or uuid.uuid4().hex}"
    raw = {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, said)),
        "type": EVENTS[told.action],
        "time": now.isoformat(),
        "sku": told.sku,
        "recommendation_id": told.recommendation_id,
        "visitor": told.visitor,
    }
    kept, dropped = sort([raw], SERVER)
    recognise(shop_id, kept)
    take_in(shop_id, kept, dropped)
    return bool(kept)


def _count(shop_id: int, product_id: int, action: str, shop: ShopContext, now: datetime) -> None:
    day, _is_new = FeedbackDay.objects.get_or_create(
        shop_id=shop_id, day=local_day(now, shop.zone), action=action, product_id=product_id
    )
    FeedbackDay.objects.filter(pk=day.pk).update(count=F("count") + 1)
