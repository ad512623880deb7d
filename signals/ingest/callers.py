"""Who posts: a public key's shop, its allowed sites and whether it collects, remembered for a few seconds."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings

from catalog.keys.models import PublicKey
from catalog.shops.directory import shop_by_id
from shop_ai.lib.tenancy import local_setting, shop_scope
from signals.ingest.automations import MEASUREMENT
from transparency.ledger.switches import is_on

# A revoked key and a switch that was turned off both hold within this time.
REMEMBERED_SECONDS = 4.0
MOST_REMEMBERED = 10_000
KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class Caller:
    """One shop as the intake knows it; no ``origins`` means that pages of any site may use the key.

    This instance's own pages (a playlist, a landing page) always may.
    """

    shop_id: int
    zone: ZoneInfo
    origins: frozenset[str]
    is_collecting: bool

    def may_send_from(self, origin: str) -> bool:
        return not self.origins or normal_origin(origin) in self.origins


_remembered: dict[str, tuple[float, Caller]] = {}


def normal_origin(origin: str) -> str:
    return origin.strip().rstrip("/").lower()


def caller_of(public_key: str) -> Caller | None:
    """The caller behind a live key; None for an unknown or revoked one, which is never remembered."""
    known = _remembered.get(public_key)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    caller = _look_up(public_key) if KEY.fullmatch(public_key) else None
    if caller is None:
        _remembered.pop(public_key, None)
        return None
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered[public_key] = (time.monotonic() + REMEMBERED_SECONDS, caller)
    return caller


def forget_callers() -> None:
    _remembered.clear()


def _look_up(public_key: str) -> Caller | None:
    with local_setting("app.lookup", public_key):
        key = PublicKey.unscoped.filter(key=public_key, is_active=True).first()
    shop = shop_by_id(key.shop_id) if key else None
    if key is None or shop is None:
        return None
    with shop_scope(shop.id):
        is_collecting = is_on(MEASUREMENT.code)
    return Caller(
        shop_id=shop.id,
        zone=shop.zone,
        origins=frozenset(map(normal_origin, [*key.origins, settings.PUBLIC_URL] if key.origins else [])),
        is_collecting=is_collecting,
    )
