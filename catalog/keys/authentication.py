"""Bearer keys of the REST API.

Found by hash, refused when revoked or expired, and opening their shop's scope.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from catalog.keys.models import ApiKey
from catalog.limits.services import address_of, count_use
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.limits import Limit
from shop_ai.lib.tenancy import local_setting, shop_scope

NOTE_USE_EVERY = timedelta(minutes=5)
# A live key still opens the door from an address that sent bad ones: a shop shares its host's address with
# strangers, and a random 43-character secret cannot be found by trying.
BAD_KEYS = Limit("bad-api-key", 60, 3600)


def key_hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Who calls the API: a key of one shop, with its scopes."""

    key_id: int
    shop: ShopContext
    scopes: frozenset[str]
    is_authenticated: bool = True


def holder_of(secret: str) -> KeyHolder | None:
    """The holder of a live key; None when it is unknown, revoked or expired."""
    digest, now = key_hash(secret), timezone.now()
    with local_setting("app.lookup", digest):
        key = ApiKey.unscoped.filter(key_hash=digest, revoked_at__isnull=True, expires_at__gt=now).first()
    shop = shop_by_id(key.shop_id) if key else None
    if key is None or shop is None:
        return None
    if key.last_used_at is None or now - key.last_used_at > NOTE_USE_EVERY:
        with shop_scope(shop.id):
            ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return KeyHolder(key_id=key.pk, shop=shop, scopes=frozenset(key.scopes))


def _count_bad_key(request: Request) -> None:
    use = count_use(BAD_KEYS, address_of(request._request))
    if not use.is_allowed:
        raise Throttled(use.retry_after, _("Too many unknown keys came from your address."))


class ApiKeyAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[KeyHolder, None] | None:
        scheme, _sep, secret = request.headers.get("Authorization", "").partition(" ")
        if not scheme:
            return None
        holder = holder_of(secret.strip()) if scheme.lower() == "bearer" else None
        if holder is None:
            _count_bad_key(request)
            raise AuthenticationFailed(_("This key is not known, has expired or was revoked."))
        return holder, None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
