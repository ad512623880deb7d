"""A letter before it is sent: the week's figures, its sentence, and both bodies in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attribution.alerts.models import FigureAlert
from attribution.alerts.panels import cards
from attribution.digest.compute import Change, explain_change
from attribution.digest.selectors import net_by_channel
from attribution.digest.words import change_sentence, week_words
from attribution.kpis.asked import Asked
from attribution.kpis.compute import Row
from attribution.kpis.figures import Compared, kpi_figures, revenue_figures
from attribution.kpis.windows import Stand, kpi_windows, stand
from attribution.notes.marks import around
from catalog.shops.context import ShopContext
from shop_ai.lib.figure import Change as FigureChange
from shop_ai.lib.figure import Figure, State
from shop_ai.lib.money import format_number
from shop_ai.lib.period import Period

# Repurchase needs people who are followed for weeks: those of one week would never be known on its Monday.
LONG_DAYS = 90
WEEKLY = ("cost_per_conversation", "conversation_to_sale", "average_basket", "refused", "returned")
LONG = ("repurchase_60",)


@dataclass(frozen=True, slots=True)
class Letter:
    """Ready to be sent or shown; ``text`` and ``html`` say the same."""

    subject: str
    text: str
    html: str
    language: str


@dataclass(frozen=True, slots=True)
class Week:
    """What a digest tells, before any language: rows of KPIs, what changed and the alerts of the week."""

    shop: ShopContext
    week: Period
    data: Compared
    long: Compared
    change: Change
    alerts: Sequence[FigureAlert]


def week_of(shop: ShopContext, week: Period, alerts: Sequence[FigureAlert]) -> Week:
    """Read a finished week; prepared rows only, a handful of queries."""
    long = Period(week.end - timedelta(days=LONG_DAYS - 1), week.end)
    windows = [week, week.previous, long, long.shifted(-7)]
    now, before, long_now, long_before = kpi_windows(shop.id, windows, as_of=week.end)
    change = explain_change(now.sums, before.sums, net_by_channel(shop.id, week, week.previous))
    reach = stand(shop.id)
    base = _compared(shop, week, now, before, reach)
    return Week(shop, week, base, _compared(shop, long, long_now, long_before, reach), change, alerts)


def _compared(shop: ShopContext, period: Period, now: Row, before: Row, reach: Stand) -> Compared:
    wanted = Asked(
        period=period,
        preset="",
        channel=None,
        as_of=period.end,
        ended_on=None,
        computed_at=reach.computed_at,
        is_refused=False,
        channels=reach.channels,
    )
    return Compared(shop=shop, asked=wanted, current=now, previous=before, matched=before, days=(), months=())


def five(week: Week) -> list[Figure]:
    """The five KPIs of the week: one line each, the two of returns apart."""
    found = {figure.key: figure for figure in kpi_figures(week.data)}
    slow = {figure.key: figure for figure in kpi_figures(week.long)}
    order = ("cost_per_conversation", "conversation_to_sale", "average_basket", *LONG, "refused", "returned")
    return [slow[key] if key in LONG else found[key] for key in order if key in found]


def line_of(figure: Figure) -> dict[str, str]:
    """A figure as the letter tells it: name, value, n, comparison."""
    change = figure.against_previous
    name = str(figure.label)
    if figure.key in LONG:
        name = _("%(figure)s (last %(days)s days)") % {"figure": name, "days": LONG_DAYS}
    return {
        "name": name,
        "value": _value(figure),
        "n": _n(figure),
        "direction": change.direction if change else "",
        "tone": change.tone if change else "plain",
        "change": _change(change) if change else "",
        "base": _("week before: %(value)s") % {"value": change.base} if change else "",
    }


def _value(figure: Figure) -> str:
    if figure.state is State.KNOWN:
        return figure.shown
    if figure.state is State.MISSING:
        return _("no data yet")
    return _("not enough data (n = %(n)s of %(floor)s)") % {
        "n": format_number(figure.n or 0),
        "floor": format_number(figure.floor),
    }


def _n(figure: Figure) -> str:
    if figure.state is not State.KNOWN or figure.n is None:
        return ""
    return _("n = %(n)s") % {"n": format_number(figure.n)}


def _change(change: FigureChange) -> str:
    if change.is_times:
        return change.amount
    return {
        "up": _("%(amount)s more"),
        "down": _("%(amount)s less"),
        "same": _("no change"),
    }[change.direction] % {"amount": change.amount}


def digest_letter(week: Week, *, language: str, name: str, stop_url: str) -> Letter:
    """The weekly digest in one language."""
    with translation.override(language):
        subject = _("%(shop)s: your week %(week)s") % {"shop": week.shop.name, "week": week_words(week.week)}
        context = {
            **frame(week.shop, language, name, stop_url),
            "title": subject,
            "sentence": change_sentence(week.shop, week.change),
            "sums": [line_of(figure) for figure in revenue_figures(week.data)],
            "figures": [line_of(figure) for figure in five(week)],
            "alerts": cards(week.shop, week.alerts),
            "events": _events(week),
            "page_url": _page_url(week.shop, week.week),
            "computed_at": week.data.asked.computed_at,
        }
        return letter_of("digest/week", subject, context, language)


def alerts_letter(
    shop: ShopContext, found: Sequence[FigureAlert], *, language: str, name: str, stop_url: str
) -> Letter:
    """The alerts of a night in one language."""
    with translation.override(language):
        subject = ngettext(
            "%(shop)s: %(n)s figure stands out", "%(shop)s: %(n)s figures stand out", len(found)
        )
        subject %= {"shop": shop.name, "n": len(found)}
        context = {
            **frame(shop, language, name, stop_url),
            "title": subject,
            "alerts": cards(shop, found),
            "page_url": absolute(reverse("alerts", kwargs={"slug": shop.slug})),
        }
        return letter_of("digest/alerts", subject, context, language)


def frame(shop: ShopContext, language: str, name: str, stop_url: str) -> dict[str, Any]:
    """What every letter's frame reads; in the letter's language."""
    return {
        "shop": shop,
        "language": language,
        "is_rtl": translation.get_language_bidi(),
        "name": name,
        "stop_url": stop_url,
    }


def letter_of(template: str, subject: str, context: dict[str, Any], language: str) -> Letter:
    """Both bodies from ``template.txt`` and ``template.html``."""
    text = render_to_string(f"{template}.txt", context)
    # One line, whatever the name holds: a header cannot hold more.
    return Letter(" ".join(subject.split()), text, render_to_string(f"{template}.html", context), language)


def _events(week: Week) -> list[tuple[date, list[str]]]:
    """The notes and occasions of the week, by day."""
    names = around(week.shop.id, week.week.start, week.week.end)
    found = [(day, names(day)) for day in week.week.days()]
    return [(day, told) for day, told in found if told]


def _page_url(shop: ShopContext, week: Period) -> str:
    return absolute(f"{reverse('report', kwargs={'slug': shop.slug})}?from={week.start}&to={week.end}")


def absolute(path: str) -> str:
    """A path of ours as an address that works in a letter."""
    return str(settings.PUBLIC_URL).rstrip("/") + path
