"""Requests and consents as tables and sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.customers.naming import code_of, may_see_people, shown_name
from catalog.customers.personal import open_personal
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from shop_ai.lib.period import local_day
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from transparency.rights.compute import urgency
from transparency.rights.models import RequestKind, RequestState, RightsRequest

NAMES: Final = ("state", "kind", "sort")
SORTS: Final = {"due": "due_on", "asked": "asked_at", "number": "number"}
STATES: Final = {
    RequestState.CHECKING: Badge(RequestState.CHECKING.label, "plain", "clock"),
    RequestState.OPEN: Badge(RequestState.OPEN.label, "warn", "inbox"),
    RequestState.SENT: Badge(RequestState.SENT.label, "plain", "link-2"),
    RequestState.DONE: Badge(RequestState.DONE.label, "good", "check"),
    RequestState.REFUSED: Badge(RequestState.REFUSED.label, "plain", "minus"),
}
LATE: Final = Badge(gettext_lazy("Late"), "bad", "circle-alert")
SOON: Final = Badge(gettext_lazy("Soon due"), "warn", "clock")


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked request for the queue."""

    state: str
    kind: str
    sort: str
    page: int
    query: str


def asked_of(given: Mapping[str, str]) -> Asked:
    """Read an address; what makes no sense in it is left out."""
    return Asked(
        state=chosen_of(given, "state", RequestState.values),
        kind=chosen_of(given, "kind", RequestKind.values),
        sort=sort_of(given, SORTS, "due"),
        page=page_of(given),
        query=query_of(given, NAMES),
    )


def matching(shop_id: int, asked: Asked) -> QuerySet[RightsRequest]:
    """The requests asked for; what was typed on the public page and fits no order yet is nobody's."""
    with shop_scope(shop_id):
        rows = RightsRequest.objects.exclude(state=RequestState.CHECKING).select_related("customer")
        if asked.state:
            rows = rows.filter(state=asked.state)
        if asked.kind:
            rows = rows.filter(kind=asked.kind)
        waiting = Case(When(state=RequestState.OPEN, then=Value(1)), default=Value(0))
        found: QuerySet[RightsRequest] = rows.annotate(is_waiting=waiting).order_by(*_order(asked.sort))
        return found


def _order(sort: str) -> tuple[str, ...]:
    """Open ones first, then as asked for."""
    column = SORTS[sort.removeprefix("-")]
    return ("-is_waiting", f"-{column}" if sort.startswith("-") else column, "-number")


def requests_table(shop: ShopContext, asked: Asked) -> Table:
    """The queue: what waits first, the nearest deadline on top."""
    today = local_day(timezone.now(), shop.zone)
    with shop_scope(shop.id):
        rows = matching(shop.id, asked)
        total = rows.count()
        pages = Pages(min(asked.page, max(1, -(-total // PER_PAGE))), total)
        first = (pages.page - 1) * PER_PAGE
        return Table(
            key="rights-requests",
            title=_("Requests"),
            columns=(
                Column("number", _("No."), "code", is_sortable=True),
                Column("kind", _("Request")),
                Column("who", _("Customer")),
                Column("door", _("Came by")),
                Column("asked", _("Asked"), "moment", is_sortable=True),
                Column("due", _("Due"), "day", is_sortable=True),
                Column("state", _("State"), "state"),
            ),
            rows=tuple(_row(shop, row, today) for row in rows[first : first + PER_PAGE]),
            pages=pages,
            sort=asked.sort,
            filters=(
                Filter("state", _("Any state"), _states(), asked.state),
                Filter("kind", _("Any request"), tuple(RequestKind.choices), asked.kind),
            ),
            csv_url=f"{reverse('rights-csv', kwargs={'slug': shop.slug})}?{asked.query}",
            empty=Empty(
                title=_("Nobody asked yet"),
                text=_("Customers ask on your page “My data”; it is linked from your public page."),
                url=reverse("my-data", kwargs={"slug": shop.slug}),
                action=_("See the page"),
            ),
        )


def _states() -> tuple[tuple[str, Any], ...]:
    return tuple((value, label) for value, label in RequestState.choices if value != RequestState.CHECKING)


def _row(shop: ShopContext, row: RightsRequest, today: date) -> Row:
    return Row(
        (
            f"{row.number}",
            row.get_kind_display(),
            who_of(shop, row),
            row.get_door_display(),
            row.asked_at,
            row.due_on,
            state_of(row, today),
        ),
        url=reverse("rights-request", kwargs={"slug": shop.slug, "uid": row.uid}),
    )


def state_of(row: RightsRequest, today: date) -> Badge:
    """The state, or how near the deadline is while it waits."""
    return {"late": LATE, "soon": SOON}.get(
        urgency(row.state, row.due_on, today), STATES[RequestState(row.state)]
    )


def who_of(shop: ShopContext, row: RightsRequest) -> str:
    """The customer as the reader may know them."""
    customer = row.customer
    if customer is None or customer.erased_at is not None:
        return _("erased") if customer is not None else _("not known")
    if not may_see_people(shop):
        return code_of(customer.uid)
    return shown_name(customer.uid, open_personal(current_seal(), customer))


def requests_sheet(rows: Iterable[RightsRequest]) -> tuple[list[str], list[list[Any]]]:
    """Without names: the sheet proves the deadlines, not whose they were."""
    header = [
        _("No."),
        _("Request"),
        _("Came by"),
        _("Asked"),
        _("Due"),
        _("State"),
        _("Closed"),
        _("Reason"),
    ]
    return header, [
        [
            row.number,
            str(row.get_kind_display()),
            str(row.get_door_display()),
            row.asked_at.isoformat(timespec="minutes"),
            row.due_on.isoformat(),
            str(row.get_state_display()),
            row.closed_at.isoformat(timespec="minutes") if row.closed_at else "",
            row.why,
        ]
        for row in rows
    ]
