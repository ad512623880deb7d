"""Which record each kind of the history is, and which parts belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import models

from catalog.codes.models import PlaylistCode
from catalog.content.models import ContentPiece
from catalog.conversations.models import ReplyScript
from catalog.history.models import What
from catalog.landing.models import LandingItem, LandingPage
from catalog.orders.models import Order, OrderLine, Refund
from catalog.playlists.models import Playlist, PlaylistItem
from catalog.products.models import Category, PackPart, Product

MODELS: Final[dict[str, type[models.Model]]] = {
    What.PRODUCT: Product,
    What.PACK_PART: PackPart,
    What.CATEGORY: Category,
    What.ORDER: Order,
    What.ORDER_LINE: OrderLine,
    What.REFUND: Refund,
    What.PLAYLIST: Playlist,
    What.PLAYLIST_ITEM: PlaylistItem,
    What.LANDING: LandingPage,
    What.LANDING_ITEM: LandingItem,
    What.CONTENT: ContentPiece,
    What.CODE: PlaylistCode,
    What.SCRIPT: ReplyScript,
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a record: their kind and the column that names the record."""

    what: str
    parent: str


PARTS: Final[dict[str, Parts]] = {
    What.PRODUCT: Parts(What.PACK_PART, "pack_id"),
    What.ORDER: Parts(What.ORDER_LINE, "order_id"),
    What.PLAYLIST: Parts(What.PLAYLIST_ITEM, "playlist_id"),
    What.LANDING: Parts(What.LANDING_ITEM, "landing_id"),
}
# The kinds that have a page of their own in the dashboard.
PAGES: Final = (
    What.PRODUCT,
    What.ORDER,
    What.PLAYLIST,
    What.LANDING,
    What.CONTENT,
    What.CODE,
    What.SCRIPT,
)


def columns(what: str) -> dict[str, models.Field[Any, Any]]:
    """The concrete columns of a kind by their name in the database."""
    return {field.attname: field for field in MODELS[what]._meta.concrete_fields}


def values_of(row: models.Model) -> dict[str, Any]:
    """What a stored row holds, by column; a product's stock also as the state that the history keeps."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    if isinstance(row, Product):
        values["stock_state"] = stock_state(row.stock)
    return values


def stock_state(stock: int | None) -> str:
    """As the trigger keeps it: ``uncounted``, ``in`` or ``out``."""
    if stock is None:
        return "uncounted"
    return "in" if stock > 0 else "out"
