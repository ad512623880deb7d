"""Reading imports: the list, one batch, its preview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from catalog.imports.decoding import Table
from catalog.imports.detection import Detection
from catalog.imports.errors import row_errors
from catalog.imports.files import content_of, table_of
from catalog.imports.kinds import Kind, Understood, kind_of, mapped_kind
from catalog.imports.mapping import Mapping, signature
from catalog.imports.models import ImportBatch, SavedMapping
from catalog.imports.outcome import Outcome
from catalog.imports.reading import FORMATS, detected
from catalog.imports.records import Line, RowError
from catalog.imports.refusal import ImportRefused, reason_text
from catalog.imports.vocabulary import Vocabulary
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from shop_ai.lib.text import normalise

PREVIEW_ROWS = 20
ROWS_FOR_WORDS = 5000
MOST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a file: as they stand, and as they would be understood."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: dict[str, str]  # column of the file -> field it is taken for
    lines: tuple[Line, ...]
    errors: tuple[RowError, ...]
    words: tuple[tuple[str, str], ...]  # status words of the file -> what they mean, "" when nobody said
    missing: str  # the required columns that nobody named yet
    understood: Understood | None = None  # of a registered kind, in place of the lines


def saved_mapping(header: Sequence[str], vocabulary: Vocabulary | None = None) -> Mapping | None:
    """What the shop in scope chose for such a header before."""
    found = SavedMapping.objects.filter(header_signature=signature(header, vocabulary)).first()
    return Mapping.from_json(found.mapping, vocabulary) if found else None


def mapping_of(batch: ImportBatch) -> Mapping:
    """What the columns of the batch's file mean; an empty one for a format with fixed columns."""
    kind = mapped_kind(batch)
    return Mapping.from_json(batch.mapping, kind.vocabulary if kind else None)


def imports_of(shop_id: int, limit: int = 100) -> list[ImportBatch]:
    """The latest imports, newest first."""
    with shop_scope(shop_id):
        return list(ImportBatch.objects.select_related("created_by").order_by("-created_at", "-pk")[:limit])


def import_by_uid(shop_id: int, uid: UUID) -> ImportBatch | None:
    with shop_scope(shop_id):
        found: ImportBatch | None = ImportBatch.objects.filter(uid=uid).first()
        return found


def failure_text(batch: ImportBatch) -> str:
    """Why the import stopped, in the reader's language; "" when it did not."""
    return reason_text(batch.failure, batch.records.get("failure", {}))


def preview(shop: ShopContext, batch: ImportBatch) -> Preview:
    """The first rows with the batch's mapping; raises ImportRefused when the file is gone or unreadable."""
    kind = kind_of(batch)
    if kind is not None:
        return _preview_of_other(kind, shop, batch)
    with shop_scope(shop.id):
        table = table_of(batch)
    detection = detected(table, batch.format)
    rows = (cells for number, cells in table.rows() if number > detection.header_row and any(cells))
    mapping = Mapping.from_json(batch.mapping)
    columns = {column: name for name, column in mapping.columns.items()}
    found: list[Line | RowError] = []
    missing = ""
    try:
        records = FORMATS[batch.format].read(table, detection, mapping, shop)
        found = [
            record for record in islice(records, 2 * PREVIEW_ROWS) if isinstance(record, Line | RowError)
        ]
    except ImportRefused as refused:
        missing = str(refused.details.get("columns", ""))
    return Preview(
        header=detection.header,
        rows=tuple(tuple(cells) for cells in islice(rows, PREVIEW_ROWS)),
        columns=columns,
        lines=tuple(record for record in found if isinstance(record, Line))[:PREVIEW_ROWS],
        errors=tuple(record for record in found if isinstance(record, RowError)),
        words=_status_words(table, detection, mapping),
        missing=missing,
    )


def _preview_of_other(kind: Kind, shop: ShopContext, batch: ImportBatch) -> Preview:
    with shop_scope(shop.id):
        content = content_of(batch)
        if kind.understand is None:
            head = kind.sample(content, PREVIEW_ROWS + 1)
            shown = Understood(tuple(head[0]), tuple(map(tuple, head[1:])))
        else:
            shown = kind.understand(shop, batch, content)
    columns = {column: name for name, column in mapping_of(batch).columns.items()}
    return Preview(shown.header, shown.rows, columns, (), shown.errors, (), shown.missing, shown)


def _status_words(table: Table, detection: Detection, mapping: Mapping) -> tuple[tuple[str, str], ...]:
    """The distinct words of the status column, the most frequent first."""
    name = normalise(mapping.columns.get("status", ""))
    names = [normalise(cell) for cell in detection.header]
    if not name or name not in names:
        return ()
    at = names.index(name)
    rows = islice(table.rows(), detection.header_row, detection.header_row + ROWS_FOR_WORDS)
    written = Counter(cells[at].strip() for _row, cells in rows if len(cells) > at and cells[at].strip())
    return tuple((word, mapping.status(word) or "") for word, _times in written.most_common(MOST_WORDS))


def outcome_of(batch: ImportBatch, shop_id: int) -> Outcome:
    """What the batch says of itself after a run or a try, with the refused cells."""
    said = dict.fromkeys(("read", "created", "updated", "unchanged", "rejected", "skipped", "warnings"), 0)
    said |= {name: value for name, value in batch.records.items() if name in said}
    with shop_scope(shop_id):
        errors = tuple(row_errors(batch))
    return Outcome(**said, records=batch.records.get("records", {}), errors=errors)
