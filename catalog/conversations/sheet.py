"""A plain sheet with one conversation a row: its columns in three languages, its rows as conversations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from catalog.conversations.incoming import Contact, Incoming, Message, Touch
from catalog.imports.channels import channel_slug
from catalog.imports.decoding import Table
from catalog.imports.detection import Detection
from catalog.imports.formats.cells import BadCell, cleaned, moment
from catalog.imports.mapping import Mapping as ColumnMapping
from catalog.imports.records import RowError
from catalog.imports.vocabulary import Vocabulary, synonyms_of
from catalog.shops.context import ShopContext
from shop_ai.lib import phones
from shop_ai.lib.text import normalise

SHEET: Final = "conversation_sheet"
_DATA: Final = Path(__file__).with_name("data") / "columns.json"
_LONGEST_ID, _LONGEST_WORD, _LONGEST_NAME = 190, 60, 120
_LONGEST_TEXT: Final = 20_000


@cache
def _data() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return document


@cache
def vocabulary() -> Vocabulary:
    """The columns of the sheet. It is told by when a conversation began and by what only a conversation has."""
    return Vocabulary(
        SHEET,
        synonyms_of(_data()["columns"]),
        (("started_at",),),
        (("started_at",), ("contact", "phone", "id"), ("first_reply_at", "message", "qualified")),
    )


@cache
def _words(group: str) -> dict[str, str]:
    return {normalise(word): value for value, words in _data()[group].items() for word in words}


@cache
def _said(group: str) -> frozenset[str]:
    return frozenset(normalise(word) for word in _data()[group])


def read(
    table: Table, detection: Detection, *, mapping: ColumnMapping, shop: ShopContext
) -> Iterator[Incoming | RowError]:
    """Each row as a conversation, or the cell that it cannot be kept for; raises ImportRefused (`missing_columns`)."""
    reader = _Reader(detection, mapping, shop)
    for row, raw in table.rows():
        if row > detection.header_row and any(cell.strip() for cell in raw):
            yield from reader.row(row, raw)


class _Reader:
    def __init__(self, detection: Detection, mapping: ColumnMapping, shop: ShopContext) -> None:
        self._detection, self._mapping, self._shop = detection, mapping, shop
        self._at = mapping.positions(detection.header, vocabulary())
        self._warned: list[RowError] = []

    def row(self, row: int, raw: list[str]) -> Iterator[Incoming | RowError]:
        cells = {name: raw[at].strip() for name, at in self._at.items() if at < len(raw)}
        self._warned = []
        try:
            said = self._incoming(row, cells)
        except BadCell as bad:
            yield RowError(row, self._column(bad.field), bad.value, bad.code, fatal=True)
            return
        yield from self._warned
        yield said

    def _incoming(self, row: int, cells: Mapping[str, str]) -> Incoming:
        started = self._moment("started_at", cells)
        replied = self._moment("first_reply_at", cells) if cells.get("first_reply_at") else None
        if replied is not None and replied < started:
            raise BadCell("first_reply_at", cells["first_reply_at"], "bad_date")
        place, contact = channel_slug(cells.get("channel", "")), self._contact(row, cells)
        text = cells.get("message", "")[:_LONGEST_TEXT]
        return Incoming(
            key=self._key(cells, place, started, contact),
            place=place,
            started_at=started,
            contact=contact,
            touch=self._touch(cells),
            messages=(Message(started, True, text),) if text else (),
            first_reply_at=replied,
            sku=cleaned(cells.get("sku", "")),
            order_number=cleaned(cells.get("order_number", "")),
            qualified=self._yes_or_no(row, cells),
            outcome=self._word(row, "outcome", "outcomes", cells) or "open",
            lost_reason=self._word(row, "lost_reason", "lost_reasons", cells),
            script=cleaned(cells.get("script", ""))[:_LONGEST_NAME],
            row=row,
        )

    def _key(self, cells: Mapping[str, str], place: str, started: datetime, contact: Contact) -> str:
        """The row's own id, else a digest of what does not change when the row is completed; it tells nobody's name."""
        given = cells.get("id", "").lstrip("'")
        if len(given) > _LONGEST_ID:
            raise BadCell("id", given, "too_long")
        if given:
            return given
        parts = [place, started.isoformat(), contact.key, cells.get("message", "")]
        return "row:" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]

    def _contact(self, row: int, cells: Mapping[str, str]) -> Contact:
        """A contact that is a number is a phone; the column of phones may hold one that cannot be read."""
        name, raw = cleaned(cells.get("contact", "")), cells.get("phone", "")
        phone = phones.parse(raw, self._shop.country) or ""
        if raw and not phone:
            self._warn(row, "phone", raw, "bad_phone")
        if not phone and (number := phones.parse(name, self._shop.country)):
            return Contact(phone=number)
        return Contact(name=name[:_LONGEST_NAME], phone=phone)

    def _touch(self, cells: Mapping[str, str]) -> Touch:
        code, keyword, ad_id = (
            cleaned(cells.get(name, ""))[:_LONGEST_WORD] for name in ("code", "keyword", "ad_id")
        )
        return Touch(
            campaign=cleaned(cells.get("campaign", ""))[:120], code=code, keyword=keyword, ad_id=ad_id
        )

    def _moment(self, field: str, cells: Mapping[str, str]) -> datetime:
        return moment(field, cells.get(field, ""), self._mapping.day_order, self._shop.zone)

    def _yes_or_no(self, row: int, cells: Mapping[str, str]) -> bool | None:
        word = normalise(cells.get("qualified", ""))
        if word and word not in _said("yes") | _said("no"):
            self._warn(row, "qualified", cells["qualified"], "unknown_word")
            return None
        return word in _said("yes") if word else None

    def _word(self, row: int, field: str, group: str, cells: Mapping[str, str]) -> str:
        text = cells.get(field, "")
        found = _words(group).get(normalise(text), "")
        if text and not found:
            self._warn(row, field, text, "unknown_word")
        return found

    def _column(self, field: str) -> str:
        at = self._at.get(field)
        return self._detection.header[at] if at is not None else field

    def _warn(self, row: int, field: str, value: str, code: Any) -> None:
        self._warned.append(RowError(row, self._column(field), value, code))
