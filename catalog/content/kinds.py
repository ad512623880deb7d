"""Files of content for the importer: the exports of platforms, and a sheet kept by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
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
from catalog.imports.kinds import Kind, Understood, Work, register_kind
from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch
from catalog.imports.records import RowError
from catalog.imports.tables import Tables, kept_rows, nothing_waits, understood
from catalog.playlists.models import Playlist
from catalog.products.selectors import products_by_sku
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.money import format_number
from shop_ai.lib.text import normalise

TABLES = Tables(SHEET, vocabulary, fixed=(INSTAGRAM, TIKTOK, FACEBOOK))


def _records(shop: ShopContext, batch: ImportBatch, content: bytes) -> Iterator[PieceRow | RowError]:
    table, detection, mapping = TABLES.opened(batch, content)
    return read(table, detection, mapping=mapping, zone=shop.zone)


def bring_in(work: Work) -> Merged:
    """Read all rows, then write what is new; raises ImportRefused (`too_many_rows`, `missing_columns`)."""
    day = first_day(work.batch, work.shop.zone)
    rows: list[PieceRow] = []
    twins: dict[tuple[str, str, date], PieceRow] = {}
    for record in kept_rows(work, _records(work.shop, work.batch, work.content)):
        twin = twins.setdefault((record.channel, record.key, record.measured_on or day), record)
        if twin is record:
            rows.append(record)
        else:
            work.refuse(RowError(record.row, "", record.title, "duplicate", fatal=True))
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
    table, detection, _mapping = TABLES.opened(batch, content)
    kind = PROFILES[batch.format].kind
    return understood(
        (table, detection),
        lambda: _records(shop, batch, content),
        PREVIEW_HEADS,
        lambda piece: _line(piece, shop.zone, kind),
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
        recognise=TABLES.recognise,
        sample=TABLES.sample,
        prepare=nothing_waits,
        bring_in=bring_in,
        take_back=take_back,
        draft=TABLES.draft,
        understand=understand,
        vocabulary=vocabulary(SHEET),
        words=FIELD_WORDS,
        records=RECORD_WORDS,
    )
)
