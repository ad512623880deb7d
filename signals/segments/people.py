"""Customers as lists: those of a segment, and those whom a campaign is for. Names open only for who may see people."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, F, Func, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.customers.lists import name_of
from catalog.customers.models import Customer
from catalog.customers.naming import code_of, may_see_people, shown_phone
from catalog.customers.personal import Personal, open_personal
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent, Purpose
from signals.segments.contact import CUSTOMER
from signals.segments.models import SegmentMember
from signals.segments.rules import SEGMENTS
from signals.segments.selectors import members
from signals.segments.words import segment_name

SORTS: Final = {"last": "last_on", "net": "net", "delivered": "delivered"}
NOT_KNOWN_THEN: Final = "none"
PICK_FORM: Final = "agreements"


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """A checked request for a segment's people; ``can`` is ``yes``, ``no`` or nothing."""

    segment: str
    was: str
    can: str
    sort: str
    page: int
    query: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a list shows of a customer; ``personal`` is None for who may not see it."""

    id: int
    uid: uuid.UUID
    personal: Personal | None
    language: str
    is_erased: bool

    @property
    def name(self) -> str:
        return name_of(self.uid, self.personal, is_erased=self.is_erased)


def people_asked(segment: str, given: Mapping[str, str]) -> PeopleAsked:
    return PeopleAsked(
        segment=segment,
        was=chosen_of(given, "was", (*SEGMENTS, NOT_KNOWN_THEN)),
        can=chosen_of(given, "can", ("yes", "no")),
        sort=sort_of(given, SORTS, "-net"),
        page=page_of(given),
        query=query_of(given, ("was", "can", "sort")),
    )


def matching(shop_id: int, asked: PeopleAsked) -> QuerySet[SegmentMember]:
    """The people of a segment, each with ``agreed``: does their consent to messages stand? One query."""
    was = None if not asked.was else "" if asked.was == NOT_KNOWN_THEN else asked.was
    digits = Func(
        F("customer__uid"), template="replace(%(expressions)s::text, '-', '')", output_field=TextField()
    )
    with shop_scope(shop_id):
        standing = Consent.objects.filter(purpose=Purpose.MESSAGES, withdrawn_at=None)
        rows = members(shop_id, asked.segment, was=was).annotate(
            consent_name=Concat(Value(f"{CUSTOMER}_"), digits, output_field=TextField()),
            agreed=Exists(standing.filter(visitor=OuterRef("consent_name"))),
        )
    if asked.can:
        rows = rows.filter(agreed=asked.can == "yes")
    column = F(SORTS[asked.sort.removeprefix("-")])
    order = column.desc(nulls_last=True) if asked.sort.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(order, "customer_id")


def known(shop: ShopContext, ids: Iterable[int]) -> dict[int, Known]:
    """Customers by id, opened for agents and above."""
    with shop_scope(shop.id):
        seal = current_seal() if may_see_people(shop) else None
        return {
            one.pk: Known(
                one.pk,
                one.uid,
                open_personal(seal, one) if seal else None,
                one.language,
                one.erased_at is not None,
            )
            for one in Customer.objects.filter(pk__in=list(ids))
        }


def agreed_badge(agrees: bool) -> Badge:
    return (
        Badge(_("Agreed"), "good", "circle-check") if agrees else Badge(_("Not asked yet"), "plain", "minus")
    )


def people_table(shop: ShopContext, asked: PeopleAsked, *, may_note: bool) -> Table:
    """The people of a segment, with where they stood and whether they may be written to."""
    with shop_scope(shop.id):
        found = matching(shop.id, asked)
        total = found.count()
        pages = Pages(min(asked.page, max(1, -(-total // PER_PAGE))), total)
        rows = list(found[(pages.page - 1) * PER_PAGE : pages.page * PER_PAGE])
        people = known(shop, [row.customer_id for row in rows])
    sheet = reverse("segments-people-csv", kwargs={"slug": shop.slug, "segment_code": asked.segment})
    return Table(
        key="people",
        title=_("Customers"),
        lead=_(
            "Only who agreed to messages is written to. Write down what they told you: it can be withdrawn."
        ),
        columns=(
            Column("name", _("Customer")),
            *([Column("phone", _("Phone"), "code")] if may_see_people(shop) else []),
            Column("was", _("30 days ago")),
            Column("delivered", _("Delivered orders"), "number", is_sortable=True),
            Column("last", _("Last delivery"), "day", is_sortable=True),
            Column("net", _("Net value"), "money", currency=shop.currency, is_sortable=True),
            Column("agreed", _("Messages"), "state"),
        ),
        rows=tuple(_row(shop, row, people[row.customer_id], may_note) for row in rows),
        pages=pages,
        sort=asked.sort,
        filters=_filters(asked),
        pick_form=PICK_FORM if may_note else "",
        csv_url=f"{sheet}?{asked.query}",
        empty=Empty(title=_("Nobody is in this segment"), text=_("Customers come with your orders.")),
    )


def _filters(asked: PeopleAsked) -> tuple[Filter, ...]:
    came = [(code, segment_name(code)) for code in SEGMENTS] + [(NOT_KNOWN_THEN, segment_name(""))]
    return (
        Filter("was", _("30 days ago: anything"), tuple(came), asked.was),
        Filter("can", _("Messages: all"), (("yes", _("Agreed")), ("no", _("Not asked yet"))), asked.can),
    )


def _row(shop: ShopContext, row: Any, person: Known, may_note: bool) -> Row:
    phone = [shown_phone(person.personal.phone) or None] if person.personal else []
    return Row(
        (
            person.name,
            *phone,
            segment_name(row.was),
            row.delivered,
            row.last_on,
            row.net,
            agreed_badge(row.agreed),
        ),
        url=reverse("customer", kwargs={"slug": shop.slug, "uid": person.uid}),
        pick=person.uid.hex if may_note else "",
    )


def people_sheet(shop: ShopContext, asked: PeopleAsked) -> tuple[list[str], list[list[Any]]]:
    with shop_scope(shop.id):
        rows: Sequence[Any] = list(matching(shop.id, asked))
        people = known(shop, [row.customer_id for row in rows])
    names = [_("Name"), _("Phone")] if may_see_people(shop) else []
    header = [
        *(_("Code"), *names, _("Segment"), _("30 days ago"), _("Delivered orders"), _("Last delivery")),
        *(_("Net value"), _("Currency"), _("Agreed to messages")),
    ]
    return header, [_line(shop, row, people[row.customer_id]) for row in rows]


def _line(shop: ShopContext, row: Any, person: Known) -> list[Any]:
    names = [person.personal.name, shown_phone(person.personal.phone)] if person.personal else []
    return [
        code_of(person.uid),
        *names,
        segment_name(row.segment),
        segment_name(row.was),
        row.delivered,
        row.last_on.isoformat() if row.last_on else "",
        row.net,
        shop.currency,
        _("yes") if row.agreed else _("no"),
    ]
