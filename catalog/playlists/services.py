"""Writing playlists: making, details, state, address. What stands on the steps is in ``placing``."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Final, TypedDict, Unpack

from django.utils.translation import gettext as _

from catalog.playlists.models import Playlist, PlaylistAddress, PlaylistItem, PriceRule
from catalog.playlists.selectors import shows_products
from catalog.playlists.slugs import first_free, slug_of
from catalog.playlists.undo import held, remember
from shop_ai.lib.gate import written
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope


class NotOnPath(LookupError):
    """The playlist, the product or the place does not exist in this shop."""


class Details(TypedDict, total=False):
    """What can be said of a playlist. ``texts`` is ``{language: {"title", "intro"}}`` of the other languages."""

    title: str
    intro: str
    language: str
    texts: dict[str, dict[str, str]]
    theme: str
    use: str
    season: str
    budget: Decimal | None
    price_rule: str
    rebate_percent: int | None
    fixed_price: Decimal | None
    starts_on: date | None
    ends_on: date | None
    is_published: bool


COLUMNS: Final = frozenset(Details.__annotations__)
# Flags of a playlist by the name of the act that sets them.
ACTS: Final[dict[str, tuple[str, bool]]] = {
    "publish": ("is_published", True),
    "unpublish": ("is_published", False),
    "archive": ("is_archived", True),
    "unarchive": ("is_archived", False),
}


def free_slug(shop_id: int, title: str, *, own: int = 0) -> str:
    """An address from the title that no other playlist of the shop has or had."""
    base = slug_of(title)
    with shop_scope(shop_id):
        now = Playlist.objects.filter(slug__startswith=base).exclude(pk=own)
        before = PlaylistAddress.objects.filter(slug__startswith=base).exclude(playlist_id=own)
        taken = {*now.values_list("slug", flat=True), *before.values_list("slug", flat=True)}
    return first_free(base, taken)


def create_playlist(shop_id: int, *, title: str, language: str, **details: Unpack[Details]) -> Playlist:  # type: ignore[misc]  # title and language are always said
    """A draft with its address; further details as :class:`Details` has them. Raises Invalid for what contradicts."""
    with shop_scope(shop_id):
        playlist = Playlist(
            shop_id=shop_id, slug=free_slug(shop_id, title), title=title, language=language, **details
        )
        if playlist.is_published:  # it begins without products
            raise _empty()
        _refuse_contradictions(playlist)
        playlist.save()
        written(shop_id, "playlist", playlist.pk)
        return playlist


def update_playlist(shop_id: int, slug: str, *, by: str = "", **details: Unpack[Details]) -> None:
    """Change what ``details`` name and leave the rest; raises NotOnPath for a foreign slug, Invalid as above."""
    with shop_scope(shop_id):
        playlist = held_playlist(slug)
        changed = {name: value for name, value in details.items() if getattr(playlist, name) != value}
        if not changed:
            return
        if changed.get("is_published"):
            _refuse_empty(playlist)
        remember(playlist, "details", by)
        for name, value in changed.items():
            setattr(playlist, name, value)
        _refuse_contradictions(playlist)
        playlist.save()
        written(shop_id, "playlist", playlist.pk)


def _empty() -> Invalid:
    detail = _("No step has a product that customers see: add one, then publish.")
    return Invalid(FieldError("#/is_published", "no_products", detail))


def _refuse_empty(playlist: Playlist) -> None:
    if not shows_products(playlist):
        raise _empty()


def _refuse_contradictions(playlist: Playlist) -> None:
    """What the table would refuse as well, said in words and beside the field."""
    first, last, errors = playlist.starts_on, playlist.ends_on, []
    if first and last and last < first:
        errors.append(FieldError("#/ends_on", "before_start", _("The last day is before the first.")))
    if playlist.price_rule == PriceRule.REBATE and not playlist.rebate_percent:
        errors.append(FieldError("#/rebate_percent", "required", _("How many percent?")))
    if playlist.price_rule == PriceRule.FIXED and not playlist.fixed_price:
        errors.append(FieldError("#/fixed_price", "required", _("How much?")))
    if errors:
        raise Invalid(*errors)


def act_on(shop_id: int, slug: str, act: str, *, by: str = "") -> None:
    """One of ``ACTS``: publish, take off the web, archive, take out. An archived playlist is not published.

    Raises NotOnPath for a foreign slug, Invalid for publishing what would show customers no product.
    """
    column, value = ACTS[act]
    with shop_scope(shop_id):
        playlist = held_playlist(slug)
        if getattr(playlist, column) == value:
            return
        if act == "publish":
            _refuse_empty(playlist)
        remember(playlist, act, by)
        setattr(playlist, column, value)
        if act == "archive":
            playlist.is_published = False
        if act == "publish":
            playlist.is_archived = False
        playlist.save()
        written(shop_id, "playlist", playlist.pk)


def change_address(shop_id: int, slug: str, wanted: str) -> str:
    """Give the playlist another address; the old one goes on leading to it. Raises Conflict when it is taken."""
    with shop_scope(shop_id):
        playlist = held_playlist(slug)
        new = slug_of(wanted)
        if new == playlist.slug:
            return new
        if free_slug(shop_id, new, own=playlist.pk) != new:
            raise Conflict(_("Another playlist has or had this address."))
        PlaylistAddress.objects.filter(playlist=playlist, slug=new).delete()
        PlaylistAddress.objects.get_or_create(
            shop_id=shop_id, slug=playlist.slug, defaults={"playlist": playlist}
        )
        playlist.slug = new
        playlist.save(update_fields=["slug", "updated_at"])
        return new


def duplicate_playlist(shop_id: int, slug: str) -> Playlist:
    """A draft with the same texts and products, without dates: a copy is for another time."""
    with shop_scope(shop_id):
        source = held_playlist(slug)
        items = list(source.items.all())
        kept = {name: getattr(source, name) for name in COLUMNS - {"starts_on", "ends_on", "is_published"}}
        title = (_("%(title)s (copy)") % {"title": source.title})[:200]
        copy = Playlist.objects.create(
            shop_id=shop_id, slug=free_slug(shop_id, source.title), **kept | {"title": title}
        )
        PlaylistItem.objects.bulk_create([_copied(item, copy) for item in items])
        return copy  # type: ignore[no-any-return]  # the manager's rows are untyped


def _copied(item: PlaylistItem, playlist: Playlist) -> PlaylistItem:
    item.pk, item.uid, item.playlist = None, uuid.uuid4(), playlist
    item._state.adding = True
    return item


def delete_playlist(shop_id: int, slug: str) -> None:
    with shop_scope(shop_id):
        held_playlist(slug).delete()


def held_playlist(slug: str) -> Playlist:
    """The playlist of the shop in scope, held until the transaction ends; raises NotOnPath."""
    found = held(slug)
    if found is None:
        raise NotOnPath(slug)
    return found
