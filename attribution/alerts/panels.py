"""Alerts as cards, as a list, as a sheet, and one alert's weekdays as a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from attribution.alerts.figures import BY_KEY, WATCHED
from attribution.alerts.models import Answer, FigureAlert
from attribution.alerts.selectors import alerts
from attribution.alerts.words import answer_badge, figure_name, headline, reason, side_badge, written
from attribution.notes.marks import around
from attribution.notes.selectors import Beside
from catalog.shops.context import ShopContext
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.figure import Unit
from shop_ai.lib.listing import chosen_of, page_of
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Filter, Pages, Row, Table


@dataclass(frozen=True, slots=True)
class Card:
    """An alert as it is told; ``names`` are the occasions and notes of its day, ``rows_url`` "" where no rows open."""

    alert: FigureAlert
    side: Badge
    headline: str
    reason: str
    names: tuple[str, ...]
    rows_url: str


def card_of(shop: ShopContext, alert: FigureAlert, names: Sequence[str]) -> Card:
    return Card(
        alert=alert,
        side=side_badge(alert.direction),
        headline=headline(shop, alert),
        reason=reason(shop, alert),
        names=tuple(names),
        rows_url=rows_url(shop, alert),
    )


def rows_url(shop: ShopContext, alert: FigureAlert) -> str:
    """The rows behind the figure on that day."""
    watched = BY_KEY.get(alert.figure)
    if watched is None or not watched.rows:
        return ""
    address = reverse("kpi-rows", kwargs={"slug": shop.slug, "figure": watched.rows})
    return f"{address}?from={alert.day}&to={alert.day}"


def cards(shop: ShopContext, found: Sequence[FigureAlert], known: Beside | None = None) -> list[Card]:
    """Cards of several alerts with what their days hold; one query without ``known``, none for no alerts."""
    if not found:
        return []
    days = [alert.day for alert in found]
    names = around(shop.id, min(days), max(days), known)
    return [card_of(shop, alert, names(alert.day)) for alert in found]


def asked_of(given: Mapping[str, str]) -> tuple[str, str]:
    """Figure and answer of the address."""
    figure = chosen_of(given, "figure", [one.key for one in WATCHED])
    return figure, chosen_of(given, "answer", Answer.values)


def alerts_table(shop: ShopContext, given: Mapping[str, str]) -> Table:
    """Every alert that was ever made, newest first."""
    figure, answer = asked_of(given)
    rows = alerts(shop.id, figure=figure, answer=answer)
    page, total = page_of(given), rows.count()
    shown = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    figures = tuple((one.key, figure_name(one.key)) for one in WATCHED)
    return Table(
        key="alerts",
        title=_("All alerts"),
        columns=(
            Column("figure", _("Figure")),
            Column("day", _("Day"), "day"),
            Column("side", _("Side"), "state"),
            Column("observed", _("Value")),
            Column("expected", _("Expected")),
            Column("answer", _("Your answer"), "state"),
        ),
        rows=tuple(_row(shop, alert) for alert in shown),
        pages=Pages(page, total),
        filters=(
            Filter("figure", _("All figures"), figures, figure),
            Filter("answer", _("Any answer"), tuple(Answer.choices), answer),
        ),
        csv_url=f"{reverse('alerts-csv', kwargs={'slug': shop.slug})}?figure={figure}&answer={answer}",
        empty=Empty(
            title=_("No alert yet"),
            text=_("Most weeks hold none. A figure needs about five months of days before it can be judged."),
        ),
    )


def _row(shop: ShopContext, alert: FigureAlert) -> Row:
    return Row(
        (
            figure_name(alert.figure),
            alert.day,
            side_badge(alert.direction),
            written(shop, alert.figure, alert.observed),
            written(shop, alert.figure, round(alert.expected)),
            answer_badge(alert.answer),
        ),
        url=reverse("alert", kwargs={"slug": shop.slug, "alert": alert.uid}),
    )


def alerts_sheet(shop: ShopContext, rows: QuerySet[FigureAlert]) -> tuple[list[str], list[list[Any]]]:
    header = [
        *(_("Figure"), _("Day"), _("Side"), _("Value"), _("Expected"), _("Low"), _("High")),
        *(_("Chance"), _("Your answer")),
    ]
    lines = [
        [
            *(figure_name(one.figure), one.day, one.get_direction_display(), one.observed),
            *(round(one.expected, 2), one.low, one.high, one.p, one.get_answer_display()),
        ]
        for one in rows
    ]
    return header, lines


def weekdays_chart(shop: ShopContext, alert: FigureAlert) -> Chart:
    """The same weekday of the weeks before, then the day itself, with what was expected of it."""
    days = [alert.day - timedelta(weeks=week) for week in range(len(alert.base), 0, -1)]
    values = [*reversed(alert.base), alert.observed]
    expected: list[float | None] = [None] * len(days)
    watched = BY_KEY.get(alert.figure)
    return Chart(
        key="weekdays",
        title=_("The same weekday, week by week"),
        kind="bar",
        labels=tuple(_short(day) for day in [*days, alert.day]),
        series=(
            Series(figure_name(alert.figure), tuple(values)),
            Series(
                _("Expected"),
                (*expected, alert.expected),
                low=(*expected, alert.low),
                high=(*expected, alert.high),
            ),
        ),
        unit=Unit.MONEY if watched is not None and watched.is_money else Unit.COUNT,
        currency=shop.currency,
    )


def _short(day: date) -> str:
    return f"{day:%d/%m}"
