"""Files of spend for the importer: the exports of advertising platforms, and a sheet kept by hand."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.imports.kinds import Kind, Result, Understood, Work, register_kind
from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch
from catalog.imports.records import RowError
from catalog.imports.tables import Tables, kept_rows, nothing_waits, understood
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

TABLES = Tables(SHEET, vocabulary, fixed=(META, TIKTOK, GOOGLE))


def _records(shop: ShopContext, batch: ImportBatch, content: bytes) -> Iterator[SpendRow | RowError]:
    table, detection, mapping = TABLES.opened(batch, content)
    return read(table, detection, mapping=mapping, zone=shop.zone, currency=shop.currency)


def bring_in(work: Work) -> Merged:
    """Read all rows, write what is new, then count the days again; raises ImportRefused (`too_many_rows`)."""
    rows = kept_rows(work, _records(work.shop, work.batch, work.content))
    source = PROFILES[work.batch.format].source
    made = plan(rows, list(SpendEntry.objects.filter(source=source)))
    for error in made.errors:
        work.refuse(error)
    merged = write(work.batch, source, made, work.batch.started_at or timezone.now())
    rebuild_days(work.shop.id)
    return merged


def understand(shop: ShopContext, batch: ImportBatch, content: bytes) -> Understood:
    table, detection, _mapping = TABLES.opened(batch, content)
    return understood((table, detection), lambda: _records(shop, batch, content), PREVIEW_HEADS, _line)


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
        result=result,
    )
)
