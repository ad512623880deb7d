"""From the messages of one WhatsApp export to its conversations. Pure but for the shop's zone.

A customer who writes again after seven quiet days begins another conversation, as Meta counts them ("messaging
conversations started"). What the shop wrote belongs to the last customer who wrote before it; what it wrote before
anybody did begins nothing: a conversation is inbound.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Final

from catalog.conversations.incoming import Contact, Incoming, Message
from catalog.conversations.whatsapp import Export, Said
from shop_ai.lib import phones
from shop_ai.lib.dates import to_utc
from shop_ai.lib.text import normalise

PLACE: Final = "whatsapp"
QUIET: Final = timedelta(days=7)
_OF_FILE = re.compile(
    r"(?:discussion whatsapp avec|whatsapp chat with|whatsapp chat -|محادثه واتساب مع)\s+(.+?)(?:\s\(\d+\))?\.\w+$"
)
_SHOP_WORDS: Final = ("boutique", "magasin", "shop", "store", "متجر", "محل", "بوتيك")
_A_PHONE = re.compile(r"(?:\+|00)?\d[\d .\-]{7,17}\d")


@dataclass(slots=True)
class _Open:
    """A conversation that is being read."""

    author: str
    row: int
    started_at: datetime
    last_at: datetime
    messages: list[Message] = field(default_factory=list)


def guess_own(export: Export, file_name: str, known: Collection[str]) -> str:
    """Which of the authors is the shop: one of its known names, not the one in the file's name, else by the words of
    the name, else who did not write first. "" when there is nobody to choose from."""
    authors = list(export.authors)
    by_name = {normalise(name): name for name in authors}
    for name in known:
        if normalise(name) in by_name:
            return by_name[normalise(name)]
    contact = _OF_FILE.search(normalise(file_name))
    others = [name for name in authors if not contact or normalise(name) != contact[1]]
    if len(others) == 1 and len(authors) == 2:
        return others[0]
    worded = [name for name in authors if any(word in normalise(name) for word in _SHOP_WORDS)]
    if len(worded) == 1:
        return worded[0]
    return authors[-1] if len(authors) == 2 else ""


def conversations_of(
    export: Export, own: Collection[str], zone: tzinfo, country: str = "DZ"
) -> list[Incoming]:
    """The inbound conversations of an export, by their begin; ``key`` is still to be given."""
    names = {normalise(name) for name in own}
    return sorted(
        (_incoming(one, country) for one in _split(export.lines, names, zone)),
        key=lambda one: one.started_at,
    )


def _split(lines: Collection[Said], own: Collection[str], zone: tzinfo) -> Iterator[_Open]:
    running: dict[str, _Open] = {}
    last = ""
    for line in lines:
        if line.kind == "system" or not line.author:
            continue
        at = to_utc(line.at, zone)
        is_ours = normalise(line.author) in own
        author = last if is_ours else line.author
        talk = running.get(author)
        if talk is not None and at - talk.last_at > QUIET:
            yield running.pop(author)
            talk = None
        if talk is None:
            if is_ours:
                continue
            talk = running[author] = _Open(author, line.row, at, at)
        last = author
        talk.last_at = max(talk.last_at, at)
        talk.messages.append(Message(at, not is_ours, line.text, line.kind))
    yield from running.values()


def _incoming(talk: _Open, country: str) -> Incoming:
    """The contact is the name in the export; the phone is the number, or the one that was written for the delivery."""
    number = phones.parse(talk.author, country)
    said = "\n".join(message.text for message in talk.messages if message.is_inbound)
    found = (phones.parse(part, country) for part in _A_PHONE.findall(said))
    phone = number or next((one for one in found if one), "") or ""
    return Incoming(
        key="",
        place=PLACE,
        started_at=talk.started_at,
        # The phone found in the words must not change who the contact is: the next export may end before it.
        contact=Contact(name="" if number else talk.author, phone=phone, external_id=number or talk.author),
        messages=tuple(talk.messages),
        row=talk.row,
    )
