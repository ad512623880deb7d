"""The words that a shop owner reads for parcels."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.parcels.course import NO_MOVEMENT
from catalog.parcels.documents import MAYSTRO, NOEST, YALIDINE, YALIDINE_EVENTS, ZR
from catalog.parcels.models import CourierState
from catalog.parcels.reading import SHEET
from catalog.parcels.states import UNNAMED, courier_title
from shop_ai.lib.table import Badge, Tone

FORMAT_WORDS: Final[dict[str, Promise]] = {
    SHEET: _("Table of a courier"),
    YALIDINE: _("Parcels of Yalidine"),
    YALIDINE_EVENTS: _("Changes of state from Yalidine"),
    NOEST: _("Trackings of Noest"),
    ZR: _("Change of state from ZR Express"),
    MAYSTRO: _("Change of state from Maystro"),
}
FIELD_WORDS: Final[dict[str, Promise]] = {
    "tracking": _("Tracking number"),
    "status": _("State of the parcel"),
    "date": _("Date of this state"),
    "amount": _("Cash to collect"),
    "courier": _("Courier"),
    "order_number": _("Number of the order"),
    "wilaya": _("Wilaya"),
    "delivery_fee": _("Delivery fee"),
    "return_fee": _("Fee of the return"),
    "reason": _("Reason"),
    "announced": _("Date of sending"),
    "paid": _("Cash handed over"),
}
RECORD_WORDS: Final[dict[str, Promise]] = {
    "parcels": _("Parcels"),
    "parcel_events": _("States of parcels"),
    "followed_orders": _("Orders that moved with their parcel"),
    "unknown_words": _("Words to explain"),
}
PREVIEW_HEADS: Final = (
    _("Row"),
    _("Tracking number"),
    _("Courier"),
    _("State"),
    _("When"),
    _("Cash to collect"),
)

_LOOKS: Final[dict[str, tuple[Tone, str]]] = {
    "": ("warn", "circle-help"),
    "pending": ("plain", "clock"),
    "ready": ("plain", "package"),
    "picked_up": ("accent", "truck"),
    "in_transit": ("accent", "truck"),
    "out_for_delivery": ("accent", "truck"),
    "attempt_failed": ("warn", "phone"),
    "on_hold": ("warn", "clock"),
    "delivered": ("good", "circle-check"),
    "returning": ("bad", "undo-2"),
    "returned": ("bad", "arrow-down"),
    "cancelled": ("plain", "minus"),
    "lost": ("bad", "x"),
    "exception": ("warn", "triangle-alert"),
}


def state_word(state: str) -> Promise | str:
    """The state in words; the empty one is a word that nobody has explained."""
    if state == NO_MOVEMENT:
        return _("Nothing moves: money or papers")
    return dict(CourierState.choices).get(state, state) if state else _("To explain")


def state_badge(state: str) -> Badge:
    tone, icon = _LOOKS.get(state, ("plain", "package"))
    return Badge(state_word(state), tone, icon)


def courier_name(slug: str) -> str:
    """The courier as it is written; one that no file named says so."""
    return str(_("Courier not named")) if slug == UNNAMED else courier_title(slug)
