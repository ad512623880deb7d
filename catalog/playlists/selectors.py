"""Reading playlists: one as a path of steps, by its address or by an old one, and products for it."""

from __future__ import annotations

import json
import uuid
from typing import Any, Final

from django.db import connection

from catalog.playlists.models import Playlist, PlaylistAddress
from catalog.playlists.paths import STEPS, Path, PathItem, PathStep
from catalog.playlists.stock import pack_stock
from catalog.products.asked import with_stock
from catalog.products.models import PackPart, Product
from catalog.products.selectors import products
from shop_ai.lib.tenancy import shop_scope

# What a path has as its row has it.
COPIED = (
    *("slug", "title", "intro", "language", "texts", "theme", "use", "season", "budget", "price_rule"),
    *("rebate_percent", "fixed_price", "pack_id", "is_published", "is_archived", "starts_on", "ends_on"),
)
Part = tuple[int, int | None, int, str]  # id, stock, quantity, title


# Everything that stands on a path in one question: the customers' page asks it at every visit. A product without stock
# of its own has what its variants hold; parts come as [id, stock, quantity, title].
ITEMS: Final = """
SELECT i.step, i.id, replace(i.uid::text, '-', ''), i.note, i.notes, i.price_seen, i.hide_when_out,
    p.id, p.uid::text, p.sku, p.title, p.variant, p.price, p.image_url, p.page_url, p.category_id,
    p.is_active AND NOT p.is_service,
    coalesce(p.stock, (
        SELECT sum(v.stock) FROM catalog_product v WHERE v.shop_id = p.shop_id AND v.parent_id = p.id AND v.is_active
    ))::int,
    k.parts,
    EXISTS (
        SELECT FROM catalog_producthold h WHERE h.shop_id = p.shop_id AND h.lifted_at IS NULL
        AND (h.product_id IN (p.id, p.parent_id) OR h.product_id = ANY(k.ids))
    )
FROM catalog_playlistitem i
JOIN catalog_product p ON p.shop_id = i.shop_id AND p.id = i.product_id
CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(c.id, c.stock, x.quantity, c.title) ORDER BY x.id) AS parts,
        array_agg(c.id) AS ids
    FROM catalog_packpart x JOIN catalog_product c ON c.shop_id = x.shop_id AND c.id = x.part_id
    WHERE x.shop_id = p.shop_id AND x.pack_id = p.id
) k
WHERE i.shop_id = %s AND i.playlist_id = %s
ORDER BY i.position, i.id
"""


def pack_stocks(shop_id: int, product_ids: list[int]) -> dict[int, tuple[int | None, tuple[str, ...]]]:
    """For each pack among the products: its stock and its parts' titles. One query."""
    with shop_scope(shop_id):
        rows = PackPart.objects.filter(pack_id__in=product_ids).order_by("pack_id", "pk")
        parts = list(rows.values_list("pack_id", "part_id", "part__stock", "quantity", "part__title"))
    packs: dict[int, list[Part]] = {}
    for pack_id, *part in parts:
        packs.setdefault(pack_id, []).append((part[0], part[1], part[2], part[3]))
    return {pack_id: _pack(found) for pack_id, found in packs.items()}


def _pack(parts: list[Part]) -> tuple[int | None, tuple[str, ...]]:
    stock = pack_stock([(held, quantity) for _id, held, quantity, _title in parts])
    return stock, tuple(f"{n} × {title}" if n > 1 else title for _id, _stock, n, title in parts)


def _items(shop_id: int, playlist_id: int) -> list[tuple[str, PathItem]]:
    """What stands on the path with its step, in order. One query."""
    with connection.cursor() as cursor:
        cursor.execute(ITEMS, [shop_id, playlist_id])
        return [_item(row) for row in cursor.fetchall()]


def _item(row: tuple[Any, ...]) -> tuple[str, PathItem]:
    step, item_id, uid, note, notes, price_seen, hide_when_out, *product = row
    product_id, product_uid, sku, title, variant, price, image_url, page_url, category, *rest = product
    is_active, stock, parts, is_held = rest
    if parts:
        stock, names = _pack(json.loads(parts))
    else:
        names = ()
    return step, PathItem(
        item_id=item_id,
        product_id=product_id,
        sku=sku,
        title=f"{title} – {variant}" if variant else title,
        price=price,
        image_url=image_url,
        page_url=page_url,
        note=note,
        stock=stock,
        parts=names,
        uid=uid,
        product_uid=product_uid,
        notes=json.loads(notes),
        price_seen=price_seen,
        hide_when_out=hide_when_out,
        is_active=is_active,
        is_held=is_held,
        category_id=category,
    )


def path_of(shop_id: int, slug: str) -> Path | None:
    """A playlist with its steps and stock in two queries; None when the shop has no such slug."""
    with shop_scope(shop_id):
        return _path(Playlist.objects.filter(slug=slug).first())


def path_by_uid(shop_id: int, uid: uuid.UUID) -> Path | None:
    """The same by its public id."""
    with shop_scope(shop_id):
        return _path(Playlist.objects.filter(uid=uid).first())


def _path(playlist: Playlist | None) -> Path | None:
    if playlist is None:
        return None
    items = _items(playlist.shop_id, playlist.pk)
    return Path(
        id=playlist.pk,
        uid=playlist.uid.hex,
        steps=[PathStep(step, [item for where, item in items if where == step]) for step in STEPS],
        **{name: getattr(playlist, name) for name in COPIED},
    )


def shows_products(playlist: Playlist) -> bool:
    """Whether customers would see any product on it now. One query, inside the shop's scope."""
    return any(item.is_shown for _step, item in _items(playlist.shop_id, playlist.pk))


def address_of(shop_id: int, slug: str) -> str:
    """The present address of the playlist that had this one before; empty when none had."""
    with shop_scope(shop_id):
        old = PlaylistAddress.objects.filter(slug=slug).values_list("playlist__slug", flat=True).first()
    return str(old or "")


def products_matching(shop_id: int, words: str, limit: int = 20) -> list[Product]:
    """Products that may be put on a path, by words of the title or the start of the SKU."""
    with shop_scope(shop_id):
        found = with_stock(products(shop_id, q=words).filter(is_active=True, is_service=False))
        return list(found.order_by("title", "pk")[:limit])
