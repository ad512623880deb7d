"""What a person's last steps changed, kept in the session for a few minutes so that they can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from catalog.orders.undo import Change

KEEP = timedelta(minutes=15)


def _name(shop_id: int) -> str:
    return f"orders-undo-{shop_id}"


def remember(session: SessionBase, shop_id: int, changes: Sequence[Change]) -> None:
    """The last steps; earlier ones are forgotten."""
    until = (timezone.now() + KEEP).timestamp()
    session[_name(shop_id)] = {"until": until, "changes": [asdict(change) for change in changes]}


def remembered(session: SessionBase, shop_id: int) -> list[Change]:
    """The last steps, none when it was too long ago."""
    kept = session.get(_name(shop_id))
    if not kept or kept["until"] < timezone.now().timestamp():
        return []
    return [Change(**change) for change in kept["changes"]]


def forget(session: SessionBase, shop_id: int) -> None:
    session.pop(_name(shop_id), None)
