"""Served lists and what slots show as tables and sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalog.shops.context import ShopContext
from shop_ai.lib.listing import chosen_of, page_of, query_of
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.models import ServedList
from signals.recommend.page import RecommendationsPage
from signals.recommend.words import SLOT_WORDS, kind_words


@dataclass(frozen=True, slots=True)
class ListsAsked:
    """A checked request for served lists."""

    slot: str
    page: int
    query: str


def lists_asked(given: Mapping[str, str]) -> ListsAsked:
    """Read an address; what makes no sense in it is left out."""
    return ListsAsked(chosen_of(given, "slot", SLOT_WORDS), page_of(given), query_of(given, ("slot",)))


def served_table(shop: ShopContext, asked: ListsAsked) -> Table:
    """The lists that were served, newest first, 50 a page."""
    with shop_scope(shop.id):
        rows = ServedList.objects.select_related("seal").order_by("-pk")
        if asked.slot:
            rows = rows.filter(slot=asked.slot)
        total = rows.count()
        first = (asked.page - 1) * PER_PAGE
        found = list(rows[first : first + PER_PAGE])
    return Table(
        key="served",
        title=_("Lists that were served"),
        lead=_("One row for each different list, however many people saw it. Who saw it is not kept."),
        columns=(
            Column("at", _("First served"), "moment"),
            Column("slot", _("Where")),
            Column("from", _("Made from")),
            Column("products", _("Products"), "number"),
            Column("seal", _("In the log"), "state"),
        ),
        rows=tuple(_row(shop, one) for one in found),
        filters=(
            Filter(
                "slot", _("Where"), tuple((slot, words) for slot, words in SLOT_WORDS.items()), asked.slot
            ),
        ),
        pages=Pages(asked.page, total),
        csv_url=f"{reverse('served-csv', kwargs={'slug': shop.slug})}?{asked.query}",
        clear_url=reverse("served", kwargs={"slug": shop.slug}),
        empty=Empty(
            _("No list yet"),
            _(
                "Lists made for a product, a basket or a visitor appear here once the widget stands on your pages."
            ),
        ),
    )


def _row(shop: ShopContext, kept: ServedList) -> Row:
    seal = Badge(_("Sealed"), "good", "lock") if kept.seal else Badge(_("Waits to be sealed"))
    return Row(
        (
            kept.at,
            str(SLOT_WORDS.get(kept.slot, kept.slot)),
            _made_from(kept),
            len(kept.content["output"]),
            seal,
        ),
        url=reverse("served-list", kwargs={"slug": shop.slug, "uid": kept.uid}),
    )


def _made_from(kept: ServedList) -> str:
    kinds: dict[str, int] = {}
    for kind, _source in kept.content["asked"]["sources"]:
        kinds[kind] = kinds.get(kind, 0) + 1
    said = [f"{kind_words(kind)}: {n}" for kind, n in kinds.items()]
    return " · ".join(said) or _("a choice made by hand")


def served_sheet(shop: ShopContext, asked: ListsAsked) -> tuple[list[str], Iterable[list[Any]]]:
    """Header and rows of every served list that fits, newest first."""
    header = [_("First served"), _("Where"), _("Made from"), _("Products"), _("List"), _("Sealed by")]
    with shop_scope(shop.id):
        rows = ServedList.objects.select_related("seal").order_by("-pk")
        if asked.slot:
            rows = rows.filter(slot=asked.slot)
        lines = [
            [
                one.at.astimezone(shop.zone).strftime("%Y-%m-%d %H:%M"),
                str(SLOT_WORDS.get(one.slot, one.slot)),
                _made_from(one),
                len(one.content["output"]),
                one.uid.hex,
                one.seal.decision_uid.hex if one.seal else "",
            ]
            for one in rows.iterator(chunk_size=500)
        ]
    return header, lines


def page_sheet(page: RecommendationsPage) -> tuple[list[str], list[list[Any]]]:
    """Header and rows of what a slot shows: one row a part of a score, so that they sum to it."""
    header = [
        _("Place"),
        _("SKU"),
        _("Product"),
        _("Reason"),
        _("Score"),
        pgettext("of a score", "Part"),
        _("Amount"),
        _("Share"),
    ]
    lines: list[list[Any]] = []
    for place, shown in enumerate(page.items, 1):
        said = [place, shown.item.sku, shown.item.title, shown.reason, shown.item.score]
        parts = shown.bars or (None,)
        lines += [[*said, *((bar.words, bar.amount, bar.share) if bar else ("", "", ""))] for bar in parts]
    return header, lines
