"""Reading keys for the owner's page; a secret cannot be read, it was never kept."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise

from catalog.keys.models import ApiKey, PublicKey
from catalog.keys.scopes import SCOPES
from shop_ai.lib.tenancy import shop_scope


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A secret key as the owner sees it. ``state`` is ``live``, ``expired`` or ``revoked``."""

    uid: uuid.UUID
    name: str
    prefix: str
    may: tuple[str | Promise, ...]
    made_by: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    state: str

    @property
    def is_live(self) -> bool:
        return self.state == "live"


def _row(key: ApiKey, now: datetime) -> KeyRow:
    state = "revoked" if key.revoked_at else "expired" if key.expires_at <= now else "live"
    return KeyRow(
        uid=key.uid,
        name=key.name,
        prefix=key.prefix,
        may=tuple(SCOPES.get(scope, scope) for scope in key.scopes),
        made_by=key.created_by.email if key.created_by else "",
        created_at=key.created_at,
        expires_at=key.expires_at,
        last_used_at=key.last_used_at,
        state=state,
    )


def keys_of(shop_id: int, limit: int = 100) -> list[KeyRow]:
    """The shop's secret keys: live ones first, then the newest."""
    now = timezone.now()
    with shop_scope(shop_id):
        found = ApiKey.objects.select_related("created_by").order_by("-created_at", "-pk")[:limit]
        rows = [_row(key, now) for key in found]
    return sorted(rows, key=lambda row: not row.is_live)


def key_of(shop_id: int, uid: uuid.UUID) -> KeyRow | None:
    with shop_scope(shop_id):
        key = ApiKey.objects.select_related("created_by").filter(uid=uid).first()
    return _row(key, timezone.now()) if key else None


def live_public_key(shop_id: int) -> tuple[str, list[str]]:
    """The public key and the sites it is heard from; both empty before the first use."""
    with shop_scope(shop_id):
        key = PublicKey.objects.filter(is_active=True).order_by("pk").first()
    return (key.key, list(key.origins)) if key else ("", [])
