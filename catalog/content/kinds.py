"""Files of content for the importer: the exports of platforms, and a sheet kept by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.content.columns import FACEBOOK, INSTAGRAM, SHEET, TIKTOK, vocabulary
from catalog.content.merging import Goal, merge
from catalog.content.models import ContentKind, Metric
from catalog.content.reading import PROFILES, PieceRow, read
from catalog.content.undoing import take_back
from catalog.content.words import FIELD_WORDS, FORMAT_WORDS, PREVIEW_HEADS, RECORD_WORDS
from catalog.imports.decoding import Table, open_table
from catalog.imports.detection import Detection, detect, header_of_sheet
from catalog.imports.files import about_rows
from catalog.imports.kinds import Draft, Kind, Understood, Work, register_kind
from catalog.imports.mapping import Mapping
from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch
from catalog.imports.reading import starting_mapping
from catalog.imports.records import RowError
from catalog.imports.refusal import ImportRefused
from catalog.imports.selectors import PREVIEW_ROWS, saved_mapping
from catalog.playlists.models import Playlist
from catalog.products.selectors import products_by_sku
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.money import format_number
from shop_ai.lib.text import normalise

FIXED = (INSTAGRAM, TIKTOK, FACEBOOK)
MOST_ROWS = 50_000
_SAID_EVERY = 500


def recognise(content: bytes, wanted: str) -> str:
    return _detection(open_table(content), wanted).format


def sample(content: bytes, count: int) -> Sequence[Sequence[str]]:
    table = open_table(content)
    first = _detection(table, "auto").header_row
    return [cells for row, cells in table.head(first + count) if row >= first]


def prepare(_shop: ShopContext, _content: bytes) -> None:
    """Nothing waits outside the transaction."""


def draft(content: bytes, wanted: str, encoding: str, mapping: Mapping | None) -> Draft:
    """Raises ImportRefused (`unknown_format`) for a file that is no content."""
    table = open_table(content, encoding=encoding)
    found = _detection(table, wanted)
    columns = {}
    if found.format == SHEET:
        words = vocabulary(SHEET)
        chosen = mapping or starting_mapping(found, saved_mapping(found.header, words), words)
        columns = chosen.as_json()
    return Draft(found.format, table.encoding, about_rows(content, table.encoding), columns)


def _detection(table: Table, wanted: str) -> Detection:
    """A platform's export by its columns; a sheet by its words, or because its owner says that it is one."""
    if wanted != SHEET:
        found = _platform(table)
        if found is not None and wanted in ("auto", found.format):
            return found
    sheet = header_of_sheet(table, SHEET, vocabulary(SHEET))
    if wanted == SHEET or (wanted == "auto" and vocabulary(SHEET).claims(sheet.header)):
        return sheet
    raise ImportRefused("unknown_format")


def _platform(table: Table) -> Detection | None:
    try:
        found = detect(table)
    except ImportRefused:
        return None
    return found if found.format in FIXED else None


def _records(shop: ShopContext, batch: ImportBatch, content: bytes) -> Iterator[PieceRow | RowError]:
    table = open_table(content, encoding="" if batch.encoding == "xlsx" else batch.encoding)
    detection = _detection(table, batch.format)
    mapping = Mapping.from_json(batch.mapping, vocabulary(batch.format))
    return read(table, detection, mapping=mapping, zone=shop.zone)


def bring_in(work: Work) -> Merged:
    """Read all rows, then write what is new; raises ImportRefused (`too_many_rows`, `missing_columns`)."""
    day = first_day(work.batch, work.shop.zone)
    rows: list[PieceRow] = []
    twins: dict[tuple[str, str, date], PieceRow] = {}
    for record in _records(work.shop, work.batch, work.content):
        if isinstance(record, RowError):
            work.refuse(record)
            continue
        twin = twins.setdefault((record.channel, record.key, record.measured_on or day), record)
        if twin is record:
            rows.append(record)
        else:
            work.refuse(RowError(record.row, "", record.title, "duplicate", fatal=True))
        if len(rows) % _SAID_EVERY == 0:
            work.say(record.row)
        if len(rows) > MOST_ROWS:
            raise ImportRefused("too_many_rows", limit=MOST_ROWS)
    for error in _unknown_names(work.shop.id, rows):
        work.refuse(error)
    kind = PROFILES[work.batch.format].kind
    return merge(Goal(work.batch, day, work.batch.started_at or timezone.now(), kind), rows)


def first_day(batch: ImportBatch, zone: ZoneInfo) -> date:
    """The shop's day on which this very file first came: brought again later, it still tells of that day."""
    same = ImportBatch.objects.filter(file_sha256=batch.file_sha256)
    first = same.aggregate(first=Min("created_at"))["first"] or batch.created_at
    day: date = first.astimezone(zone).date()
    return day


def _unknown_names(shop_id: int, rows: Sequence[PieceRow]) -> Iterator[RowError]:
    """Products and playlists that the file names and the shop does not have; the rows are kept without them."""
    skus = products_by_sku(shop_id, {sku for row in rows for sku in row.skus})
    known = {normalise(name) for pair in Playlist.objects.values_list("slug", "title") for name in pair}
    for row in rows:
        for sku in row.skus:
            if sku not in skus:
                yield RowError(row.row, str(FIELD_WORDS["products"]), sku, "unknown_product")
        if row.playlist and normalise(row.playlist) not in known:
            yield RowError(row.row, str(FIELD_WORDS["playlist"]), row.playlist, "unknown_word")


def understand(shop: ShopContext, batch: ImportBatch, content: bytes) -> Understood:
    """The first rows with the batch's columns; without a column that is needed, the rows as they stand."""
    table = open_table(content, encoding="" if batch.encoding == "xlsx" else batch.encoding)
    detection = _detection(table, batch.format)
    raw = (tuple(cells) for row, cells in table.rows() if row > detection.header_row and any(cells))
    found: list[PieceRow | RowError] = []
    missing = ""
    try:
        found = list(islice(_records(shop, batch, content), 2 * PREVIEW_ROWS))
    except ImportRefused as refused:
        missing = str(refused.details.get("columns", ""))
    pieces = [record for record in found if isinstance(record, PieceRow)][:PREVIEW_ROWS]
    return Understood(
        header=detection.header,
        rows=tuple(islice(raw, PREVIEW_ROWS)),
        heads=PREVIEW_HEADS,
        lines=tuple(_line(piece, shop.zone, PROFILES[batch.format].kind) for piece in pieces),
        errors=tuple(record for record in found if isinstance(record, RowError)),
        missing=missing,
    )


def _line(piece: PieceRow, zone: ZoneInfo, kind: str) -> tuple[str, ...]:
    day = piece.published_at.astimezone(zone).strftime("%d/%m/%Y") if piece.published_at else ""
    values = [f"{Metric(name).label} {format_number(value)}" for name, value in piece.metrics.items()]
    word = ContentKind(piece.kind or kind).label
    return str(piece.row), day, piece.title, str(word), channel_name(piece.channel), " · ".join(values)


register_kind(
    Kind(
        name="content",
        label=_("Posts and other content"),
        formats=FORMAT_WORDS,
        recognise=recognise,
        sample=sample,
        prepare=prepare,
        bring_in=bring_in,
        take_back=take_back,
        draft=draft,
        understand=understand,
        vocabulary=vocabulary(SHEET),
        words=FIELD_WORDS,
        records=RECORD_WORDS,
    )
)
