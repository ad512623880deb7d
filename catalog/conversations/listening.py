"""Who hears what customers write: rooms above register here, every door of messages tells.

A listener is called in the transaction that writes the messages and in the scope of the shop, so that what it stops is
stopped when the message is there. It gets words in clear and must not keep them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from catalog.conversations.models import Conversation


@dataclass(frozen=True, slots=True)
class Said:
    """What was written at one moment in one conversation, by the customer or by the shop."""

    talk: int
    uid: uuid.UUID
    customer: int | None
    at: datetime
    text: str
    is_inbound: bool = True


Listener = Callable[[int, Sequence[Said]], None]  # shop id, what was written, in order
_LISTENERS: Final[list[Listener]] = []
_WATCHERS: Final[list[Listener]] = []


def listen_with(listener: Listener) -> Listener:
    """Decorator: tell this function whatever customers write from now on."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)
    return listener


def watch_answers(listener: Listener) -> Listener:
    """Decorator: tell this function whatever the shop answers from now on."""
    if listener not in _WATCHERS:
        _WATCHERS.append(listener)
    return listener


def said_in(talk: Conversation, at: datetime, text: str, *, is_inbound: bool = True) -> Said:
    return Said(talk.pk, talk.uid, talk.customer_id, at, text, is_inbound)


def tell(shop_id: int, said: Sequence[Said]) -> None:
    """Tell every listener what customers wrote and every watcher what the shop answered."""
    inbound, answers = [one for one in said if one.is_inbound], [one for one in said if not one.is_inbound]
    for told, wanting in ((inbound, _LISTENERS), (answers, _WATCHERS)):
        for listener in wanting if told else ():
            listener(shop_id, told)
