"""Selling a path as one: a pack of its products, priced by the playlist's rule."""

from __future__ import annotations

from django.utils.translation import gettext as _

from catalog.playlists.models import Playlist, PlaylistItem, Step
from catalog.playlists.placing import add_product
from catalog.playlists.selectors import path_of
from catalog.playlists.services import NotOnPath, held_playlist
from catalog.playlists.undo import remember
from catalog.products.models import Product
from catalog.products.services import Part, ProductFields, put_product
from catalog.shops.context import ShopContext
from shop_ai.lib.refusals import FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope

FEWEST_PARTS = 2


def make_pack(shop: ShopContext, slug: str, *, by: str = "") -> Product:
    """Make the pack of the path's products, or bring the one it has up to date, and put it on the last step.

    Raises NotOnPath for a foreign slug; Invalid with fewer than two products, or without a price that can be known.
    """
    with shop_scope(shop.id):
        playlist = held_playlist(slug)
        path = path_of(shop.id, slug)
        if path is None:
            raise NotOnPath(slug)
        parts, price = path.single, path.pack_price(shop.currency)
        if len(parts) < FEWEST_PARTS:
            raise Invalid(FieldError("#/pack", "too_few", _("A pack needs two products of the path.")))
        if price is None:
            raise Invalid(FieldError("#/pack", "no_price", _no_price(playlist)))
        remember(playlist, "pack", by)
        fields = ProductFields(
            title=(_("Pack: %(title)s") % {"title": playlist.title})[:500],
            price=price,
            pack=[Part(item.sku) for item in parts],
            image_url=path.picture,
        )
        pack, _is_new = put_product(shop.id, sku=_sku(playlist), fields=fields)
        Playlist.objects.filter(pk=playlist.pk).update(pack=pack)
        PlaylistItem.objects.filter(playlist=playlist, product=pack).update(price_seen=price)
        if not playlist.items.filter(product=pack).exists():
            add_product(shop.id, slug, step=Step.STEP_UP, sku=pack.sku, by=by)
        return pack


def _sku(playlist: Playlist) -> str:
    """The SKU of the pack that the playlist has, else one that no other playlist can come to have."""
    return playlist.pack.sku if playlist.pack else f"PACK-{playlist.uid.hex[:8].upper()}"


def _no_price(playlist: Playlist) -> str:
    if playlist.price_rule == "fixed":
        return _("The fixed price is above the sum of the products, or a product has no price.")
    return _("A product of the path has no price yet.")
