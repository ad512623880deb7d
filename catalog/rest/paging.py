"""Lists in pages: newest first, each page naming where the next begins.

A page begins after a row's id. Ids rise with creation and ``(shop_id, id)`` is indexed on every table, so a
page costs the same anywhere in the list, and rows added meanwhile neither repeat nor hide others.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError

SALT = "catalog.rest.paging"
ID_BYTES, MAC_BYTES = 8, 16


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Any]
    next: str | None


def _mac(list_name: str, position: bytes) -> bytes:
    return salted_hmac(SALT, list_name.encode() + position, algorithm="sha256").digest()[:MAC_BYTES]


def cursor_after(list_name: str, row_id: int) -> str:
    """Opaque text (base64url) for "after this row of this list"; ``list_name`` holds shop and filters."""
    position = row_id.to_bytes(ID_BYTES, "big")
    return base64.urlsafe_b64encode(position + _mac(list_name, position)).decode().rstrip("=")


def row_of(list_name: str, cursor: str) -> int:
    """The id in a cursor; raises ParseError (400) unless it was given out for this very list."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        raw = base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    position, mac = raw[:ID_BYTES], raw[ID_BYTES:]
    if len(raw) != ID_BYTES + MAC_BYTES or not hmac.compare_digest(mac, _mac(list_name, position)):
        raise ParseError(_("This cursor was not given out for this list."))
    return int.from_bytes(position, "big")


def page_of(rows: QuerySet[Any], *, list_name: str, limit: int, cursor: str = "") -> Page:
    """At most ``limit`` rows, newest first; ``next`` is None on the last page."""
    if cursor:
        rows = rows.filter(pk__lt=row_of(list_name, cursor))
    found = list(rows.order_by("-pk")[: limit + 1])
    more = len(found) > limit
    return Page(found[:limit], cursor_after(list_name, found[limit - 1].pk) if more else None)
