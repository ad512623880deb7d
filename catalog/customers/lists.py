"""One page of customers as a table, and all that fit as a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.customers.models import Customer
from catalog.customers.naming import code_of, may_see_people, shown_name, shown_phone, wilaya_name
from catalog.customers.personal import Personal, open_personal
from catalog.customers.purchases import (
    SORTS,
    Purchases,
    SegmentSums,
    purchases,
    segment_sums,
    segments_as_of,
)
from catalog.customers.searches import opened_words, people_matching
from catalog.customers.segments import SEGMENTS
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.addresses import addresses_of
from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from shop_ai.lib.money import format_number
from shop_ai.lib.table import PER_PAGE, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope

KEPT = ("segment", "sort")
MOST_FOUND = 2000


@dataclass(frozen=True, slots=True)
class CustomersAsked:
    """A checked request; ``find`` is the sealed form of ``words``."""

    words: str
    find: str
    segment: str
    sort: str
    page: int
    query: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What stands on a customer's row besides the purchases; ``personal`` is None for who may not see it."""

    personal: Personal | None
    wilaya: str
    is_erased: bool


def customers_asked(shop: ShopContext, given: Mapping[str, str]) -> CustomersAsked:
    """Read an address; what makes no sense in it is left out, and so is a search of people by a viewer."""
    find = given.get("find", "") if may_see_people(shop) else ""
    words = opened_words(shop.id, find)
    find = find if words else ""
    return CustomersAsked(
        words=words,
        find=find,
        segment=chosen_of(given, "segment", SEGMENTS),
        sort=sort_of(given, SORTS, "-last"),
        page=page_of(given),
        query=query_of(given, KEPT, find=find),
    )


def _found_ids(shop: ShopContext, asked: CustomersAsked) -> list[int] | None:
    """Who the search finds; None without a search."""
    if not asked.words:
        return None
    return list(people_matching(shop, asked.words).values_list("pk", flat=True)[:MOST_FOUND])


def _known(shop: ShopContext, rows: list[Purchases]) -> dict[int, _Known]:
    seal = current_seal() if may_see_people(shop) else None
    found = Customer.objects.filter(pk__in=[row.customer_id for row in rows])
    return {
        customer.pk: _Known(
            open_personal(seal, customer) if seal else None, customer.wilaya, customer.erased_at is not None
        )
        for customer in found
    }


def customers_table(shop: ShopContext, asked: CustomersAsked) -> Table:
    """The page of customers that was asked for, its sums, and the way to all of them as a sheet."""
    with shop_scope(shop.id):
        ids, as_of = _found_ids(shop, asked), segments_as_of(shop)
        by_segment = segment_sums(shop, as_of=as_of, ids=ids)
        chosen = [one for name, one in by_segment.items() if asked.segment in {"", name}]
        sums = sum(chosen, SegmentSums())
        pages = Pages(min(asked.page, max(1, -(-sums.count // PER_PAGE))), sums.count)
        rows = purchases(
            shop,
            as_of=as_of,
            ids=ids,
            segment=asked.segment,
            sort=asked.sort,
            first=(pages.page - 1) * PER_PAGE,
            limit=PER_PAGE,
        )
        known, address = _known(shop, rows), addresses_of("customer", slug=shop.slug)
        sees = may_see_people(shop)
        return Table(
            key="customers",
            title=_("Customers"),
            columns=_columns(shop),
            rows=tuple(_row(row, known[row.customer_id], address(row.uid)) for row in rows),
            pages=pages,
            sort=asked.sort,
            search=asked.words,
            search_label=_("Name, phone or e-mail") if sees else "",
            search_help=_search_help() if sees else "",
            search_url=reverse("customers-search", kwargs={"slug": shop.slug}),
            filters=(_segment_filter(asked, by_segment),),
            totals=_totals(sums, sees),
            lead=_lead(shop, sums, as_of),
            csv_url=f"{reverse('customers-csv', kwargs={'slug': shop.slug})}?{asked.query}",
            empty=Empty(
                title=_("No customer yet"),
                text=_("Customers come with your orders: each phone number becomes one person."),
                url=reverse("imports", kwargs={"slug": shop.slug}),
                action=_("Import orders"),
            ),
        )


def _search_help() -> str:
    return _(
        "Whole words of a name, a whole phone number or a whole e-mail address: they are sealed, so parts of them"
        " cannot be found."
    )


def _columns(shop: ShopContext) -> tuple[Column, ...]:
    phone = [Column("phone", _("Phone"), "code")] if may_see_people(shop) else []
    return (
        Column("name", _("Customer")),
        *phone,
        Column("wilaya", _("Wilaya")),
        Column("segment", _("Segment"), "state"),
        Column("orders", _("Orders"), "number", is_sortable=True),
        Column("last", _("Last order"), "day", is_sortable=True),
        Column("net", _("Net value"), "money", currency=shop.currency, is_sortable=True),
    )


def _segment_filter(asked: CustomersAsked, sums: Mapping[str, SegmentSums]) -> Filter:
    options = tuple(
        (code, f"{badge.word} ({format_number(sums.get(code, SegmentSums()).count)})")
        for code, badge in SEGMENTS.items()
    )
    return Filter("segment", _("All segments"), options, asked.segment)


def _totals(sums: SegmentSums, sees: bool) -> Row:
    phone = [None] if sees else []
    return Row((_("Total"), *phone, None, None, sums.orders, None, sums.net))


def _lead(shop: ShopContext, sums: SegmentSums, as_of: date) -> str:
    text = ngettext(
        "%(n)s customer. Net value is delivered orders less refunds. Segments as of %(day)s: inactive means no"
        " delivery for %(days)s days.",
        "%(n)s customers. Net value is delivered orders less refunds. Segments as of %(day)s: inactive means no"
        " delivery for %(days)s days.",
        sums.count,
    )
    return text % {
        "n": format_number(sums.count),
        "day": as_of.strftime("%d/%m/%Y"),
        "days": shop.inactive_after_days,
    }


def name_of(uid: Any, personal: Personal | None, *, is_erased: bool) -> str:
    """How the customer is called here; after an erasure only the code is left."""
    return _("Erased (%(code)s)") % {"code": code_of(uid)} if is_erased else shown_name(uid, personal)


def _row(row: Purchases, known: _Known, url: str) -> Row:
    phone = [shown_phone(known.personal.phone) or None] if known.personal else []
    return Row(
        (
            name_of(row.uid, known.personal, is_erased=known.is_erased),
            *phone,
            wilaya_name(known.wilaya) or None,
            SEGMENTS[row.segment],
            row.orders,
            row.last_on,
            row.net,
        ),
        url=url,
    )


def customers_sheet(shop: ShopContext, asked: CustomersAsked) -> tuple[list[str], list[list[Any]]]:
    """Header and one line a customer; personal columns only for those who may see them."""
    with shop_scope(shop.id):
        as_of = segments_as_of(shop)
        rows = purchases(
            shop, as_of=as_of, ids=_found_ids(shop, asked), segment=asked.segment, sort=asked.sort
        )
        known = _known(shop, rows)
    people = [_("Name"), _("Phone"), _("E-mail")] if may_see_people(shop) else []
    header = [
        *(_("Code"), *people, _("Wilaya"), _("Segment"), _("Orders"), _("Delivered orders")),
        *(_("Last order"), _("Net value"), _("Currency")),
    ]
    return header, [_line(shop, row, known[row.customer_id]) for row in rows]


def _line(shop: ShopContext, row: Purchases, known: _Known) -> list[Any]:
    personal = known.personal
    people = [personal.name, shown_phone(personal.phone), personal.email] if personal else []
    return [
        code_of(row.uid),
        *people,
        wilaya_name(known.wilaya),
        SEGMENTS[row.segment].word,
        row.orders,
        row.delivered,
        row.last_on.isoformat() if row.last_on else "",
        row.net,
        shop.currency,
    ]
