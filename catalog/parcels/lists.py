"""Parcels as tables and sheets: the list, states with their age, cash, refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.customers.naming import wilaya_name
from catalog.parcels.models import CourierState, Parcel
from catalog.parcels.selectors import Ageing, HeldCash, Refusals, couriers, parcels
from catalog.parcels.words import courier_name, state_badge, state_word
from catalog.shops.context import ShopContext
from shop_ai.lib.figure import FLOOR
from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from shop_ai.lib.money import format_interval, format_share
from shop_ai.lib.table import PER_PAGE, Column, Empty, Filter, Pages, Row, Table

SORTS: Final = {"tracking": "tracking", "when": "state_at", "cash": "cash", "delivered": "delivered_on"}
NAMES: Final = ("q", "state", "courier", "sort")
GROUPS: Final[dict[str, str | Promise]] = {
    "open": gettext_lazy("All that are open"),
    "held": gettext_lazy("Cash at the courier"),
    "loose": gettext_lazy("Without an order"),
    "unknown": gettext_lazy("To explain"),
}
STATES: Final[dict[str, str | Promise]] = {**GROUPS, **dict(CourierState.choices)}
Sheet = tuple[list[str], list[list[Any]]]


def matching(shop: ShopContext, given: Mapping[str, str]) -> QuerySet[Any]:
    """The parcels that the address asks for, in the order that it asks for."""
    sort = sort_of(given, SORTS, "-when")
    column = F(SORTS[sort.removeprefix("-")])
    words = given.get("q", "").strip()[:100]
    rows = parcels(
        shop.id,
        state=chosen_of(given, "state", STATES),
        courier=given.get("courier", "")[:40],
        tracking=words,
    )
    ordered = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(ordered, "-pk")


def parcels_table(shop: ShopContext, given: Mapping[str, str]) -> Table:
    rows = matching(shop, given)
    total = rows.count()
    pages = Pages(min(page_of(given), max(1, -(-total // PER_PAGE))), total)
    first = (pages.page - 1) * PER_PAGE
    names = tuple((slug, courier_name(slug)) for slug in couriers(shop.id))
    chosen = chosen_of(given, "courier", [slug for slug, _name in names])
    return Table(
        key="parcels",
        title=_("Parcels"),
        columns=(
            Column("tracking", _("Tracking number"), "code", is_sortable=True),
            Column("courier", _("Courier")),
            Column("state", _("State"), "state"),
            Column("when", _("Since"), "moment", is_sortable=True),
            Column("wilaya", _("Wilaya")),
            Column("order", _("Order"), "code"),
            Column("cash", _("Cash"), "money", currency=shop.currency, is_sortable=True),
        ),
        rows=tuple(_row(shop, parcel) for parcel in rows[first : first + PER_PAGE]),
        pages=pages,
        sort=sort_of(given, SORTS, "-when"),
        search=given.get("q", "").strip()[:100],
        search_label=_("Tracking number"),
        filters=(
            Filter("state", _("Any state"), tuple(STATES.items()), chosen_of(given, "state", STATES)),
            Filter("courier", _("All couriers"), names, chosen),
        ),
        csv_url=f"{_address(shop, 'parcels-csv')}?{query_of(given, NAMES)}",
        empty=nothing_yet(shop),
    )


def _address(shop: ShopContext, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"slug": shop.slug, **more})


def nothing_yet(shop: ShopContext) -> Empty:
    return Empty(
        title=_("No parcel yet"),
        text=_(
            "Every courier's panel exports an Excel file. Four columns are enough: tracking number, state, date and "
            "amount."
        ),
        url=_address(shop, "imports"),
        action=_("Bring a courier's file"),
    )


def _row(shop: ShopContext, parcel: Parcel) -> Row:
    order = parcel.order
    return Row(
        (
            parcel.tracking,
            courier_name(parcel.courier),
            state_badge(parcel.state),
            parcel.state_at,
            wilaya_name(parcel.wilaya) if parcel.wilaya else None,
            (order.number or order.external_id) if order else None,
            parcel.cash,
        ),
        url=_address(shop, "parcel", parcel=parcel.uid),
    )


def parcels_sheet(rows: QuerySet[Any]) -> Sheet:
    header = [
        *(
            _("Tracking number"),
            _("Courier"),
            _("State"),
            _("Word of the courier"),
            _("Since"),
            _("Attempts"),
        ),
        *(_("Wilaya"), _("Order"), _("Cash"), _("Delivery fee"), _("Fee of the return"), _("Sent")),
        *(_("Delivered"), _("Refused"), _("Back"), _("Cash received")),
    ]
    return header, [_line(parcel) for parcel in rows]


def _line(parcel: Parcel) -> list[Any]:
    order = parcel.order
    return [
        *(parcel.tracking, courier_name(parcel.courier), str(state_word(parcel.state)), parcel.raw_state),
        *(parcel.state_at.isoformat() if parcel.state_at else "", parcel.attempts),
        *(
            wilaya_name(parcel.wilaya) if parcel.wilaya else "",
            (order.number or order.external_id) if order else "",
        ),
        *(parcel.cash, parcel.delivery_fee, parcel.return_fee, parcel.shipped_on),
        *(parcel.delivered_on, parcel.failed_on, parcel.returned_on),
        parcel.remittance.received_on if parcel.remittance else None,
    ]


def ageing_table(shop: ShopContext, rows: Sequence[Ageing]) -> Table:
    """Open parcels by state and by days since the courier's last word."""
    heads = (_("Up to 2 days"), _("3 to 6 days"), _("7 to 13 days"), _("14 days and more"))
    home = _address(shop, "parcels")
    return Table(
        key="ageing",
        title=_("Where open parcels stand, and since when"),
        columns=(
            Column("state", _("State"), "state"),
            *(Column(f"age{at}", head, "number") for at, head in enumerate(heads)),
            Column("count", _("Parcels"), "number"),
            Column("cash", _("Cash to come"), "money", currency=shop.currency),
        ),
        rows=tuple(
            Row(
                (state_badge(row.state), *row.ages, row.count, row.cash),
                url=f"{home}?state={row.state or 'unknown'}#table-parcels",
            )
            for row in rows
        ),
        pages=Pages(1, len(rows)),
        csv_url=_address(shop, "parcels-ageing-csv"),
        empty=Empty(title=_("No open parcel"), text=_("All parcels that were brought have ended.")),
    )


def ageing_sheet(rows: Sequence[Ageing]) -> Sheet:
    header = [
        *(_("State"), _("Up to 2 days"), _("3 to 6 days"), _("7 to 13 days"), _("14 days and more")),
        *(_("Parcels"), _("Cash to come")),
    ]
    return header, [[str(state_word(row.state)), *row.ages, row.count, row.cash] for row in rows]


def cash_table(shop: ShopContext, rows: Sequence[HeldCash]) -> Table:
    """What each courier holds."""
    home = _address(shop, "parcels")
    total = sum((row.cash for row in rows), Decimal(0))
    late = sum((row.late for row in rows), Decimal(0))
    return Table(
        key="held",
        title=_("Cash that couriers hold"),
        lead=_("Delivered, paid at the door, and not yet handed over to you."),
        columns=(
            Column("courier", _("Courier")),
            Column("parcels", _("Parcels"), "number"),
            Column("oldest", _("Since"), "day"),
            Column("late", _("For more than 14 days"), "money", currency=shop.currency),
            Column("cash", _("Cash"), "money", currency=shop.currency),
        ),
        rows=tuple(
            Row(
                (courier_name(row.courier), row.parcels, row.oldest, row.late, row.cash),
                url=f"{home}?state=held&courier={row.courier}#table-parcels",
            )
            for row in rows
        ),
        totals=Row((_("All couriers"), sum(row.parcels for row in rows), None, late, total))
        if rows
        else None,
        pages=Pages(1, len(rows)),
        csv_url=_address(shop, "parcels-cash-csv"),
        empty=Empty(
            title=_("No courier holds your cash"),
            text=_("Parcels that are delivered stand here until you mark their cash as received."),
        ),
    )


def cash_sheet(rows: Sequence[HeldCash]) -> Sheet:
    header = [
        *(_("Courier"), _("Parcels"), _("Since"), _("For more than 14 days"), _("Cash")),
        _("Handed over, says the courier"),
    ]
    return header, [
        [courier_name(row.courier), row.parcels, row.oldest, row.late, row.cash, row.says_paid]
        for row in rows
    ]


def refusal_words(row: Refusals) -> str:
    """The share with its interval in words, or how far it is from the floor."""
    found = row.interval(FLOOR)
    if found is None:
        return _("not enough data (n = %(n)s of %(floor)s)") % {"n": row.ended, "floor": FLOOR}
    bounds = format_interval(format_share(found.low), format_share(found.high))
    return f"{format_share(found.value)} ({bounds})"


def refusal_table(
    shop: ShopContext, key: str, rows: Sequence[Refusals], total: Refusals, csv_url: str
) -> Table:
    """Refusals by ``courier`` or by ``wilaya``; parts add up to the last row."""
    by_courier = key == "courier"
    name = _("Courier") if by_courier else _("Wilaya")
    return Table(
        key=f"refusals-{key}",
        title=_("By courier") if by_courier else _("By wilaya"),
        columns=(
            Column("name", name),
            Column("ended", _("Ended (n)"), "number"),
            Column("refused", _("Refused"), "number"),
            Column("share", _("Share refused, with its interval")),
            Column("waiting", _("Still on the way"), "number"),
        ),
        rows=tuple(Row((part_name(key, row), *_cells(row))) for row in rows),
        totals=Row((_("All"), *_cells(total))) if rows else None,
        pages=Pages(1, len(rows), per_page=max(PER_PAGE, len(rows))),
        csv_url=csv_url,
        empty=nothing_yet(shop),
    )


def part_name(key: str, row: Refusals) -> str:
    if key == "courier":
        return courier_name(row.courier)
    return wilaya_name(row.wilaya) if row.wilaya else _("Wilaya not known")


def _cells(row: Refusals) -> tuple[Any, ...]:
    return row.ended, row.refused, refusal_words(row), row.waiting


def refusal_sheet(rows: Sequence[Refusals]) -> Sheet:
    """One line a courier and wilaya, so that whoever adds them up finds every total."""
    header = [
        *(_("Courier"), _("Wilaya"), _("Ended (n)"), _("Refused"), _("Share refused"), _("Low"), _("High")),
        _("Still on the way"),
    ]
    lines = []
    for row in rows:
        found = row.interval(FLOOR)
        bounds = [round(value, 6) for value in (found.value, found.low, found.high)] if found else [None] * 3
        lines.append(
            [
                courier_name(row.courier),
                part_name("wilaya", row),
                row.ended,
                row.refused,
                *bounds,
                row.waiting,
            ]
        )
    return header, lines
