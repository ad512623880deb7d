"""From the rows of a content file to pieces with their metrics; a blank cell gives no metric, never a zero."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from catalog.content.cells import digest, metrics_of, skus_of, tidy_lines
from catalog.content.columns import (
    FACEBOOK,
    INSTAGRAM,
    SHEET,
    TIKTOK,
    channel_of_link,
    id_of_link,
    kind_of_word,
    language_of_word,
    link_or_blank,
    says_yes,
    vocabulary,
)
from catalog.content.models import ContentKind
from catalog.content.numbers import is_given, parse_seconds
from catalog.imports.channels import channel_slug
from catalog.imports.decoding import Table
from catalog.imports.detection import Detection
from catalog.imports.formats.cells import BadCell, cleaned, moment_or_none
from catalog.imports.mapping import Mapping as ColumnMapping
from catalog.imports.records import Code, RowError
from shop_ai.lib.dates import DayOrder
from shop_ai.lib.text import normalise, tidy

LONGEST_TITLE, LONGEST_CAPTION, LONGEST_ID, LONGEST_LENGTH = 300, 20_000, 190, 10**7
_SHORTENED: Final = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_WHOLE_LIFE: Final = {"", "lifetime", "total", "duree de vie", "a vie"}
_TOTALS: Final = {"total", "totaux", "totals", "somme", "moyenne", "المجموع", "مجموع"}


@dataclass(frozen=True, slots=True)
class Profile:
    """How one format writes: its channel, the order of day and month, and the kind of a piece it does not name."""

    channel: str
    day_order: DayOrder | None  # None: as the owner says
    kind: str = ContentKind.POST


PROFILES: Final[Mapping[str, Profile]] = {
    INSTAGRAM: Profile("instagram", "mdy"),
    TIKTOK: Profile("tiktok", "mdy", ContentKind.VIDEO),
    FACEBOOK: Profile("facebook", "dmy"),
    SHEET: Profile("", None),
}


class PieceRow(NamedTuple):
    """One row as it is understood. Empty and None say that the file says nothing, which changes nothing.

    ``key`` is the platform's id, or what stands for it; times are UTC, lengths seconds.
    """

    row: int
    key: str
    channel: str
    kind: str
    title: str
    caption: str
    permalink: str
    published_at: datetime | None
    ends_on: date | None
    length_seconds: int | None
    language: str
    is_ai_assisted: bool
    playlist: str
    skus: tuple[str, ...]
    measured_on: date | None
    metrics: dict[str, Decimal]
    extra: dict[str, str]


def read(
    table: Table, detection: Detection, *, mapping: ColumnMapping, zone: tzinfo
) -> Iterator[PieceRow | RowError]:
    """The pieces of a file of one of the PROFILES. Raises ImportRefused (`missing_columns`)."""
    positions = mapping.positions(detection.header, vocabulary(detection.format))
    return _Reader(table, detection, positions, mapping, zone).records()


class _Reader:
    def __init__(
        self,
        table: Table,
        detection: Detection,
        positions: Mapping[str, int],
        mapping: ColumnMapping,
        zone: tzinfo,
    ) -> None:
        self._table, self._detection, self._positions, self._zone = table, detection, positions, zone
        self._profile = PROFILES[detection.format]
        self._order: DayOrder = self._profile.day_order or mapping.day_order
        self._identical: Counter[str] = Counter()
        self._row = self._rank = 0
        self._errors: list[RowError] = []

    def records(self) -> Iterator[PieceRow | RowError]:
        header = [normalise(cell) for cell in self._detection.header]
        for row, raw in self._table.rows():
            is_data = row > self._detection.header_row and any(map(str.strip, raw))
            if not is_data or [normalise(cell) for cell in raw[: len(header)]] == header:
                continue
            self._row, self._errors = row, []
            self._rank += 1
            if self._is_total(raw):
                yield RowError(row, self._column("title"), self._cell("title", raw), "total_row_skipped")
                continue
            try:
                piece = self._piece(raw)
            except BadCell as bad:
                yield RowError(row, self._column(bad.field), bad.value, bad.code, fatal=True)
                continue
            yield from self._errors
            yield piece

    def _is_total(self, raw: list[str]) -> bool:
        return self._detection.format == SHEET and normalise(self._cell("title", raw)) in _TOTALS

    def _cell(self, field: str, raw: list[str]) -> str:
        at = self._positions.get(field, len(raw))
        return raw[at] if at < len(raw) else ""

    def _piece(self, raw: list[str]) -> PieceRow:
        cells = {name: raw[at].strip() for name, at in self._positions.items() if at < len(raw)}
        if normalise(cells.get("period", "")) not in _WHOLE_LIFE:
            raise BadCell("period", cells["period"], "one_day_only")
        link = link_or_blank(cells.get("permalink", ""))
        published = self._moment("date", cells)
        caption = tidy_lines(cells.get("caption", ""))[:LONGEST_CAPTION]
        channel = self._channel(cells, link)
        title = self._title(cells, caption, published)
        return PieceRow(
            row=self._row,
            key=self._key(cells, raw, link, title, published),
            channel=channel,
            kind=self._kind(cells),
            title=title,
            caption=caption,
            permalink=link,
            published_at=published,
            ends_on=self._day("ends_on", cells),
            length_seconds=self._length(cells),
            language=self._language(cells),
            is_ai_assisted=says_yes(cells.get("ai", "")),
            playlist=cleaned(cells.get("playlist", "")),
            skus=skus_of(cells.get("products", "")),
            measured_on=self._day("measured_on", cells, is_needed=True),
            metrics=metrics_of(cells),
            extra=self._extra(raw),
        )

    def _key(
        self, cells: Mapping[str, str], raw: list[str], link: str, title: str, published: datetime | None
    ) -> str:
        """The platform's id, else its address, else a digest of what does not change while the metrics grow."""
        given = cells.get("external_id", "").lstrip("'")
        if _SHORTENED.fullmatch(given):
            if not link:
                raise BadCell("external_id", given, "lost_digits")
            self._warn("external_id", given, "lost_digits")
            given = ""
        if len(given) > LONGEST_ID:
            raise BadCell("external_id", given, "too_long")
        if given or link:
            return given or id_of_link(link)
        if self._detection.format == INSTAGRAM:
            raise BadCell("external_id", "", "missing_required")
        if self._detection.format == FACEBOOK:
            return self._numbered("row:" + digest("\x1f".join(raw)))
        return "sheet:" + digest(f"{normalise(title)}|{published.isoformat() if published else ''}")

    def _numbered(self, key: str) -> str:
        """Two rows that agree in every cell are two posts of a file without ids."""
        self._identical[key] += 1
        return key if self._identical[key] == 1 else f"{key}:{self._identical[key]}"

    def _title(self, cells: Mapping[str, str], caption: str, published: datetime | None) -> str:
        """The title, else the first line of the caption, else what the row says the piece is."""
        title = cleaned(cells.get("title", "")) or next(iter(caption.splitlines()), "").strip()
        if title:
            return title[:LONGEST_TITLE]
        kind = cleaned(cells.get("kind", ""))
        if self._detection.format == SHEET and not (cells.get("permalink") or cells.get("external_id")):
            raise BadCell("title", "", "missing_required")
        day = published.astimezone(self._zone).strftime("%d/%m/%Y") if published else str(self._rank)
        return f"{kind or self._profile.kind} {day}"[:LONGEST_TITLE]

    def _channel(self, cells: Mapping[str, str], link: str) -> str:
        named = channel_slug(cells.get("channel", ""))
        return named or channel_of_link(link) or self._profile.channel

    def _kind(self, cells: Mapping[str, str]) -> str:
        word = cells.get("kind", "")
        kind = kind_of_word(word)
        if word and not kind:
            self._warn("kind", word, "unknown_word")
        return kind

    def _language(self, cells: Mapping[str, str]) -> str:
        word = cells.get("language", "")
        language = language_of_word(word)
        if word and not language:
            self._warn("language", word, "unknown_word")
        return language

    def _length(self, cells: Mapping[str, str]) -> int | None:
        text = cells.get("length", "")
        if not is_given(text):
            return None
        seconds = parse_seconds(text)
        if seconds is None or seconds > LONGEST_LENGTH:
            self._warn("length", text, "bad_amount")
            return None
        # Platforms write 0 for what has no length, such as a picture.
        return int(seconds.to_integral_value(ROUND_HALF_UP)) or None

    def _moment(self, name: str, cells: Mapping[str, str]) -> datetime | None:
        text = cells.get(name, "")
        if not is_given(text):
            return None
        found = moment_or_none(text, self._order, self._zone)
        if found is None:
            raise BadCell(name, text, "bad_date")
        return found

    def _day(self, name: str, cells: Mapping[str, str], *, is_needed: bool = False) -> date | None:
        try:
            found = self._moment(name, cells)
        except BadCell as bad:
            if is_needed:
                raise
            self._warn(name, bad.value, bad.code)
            return None
        return found.astimezone(self._zone).date() if found else None

    def _extra(self, raw: list[str]) -> dict[str, str]:
        """Cells of columns without a place of their own, by the names that the file gives them."""
        taken = set(self._positions.values())
        return {
            name: tidy(cell)[:500]
            for at, (name, cell) in enumerate(zip(self._detection.header, raw, strict=False))
            if at not in taken and name.strip() and cell.strip()
        }

    def _column(self, field: str) -> str:
        at = self._positions.get(field)
        return self._detection.header[at] if at is not None else field

    def _warn(self, field: str, value: str, code: Code) -> None:
        self._errors.append(RowError(self._row, self._column(field), value, code))
