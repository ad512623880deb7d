"""The seal of the shop in scope."""

from __future__ import annotations

import base64
import binascii
import uuid

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from catalog.shops.models import Shop
from shop_ai.lib.sealing import KEY_BYTES, ShopSeal, new_wrapped_key, shop_seal
from shop_ai.lib.tenancy import current_shop_id


def master_key() -> bytes:
    """The instance's master key; raises ImproperlyConfigured unless MASTER_KEY is 32 bytes in base64."""
    try:
        key = base64.b64decode(settings.MASTER_KEY, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured("MASTER_KEY must be base64") from error
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured("MASTER_KEY must hold 32 bytes")
    return key


def wrapped_key_for(uid: uuid.UUID) -> bytes:
    return new_wrapped_key(master_key(), str(uid))


def current_seal() -> ShopSeal:
    """Seal of the shop in scope; raises ScopeMissing outside one."""
    shop_id = current_shop_id()
    uid, wrapped = Shop.objects.values_list("uid", "wrapped_key").get(pk=shop_id)
    return shop_seal(shop_id, str(uid), bytes(wrapped), master_key())
