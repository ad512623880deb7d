"""Files of parcels for the importer: a courier's table, and what couriers' systems export as documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.imports.decoding import open_table
from catalog.imports.detection import Detection, header_of_sheet
from catalog.imports.files import about_rows
from catalog.imports.kinds import Draft, Kind, Result, Understood, Work, register_kind
from catalog.imports.mapping import Mapping, guess_columns
from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch
from catalog.imports.reading import starting_mapping
from catalog.imports.records import RowError
from catalog.imports.refusal import ImportRefused
from catalog.imports.selectors import saved_mapping
from catalog.imports.tables import kept_rows, nothing_waits, understood
from catalog.parcels.documents import Context, opened, read_document
from catalog.parcels.journal import take_back
from catalog.parcels.reading import SHEET, read_table, vocabulary
from catalog.parcels.records import ParcelRow
from catalog.parcels.selectors import words_to_map
from catalog.parcels.services import note_parcels, own_words
from catalog.parcels.states import courier_of_tracking, courier_slug, meaning
from catalog.parcels.words import (
    FIELD_WORDS,
    FORMAT_WORDS,
    PREVIEW_HEADS,
    RECORD_WORDS,
    courier_name,
    state_word,
)
from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_money, format_number


def recognise(content: bytes, wanted: str) -> str:
    """The format of the file; raises ImportRefused (`unknown_format`)."""
    found = opened(content)
    if found is not None and wanted in ("auto", found[0]):
        return found[0]
    if found is None and wanted in ("auto", SHEET):
        return _detection(content, wanted).format
    raise ImportRefused("unknown_format")


def _detection(content: bytes, wanted: str, encoding: str = "") -> Detection:
    """A table of parcels by its columns, or because its owner says that it is one."""
    sheet = header_of_sheet(open_table(content, encoding=encoding), SHEET, vocabulary())
    is_clear = vocabulary().claims(sheet.header) and "product" not in guess_columns(sheet.header)
    if wanted != SHEET and not is_clear:
        raise ImportRefused("unknown_format")
    return sheet


def sample(content: bytes, count: int) -> Sequence[Sequence[str]]:
    if opened(content) is not None:
        return [[line] for line in content.decode("utf-8", "replace").splitlines()[:count]]
    table = open_table(content)
    first = _detection(content, SHEET).header_row
    return [cells for row, cells in table.head(first + count) if row >= first]


def draft(content: bytes, wanted: str, encoding: str, mapping: Mapping | None) -> Draft:
    """Raises ImportRefused (`unknown_format`) for a file that holds no parcels."""
    name = recognise(content, wanted)
    if name != SHEET:
        return Draft(name, "utf-8", 0)
    table = open_table(content, encoding=encoding)
    found = _detection(content, wanted, encoding)
    words = vocabulary()
    chosen = mapping or starting_mapping(found, saved_mapping(found.header, words), words)
    return Draft(name, table.encoding, about_rows(content, table.encoding), chosen.as_json())


def _records(shop: ShopContext, batch: ImportBatch, content: bytes) -> Iterator[ParcelRow | RowError]:
    if batch.format != SHEET:
        return read_document(content, Context(shop.zone, first_brought(batch)))
    encoding = "" if batch.encoding == "xlsx" else batch.encoding
    table = open_table(content, encoding=encoding)
    mapping = Mapping.from_json(batch.mapping, vocabulary())
    return read_table(table, _detection(content, SHEET, encoding), mapping=mapping, zone=shop.zone)


def first_brought(batch: ImportBatch) -> datetime:
    """When this very file first came: brought again later, it still tells of that moment."""
    same = ImportBatch.objects.filter(file_sha256=batch.file_sha256)
    moment: datetime = same.aggregate(first=Min("created_at"))["first"] or batch.created_at
    return moment


def bring_in(work: Work) -> Merged:
    """Read all rows, then write what is new; raises ImportRefused (`too_many_rows`, `missing_columns`)."""
    rows = kept_rows(work, _records(work.shop, work.batch, work.content))
    noted = note_parcels(work.shop, rows, batch=work.batch, stamp=work.batch.started_at or timezone.now())
    records = {
        "parcels": {"created": noted.parcels_created, "updated": noted.parcels_updated},
        "parcel_events": {"created": noted.events, "updated": 0},
        "followed_orders": {"created": 0, "updated": noted.orders},
    }
    return Merged(noted.fates["created"], noted.fates["updated"], noted.fates["unchanged"], records)


def understand(shop: ShopContext, batch: ImportBatch, content: bytes) -> Understood:
    """The first rows as parcels; without a column that is needed, the rows as they stand."""
    opened_sheet = None
    if batch.format == SHEET:
        encoding = "" if batch.encoding == "xlsx" else batch.encoding
        opened_sheet = open_table(content, encoding=encoding), _detection(content, SHEET, encoding)
    own = own_words(shop.id)
    return understood(
        opened_sheet,
        lambda: _records(shop, batch, content),
        PREVIEW_HEADS,
        lambda parcel: _line(shop, parcel, own),
    )


def _line(shop: ShopContext, parcel: ParcelRow, own: dict[tuple[str, str], str]) -> tuple[str, ...]:
    courier = courier_slug(parcel.courier) or courier_of_tracking(parcel.tracking)
    last = max(parcel.movements, default=None)
    state = meaning(courier, last.raw, own) if last else None
    return (
        str(parcel.row),
        parcel.tracking,
        courier_name(courier) if courier else "",
        f"{last.raw} → {state_word(state or '')}" if last else "",
        last.at.astimezone(shop.zone).strftime("%d/%m/%Y %H:%M") if last else "",
        format_money(parcel.cash, shop.currency) if parcel.cash is not None else "",
    )


def result(shop: ShopContext, batch: ImportBatch) -> Result | None:
    """How many of the couriers' words nobody has explained yet, and where to do it."""
    waiting = len(words_to_map(shop.id))
    page = "courier-words" if waiting else "parcels"
    pairs = ((_("Words of couriers to explain"), format_number(waiting)),) if waiting else ()
    action = _("Say what they mean") if waiting else _("See the parcels")
    return Result(pairs, reverse(page, kwargs={"slug": shop.slug}), action)


register_kind(
    Kind(
        name="parcels",
        label=gettext_lazy("Parcels of a courier"),
        formats=FORMAT_WORDS,
        recognise=recognise,
        sample=sample,
        prepare=nothing_waits,
        bring_in=bring_in,
        take_back=take_back,
        draft=draft,
        understand=understand,
        vocabulary=vocabulary(),
        words=FIELD_WORDS,
        records=RECORD_WORDS,
        result=result,
    )
)
