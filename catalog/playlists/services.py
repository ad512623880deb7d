"""Writing playlists: details, products on the three steps, their order."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from catalog.playlists.models import Playlist, PlaylistItem, Step
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope


class NotOnPath(LookupError):
    """The playlist, the product or the place does not exist in this shop."""


def free_slug(shop_id: int, title: str) -> str:
    """A slug of the title that no other playlist of the shop has; Arabic titles become ``playlist``."""
    base = slugify(title)[:70] or "playlist"
    with shop_scope(shop_id):
        taken = set(Playlist.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


def create_playlist(shop_id: int, *, title: str, language: str) -> Playlist:
    with shop_scope(shop_id):
        slug = free_slug(shop_id, title)
        playlist: Playlist = Playlist.objects.create(
            shop_id=shop_id, slug=slug, title=title, language=language
        )
        return playlist


def update_playlist(
    shop_id: int,
    slug: str,
    *,
    title: str,
    intro: str,
    language: str,
    starts_on: date | None,
    ends_on: date | None,
    is_published: bool,
) -> None:
    """Change the details; raises NotOnPath for a foreign slug."""
    with shop_scope(shop_id):
        changed = Playlist.objects.filter(slug=slug).update(
            title=title,
            intro=intro,
            language=language,
            starts_on=starts_on,
            ends_on=ends_on,
            is_published=is_published,
            updated_at=timezone.now(),
        )
    if not changed:
        raise NotOnPath(slug)


def _playlist(slug: str) -> Playlist:
    """The playlist, held until the transaction ends: places are handed out one at a time."""
    found: Playlist | None = Playlist.objects.select_for_update(no_key=True).filter(slug=slug).first()
    if found is None:
        raise NotOnPath(slug)
    return found


def add_product(shop_id: int, slug: str, *, step: str, sku: str, note: str = "") -> None:
    """Put a product last on a step; raises NotOnPath when playlist, step or SKU is unknown here."""
    if step not in Step.values:
        raise NotOnPath(step)
    with shop_scope(shop_id):
        playlist = _playlist(slug)
        product = Product.objects.filter(sku=sku, is_service=False).first()
        if product is None:
            raise NotOnPath(sku)
        last = playlist.items.filter(step=step).aggregate(last=Max("position"))["last"] or 0
        PlaylistItem.objects.create(
            shop_id=shop_id, playlist=playlist, step=step, position=last + 1, product=product, note=note[:300]
        )


def remove_item(shop_id: int, slug: str, item_id: int) -> None:
    with shop_scope(shop_id):
        deleted, _models = _playlist(slug).items.filter(pk=item_id).delete()
    if not deleted:
        raise NotOnPath(str(item_id))


def move_item(shop_id: int, slug: str, item_id: int, *, up: bool) -> None:
    """Exchange a product with its neighbour; at the end of its step nothing happens."""
    with shop_scope(shop_id):
        playlist = _playlist(slug)
        item = playlist.items.filter(pk=item_id).first()
        if item is None:
            raise NotOnPath(str(item_id))
        order = list(playlist.items.filter(step=item.step).order_by("position", "pk"))
        here = [other.pk for other in order].index(item.pk)
        there = here - 1 if up else here + 1
        if 0 <= there < len(order):
            order[here], order[there] = order[there], order[here]
            _renumber(order)


def _renumber(order: list[PlaylistItem]) -> None:
    """Give the items positions in this order, by way of free ones: the positions are unique at any moment."""
    highest = max(item.position for item in order)
    for shift in (highest + 1, 1):
        for position, item in enumerate(order):
            item.position = shift + position
            item.save(update_fields=["position"])


def delete_playlist(shop_id: int, slug: str) -> None:
    with shop_scope(shop_id):
        _playlist(slug).delete()
