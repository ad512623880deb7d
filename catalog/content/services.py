"""Writing content: a piece, its products, the values measured of it on a day."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.content.models import ContentMetric, ContentPiece, ContentProduct
from catalog.playlists.models import Playlist
from catalog.products.selectors import products_by_sku
from shop_ai.lib.gate import written
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope

MOST_PRODUCTS = 50


class ContentFields(TypedDict, total=False):
    """What can be said of a piece. ``playlist`` is a slug, ``skus`` name the products that it shows."""

    channel: str
    kind: str
    title: str
    caption: str
    permalink: str
    external_id: str
    published_at: datetime | None
    ends_on: date | None
    length_seconds: int | None
    language: str
    is_ai_assisted: bool
    is_archived: bool
    playlist: str | None
    skus: list[str]


COLUMNS = frozenset(ContentFields.__annotations__) - {"playlist", "skus"}


def create_piece(shop_id: int, fields: ContentFields) -> ContentPiece:
    """A new piece; raises Conflict when its platform id is taken, Invalid for an unknown playlist or product."""
    with shop_scope(shop_id):
        return _write(ContentPiece(shop_id=shop_id), fields)


def change_piece(shop_id: int, uid: uuid.UUID, fields: ContentFields) -> ContentPiece | None:
    """Change what ``fields`` name and leave the rest; None when the shop has no such piece."""
    with shop_scope(shop_id):
        piece = _held(uid)
        return _write(piece, fields) if piece else None


def hold_piece(shop_id: int, uid: uuid.UUID) -> None:
    """Keep others from changing the piece until the transaction ends."""
    with shop_scope(shop_id):
        _held(uid)


def archive_piece(shop_id: int, uid: uuid.UUID, *, archived: bool) -> bool:
    """Put a piece away, or take it back; nothing of it is lost. False when the shop has no such piece."""
    with shop_scope(shop_id):
        found = ContentPiece.objects.filter(uid=uid)
        return bool(found.update(is_archived=archived, updated_at=timezone.now()))


def put_metrics(
    shop_id: int, uid: uuid.UUID, *, day: date, values: Mapping[str, Decimal | None], source: str
) -> bool:
    """Make the values of a day be as given: None takes a value away, what is not named stays.

    Sending it again changes nothing. False when the shop has no such piece.
    """
    with shop_scope(shop_id):
        piece = _held(uid)
        if piece is None:
            return False
        of_day = ContentMetric.objects.filter(content=piece, measured_on=day)
        known = dict(of_day.values_list("name", "value"))
        changed = {name: value for name, value in values.items() if known.get(name) != value}
        if changed:
            of_day.filter(name__in=[name for name, value in changed.items() if value is None]).delete()
            _keep_values(
                piece, day, {name: value for name, value in changed.items() if value is not None}, source
            )
            _touch(piece)
    return True


def _keep_values(piece: ContentPiece, day: date, values: Mapping[str, Decimal], source: str) -> None:
    ContentMetric.objects.bulk_create(
        [
            ContentMetric(
                shop_id=piece.shop_id, content=piece, name=name, value=value, measured_on=day, source=source
            )
            for name, value in values.items()
        ],
        update_conflicts=True,
        unique_fields=["shop", "content", "name", "measured_on"],
        update_fields=["value", "source", "updated_at"],
    )


def add_product(shop_id: int, uid: uuid.UUID, sku: str) -> bool:
    """Say that the piece shows a product; False when the shop has no such piece or product."""
    with shop_scope(shop_id):
        piece, product = _held(uid), products_by_sku(shop_id, [sku]).get(sku)
        if piece is None or product is None:
            return False
        ContentProduct.objects.get_or_create(content=piece, product=product, defaults={"shop_id": shop_id})
        _touch(piece)
    return True


def remove_product(shop_id: int, uid: uuid.UUID, sku: str) -> bool:
    """The opposite of ``add_product``."""
    with shop_scope(shop_id):
        piece = _held(uid)
        if piece is None:
            return False
        gone, _models = ContentProduct.objects.filter(content=piece, product__sku=sku).delete()
        if gone:
            _touch(piece)
    return bool(gone)


def _held(uid: uuid.UUID) -> ContentPiece | None:
    found: ContentPiece | None = ContentPiece.objects.select_for_update(no_key=True).filter(uid=uid).first()
    return found


def _touch(piece: ContentPiece) -> None:
    ContentPiece.objects.filter(pk=piece.pk).update(updated_at=timezone.now())


def _write(piece: ContentPiece, fields: ContentFields) -> ContentPiece:
    for name, value in fields.items():
        if name in COLUMNS:
            setattr(piece, name, value)
    if "playlist" in fields:
        piece.playlist = _playlist(fields["playlist"])
    _refuse_taken(piece)
    piece.save()
    if "skus" in fields:
        _show(piece, fields["skus"])
    written(piece.shop_id, "content", piece.pk)
    return piece


def _playlist(slug: str | None) -> Playlist | None:
    if not slug:
        return None
    found: Playlist | None = Playlist.objects.filter(slug=slug).first()
    if found is None:
        detail = _("No playlist has the name %(slug)s.") % {"slug": slug}
        raise Invalid(FieldError("#/playlist", "unknown_playlist", detail))
    return found


def _refuse_taken(piece: ContentPiece) -> None:
    if not piece.external_id:
        return
    same: Any = ContentPiece.objects.filter(channel=piece.channel, external_id=piece.external_id)
    taken = same.exclude(pk=piece.pk).first()
    if taken is not None:
        raise Conflict(
            _("This channel has a piece with the id %(id)s.") % {"id": piece.external_id},
            existing=f"cnt_{taken.uid.hex}",
        )


def _show(piece: ContentPiece, skus: Iterable[str]) -> None:
    """Replace the products that the piece shows."""
    wanted = list(dict.fromkeys(skus))
    found = products_by_sku(piece.shop_id, wanted)
    errors = [
        FieldError(f"#/skus/{at}", "unknown_sku", _("No product has the SKU %(sku)s.") % {"sku": sku})
        for at, sku in enumerate(wanted)
        if sku not in found
    ]
    if errors:
        raise Invalid(*errors)
    ContentProduct.objects.filter(content=piece).exclude(product__in=found.values()).delete()
    ContentProduct.objects.bulk_create(
        [ContentProduct(shop_id=piece.shop_id, content=piece, product=product) for product in found.values()],
        ignore_conflicts=True,
    )
