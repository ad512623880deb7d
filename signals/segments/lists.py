"""Movement between segments and campaigns, as tables and as sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from shop_ai.lib.money import format_interval
from shop_ai.lib.table import PER_PAGE, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from signals.segments.models import CampaignState, SegmentCampaign, SegmentCode
from signals.segments.people import NOT_KNOWN_THEN
from signals.segments.rules import SEGMENTS
from signals.segments.selectors import SORTS, SegmentSums, campaigns, cells
from signals.segments.words import (
    campaign_badge,
    kind_title,
    per_hundred,
    segment_name,
)


@dataclass(frozen=True, slots=True)
class CampaignsAsked:
    segment: str
    state: str
    sort: str
    page: int
    query: str


def campaigns_asked(given: Mapping[str, str]) -> CampaignsAsked:
    return CampaignsAsked(
        segment=chosen_of(given, "segment", SEGMENTS),
        state=chosen_of(given, "state", CampaignState.values),
        sort=sort_of(given, SORTS, "-started"),
        page=page_of(given),
        query=query_of(given, ("segment", "state", "sort")),
    )


def matching(shop_id: int, asked: CampaignsAsked) -> QuerySet[SegmentCampaign]:
    column = F(SORTS[asked.sort.removeprefix("-")])
    order = column.desc() if asked.sort.startswith("-") else column.asc()
    return campaigns(shop_id, segment=asked.segment, state=asked.state).order_by(order, "-pk")


def campaigns_table(shop: ShopContext, asked: CampaignsAsked) -> Table:
    with shop_scope(shop.id):
        found = matching(shop.id, asked)
        total = found.count()
        pages = Pages(min(asked.page, max(1, -(-total // PER_PAGE))), total)
        rows = list(found[(pages.page - 1) * PER_PAGE : pages.page * PER_PAGE])
    return Table(
        key="campaigns",
        title=_("Offers that went out"),
        lead=_("Effect: orders per 100 people more than among those held out."),
        columns=(
            Column("kind", _("Offer"), is_sortable=True),
            Column("segment", _("Segment")),
            Column("state", _("State"), "state"),
            Column("started", _("From"), "day", is_sortable=True),
            Column("ends", _("To"), "day", is_sortable=True),
            Column("effect", _("Effect")),
        ),
        rows=tuple(_row(shop, one) for one in rows),
        pages=pages,
        sort=asked.sort,
        filters=(
            Filter("segment", _("All segments"), tuple(SegmentCode.choices), asked.segment),
            Filter("state", _("Any state"), tuple(CampaignState.choices), asked.state),
        ),
        csv_url=f"{reverse('segments-campaigns-csv', kwargs={'slug': shop.slug})}?{asked.query}",
        empty=Empty(
            title=_("No offer went out yet"),
            text=_(
                "Accept a proposal: one customer in ten is left out by chance, so that you see what it brought."
            ),
            url=reverse("segments", kwargs={"slug": shop.slug}),
            action=_("To the proposals"),
        ),
    )


def effect_short(campaign: SegmentCampaign) -> str:
    """The effect in a cell: withheld while it runs, and under the floor."""
    if not campaign.is_final:
        return _("Still counting")
    orders = campaign.result.get("orders")
    if not orders:
        return _("Not enough data")
    between = format_interval(per_hundred(orders["low"]), per_hundred(orders["high"]))
    return f"{per_hundred(orders['value'])} ({between})"


def _row(shop: ShopContext, one: SegmentCampaign) -> Row:
    return Row(
        (
            kind_title(one.kind),
            segment_name(one.segment),
            campaign_badge(one.state),
            one.starts_on,
            one.ends_on,
            effect_short(one),
        ),
        url=reverse("segment-campaign", kwargs={"slug": shop.slug, "uid": one.uid}),
    )


def campaigns_sheet(rows: Iterable[SegmentCampaign]) -> tuple[list[str], list[list[Any]]]:
    header = [
        *(_("Offer"), _("Segment"), _("State"), _("From"), _("To"), _("Discount")),
        *(_("Offered to"), _("Orders"), _("Held out"), _("Orders, held out")),
        *(_("Effect per head"), _("Low"), _("High")),
    ]
    return header, [_line(one) for one in rows]


def _line(one: SegmentCampaign) -> list[Any]:
    treated, held = one.result.get("treated", {}), one.result.get("held", {})
    effect = (one.result.get("orders") or {}) if one.is_final else {}
    return [
        kind_title(one.kind),
        segment_name(one.segment),
        campaign_badge(one.state).word,
        one.starts_on.isoformat(),
        one.ends_on.isoformat(),
        one.discount,
        treated.get("people"),
        treated.get("orders"),
        held.get("people"),
        held.get("orders"),
        effect.get("value"),
        effect.get("low"),
        effect.get("high"),
    ]


def moves_table(shop: ShopContext) -> Table:
    """Who moved where in 30 days: one row a segment of then, one column a segment of now; it adds up to everybody."""
    found = cells(shop.id)
    thens = (*SEGMENTS, "")
    counts = {(then, now): found.get((now, then), (0, 0))[0] for then in thens for now in SEGMENTS}
    rows = [
        Row(
            (
                segment_name(then),
                *(counts[then, now] for now in SEGMENTS),
                sum(counts[then, now] for now in SEGMENTS),
            )
        )
        for then in thens
    ]
    totals = [sum(counts[then, now] for then in thens) for now in SEGMENTS]
    return Table(
        key="moves",
        title=_("Who moved in 30 days"),
        lead=_("Each row: where they stood 30 days ago. Each column: where they stand now."),
        columns=(
            Column("then", _("30 days ago")),
            *(Column(now, segment_name(now), "number") for now in SEGMENTS),
            Column("all", _("All"), "number"),
        ),
        rows=tuple(rows),
        totals=Row((_("Total"), *totals, sum(totals))),
        pages=Pages(1, len(rows)),
        csv_url=reverse("segments-moves-csv", kwargs={"slug": shop.slug}),
    )


def sheet_of(table: Table) -> tuple[list[str], list[list[Any]]]:
    """A small table as it stands."""
    rows = [*table.rows, *([table.totals] if table.totals else [])]
    return [str(column.label) for column in table.columns], [list(row.cells) for row in rows]


def segments_sheet(shop: ShopContext, sums: Iterable[SegmentSums]) -> tuple[list[str], list[list[Any]]]:
    header = [_("Segment"), _("Customers"), _("Share"), _("Net value"), _("Currency"), _("Came"), _("Left")]
    return header, [
        [
            segment_name(one.code),
            one.people,
            round(one.share, 6),
            one.net,
            shop.currency,
            sum(one.came.values()),
            sum(one.went.values()),
        ]
        for one in sums
    ]


def came_url(shop: ShopContext, code: str, then: str) -> str:
    """Those who are in a segment now and stood in another then."""
    address = reverse("segments-people", kwargs={"slug": shop.slug, "segment_code": code})
    return f"{address}?{query_of({}, (), was=then or NOT_KNOWN_THEN)}"
