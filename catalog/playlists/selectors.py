"""Reading playlists: one as a path of steps, by its address or by an old one, and products for it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalog.playlists.models import Playlist, PlaylistAddress, PlaylistItem
from catalog.playlists.paths import STEPS, Path, PathItem, PathStep
from catalog.playlists.stock import pack_stock
from catalog.products.asked import with_stock
from catalog.products.lists import full_title
from catalog.products.models import PackPart, Product, ProductHold
from catalog.products.selectors import products
from shop_ai.lib.tenancy import shop_scope

# What a path has as its row has it.
COPIED = (
    *("slug", "title", "intro", "language", "texts", "theme", "use", "season", "budget", "price_rule"),
    *("rebate_percent", "fixed_price", "pack_id", "is_published", "is_archived", "starts_on", "ends_on"),
)
OF_PRODUCT = ("sku", "price", "image_url", "page_url", "category_id")
OF_ITEM = ("note", "notes", "price_seen", "hide_when_out", "product_id")


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What the parts of a pack say of it: how many can be made, their titles, their ids."""

    stock: int | None
    parts: tuple[str, ...]
    part_ids: frozenset[int]


def _packs(product_ids: Iterable[int]) -> dict[int, PackFacts]:
    rows = PackPart.objects.filter(pack_id__in=product_ids).order_by("pack_id", "pk")
    parts = rows.values_list("pack_id", "part_id", "part__stock", "quantity", "part__title")
    packs: dict[int, list[tuple[int, int | None, int, str]]] = {}
    for pack_id, *part in parts:
        packs.setdefault(pack_id, []).append((part[0], part[1], part[2], part[3]))
    return {
        pack_id: PackFacts(
            pack_stock([(stock, quantity) for _id, stock, quantity, _title in found]),
            tuple(f"{n} × {title}" if n > 1 else title for _id, _stock, n, title in found),
            frozenset(part_id for part_id, *_rest in found),
        )
        for pack_id, found in packs.items()
    }


def pack_stocks(shop_id: int, product_ids: list[int]) -> dict[int, tuple[int | None, tuple[str, ...]]]:
    """For each pack among the products: its stock and its parts' titles. One query."""
    with shop_scope(shop_id):
        return {pack_id: (pack.stock, pack.parts) for pack_id, pack in _packs(product_ids).items()}


def _held() -> set[int]:
    """Products that are held back as unsafe; they are few."""
    return set(ProductHold.objects.filter(lifted_at=None).values_list("product_id", flat=True))


def _item(row: PlaylistItem, product: Any, pack: PackFacts | None, held: set[int]) -> PathItem:
    concerned = {product.pk, product.parent_id, *(pack.part_ids if pack else ())}
    return PathItem(
        item_id=row.pk,
        uid=row.uid.hex,
        product_uid=str(product.uid),
        title=full_title(product),
        stock=pack.stock if pack else product.sellable,
        parts=pack.parts if pack else (),
        is_active=product.is_active and not product.is_service,
        is_held=bool(concerned & held),
        **{name: getattr(product, name) for name in OF_PRODUCT},
        **{name: getattr(row, name) for name in OF_ITEM},
    )


def path_of(shop_id: int, slug: str) -> Path | None:
    """A playlist with its steps and stock in five queries; None when the shop has no such slug."""
    with shop_scope(shop_id):
        return _path(Playlist.objects.filter(slug=slug).first())


def path_by_uid(shop_id: int, uid: uuid.UUID) -> Path | None:
    """The same by its public id."""
    with shop_scope(shop_id):
        return _path(Playlist.objects.filter(uid=uid).first())


def _path(playlist: Playlist | None) -> Path | None:
    if playlist is None:
        return None
    rows = list(playlist.items.order_by("position", "pk"))
    ids = {row.product_id for row in rows}
    found: dict[int, Any] = {row.pk: row for row in with_stock(Product.objects.filter(pk__in=ids))}
    packs, held = _packs(ids), _held()
    items = [(row.step, _item(row, found[row.product_id], packs.get(row.product_id), held)) for row in rows]
    return Path(
        id=playlist.pk,
        uid=playlist.uid.hex,
        steps=[PathStep(step, [item for where, item in items if where == step]) for step in STEPS],
        **{name: getattr(playlist, name) for name in COPIED},
    )


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
