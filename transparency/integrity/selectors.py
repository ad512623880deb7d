"""Checks of a shop's ledger, newest first."""

from __future__ import annotations

from shop_ai.lib.tenancy import shop_scope
from transparency.integrity.models import IntegrityCheck


def checks(shop_id: int, limit: int, offset: int = 0) -> list[IntegrityCheck]:
    with shop_scope(shop_id):
        return list(IntegrityCheck.objects.order_by("-day")[offset : offset + limit])


def count_checks(shop_id: int) -> int:
    with shop_scope(shop_id):
        return IntegrityCheck.objects.count()


def open_incident(shop_id: int) -> IntegrityCheck | None:
    """The newest check that found something and that nobody has taken note of."""
    return next((one for one in _unseen(shop_id) if not one.is_sound), None)


def _unseen(shop_id: int) -> list[IntegrityCheck]:
    """A fault stays in the ledger and is found again each night: the newest check speaks for those before it."""
    with shop_scope(shop_id):
        return list(IntegrityCheck.objects.filter(seen_at=None).order_by("-day")[:1])
