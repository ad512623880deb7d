"""Template vocabulary of the dashboard: pieces of a page, and its address; values stand in a file beside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, Textarea
from django.forms.widgets import Input
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.templatetags import values
from catalog.templatetags.values import day, ltr
from shop_ai.lib.chart import Chart
from shop_ai.lib.figure import Figure
from shop_ai.lib.period import PRESETS, Period
from shop_ai.lib.sparkline import sparkline
from shop_ai.lib.table import Column, Table
from shop_ai.places import NOWHERE, draw_places

register = template.Library()
# One ``{% load dashboard %}`` brings the values too.
register.tags.update(values.register.tags)
register.filters.update(values.register.filters)

ICONS = "vendor/lucide-1.62.0/icons.svg"
CHARTJS = "vendor/chartjs-4.6.1/chart.umd.min.js"
CHARTJS_CDN_INTEGRITY = "sha384-Emf5ZVIUiarAdhkgtqK+5/Z5qIvM6QoVrS+qAVtfyZVuD5lIHrac0me485+Antp0"
TONE_ICONS = {"good": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}


# Pieces of the page


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """An icon beside a word; decoration only, so it is hidden from screen readers."""
    return _icon(name, extra, _sprite())


@cache
def _sprite() -> str:
    return static(ICONS)


@lru_cache(maxsize=500)  # a page draws some eighty icons
def _icon(name: str, extra: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>', extra, sprite, name
    )


@register.simple_tag(takes_context=True)
def with_menu(context: Context, template: str) -> SafeString:
    """A part of the frame that reads nothing but the shop's places (``menu``)."""
    return draw_places(template, context.get("menu", NOWHERE), get_language() or settings.LANGUAGE_CODE)


@register.simple_tag(takes_context=True)
def theme_attribute(context: Context) -> SafeString:
    """`` data-theme="dark"`` when the reader chose one; empty follows the system."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme") if request else None
    return format_html(' data-theme="{}"', chosen) if chosen in {"light", "dark"} else mark_safe("")


@register.simple_tag
def chart_library() -> SafeString:
    """Where the chart script finds Chart.js: our copy, and a CDN before it only when the settings say so."""
    local = format_html(' data-library="{}"', static(CHARTJS))
    address = getattr(settings, "CHARTJS_CDN_URL", "")
    if getattr(settings, "CHARTJS_SOURCE", "local") != "cdn" or not address:
        return local
    return local + format_html(' data-cdn="{}" data-integrity="{}"', address, CHARTJS_CDN_INTEGRITY)


# A figure or a chart is a frozen value: what was drawn of it once, in a language and a zone, is drawn so again. A page
# that is opened twice between two changes finds its cards written.


@register.simple_tag(takes_context=True)
def figure_card(context: Context, figure: Figure) -> SafeString:
    return _figure(figure, getattr(context.get("shop"), "timezone", "UTC"), get_language())


@lru_cache(maxsize=1000)  # some two kilobytes each
def _figure(figure: Figure, zone: str, _language: str | None) -> SafeString:
    return render_to_string(
        "components/figure.html", {"figure": figure, "shop": SimpleNamespace(timezone=zone)}
    )


@register.inclusion_tag("components/figure_grid.html", takes_context=True)
def figure_grid(context: Context, figures: Iterable[Figure]) -> dict[str, Any]:
    return {"figures": figures, "shop": context.get("shop")}


SPARK = (
    '<svg class="spark" viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true">'
    '<path class="spark__area" d="{}"/><path class="spark__line" d="{}"/>'
    '<path class="spark__end" d="M{} {}h0"/></svg>'
)


@register.simple_tag
def spark(points: tuple[float | None, ...]) -> SafeString:
    """A small line without axes; the words beside it say the same."""
    drawn = sparkline(points)
    return format_html(SPARK, drawn.area, drawn.line, drawn.last_x, drawn.last_y) if drawn else mark_safe("")


@register.simple_tag
def chart_panel(chart: Chart) -> SafeString:
    return _chart(chart, get_language())


@lru_cache(maxsize=200)  # some twenty kilobytes each
def _chart(chart: Chart, _language: str | None) -> SafeString:
    drawn = {"chart": chart, "data": chart.to_json(), "script_id": f"chart-{chart.key}-data"}
    return render_to_string("components/chart.html", drawn)


@register.inclusion_tag("components/table.html", takes_context=True)
def data_table(context: Context, table: Table) -> dict[str, Any]:
    return {"table": table, "shop": context.get("shop"), "request": context.get("request")}


@register.inclusion_tag("components/badge.html")
def badge(word: str, tone: str = "plain", icon: str = "clock") -> dict[str, Any]:
    return {"badge": {"word": word, "tone": tone, "icon": icon}}


@register.inclusion_tag("components/field.html")
def form_field(field: BoundField) -> dict[str, Any]:
    """A bound field with its label, help and errors tied to the control; the direction follows what is typed."""
    ties = [f"{field.auto_id}-help"] if field.help_text else []
    ties += [f"{field.auto_id}-error"] if field.errors else []
    attributes: dict[str, str | bool] = {"dir": "auto"}
    if ties:
        attributes["aria-describedby"] = " ".join(ties)
    widget = field.field.widget
    if isinstance(widget, Input | Textarea) and not isinstance(widget, CheckboxInput):
        attributes["placeholder"] = widget.attrs.get(
            "placeholder", " "
        )  # lets the style sheet see that it is empty
    is_check = isinstance(widget, CheckboxInput)
    return {"field": field, "control": field.as_widget(attrs=attributes), "is_check": is_check}


# The address


@register.simple_tag(takes_context=True)
def hidden_query(context: Context, *leave_out: str) -> SafeString:
    """The present query string as hidden inputs, but for ``leave_out`` (names, or several in one string)."""
    left_out = {name for names in leave_out for name in names.split()}
    request = context.get("request")
    pairs = request.GET.lists() if request else ()
    return format_html_join(
        "",
        '<input type="hidden" name="{}" value="{}">',
        ((name, value) for name, values in pairs if name not in left_out for value in values),
    )


@register.filter
def as_xlsx(csv_url: str) -> str:
    """The same sheet as an Excel workbook: the address of its CSV with ``xlsx=1``."""
    return f"{csv_url}{'&' if '?' in csv_url else '?'}xlsx=1"


@register.filter
def next_sort(column: Column, sort: str) -> str:
    """What ``?sort=`` becomes when the column's head is clicked: numbers and days begin with the largest."""
    begins_large = column.is_number or column.kind in {"day", "moment"}
    first, second = (f"-{column.key}", column.key) if begins_large else (column.key, f"-{column.key}")
    return second if sort == first else first


@register.simple_tag
def aria_sort(column: Column, sort: str) -> SafeString:
    if sort.removeprefix("-") != column.key:
        return mark_safe("")
    return format_html(' aria-sort="{}"', "descending" if sort.startswith("-") else "ascending")


@register.simple_tag
def sort_icon(column: Column, sort: str) -> SafeString:
    if sort.removeprefix("-") != column.key:
        return mark_safe("")
    return icon("arrow-down" if sort.startswith("-") else "arrow-up")


@register.simple_tag
def period_presets() -> tuple[tuple[str, str], ...]:
    """Values of ``?preset=`` (``shop_ai.lib.period.PRESETS``) with their words."""
    words = {
        "today": _("Today"),
        "yesterday": _("Yesterday"),
        "last_7_days": _("Last 7 days"),
        "last_30_days": _("Last 30 days"),
        "last_90_days": _("Last 90 days"),
        "this_month": _("This month"),
        "last_month": _("Last month"),
        "this_year": _("This year"),
        "last_12_months": _("Last 12 months"),
    }
    return tuple((preset, words[preset]) for preset in PRESETS)


@register.simple_tag
def period_label(period: Period, preset: str) -> SafeString:
    """The preset's words, else both days."""
    words = dict(period_presets()).get(preset)
    if words:
        return format_html("{}", words)
    return format_html("{} – {}", ltr(day(period.start)), ltr(day(period.end)))


@register.filter
def message_tone(level_tag: str) -> str:
    return {"success": "good", "warning": "warn", "error": "bad"}.get(level_tag, "plain")


@register.filter
def tone_icon(tone: str) -> str:
    return TONE_ICONS.get(tone, "info")
