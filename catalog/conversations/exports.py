"""One WhatsApp export as an import: its text, what the merchant said of it, and its conversations."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any, Final, Self

from django.utils import timezone

from catalog.conversations.chats import conversations_of, guess_own
from catalog.conversations.incoming import Incoming
from catalog.conversations.models import ConversationSettings
from catalog.conversations.personal import contact_index
from catalog.conversations.whatsapp import DateOrder, Export, NotAnExport, is_export, read_export
from catalog.imports.decoding import expanded
from catalog.imports.models import ImportBatch
from catalog.imports.refusal import ImportRefused
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.sealing import ShopSeal
from shop_ai.lib.text import normalise

CHAT: Final = "whatsapp_chat"
# The name of an export is the name of a person: it is not kept.
SHOWN_NAME: Final = "whatsapp.txt"
_LARGEST: Final = 20 * 2**20
_ORDERS: Final = ("dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the merchant said of an export: who of the authors is the shop, how dates are read, and that it may be kept.

    ``own`` counts authors in the order in which they first wrote: a name would stand in the clear. ``confirmed_by`` is
    empty until somebody confirmed. ``forgets`` asks that the words go as soon as they were read.
    """

    own: tuple[int, ...] = ()
    order: DateOrder | None = None
    confirmed_by: str = ""
    forgets: bool = False

    @classmethod
    def of(cls, batch: ImportBatch) -> Self:
        said = batch.mapping.get("whatsapp", {})
        order = said.get("order")
        return cls(
            tuple(int(at) for at in said.get("own", ())),
            order if order in _ORDERS else None,
            str(said.get("confirmed_by", "")),
            bool(said.get("forgets")),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "whatsapp": {
                "own": list(self.own),
                "order": self.order,
                "confirmed_by": self.confirmed_by,
                "forgets": self.forgets,
            }
        }


def text_of(content: bytes) -> str:
    """The text of an export, also out of the archive that an iPhone makes of it and its pictures.

    Raises ImportRefused (`unknown_format` for anything else).
    """
    raw = _member(content) if content.startswith(b"PK\x03\x04") else expanded(content).read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        raise ImportRefused("too_large", limit=_LARGEST // 2**20)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused("unknown_format") from error
    if "\x00" in text or not is_export(text):
        raise ImportRefused("unknown_format")
    return text


def _member(content: bytes) -> bytes:
    """The only text of an archive; what else is in it (pictures, voice messages) is not even unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        texts = [one for one in archive.infolist() if one.filename.lower().endswith(".txt")]
        if len(texts) != 1:
            raise ImportRefused("unknown_format")
        with archive.open(texts[0]) as member:
            return member.read(_LARGEST + 1)
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError) as error:
        raise ImportRefused("unreadable") from error


@dataclass(frozen=True)
class Chat:
    """An export with the answers to what it does not say."""

    shop: ShopContext
    export: Export
    answers: Answers
    known: frozenset[str] = frozenset()

    @cached_property
    def authors(self) -> tuple[str, ...]:
        return tuple(self.export.authors)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The authors that are the shop: as the merchant said, else as it seems; empty when it does not."""
        if self.answers.own:
            return tuple(self.authors[at] for at in self.answers.own if at < len(self.authors))
        guess = self.guess("")
        return (guess,) if guess else ()

    def guess(self, file_name: str) -> str:
        """The author that seems to be the shop: a name that it wrote under before, or by what the file tells."""
        seal = current_seal()
        before = [name for name in self.authors if own_name_index(seal, name) in self.known]
        return guess_own(self.export, file_name, (*before, self.shop.name))

    def conversations(self) -> list[Incoming]:
        """Its conversations, each with a key that tells nobody's name."""
        seal = current_seal()
        return [
            replace(one, key=f"{contact_index(seal, one.place, one.contact)}:{one.started_at:%Y%m%dT%H%M%S}")
            for one in conversations_of(self.export, self.own, self.shop.zone, self.shop.country)
        ]


def chat_of(shop: ShopContext, batch: ImportBatch, content: bytes) -> Chat:
    """Read the file of a batch; raises ImportRefused when it is no export."""
    answers = Answers.of(batch)
    tomorrow = timezone.now().astimezone(shop.zone).date() + timedelta(days=1)
    try:
        export = read_export(text_of(content), answers.order, until=tomorrow)
    except NotAnExport as error:
        raise ImportRefused("unknown_format") from error
    names = ConversationSettings.objects.values_list("own_names", flat=True).first()
    return Chat(shop, export, answers, frozenset(names or ()))


def own_name_index(seal: ShopSeal, name: str) -> str:
    """A name that the shop writes under, blind: it may be the name of a person."""
    return seal.index("conversation-own-name", normalise(name))
