"""Work that the rights ask for: finding whose order it is, and hearing who wants to be left alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from catalog.conversations.listening import Said, listen_with
from catalog.outbox.services import handles
from transparency.rights import readers  # noqa: F401  # they register themselves
from transparency.rights.asking import LOOK_UP, look_up
from transparency.rights.daily import REMIND, send_reminder
from transparency.rights.stopping import hear_stops


@handles(LOOK_UP)
def look_up_request(shop_id: int, payload: dict[str, Any]) -> None:
    look_up(shop_id, payload["request"])


@handles(REMIND)
def remind(shop_id: int, payload: dict[str, Any]) -> None:
    send_reminder(shop_id, payload["day"])


@listen_with
def hear(shop_id: int, said: Sequence[Said]) -> None:
    hear_stops(shop_id, said)
