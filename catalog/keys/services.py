"""Making and replacing the public key that a shop's pages carry."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from catalog.keys.models import PublicKey, StoredAnswer
from catalog.shops.directory import lock_shop
from shop_ai.lib.tenancy import shop_scope

PREFIX = "pk_"
KEEP_ANSWERS = timedelta(hours=24)


def ensure_public_key(shop_id: int) -> str:
    """The shop's live public key; the first call makes it."""
    with shop_scope(shop_id):
        lock_shop(shop_id)  # two first calls at once make one key
        key = PublicKey.objects.filter(is_active=True).order_by("pk").first()
        if key is None:
            key = PublicKey.objects.create(shop_id=shop_id, key=PREFIX + secrets.token_urlsafe(18))
    return str(key.key)


def forget_answers(shop_id: int, now: datetime) -> int:
    """Delete the stored answers of retries that came too late to count as retries."""
    with shop_scope(shop_id):
        return int(StoredAnswer.objects.filter(created_at__lt=now - KEEP_ANSWERS).delete()[0])
