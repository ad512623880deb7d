"""Tables of visits for the importer."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.imports.decoding import Table, open_table
from catalog.imports.detection import Detection, detect
from catalog.imports.files import about_rows
from catalog.imports.kinds import Draft, Kind, Result, Work, register_kind
from catalog.imports.mapping import Mapping
from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch
from catalog.imports.records import RowError
from catalog.imports.refusal import ImportRefused
from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_number
from signals.visits_import.reading import read
from signals.visits_import.selectors import imported_visits
from signals.visits_import.services import forget_visits, keep_visits
from signals.visits_import.words import conversion_words

SESSIONS = "sessions_table"


def _detection(table: Table, wanted: str) -> Detection:
    found = detect(table)
    if found.format != SESSIONS or wanted not in ("auto", SESSIONS):
        raise ImportRefused("unknown_format")
    return found


def recognise(content: bytes, wanted: str) -> str:
    """Raises ImportRefused (`unknown_format`) for any other file."""
    return _detection(open_table(content), wanted).format


def draft(content: bytes, wanted: str, encoding: str, _mapping: Mapping | None) -> Draft:
    table = open_table(content, encoding=encoding)
    found = _detection(table, wanted)
    return Draft(found.format, table.encoding, about_rows(content, table.encoding))


def sample(content: bytes, count: int) -> Sequence[Sequence[str]]:
    return [cells for _row, cells in open_table(content).head(count)]


def prepare(_shop: ShopContext, _content: bytes) -> None:
    """Nothing waits outside the transaction."""


def bring_in(work: Work) -> Merged:
    table = open_table(work.content, encoding="" if work.batch.encoding == "xlsx" else work.batch.encoding)
    found = _detection(table, SESSIONS)
    errors: list[RowError] = []
    rows = ((row, cells) for row, cells in table.rows() if row > found.header_row)
    visits = read(found.header, rows, errors)
    for error in errors:
        work.refuse(error)
    if not visits.count:
        return Merged(0, 0, 0, {})
    return keep_visits(work.batch, visits)


def result(shop: ShopContext, batch: ImportBatch) -> Result | None:
    """The conversion of the file, with its interval; None when the same table had come before."""
    found = imported_visits(shop.id, batch.pk)
    url, action = reverse("imported-visits", kwargs={"slug": shop.slug}), _("See the imported visits")
    if not found:
        return Result((), url, action)
    total = found[0].total
    pairs = (
        (_("Visits"), format_number(total.sessions)),
        (_("Of them bought"), format_number(total.buying)),
        (_("Visits that bought"), conversion_words(total)),
    )
    return Result(pairs, url, action)


register_kind(
    Kind(
        name="events",
        formats={SESSIONS: gettext_lazy("Table of visits")},
        recognise=recognise,
        sample=sample,
        prepare=prepare,
        bring_in=bring_in,
        take_back=forget_visits,
        draft=draft,
        records={"visits": gettext_lazy("Visits")},
        result=result,
    )
)
