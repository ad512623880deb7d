"""Taking back the last change of a playlist: what stood before each change is kept with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.playlists.models import Playlist, PlaylistChange, PlaylistItem
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope

KEPT_CHANGES: Final = 30
TEXTS: Final = (
    "title",
    "intro",
    "language",
    "texts",
    "theme",
    "use",
    "season",
    "price_rule",
    "rebate_percent",
)
DAYS: Final = ("starts_on", "ends_on")
AMOUNTS: Final = ("budget", "fixed_price")
FLAGS: Final = ("is_published", "is_archived", "pack_id")
OF_ITEM: Final = ("step", "position", "product_id", "note", "notes", "hide_when_out")

# What each change is called where it can be taken back.
WORDS: Final[dict[str, str | Promise]] = {
    "add": _("a product was added"),
    "remove": _("a product was taken off"),
    "move": _("a product was moved"),
    "replace": _("a product was replaced"),
    "note": _("a note was changed"),
    "hide": _("a product waits until it is back"),
    "details": _("the details were changed"),
    "publish": _("it was published"),
    "unpublish": _("it was taken off the web"),
    "archive": _("it was archived"),
    "unarchive": _("it was taken out of the archive"),
    "pack": _("the pack was made"),
    "price": _("prices were looked at"),
    "texts": _("texts were changed"),
    "dates": _("the dates were changed"),
}


def held(slug: str) -> Playlist | None:
    """The playlist of the shop in scope, held until the transaction ends: changes come one at a time."""
    found: Playlist | None = Playlist.objects.select_for_update(no_key=True).filter(slug=slug).first()
    return found


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, (Decimal, date)) else value


def snapshot(playlist: Playlist) -> dict[str, Any]:
    """Everything that ``restore`` puts back, as JSON."""
    columns = (*TEXTS, *DAYS, *AMOUNTS, *FLAGS)
    items = [
        {name: getattr(item, name) for name in OF_ITEM}
        | {"uid": item.uid.hex, "price_seen": _text(item.price_seen)}
        for item in playlist.items.order_by("pk")
    ]
    return {name: _text(getattr(playlist, name)) for name in columns} | {"items": items}


def remember(playlist: Playlist, what: str, by: str = "") -> None:
    """Keep what stands before a change, and mark the playlist as changed. Old ones are let go."""
    PlaylistChange.objects.create(
        shop_id=playlist.shop_id, playlist=playlist, what=what, by=by, before=snapshot(playlist)
    )
    old = PlaylistChange.objects.filter(playlist=playlist).order_by("-pk").values_list("pk", flat=True)
    PlaylistChange.objects.filter(pk__in=list(old[KEPT_CHANGES : KEPT_CHANGES + 5])).delete()
    Playlist.objects.filter(pk=playlist.pk).update(updated_at=timezone.now())


def last_change(shop_id: int, playlist_id: int) -> PlaylistChange | None:
    with shop_scope(shop_id):
        changes = PlaylistChange.objects.filter(playlist_id=playlist_id).order_by("-pk")
        found: PlaylistChange | None = changes.defer("before").first()
        return found


def undo_last(shop_id: int, slug: str) -> str:
    """Put back what stood before the last change and return its name; empty when there is nothing to take back."""
    with shop_scope(shop_id):
        playlist = held(slug)
        last = playlist.changes.order_by("-pk").first() if playlist else None
        if playlist is None or last is None:
            return ""
        _restore(playlist, last.before)
        last.delete()
    return str(last.what)


def _restore(playlist: Playlist, before: dict[str, Any]) -> None:
    """A product that was deleted since cannot come back; everything else does."""
    for name in (*TEXTS, *FLAGS):
        setattr(playlist, name, before.get(name, getattr(playlist, name)))
    for name in DAYS:
        setattr(playlist, name, _or_none(before.get(name), date.fromisoformat))
    for name in AMOUNTS:
        setattr(playlist, name, _or_none(before.get(name), Decimal))
    items = before.get("items", [])
    wanted = {item["product_id"] for item in items} | {playlist.pack_id}
    known = set(Product.objects.filter(pk__in=wanted - {None}).values_list("pk", flat=True))
    playlist.pack_id = playlist.pack_id if playlist.pack_id in known else None
    playlist.save()
    playlist.items.all().delete()
    PlaylistItem.objects.bulk_create(
        [_item(playlist, values) for values in items if values["product_id"] in known]
    )


def _or_none(value: Any, read: Any) -> Any:
    return None if value is None else read(value)


def _item(playlist: Playlist, values: dict[str, Any]) -> PlaylistItem:
    return PlaylistItem(
        shop_id=playlist.shop_id,
        playlist=playlist,
        price_seen=_or_none(values.get("price_seen"), Decimal),
        uid=values["uid"],
        **{name: values[name] for name in OF_ITEM},
    )
