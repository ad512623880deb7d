"""The queue of cases as a table and a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalog.customers.naming import may_see_people
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from shop_ai.lib.table import PER_PAGE, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from transparency.cases.models import Case, Kind, Outcome, Place, State
from transparency.cases.personal import open_asker
from transparency.cases.selectors import HELD, LATE, SORTS, VIEWS, WAITING, cases, members, ordered
from transparency.cases.words import state_badge

NAMES: Final = ("view", "kind", "assignee", "q", "sort")
TAKE_FORM: Final = "cases-take"
ALL: Final = "all"
VIEW_WORDS: Final = (
    (ALL, gettext_lazy("All cases")),
    (LATE, gettext_lazy("Late")),
    (State.NEW.value, gettext_lazy("Wait for you")),
    (State.ANSWERED.value, gettext_lazy("Answered, not closed")),
    (State.CLOSED.value, pgettext_lazy("a case", "Closed")),
    (HELD, gettext_lazy("Automation still stopped")),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked request for cases; ``number`` is what was searched, 0 for nothing."""

    view: str
    kind: str
    assignee: int | None
    number: int
    sort: str
    page: int
    query: str


def asked_of(given: Mapping[str, str]) -> Asked:
    """Read an address; what makes no sense in it is left out. Without a view, everything that is not closed."""
    q, assignee = given.get("q", "").strip().lstrip("#"), given.get("assignee", "")
    return Asked(
        view=chosen_of(given, "view", [ALL, *VIEWS]) or WAITING,
        kind=chosen_of(given, "kind", Kind.values),
        assignee=int(assignee) if assignee.isdecimal() and len(assignee) < 18 else None,
        number=int(q) if q.isdecimal() and len(q) < 9 else 0,
        sort=sort_of(given, SORTS, "due"),
        page=page_of(given),
        query=query_of(given, NAMES),
    )


def matching(shop_id: int, asked: Asked) -> QuerySet[Case]:
    if asked.number:
        return cases(shop_id).filter(number=asked.number)
    found = cases(
        shop_id, view="" if asked.view == ALL else asked.view, kind=asked.kind, assignee=asked.assignee
    )
    return ordered(found, asked.sort)


def cases_table(shop: ShopContext, asked: Asked) -> Table:
    with shop_scope(shop.id):
        found = matching(shop.id, asked)
        total = found.count()
        pages = Pages(min(asked.page, max(1, -(-total // PER_PAGE))), total)
        rows = list(found[(pages.page - 1) * PER_PAGE : pages.page * PER_PAGE])
        names = _names(shop, rows)
    now = timezone.now()
    return Table(
        key="cases",
        title=_("Cases"),
        columns=(
            Column("number", _("No."), "code", is_sortable=True),
            Column("state", _("State"), "state", is_sortable=True),
            Column("kind", _("What it is about")),
            Column("who", _("Customer")),
            Column("place", _("Asked from")),
            Column("opened", _("Asked at"), "moment", is_sortable=True),
            Column("due", _("Answer by"), "moment", is_sortable=True),
            Column("assignee", _("Who answers")),
        ),
        rows=tuple(_row(shop, case, names[case.pk], now) for case in rows),
        pages=pages,
        sort=asked.sort,
        search=str(asked.number or ""),
        search_label=_("Number of a case"),
        filters=_filters(shop, asked),
        pick_form=TAKE_FORM if may_see_people(shop) else "",
        csv_url=f"{reverse('cases-csv', kwargs={'slug': shop.slug})}?{asked.query}",
        empty=Empty(
            title=_("Nobody waits for a person"),
            text=_(
                "A case opens when a customer presses “Talk to an adviser” or writes a word such as “Conseiller”. Every "
                "automation stops for them until one of you releases it."
            ),
            url=reverse("public-adviser", kwargs={"slug": shop.slug}),
            action=_("See the page customers write on"),
        ),
    )


def _filters(shop: ShopContext, asked: Asked) -> tuple[Filter, ...]:
    people = tuple((str(one.pk), one.user.name or one.user.email) for one in members(shop.id))
    chosen = "" if asked.view == WAITING else asked.view
    return (
        Filter("view", _("Not closed yet"), VIEW_WORDS, chosen),
        Filter("kind", _("About anything"), tuple(Kind.choices), asked.kind),
        Filter("assignee", _("Answered by anybody"), people, str(asked.assignee or "")),
    )


def _names(shop: ShopContext, rows: Iterable[Case]) -> dict[int, str]:
    """How each customer called themselves; empty for who may not see people."""
    if not may_see_people(shop):
        return dict.fromkeys((case.pk for case in rows), "")
    seal = current_seal()
    return {case.pk: open_asker(seal, case).name for case in rows}


def _row(shop: ShopContext, case: Case, name: str, now: datetime) -> Row:
    return Row(
        (
            f"#{case.number}",
            state_badge(case, now),
            str(Kind(case.kind).label),
            name,
            str(Place(case.place).label),
            case.opened_at,
            case.due_at if case.state == State.NEW else None,
            assignee_name(case),
        ),
        url=reverse("case", kwargs={"slug": shop.slug, "uid": case.uid}),
        pick=case.uid.hex if may_see_people(shop) and case.state != State.CLOSED else "",
    )


def assignee_name(case: Case) -> str:
    return (case.assignee.user.name or case.assignee.user.email) if case.assignee else ""


def cases_sheet(rows: Iterable[Case]) -> tuple[list[str], list[list[Any]]]:
    """Every case that fits, without people and without words."""
    header = [
        *(
            _("No."),
            _("State"),
            _("What it is about"),
            _("Asked from"),
            _("Opened by"),
            _("Asked at"),
            _("Answer by"),
        ),
        *(_("First answer"), _("In time"), _("Closed at"), _("What came of it"), _("Automation stopped")),
        *(_("Did it help"), _("Who answers")),
    ]
    return header, [_line(case) for case in rows]


def _line(case: Case) -> list[Any]:
    moments = (case.first_answer_at, case.closed_at)
    answered, closed = (moment.isoformat() if moment else None for moment in moments)
    return [
        case.number,
        str(State(case.state).label),
        str(Kind(case.kind).label),
        str(Place(case.place).label),
        case.get_opened_by_display(),
        case.opened_at.isoformat(),
        case.due_at.isoformat(),
        answered,
        {True: _("Yes"), False: _("No"), None: None}[case.was_in_time],
        closed,
        str(Outcome(case.outcome).label) if case.outcome else None,
        _("No") if case.released_at else _("Yes"),
        case.get_satisfaction_display() or None,
        assignee_name(case),
    ]
