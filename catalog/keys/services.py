"""Making, ending and replacing keys. A secret is shown by whoever made it, once; only its hash is kept."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.keys.authentication import key_hash
from catalog.keys.models import ApiKey, PublicKey, StoredAnswer
from catalog.keys.scopes import unknown_scopes
from catalog.people.models import User
from catalog.people.services import note
from catalog.shops.directory import lock_shop
from shop_ai.lib.refusals import FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope

PREFIX = "pk_"
# Scanners of leaked secrets know a key by its beginning; the eight digits after it tell the owner which one it is.
SECRET_PREFIX = "sk_live_"
EXPIRY_DAYS = 365
KEEP_ANSWERS = timedelta(hours=24)


def create_key(
    shop_id: int, *, name: str, scopes: Sequence[str], days: int = EXPIRY_DAYS, by: User | None = None
) -> tuple[ApiKey, str]:
    """A new secret key and the secret, which nothing can show again. Raises Invalid for an unknown scope."""
    unknown = unknown_scopes(list(scopes))
    if unknown or not scopes:
        detail = _("Unknown permission: %(scopes)s.") % {"scopes": ", ".join(unknown)}
        raise Invalid(
            FieldError("#/scopes", "unknown_scope", detail if unknown else _("Choose what it may do."))
        )
    prefix = f"{SECRET_PREFIX}{secrets.token_hex(4)}"
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    with shop_scope(shop_id):
        key: ApiKey = ApiKey.objects.create(
            shop_id=shop_id,
            name=name,
            prefix=prefix,
            key_hash=key_hash(secret),
            scopes=sorted(set(scopes)),
            created_by=by,
            expires_at=timezone.now() + timedelta(days=days),
        )
        note("key_created", by, shop_id, whom=name, key=prefix)
    return key, secret


def revoke_key(shop_id: int, uid: uuid.UUID, *, by: User | None = None) -> bool:
    """End a key now; False when the shop has no such live key."""
    with shop_scope(shop_id):
        key = ApiKey.objects.filter(uid=uid).first()
        ended = ApiKey.objects.filter(uid=uid, revoked_at__isnull=True).update(revoked_at=timezone.now())
        if key and ended:
            note("key_revoked", by, shop_id, whom=key.name, key=key.prefix)
    return bool(ended)


def ensure_public_key(shop_id: int) -> str:
    """The shop's live public key; the first call makes it."""
    with shop_scope(shop_id):
        return str(_live_public_key(shop_id).key)


def replace_public_key(shop_id: int, *, by: User | None = None) -> str:
    """A new public key for the same origins; pages that carry the old one are not heard from now on."""
    with shop_scope(shop_id):
        old = _live_public_key(shop_id)
        PublicKey.objects.filter(is_active=True).update(is_active=False)
        new = PublicKey.objects.create(shop_id=shop_id, key=_new_public_key(), origins=old.origins)
        note("public_key_replaced", by, shop_id, key=str(new.key))
        return str(new.key)


def set_origins(shop_id: int, origins: Sequence[str], *, by: User | None = None) -> None:
    """From which sites the public key is heard; none means from any."""
    with shop_scope(shop_id):
        key = _live_public_key(shop_id)
        PublicKey.objects.filter(pk=key.pk).update(origins=list(dict.fromkeys(origins)))
        note("public_key_origins", by, shop_id, origins=" ".join(origins))


def _new_public_key() -> str:
    return PREFIX + secrets.token_urlsafe(18)


def _live_public_key(shop_id: int) -> PublicKey:
    lock_shop(shop_id)  # two first calls at once make one key
    key: PublicKey | None = PublicKey.objects.filter(is_active=True).order_by("pk").first()
    if key is None:
        key = PublicKey.objects.create(shop_id=shop_id, key=_new_public_key())
    return key


def forget_answers(shop_id: int, now: datetime) -> int:
    """Delete the stored answers of retries that came too late to count as retries."""
    with shop_scope(shop_id):
        return int(StoredAnswer.objects.filter(created_at__lt=now - KEEP_ANSWERS).delete()[0])
