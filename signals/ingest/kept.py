"""Kept events, newest first, page by page: raw events have no number that rises, so a page begins after a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Q
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError

from catalog.content.models import ContentPiece
from catalog.playlists.models import Playlist
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from signals.rollups.models import Event

SALT = "signals.ingest.kept"


@dataclass(frozen=True, slots=True)
class Kept:
    """A page of events, each with the public ids of what it is about; ``next`` is None on the last page."""

    rows: Sequence[Event]
    next: str | None


def _cursor(list_name: str, event: Event) -> str:
    return signing.dumps([event.occurred_at.timestamp(), event.event_id.hex], salt=SALT + list_name)


def _before(list_name: str, cursor: str) -> Q:
    try:
        moment, hexed = signing.loads(cursor, salt=SALT + list_name)
    except signing.BadSignature:
        raise ParseError(_("This cursor was not given out for this list.")) from None
    at = datetime.fromtimestamp(moment, UTC)
    return Q(occurred_at__lt=at) | Q(occurred_at=at, event_id__lt=UUID(hexed))


def kept_events(
    shop_id: int,
    *,
    kind: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 50,
    cursor: str = "",
) -> Kept:
    """At most ``limit`` events of [since, until), newest first."""
    list_name = f"{shop_id}|{kind}|{since}|{until}"
    with shop_scope(shop_id):
        found = Event.objects.order_by("-occurred_at", "-event_id")
        for wanted in (
            kind and Q(type=kind),
            since and Q(occurred_at__gte=since),
            until and Q(occurred_at__lt=until),
            cursor and _before(list_name, cursor),
        ):
            found = found.filter(wanted) if wanted else found
        rows = list(found[: limit + 1])
        named = _named(rows[:limit])
    return Kept(named, _cursor(list_name, rows[limit - 1]) if len(rows) > limit else None)


def _names(model: Any, column: str, numbers: set[int | None]) -> dict[int, Any]:
    wanted = numbers - {None}
    return dict(model.objects.filter(pk__in=wanted).values_list("pk", column)) if wanted else {}


def _named(rows: list[Any]) -> list[Any]:
    products = _names(Product, "uid", {row.product_id for row in rows})
    contents = _names(ContentPiece, "uid", {row.content_ref for row in rows})
    playlists = _names(Playlist, "slug", {row.playlist_id for row in rows})
    for row in rows:
        row.product_uid = products.get(row.product_id)
        row.content_uid = contents.get(row.content_ref)
        row.playlist_slug = playlists.get(row.playlist_id)
    return rows
