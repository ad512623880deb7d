"""Files of spend for the importer: the exports of advertising platforms, and a sheet kept by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.imports.decoding import Table, open_table
from catalog.imports.detection import Detection, detect, header_of_sheet
from catalog.imports.files import about_rows
from catalog.imports.kinds import Draft, Kind, Result, Understood, Work, register_kind
from catalog.imports.mapping import Mapping
from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch
from catalog.imports.reading import starting_mapping
from catalog.imports.records import RowError
from catalog.imports.refusal import ImportRefused
from catalog.imports.selectors import PREVIEW_ROWS, saved_mapping
from catalog.shops.context import ShopContext
from catalog.spend.columns import GOOGLE, META, PROFILES, SHEET, TIKTOK, vocabulary
from catalog.spend.days import rebuild_days
from catalog.spend.merging import plan, write
from catalog.spend.models import SpendEntry
from catalog.spend.reading import SpendRow, read
from catalog.spend.selectors import brought_by
from catalog.spend.undoing import take_back
from catalog.spend.words import FIELD_WORDS, FORMAT_WORDS, PREVIEW_HEADS, RECORD_WORDS
from shop_ai.lib.channels import channel_name
from shop_ai.lib.money import format_money, format_number

FIXED = (META, TIKTOK, GOOGLE)
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
    """Raises ImportRefused (`unknown_format`) for a file that tells of no spend."""
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


def _records(shop: ShopContext, batch: ImportBatch, content: bytes) -> Iterator[SpendRow | RowError]:
    table = open_table(content, encoding="" if batch.encoding == "xlsx" else batch.encoding)
    detection = _detection(table, batch.format)
    mapping = Mapping.from_json(batch.mapping, vocabulary(batch.format))
    return read(table, detection, mapping=mapping, zone=shop.zone, currency=shop.currency)


def bring_in(work: Work) -> Merged:
    """Read all rows, write what is new, then count the days again; raises ImportRefused (`too_many_rows`)."""
    rows: list[SpendRow] = []
    for record in _records(work.shop, work.batch, work.content):
        if isinstance(record, RowError):
            work.refuse(record)
            continue
        rows.append(record)
        if len(rows) % _SAID_EVERY == 0:
            work.say(record.row)
        if len(rows) > MOST_ROWS:
            raise ImportRefused("too_many_rows", limit=MOST_ROWS)
    source = PROFILES[work.batch.format].source
    made = plan(rows, list(SpendEntry.objects.filter(source=source)))
    for error in made.errors:
        work.refuse(error)
    merged = write(work.batch, source, made, work.batch.started_at or timezone.now())
    rebuild_days(work.shop.id)
    return merged


def understand(shop: ShopContext, batch: ImportBatch, content: bytes) -> Understood:
    """The first rows with the batch's columns; without a column that is needed, the rows as they stand."""
    table = open_table(content, encoding="" if batch.encoding == "xlsx" else batch.encoding)
    detection = _detection(table, batch.format)
    raw = (tuple(cells) for row, cells in table.rows() if row > detection.header_row and any(cells))
    found: list[SpendRow | RowError] = []
    missing = ""
    try:
        found = list(islice(_records(shop, batch, content), 2 * PREVIEW_ROWS))
    except ImportRefused as refused:
        missing = str(refused.details.get("columns", ""))
    spent = [record for record in found if isinstance(record, SpendRow)][:PREVIEW_ROWS]
    return Understood(
        header=detection.header,
        rows=tuple(islice(raw, PREVIEW_ROWS)),
        heads=PREVIEW_HEADS,
        lines=tuple(_line(one) for one in spent),
        errors=tuple(record for record in found if isinstance(record, RowError)),
        missing=missing,
    )


def _line(row: SpendRow) -> tuple[str, ...]:
    days = row.starts_on.strftime("%d/%m/%Y")
    if row.ends_on != row.starts_on:
        days += row.ends_on.strftime(" – %d/%m/%Y")
    return (
        str(row.row),
        days,
        row.campaign,
        channel_name(row.channel or PROFILES[_format_of(row)].channel),
        format_money(row.amount, row.currency),
        "" if row.impressions is None else format_number(row.impressions),
        "" if row.clicks is None else format_number(row.clicks),
    )


def _format_of(row: SpendRow) -> str:
    return next(name for name, one in PROFILES.items() if one.source == row.source)


def result(shop: ShopContext, batch: ImportBatch) -> Result | None:
    """What the file cost in all, with what stands in the way of a whole figure, and where to look at it."""
    found = brought_by(shop.id, batch.pk)
    pairs = [(_("Amount spent"), format_money(amount, code)) for code, amount in found.by_currency]
    if found.periods:
        pairs.append((_("Totals of periods, spread evenly over their days"), format_number(found.periods)))
    if found.without_rate:
        pairs.append((_("Days without a rate of exchange, not counted"), format_number(found.without_rate)))
    return Result(tuple(pairs), reverse("spend", kwargs={"slug": shop.slug}), _("See the spend"))


register_kind(
    Kind(
        name="spend",
        label=gettext_lazy("Spend on advertising"),
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
        result=result,
    )
)
