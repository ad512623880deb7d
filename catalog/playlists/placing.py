"""What stands on the steps: add, take off, move, replace. Each change holds the playlist, so places stay unique."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.db.models import F, Max

from catalog.playlists.models import Playlist, PlaylistItem, Step
from catalog.playlists.services import NotOnPath, held_playlist
from catalog.playlists.undo import remember
from catalog.products.models import Product
from shop_ai.lib.gate import written
from shop_ai.lib.tenancy import shop_scope

MOST_ITEMS = 60


def _item(playlist: Playlist, item_id: int) -> PlaylistItem:
    found: PlaylistItem | None = playlist.items.filter(pk=item_id).first()
    if found is None:
        raise NotOnPath(str(item_id))
    return found


def item_by_uid(shop_id: int, slug: str, uid: uuid.UUID) -> int:
    """The id of an item of this playlist by its public id; raises NotOnPath."""
    with shop_scope(shop_id):
        rows = PlaylistItem.objects.filter(playlist__slug=slug, uid=uid)
        found: int | None = rows.values_list("pk", flat=True).first()
    if found is None:
        raise NotOnPath(str(uid))
    return found


def _product(sku: str) -> Product:
    found: Product | None = Product.objects.filter(sku=sku, is_service=False).first()
    if found is None:
        raise NotOnPath(sku)
    return found


def add_product(
    shop_id: int,
    slug: str,
    *,
    step: str,
    sku: str,
    note: str = "",
    by: str = "",
    uid: uuid.UUID | None = None,
) -> PlaylistItem:
    """Put a product last on a step; what stands there already stays once.

    Raises NotOnPath when playlist, step or SKU is unknown here, or the path is full.
    """
    if step not in Step.values:
        raise NotOnPath(step)
    with shop_scope(shop_id):
        playlist, product = held_playlist(slug), _product(sku)
        known: PlaylistItem | None = playlist.items.filter(step=step, product=product).first()
        if known is not None:
            return known
        if playlist.items.count() >= MOST_ITEMS:
            raise NotOnPath(f"{slug} holds {MOST_ITEMS} products")
        remember(playlist, "add", by)
        made: PlaylistItem = PlaylistItem.objects.create(
            shop_id=shop_id,
            playlist=playlist,
            step=step,
            position=_last(playlist, step) + 1,
            product=product,
            note=note[:300],
            price_seen=product.price,
        )
        return made


def _last(playlist: Playlist, step: str) -> int:
    return int(playlist.items.filter(step=step).aggregate(last=Max("position"))["last"] or 0)


def remove_item(shop_id: int, slug: str, item_id: int, *, by: str = "") -> None:
    with shop_scope(shop_id):
        playlist = held_playlist(slug)
        item = _item(playlist, item_id)
        remember(playlist, "remove", by)
        item.delete()


def move_item(shop_id: int, slug: str, item_id: int, *, up: bool, by: str = "") -> None:
    """Exchange a product with its neighbour; at the end of its step nothing happens."""
    with shop_scope(shop_id):
        playlist = held_playlist(slug)
        item = _item(playlist, item_id)
        order = _order(playlist, item.step)
        here = order.index(item.pk)
        there = here - 1 if up else here + 1
        if 0 <= there < len(order):
            _put(playlist, item, item.step, there, by)


def place_item(
    shop_id: int, slug: str, item_id: int, *, step: str, index: int | None = None, by: str = ""
) -> None:
    """Put a product at ``index`` (from 0) of a step, last by default; the others make room.

    Raises NotOnPath for an unknown step; nothing happens where it stands there already.
    """
    if step not in Step.values:
        raise NotOnPath(step)
    with shop_scope(shop_id):
        playlist = held_playlist(slug)
        item = _item(playlist, item_id)
        others = [pk for pk in _order(playlist, step) if pk != item.pk]
        place = len(others) if index is None else max(0, min(index, len(others)))
        if item.step != step or _order(playlist, step).index(item.pk) != place:
            _put(playlist, item, step, place, by)


def _order(playlist: Playlist, step: str) -> list[int]:
    return list(playlist.items.filter(step=step).order_by("position", "pk").values_list("pk", flat=True))


def _put(playlist: Playlist, item: PlaylistItem, step: str, index: int, by: str) -> None:
    remember(playlist, "move", by)
    if item.step != step:
        clash = playlist.items.filter(step=step, product_id=item.product_id).first()
        if clash is not None:  # it stands there already: one of the two is enough
            clash.delete()
    order = [pk for pk in _order(playlist, step) if pk != item.pk]
    order.insert(min(index, len(order)), item.pk)
    # Places are unique at the end of each statement: aside first, then the step in one go.
    playlist.items.filter(pk=item.pk).update(step=step, position=_last(playlist, step) + 1 + len(order))
    rows = {row.pk: row for row in playlist.items.filter(step=step)}
    for position, pk in enumerate(order, 1):
        rows[pk].position = position
    PlaylistItem.objects.bulk_update(rows.values(), ["position"])


def replace_product(shop_id: int, slug: str, item_id: int, *, sku: str, by: str = "") -> None:
    """Put another product in an item's place; its note goes, because it spoke of the other one."""
    with shop_scope(shop_id):
        playlist = held_playlist(slug)
        item, product = _item(playlist, item_id), _product(sku)
        remember(playlist, "replace", by)
        playlist.items.filter(step=item.step, product=product).exclude(pk=item.pk).delete()
        item.product, item.price_seen, item.note, item.notes = product, product.price, "", {}
        item.hide_when_out = False
        item.save()


def write_note(shop_id: int, slug: str, item_id: int, *, note: str, language: str, by: str = "") -> None:
    """What is said beside a product, in one language."""

    def write(playlist: Playlist, item: PlaylistItem) -> None:
        if language == playlist.language:
            item.note = note[:300]
        else:
            item.notes = {**item.notes, language: note[:300]}

    _change(shop_id, slug, item_id, write, what="note", by=by)


def hide_until_back(shop_id: int, slug: str, item_id: int, *, hide: bool = True, by: str = "") -> None:
    """Customers see it again once it is in stock."""

    def write(_playlist: Playlist, item: PlaylistItem) -> None:
        item.hide_when_out = hide

    _change(shop_id, slug, item_id, write, what="hide", by=by)


def accept_prices(shop_id: int, slug: str, item_id: int | None = None, *, by: str = "") -> None:
    """The prices of today are the right ones: of one item, or of all."""
    with shop_scope(shop_id):
        playlist = held_playlist(slug)
        remember(playlist, "price", by)
        rows = playlist.items.filter(pk=item_id) if item_id else playlist.items.all()
        prices = dict(rows.values_list("pk", F("product__price")))
        changed = [PlaylistItem(pk=pk, price_seen=price, shop_id=shop_id) for pk, price in prices.items()]
        PlaylistItem.objects.bulk_update(changed, ["price_seen"])


def _change(
    shop_id: int,
    slug: str,
    item_id: int,
    write: Callable[[Playlist, Any], None],
    *,
    what: str,
    by: str,
) -> None:
    with shop_scope(shop_id):
        playlist = held_playlist(slug)
        item = _item(playlist, item_id)
        remember(playlist, what, by)
        write(playlist, item)
        item.save()
        written(shop_id, "playlist", playlist.pk)
