"""The history of one record as its page shows it: as on a day, the price line, and every change."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.history.compute import (
    Change,
    Span,
    Step,
    as_it_was,
    at_ends_of_days,
    end_of_day,
    lowest,
    parts_as_they_were,
    spans,
    steps,
)
from catalog.history.models import Act, What
from catalog.history.records import MODELS, PARTS, values_of
from catalog.history.selectors import changes
from catalog.history.words import EMPTY, SHOWN, Names, authors, label_of, written
from catalog.shops.context import ShopContext
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.figure import Unit
from shop_ai.lib.listing import page_of
from shop_ai.lib.money import format_money
from shop_ai.lib.period import local_day
from shop_ai.lib.table import PER_PAGE, Column, Empty, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope

LOWEST_OVER: Final = timedelta(days=30)
FIRST_DAY: Final = date(2000, 1, 1)
MOST_DAYS: Final = 90  # a longer line is drawn in so many steps


@dataclass(frozen=True, slots=True)
class Fact:
    """One value then and now."""

    label: str
    then: str
    now: str

    @property
    def differs(self) -> bool:
        return self.then != self.now


@dataclass(frozen=True, slots=True)
class Story:
    """A record with all that changed of it; ``born`` is when it was first written here."""

    what: str
    row: models.Model
    born: datetime
    now: dict[str, Any]
    parts: dict[int, dict[str, Any]]
    changes: tuple[Change, ...]


def story_of(shop_id: int, what: str, uid: uuid.UUID) -> Story | None:
    """The record with its history; None when the shop has no such record. Three queries."""
    with shop_scope(shop_id):
        row: Any = MODELS[what]._default_manager.filter(uid=uid).first()
        if row is None:
            return None
        parts: dict[int, dict[str, Any]] = {}
        if what in PARTS:
            of = PARTS[what]
            found = MODELS[of.what]._default_manager.filter(**{of.parent: row.pk})
            parts = {part.pk: values_of(part) for part in found}
        told = changes(shop_id, what, [row.pk])[row.pk]
        return Story(what, row, row.created_at, values_of(row), parts, tuple(told))


@dataclass(frozen=True, slots=True)
class Then:
    """The record at the end of a day; ``values`` None when it was not here yet."""

    values: dict[str, Any] | None
    parts: dict[int, dict[str, Any]]


def at_moment(story: Story, moment: datetime) -> Then:
    """The record and its parts as they were just before the moment."""
    if story.born >= moment:
        return Then(None, {})
    later = [change for change in story.changes if change.at >= moment]
    of_record = [change for change in later if change.part is None]
    of_parts = [change for change in later if change.part is not None]
    return Then(as_it_was(story.now, of_record), parts_as_they_were(story.parts, of_parts))


def names_for(story: Story) -> Names:
    """The names of everything that the story ever pointed at."""
    names = Names()
    names.learn(story.what, [story.now, *(one.before for one in story.changes if one.part is None)])
    if story.what in PARTS:
        of_parts = [one.before for one in story.changes if one.part is not None]
        names.learn(PARTS[story.what].what, [*story.parts.values(), *of_parts])
    return names


def facts(shop: ShopContext, story: Story, then: Then, names: Names) -> tuple[Fact, ...]:
    """Every shown value then and now; what was empty all along is left out."""
    if then.values is None:
        return ()
    found = (
        Fact(
            str(label),
            written(shop, story.what, name, then.values, names),
            written(shop, story.what, name, story.now, names),
        )
        for name, label in SHOWN[story.what].items()
        if name in story.now and name != "personal"
    )
    return tuple(fact for fact in found if fact.then != EMPTY or fact.now != EMPTY)


def parts_table(shop: ShopContext, story: Story, then: Then, names: Names) -> Table | None:
    """The parts of then; None for a record that never had any."""
    if story.what not in PARTS or then.values is None or not (then.parts or story.parts):
        return None
    what = PARTS[story.what].what
    order = sorted(then.parts.items(), key=lambda one: (one[1].get("position") or 0, one[0]))
    currency = {"currency": story.now.get("currency")}
    return Table(
        key="parts",
        title=_("Lines on that day") if story.what == What.ORDER else _("Products on that day"),
        columns=tuple(Column(name, label) for name, label in SHOWN[what].items()),
        rows=tuple(
            Row(tuple(written(shop, what, name, currency | values, names) for name in SHOWN[what]))
            for _pk, values in order
        ),
        pages=Pages(1, len(order), max(1, len(order))),
        empty=Empty(title=_("Nothing in it on that day")),
    )


Line = tuple[datetime, str, str, str, str]


def lines_of(shop: ShopContext, story: Story, names: Names) -> list[Line]:
    """(when, what, before, after, who) for every change, the newest first."""
    told = steps(story.now, story.changes)
    who = authors({step.by for step in told})
    lines = [line for step in told for line in _step_lines(shop, story, step, names, who[step.by])]
    return [*lines, (story.born, _("First written here"), EMPTY, EMPTY, EMPTY)]


def _step_lines(shop: ShopContext, story: Story, step: Step, names: Names, who: str) -> list[Line]:
    currency = {"currency": story.now.get("currency")}
    before = currency | {name: pair[0] for name, pair in step.pairs.items()}
    after = currency | {name: pair[1] for name, pair in step.pairs.items()}
    told: list[Line] = [
        (
            step.at,
            label_of(story.what, name),
            written(shop, story.what, name, before, names),
            written(shop, story.what, name, after, names),
            who,
        )
        for name in SHOWN[story.what]
        if name in step.pairs
    ]
    told += [(step.at, label_of(story.what, name), _("sealed"), _("sealed"), who) for name in step.hidden]
    return told + [(step.at, *_part_words(shop, change, currency, names), who) for change in step.parts]


_PART_ACTS: Final = {
    Act.ADDED: lambda: _("Added"),
    Act.CHANGED: lambda: _("Changed"),
    Act.REMOVED: lambda: _("Removed"),
}


def _part_words(
    shop: ShopContext, change: Change, currency: Mapping[str, Any], names: Names
) -> tuple[str, str, str]:
    """What happened to one part, and what was known of it before."""
    row = {**currency, **change.before}
    said = [
        f"{label}: {written(shop, change.what, name, row, names)}"
        for name, label in SHOWN[change.what].items()
        if name in change.before
    ]
    kind = str(What(change.what).label)
    return f"{kind} – {_PART_ACTS[Act(change.act)]()}", " · ".join(said) or EMPTY, EMPTY


def changes_table(shop: ShopContext, story: Story, lines: Sequence[Line], given: Mapping[str, str]) -> Table:
    pages = Pages(min(page_of(given), max(1, -(-len(lines) // PER_PAGE))), len(lines))
    first = (pages.page - 1) * PER_PAGE
    address = reverse(
        "record-history-csv",
        kwargs={"slug": shop.slug, "kind": story.what, "record": story.row.uid},  # type: ignore[attr-defined]
    )
    return Table(
        key="changes",
        title=_("Every change"),
        lead=_("Kept by the database itself, whoever made it. Nobody can rewrite it."),
        columns=(
            Column("at", _("When"), "moment"),
            Column("what", _("What")),
            Column("before", _("Before")),
            Column("after", _("After")),
            Column("by", _("Who")),
        ),
        rows=tuple(Row(line) for line in lines[first : first + PER_PAGE]),
        pages=pages,
        csv_url=address,
        empty=Empty(title=_("Nothing has changed yet")),
    )


def price_chart(shop: ShopContext, story: Story, today: date) -> Chart | None:
    """The price at the end of each day since it is known; None for what has no price."""
    if story.what != What.PRODUCT:
        return None
    found = price_spans_of(story)
    days = _days(local_day(story.born, shop.zone), today)
    prices = at_ends_of_days(found, days, shop.zone)
    values = tuple(None if price is None else float(price) for price in prices)
    return Chart(
        key="price",
        title=_("Price"),
        kind="line",
        labels=tuple(day.strftime("%d/%m/%Y") for day in days),
        series=(Series(_("Price at the end of the day"), values),),
        unit=Unit.MONEY,
        currency=shop.currency,
        label_heading=_("Day"),
    )


def price_spans_of(story: Story) -> list[Span]:
    return spans("price", story.now["price"], story.born, story.changes)


def _days(first: date, last: date) -> list[date]:
    """Every day, or so many that a line can be read; the last is always among them."""
    length = max(1, (last - first).days + 1)
    step = -(-length // MOST_DAYS)
    return [last - timedelta(days=back) for back in range(0, length, step)][::-1]


def lowest_words(shop: ShopContext, story: Story, moment: datetime) -> str:
    """The lowest price of the 30 days before; empty where there was none."""
    if story.what != What.PRODUCT:
        return ""
    least: Decimal | None = lowest(price_spans_of(story), moment - LOWEST_OVER, moment)
    if least is None:
        return ""
    words = _("Lowest price of the 30 days before: %(price)s")
    return words % {"price": format_money(least, shop.currency)}


def moment_asked(text: str, shop: ShopContext, now: datetime) -> tuple[date, datetime]:
    """The day of ``?on=`` with its end; today for one that cannot be read or is to come."""
    today = local_day(now, shop.zone)
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        asked = today
    day = max(min(asked, today), FIRST_DAY)
    return day, end_of_day(day, shop.zone)
