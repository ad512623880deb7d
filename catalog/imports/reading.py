"""The one place that knows which reader reads which format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from catalog.imports.decoding import Table
from catalog.imports.detection import HAND_SHEET, Detection, detect, header_of_sheet
from catalog.imports.formats import hand_sheet, retail, shopify_orders
from catalog.imports.mapping import Mapping, order_sheet
from catalog.imports.records import Record
from catalog.imports.refusal import ImportRefused
from catalog.imports.vocabulary import Vocabulary
from catalog.shops.context import ShopContext

Reader = Callable[[Table, Detection, Mapping, ShopContext], Iterator[Record]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read: its words, where its records come from, whether its columns are mapped."""

    name: str
    source: str
    read: Reader
    has_mapping: bool = False


def _retail(table: Table, detection: Detection, _mapping: Mapping, shop: ShopContext) -> Iterator[Record]:
    return retail.read(table, detection, zone=shop.zone, currency=shop.currency)


def _shopify(table: Table, detection: Detection, _mapping: Mapping, shop: ShopContext) -> Iterator[Record]:
    return shopify_orders.read(table, detection, zone=shop.zone, country=shop.country)


def _sheet(table: Table, detection: Detection, mapping: Mapping, shop: ShopContext) -> Iterator[Record]:
    return hand_sheet.read(
        table, detection, mapping=mapping, zone=shop.zone, currency=shop.currency, country=shop.country
    )


FORMATS: Final = {
    format_.name: format_
    for format_ in (
        Format("retail", retail.CHANNEL, _retail),
        Format("shopify_orders", shopify_orders.CHANNEL, _shopify),
        Format(HAND_SHEET, hand_sheet.CHANNEL, _sheet, has_mapping=True),
    )
}


def detected(table: Table, wanted: str = "auto") -> Detection:
    """What the file is; `wanted` is a format's name or `auto`. An unknown file is taken for a sheet to be mapped.

    Raises ImportRefused (`not_orders` for a platform's other files, `no_header`).
    """
    if wanted == HAND_SHEET:
        return header_of_sheet(table)
    try:
        found = detect(table)
    except ImportRefused as refused:
        if refused.code != "unknown_format" or wanted != "auto":
            raise
        return header_of_sheet(table)
    if found.format not in FORMATS:
        raise ImportRefused("not_orders", format=found.format)
    if wanted not in ("auto", found.format):
        raise ImportRefused("unknown_format")
    return found


def starting_mapping(
    detection: Detection, saved: Mapping | None, vocabulary: Vocabulary | None = None
) -> Mapping:
    """The mapping to begin with: the one the shop chose for such a header before, else the guesses by name."""
    if saved is not None:
        return saved
    header = detection.header
    guesses = (vocabulary or order_sheet()).guess(header)
    return Mapping({name: header[at] for name, at in guesses.items()})
