"""Reading codes: look-alikes, links, and the codes themselves."""

from __future__ import annotations

import uuid

from django.db import connection
from django.db.models import Q

from catalog.codes.compute import normal_form
from catalog.codes.models import PlaylistCode
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.tenancy import local_setting, shop_scope


def alike(shop_id: int, form: str, besides: int | None = None) -> PlaylistCode | None:
    """The code of the shop whose word or keyword has this normal form."""
    with shop_scope(shop_id):
        rows = PlaylistCode.objects.filter(Q(normalised=form) | Q(keyword_normalised=form))
        found: PlaylistCode | None = rows.exclude(pk=besides).first()
        return found


def taken_forms(shop_id: int) -> set[str]:
    """The normal forms that no new code may have."""
    with shop_scope(shop_id):
        pairs = PlaylistCode.objects.values_list("normalised", "keyword_normalised")
        return {form for pair in pairs for form in pair if form}


def code_by_uid(shop_id: int, uid: uuid.UUID) -> PlaylistCode | None:
    with shop_scope(shop_id):
        found: PlaylistCode | None = PlaylistCode.objects.select_related("playlist").filter(uid=uid).first()
        return found


def code_by_text(shop_id: int, text: str) -> PlaylistCode | None:
    """The code that a customer typed or sent, however it was written."""
    form = normal_form(text)
    return alike(shop_id, form) if form else None


def code_of_text(shop_id: int, text: str) -> str:
    """The code as the shop writes it for what somebody typed or sent; empty when the shop has none like it."""
    found = code_by_text(shop_id, text)
    return found.code if found else ""


def link_is_taken(link: str) -> bool:
    """Whether any shop of the instance has this public address."""
    return _row_of(link) is not None


def _row_of(link: str) -> tuple[int, uuid.UUID] | None:
    """Shop and uid behind a public address, before any shop is known; the policy shows this one row."""
    with local_setting("app.lookup", link), connection.cursor() as cursor:
        cursor.execute("SELECT shop_id, uid FROM catalog_playlistcode WHERE link = %s", [link])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


def shop_and_code(link: str) -> tuple[ShopContext, uuid.UUID] | None:
    """The shop and the code of a public address; None when nobody has it."""
    row = _row_of(link)
    shop = shop_by_id(row[0]) if row else None
    return (shop, row[1]) if shop and row else None
