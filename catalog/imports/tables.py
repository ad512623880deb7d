"""Files that are tables: platforms' exports with columns of their own, and one sheet whose columns an owner names.

A room's ``kinds.py`` says which formats they are; reading a row, writing it and the words are the room's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

from django.utils.functional import Promise

from catalog.imports.decoding import Table, open_table
from catalog.imports.detection import Detection, detect, header_of_sheet
from catalog.imports.files import about_rows
from catalog.imports.kinds import Draft, Understood, Work
from catalog.imports.mapping import Mapping
from catalog.imports.models import ImportBatch
from catalog.imports.reading import starting_mapping
from catalog.imports.records import RowError
from catalog.imports.refusal import ImportRefused
from catalog.imports.selectors import PREVIEW_ROWS, saved_mapping
from catalog.imports.vocabulary import Vocabulary
from catalog.shops.context import ShopContext

MOST_ROWS: Final = 50_000
_SAID_EVERY: Final = 500
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Tables:
    """The formats of one kind: ``fixed`` are known by their columns, ``sheet`` by words or because its owner says so."""

    sheet: str
    vocabulary: Callable[[str], Vocabulary]
    fixed: tuple[str, ...] = ()

    def detection(self, table: Table, wanted: str) -> Detection:
        """What the table is; raises ImportRefused (`unknown_format`)."""
        if wanted != self.sheet:
            found = self._platform(table)
            if found is not None and wanted in ("auto", found.format):
                return found
        words = self.vocabulary(self.sheet)
        sheet = header_of_sheet(table, self.sheet, words)
        if wanted == self.sheet or (wanted == "auto" and words.claims(sheet.header)):
            return sheet
        raise ImportRefused("unknown_format")

    def _platform(self, table: Table) -> Detection | None:
        if not self.fixed:
            return None
        try:
            found = detect(table)
        except ImportRefused:
            return None
        return found if found.format in self.fixed else None

    def recognise(self, content: bytes, wanted: str) -> str:
        return self.detection(open_table(content), wanted).format

    def sample(self, content: bytes, count: int) -> Sequence[Sequence[str]]:
        table = open_table(content)
        first = self.detection(table, "auto").header_row
        return [cells for row, cells in table.head(first + count) if row >= first]

    def draft(self, content: bytes, wanted: str, encoding: str, mapping: Mapping | None) -> Draft:
        """Raises ImportRefused (`unknown_format`) for a file of another kind."""
        table = open_table(content, encoding=encoding)
        found = self.detection(table, wanted)
        columns = {}
        if found.format == self.sheet:
            words = self.vocabulary(self.sheet)
            chosen = mapping or starting_mapping(found, saved_mapping(found.header, words), words)
            columns = chosen.as_json()
        return Draft(found.format, table.encoding, about_rows(content, table.encoding), columns)

    def opened(self, batch: ImportBatch, content: bytes) -> tuple[Table, Detection, Mapping]:
        """The file of a batch, as its owner named the columns."""
        table = open_table(content, encoding="" if batch.encoding == "xlsx" else batch.encoding)
        mapping = Mapping.from_json(batch.mapping, self.vocabulary(batch.format))
        return table, self.detection(table, batch.format), mapping


def kept_rows(work: Work, records: Iterable[R | RowError]) -> list[R]:
    """Every row that could be read, with progress; what could not is refused. Raises ImportRefused (`too_many_rows`)."""
    rows: list[R] = []
    for record in records:
        if isinstance(record, RowError):
            work.refuse(record)
            continue
        rows.append(record)
        if len(rows) % _SAID_EVERY == 0:
            work.say(len(rows))
        if len(rows) > MOST_ROWS:
            raise ImportRefused("too_many_rows", limit=MOST_ROWS)
    return rows


def understood(
    opened: tuple[Table, Detection] | None,
    records: Callable[[], Iterator[R | RowError]],
    heads: tuple[str | Promise, ...],
    line: Callable[[R], tuple[str, ...]],
) -> Understood:
    """The first rows with the batch's columns; without a column that is needed, the rows as they stand.

    ``opened`` is None for a document that has no columns.
    """
    header: tuple[str, ...] = ()
    raw: Iterator[tuple[str, ...]] = iter(())
    if opened is not None:
        table, detection = opened
        header = detection.header
        raw = (tuple(cells) for row, cells in table.rows() if row > detection.header_row and any(cells))
    found: list[R | RowError] = []
    missing = ""
    try:
        found = list(islice(records(), 2 * PREVIEW_ROWS))
    except ImportRefused as refused:
        missing = str(refused.details.get("columns", ""))
    read = [record for record in found if not isinstance(record, RowError)]
    return Understood(
        header=header,
        rows=tuple(islice(raw, PREVIEW_ROWS)),
        heads=heads,
        lines=tuple(line(record) for record in read[:PREVIEW_ROWS]),
        errors=tuple(record for record in found if isinstance(record, RowError)),
        missing=missing,
    )


def nothing_waits(_shop: ShopContext, _content: bytes) -> None:
    """For ``prepare``: nothing is done outside the transaction."""
