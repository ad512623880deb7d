"""Doing what a finding offers, in one click."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.playlists.models import Step
from catalog.playlists.packs import make_pack
from catalog.playlists.placing import (
    accept_prices,
    add_product,
    hide_until_back,
    remove_item,
    replace_product,
)
from catalog.playlists.services import act_on, update_playlist
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day

LONGEST_EXTENSION: Final = 366
Act = Callable[[ShopContext, str, int, str, str], None]


def _extend(shop: ShopContext, slug: str, _item: int, value: str, by: str) -> None:
    days = int(value) if value.isdecimal() and len(value) <= 3 else 30
    last = local_day(timezone.now(), shop.zone) + timedelta(days=min(days, LONGEST_EXTENSION))
    update_playlist(shop.id, slug, by=by, ends_on=last)


def _pack(shop: ShopContext, slug: str, _item: int, _value: str, by: str) -> None:
    make_pack(shop, slug, by=by)


ACTS: Final[dict[str, Act]] = {
    "replace": lambda shop, slug, item, sku, by: replace_product(shop.id, slug, item, sku=sku, by=by),
    "hide": lambda shop, slug, item, _value, by: hide_until_back(shop.id, slug, item, by=by),
    "show": lambda shop, slug, item, _value, by: hide_until_back(shop.id, slug, item, hide=False, by=by),
    "remove": lambda shop, slug, item, _value, by: remove_item(shop.id, slug, item, by=by),
    "prove": lambda shop, slug, _item, sku, by: _prove(shop, slug, sku, by),
    "accept": lambda shop, slug, item, _value, by: accept_prices(shop.id, slug, item or None, by=by),
    "pack": _pack,
    "extend": _extend,
    "publish": lambda shop, slug, _item, _value, by: act_on(shop.id, slug, "publish", by=by),
    "archive": lambda shop, slug, _item, _value, by: act_on(shop.id, slug, "archive", by=by),
}


def _prove(shop: ShopContext, slug: str, sku: str, by: str) -> None:
    add_product(shop.id, slug, step=Step.PROOF, sku=sku, by=by)


def mend(shop: ShopContext, slug: str, act: str, *, item_id: int = 0, value: str = "", by: str = "") -> str:
    """Do it and say so; raises KeyError for an unknown act, NotOnPath and Invalid as the act does."""
    ACTS[act](shop, slug, item_id, value, by)
    return _("Mended. You can take it back.")
