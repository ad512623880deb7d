"""Tests, looks and shares as tables, a chart and sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.figure import Unit
from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from shop_ai.lib.money import format_number
from shop_ai.lib.period import local_day
from shop_ai.lib.table import PER_PAGE, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.models import ExposureKind, ExposureLook, ExposureTest, Stage
from signals.exposure.selectors import SORTS, exposure_tests, ordered
from signals.exposure.words import look_range, stage_badge, story, verdict_badge


@dataclass(frozen=True, slots=True)
class TestsAsked:
    """A checked request for tests."""

    words: str
    stage: str
    kind: str
    sort: str
    page: int
    query: str


def tests_asked(given: Mapping[str, str]) -> TestsAsked:
    """Read an address; what makes no sense in it is left out."""
    return TestsAsked(
        words=given.get("q", "").replace("\x00", "").strip()[:200],
        stage=chosen_of(given, "stage", Stage.values),
        kind=chosen_of(given, "kind", ExposureKind.values),
        sort=sort_of(given, SORTS, "-since"),
        page=page_of(given),
        query=query_of(given, ("q", "stage", "kind", "sort")),
    )


def matching(shop_id: int, asked: TestsAsked) -> QuerySet[ExposureTest]:
    return ordered(exposure_tests(shop_id, stage=asked.stage, kind=asked.kind, q=asked.words), asked.sort)


def tests_table(shop: ShopContext, asked: TestsAsked) -> Table:
    """Every test with its stage and its story."""
    with shop_scope(shop.id):
        rows = matching(shop.id, asked)
        total = rows.count()
        pages = Pages(min(asked.page, max(1, -(-total // PER_PAGE))), total)
        first = (pages.page - 1) * PER_PAGE
        return Table(
            key="tests",
            title=_("All tests"),
            columns=(
                Column("title", _("What"), is_sortable=True),
                Column("stage", _("State"), "state"),
                Column("story", _("What happened")),
                Column("shown", _("People"), "number", is_sortable=True),
                Column("taken", _("Took it"), "number"),
                Column("since", _("Since"), "day", is_sortable=True),
            ),
            rows=tuple(_row(shop, test) for test in rows[first : first + PER_PAGE]),
            pages=pages,
            sort=asked.sort,
            search=asked.words,
            search_label=_("Words of the title"),
            filters=(
                Filter("stage", _("Any state"), tuple(Stage.choices), asked.stage),
                Filter("kind", _("All kinds"), tuple(ExposureKind.choices), asked.kind),
            ),
            csv_url=f"{reverse('exposure-csv', kwargs={'slug': shop.slug})}?{asked.query}",
            empty=_empty(shop),
        )


def _empty(shop: ShopContext) -> Empty:
    return Empty(
        title=_("Nothing is in test yet"),
        text=_(
            "A product that you add enters by itself the night after: some visitors see it among the"
            " recommendations, and you are told whether it pleases. Put the recommendations on your site first."
        ),
        url=reverse("recommendations", kwargs={"slug": shop.slug}),
        action=_("To the recommendations"),
    )


def _row(shop: ShopContext, test: ExposureTest) -> Row:
    cells = (
        test.title,
        stage_badge(test.stage),
        story(test),
        test.shown,
        test.taken,
        local_day(test.since, shop.zone),
    )
    return Row(cells, url=reverse("exposure-test", kwargs={"slug": shop.slug, "uid": test.uid}))


def tests_sheet(rows: Iterable[ExposureTest]) -> tuple[list[str], list[list[Any]]]:
    header = [
        *(
            _("What"),
            _("Kind"),
            _("State"),
            _("What happened"),
            _("People"),
            _("Took it"),
            _("Into the cart"),
        ),
        *(_("Usual rate"), _("Rate"), _("Rate, low"), _("Rate, high"), _("Chance to be better")),
        *(_("Next look at"), _("Round"), _("Complaints"), _("Since")),
    ]
    return header, [_line(test) for test in rows]


def _line(test: ExposureTest) -> list[Any]:
    rates = (test.usual, test.mean, test.low, test.high, test.chance)
    return [
        test.title,
        ExposureKind(test.kind).label,
        stage_badge(test.stage).word,
        story(test),
        *(test.shown, test.taken, test.added),
        *(None if rate is None else round(rate, 6) for rate in rates),
        test.next_at if test.stage == Stage.TESTING else None,
        *(test.rounds, test.complaints),
        test.since.isoformat(),
    ]


def looks_chart(looks: list[ExposureLook]) -> Chart:
    """The rate with its 80 % range at every look, beside the shop's usual one."""
    return Chart(
        key="looks",
        title=_("How many of a hundred took it, look by look"),
        kind="line",
        labels=tuple(format_number(look.shown) for look in looks),
        series=(
            Series(
                _("This one"),
                tuple(look.mean for look in looks),
                low=tuple(look.low for look in looks),
                high=tuple(look.high for look in looks),
            ),
            Series(_("Usual"), tuple(look.usual for look in looks)),
        ),
        unit=Unit.SHARE,
        label_heading=_("People"),
        summary=_("The band holds the true rate in 8 of 10 cases; it narrows as more people see it."),
        csv_url="?csv",
    )


def looks_table(shop: ShopContext, looks: list[ExposureLook]) -> Table:
    return Table(
        key="timeline",
        title=_("The looks"),
        columns=(
            Column("at", _("When"), "moment"),
            Column("shown", _("People"), "number"),
            Column("taken", _("Took it"), "number"),
            Column("usual", _("Usual"), "share"),
            Column("range", _("Rate, 8 times of 10")),
            Column("chance", _("Chance to be better"), "share"),
            Column("verdict", _("Decision"), "state"),
        ),
        rows=tuple(_look_row(shop, look) for look in looks),
        pages=Pages(1, len(looks)),
        csv_url="?csv",
        empty=Empty(
            _("No look yet"),
            _("The first is taken when 50 people have seen it, then one every 25 people."),
        ),
    )


def _look_row(shop: ShopContext, look: ExposureLook) -> Row:
    cells = (
        look.at,
        look.shown,
        look.taken,
        look.usual,
        look_range(look),
        look.chance,
        verdict_badge(look.verdict),
    )
    address = (
        reverse("decision", kwargs={"slug": shop.slug, "uid": look.decision_uid}) if look.decision_uid else ""
    )
    return Row(cells, url=address)


def looks_sheet(looks: Iterable[ExposureLook]) -> tuple[list[str], list[list[Any]]]:
    header = [
        *(_("When"), _("People"), _("Took it"), _("Usual rate"), _("Rate"), _("Rate, low"), _("Rate, high")),
        *(_("Chance to be better"), _("Decision")),
    ]
    return header, [
        [
            *(look.at.isoformat(), look.shown, look.taken),
            *(round(rate, 6) for rate in (look.usual, look.mean, look.low, look.high, look.chance)),
            verdict_badge(look.verdict).word,
        ]
        for look in looks
    ]


def shares_table(shares: list[tuple[date, float]]) -> Table:
    """How the test place was shared, the last allocation of each day."""
    return Table(
        key="shares",
        title=_("Its part of the test place"),
        lead=_(
            "A test that seems better is shown more often, so that fewer visitors see what does not please."
            " Each part is the chance that it is the best of all that are in test, and is kept in the log."
        ),
        columns=(Column("day", _("Day"), "day"), Column("share", _("Part of the draws"), "share")),
        rows=tuple(Row((day, share)) for day, share in reversed(shares)),
        pages=Pages(1, len(shares)),
        empty=Empty(
            _("It has no part of the test place"),
            _("Only products in test share it; posts and playlists are judged where they stand."),
        ),
    )
