"""Visits, for the rules of channels: their events are moved, and sessions and sums are counted from them again."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from catalog.channels.stored import StoredKind, register_stored
from signals.rollups import placing


def finish(shop_id: int, keys: Sequence[str]) -> None:
    """Count each day that changed again, from its raw events."""
    from signals.rollups.services import recount

    for day in placing.days_of(shop_id, keys):
        recount(shop_id, day, day)


register_stored(
    StoredKind(
        name="visit",
        label=_("Events of visits"),
        count=placing.count,
        pieces=placing.pieces,
        move=placing.move,
        with_said=placing.with_said,
        finish=finish,
    )
)
