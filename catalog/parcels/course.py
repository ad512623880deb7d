"""Where a parcel stands, from all that its courier said, in whatever order it was heard. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

# A word of money or papers: nothing moved.
NO_MOVEMENT: Final = "ignore"

# How far along a parcel is: of two words for one moment, the later stage counts.
RANK: Final = {
    state: rank
    for rank, state in enumerate(
        (
            "pending",
            "ready",
            "cancelled",
            "picked_up",
            "in_transit",
            "on_hold",
            "exception",
            "out_for_delivery",
            "attempt_failed",
            "delivered",
            "returning",
            "lost",
            "returned",
        )
    )
}
BACK: Final = frozenset({"returning", "returned", "lost"})
MOVED: Final = frozenset(
    {"picked_up", "in_transit", "out_for_delivery", "attempt_failed", "delivered", *BACK}
)


class Heard(NamedTuple):
    """One event: when it happened (UTC), the courier's word, and its meaning (empty: nobody knows yet)."""

    at: datetime
    raw: str
    state: str


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the parcel is and when it got there. ``failed_at`` is the first step of the way back it is on.

    ``moments`` are those of all events, understood or not: a date of the order that is none of them was typed.
    """

    state: str = ""
    raw: str = ""
    at: datetime | None = None
    attempts: int = 0
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    failed_at: datetime | None = None
    returned_at: datetime | None = None
    moments: frozenset[datetime] = frozenset()


def stand_of(events: Iterable[Heard]) -> Stand:
    """The parcel after all its events, by their own times: an older one that comes late changes nothing newer.

    A word that nobody has explained keeps the state before it. A delivery that a later way back contradicts is
    still told by ``delivered_at``; a way back that ends in a delivery is none.
    """
    heard = list(events)
    moments = frozenset(event.at for event in heard)
    known = sorted((event for event in heard if event.state and event.state != NO_MOVEMENT), key=_in_time)
    if not known:
        return Stand(moments=moments)
    last = known[-1]
    moved = [event.at for event in known if event.state in MOVED]
    delivered = [event.at for event in known if event.state == "delivered"]
    back = _way_back(known)
    returned = [event.at for event in back if event.state == "returned"]
    return Stand(
        state=last.state,
        raw=last.raw,
        at=last.at,
        attempts=sum(event.state == "attempt_failed" for event in known),
        shipped_at=moved[0] if moved else None,
        delivered_at=delivered[-1] if delivered else None,
        failed_at=back[0].at if back else None,
        returned_at=returned[0] if returned else None,
        moments=moments,
    )


def _in_time(event: Heard) -> tuple[datetime, int, str]:
    return event.at, RANK[event.state], event.raw


def _way_back(known: list[Heard]) -> list[Heard]:
    """The last stretch of steps back, when the parcel is on it; words that move nothing forward do not end it."""
    if known[-1].state not in BACK:
        return []
    stretch: list[Heard] = []
    for event in reversed(known):
        if event.state not in BACK and event.state not in ("on_hold", "exception"):
            break
        stretch.append(event)
    return [event for event in reversed(stretch) if event.state in BACK]
