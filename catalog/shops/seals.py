"""The seal of the shop in scope."""

from __future__ import annotations

import base64
import binascii
import uuid

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from catalog.shops.models import Shop
from shop_ai.lib.sealing import KEY_BYTES, CannotOpen, ShopSeal, new_wrapped_key, shop_seal, wrap_key
from shop_ai.lib.tenancy import current_shop_id, shop_scope


def master_key() -> bytes:
    """The instance's master key; raises ImproperlyConfigured unless MASTER_KEY is 32 bytes in base64."""
    return _key("MASTER_KEY", settings.MASTER_KEY)


def master_keys() -> list[bytes]:
    """The master key, then those that it replaced and that may still have wrapped something."""
    return [master_key(), *(_key("MASTER_KEY_FALLBACKS", text) for text in settings.MASTER_KEY_FALLBACKS)]


def _key(name: str, text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured(f"{name} must be base64") from error
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"{name} must hold 32 bytes")
    return key


def wrapped_key_for(uid: uuid.UUID) -> bytes:
    return new_wrapped_key(master_key(), str(uid))


def current_seal() -> ShopSeal:
    """Seal of the shop in scope; raises ScopeMissing outside one."""
    shop_id = current_shop_id()
    uid, wrapped = Shop.objects.values_list("uid", "wrapped_key").get(pk=shop_id)
    return seal_of(shop_id, uid, bytes(wrapped))


def seal_of(shop_id: int, uid: uuid.UUID, wrapped: bytes) -> ShopSeal:
    """The seal behind a wrapped key; raises CannotOpen when none of the master keys wrapped it."""
    *former, oldest = master_keys()
    for key in former:
        try:
            return shop_seal(shop_id, str(uid), wrapped, key)
        except CannotOpen:
            continue
    return shop_seal(shop_id, str(uid), wrapped, oldest)


def rewrap_key(shop_id: int) -> bool:
    """Wrap the shop's data key by the present master key; False when it is already."""
    with shop_scope(shop_id):
        uid, wrapped = (
            Shop.objects.select_for_update(no_key=True).values_list("uid", "wrapped_key").get(pk=shop_id)
        )
        try:
            shop_seal(shop_id, str(uid), bytes(wrapped), master_key())
        except CannotOpen:
            seal = seal_of(shop_id, uid, bytes(wrapped))
        else:
            return False
        Shop.objects.filter(pk=shop_id).update(wrapped_key=wrap_key(seal.data_key, master_key(), str(uid)))
        return True
