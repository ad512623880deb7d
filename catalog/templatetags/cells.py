"""Rows of a list as HTML. A page of fifty rows has hundreds of cells: writing them here costs a third of a template."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from catalog.templatetags.dashboard import icon
from catalog.templatetags.values import bdi, day, ltr, moment
from shop_ai.lib.chart import hue_of
from shop_ai.lib.money import format_money, format_number, format_share
from shop_ai.lib.table import Amount, Badge, Channel, Column, Row, Table

register = template.Library()

LONG = 40  # letters

Moment = Callable[[datetime], SafeString]


@register.simple_tag(takes_context=True)
def table_body(context: Context, table: Table) -> SafeString:
    """The rows; on a phone each becomes a small card, whose lines are labelled by their columns."""
    openings = [_opening(column) for column in table.columns]

    def in_zone(value: datetime) -> SafeString:
        return moment(context, value)

    return mark_safe("".join(_row(table, row, openings, in_zone) for row in table.rows))


@register.simple_tag(takes_context=True)
def table_totals(context: Context, table: Table) -> SafeString:
    """The line under the rows; a column without a total stays empty."""
    if table.totals is None:
        return mark_safe("")
    first, *rest = zip(table.columns, table.totals.cells, strict=True)
    heading = _cell(first[1], first[0], lambda value: moment(context, value))
    cells = (
        _opening(column) + _cell(value, column, lambda value: moment(context, value)) + "</td>"
        if value is not None
        else f"<td{_kind(column)}></td>"
        for column, value in rest
    )
    return mark_safe(f'<tr><th scope="row">{heading}</th>{"".join(cells)}</tr>')


def _kind(column: Column) -> str:
    return ' class="cell--number"' if column.is_number else ""


def _opening(column: Column) -> str:
    return f'<td{_kind(column)} data-label="{conditional_escape(str(column.label))}">'


def _row(table: Table, row: Row, openings: list[str], in_zone: Moment) -> str:
    return f"<tr>{''.join(_written(table, row, openings, in_zone))}</tr>"


def _written(table: Table, row: Row, openings: list[str], in_zone: Moment) -> Iterator[str]:
    first, *rest = (
        _cell(value, column, in_zone) for value, column in zip(row.cells, table.columns, strict=True)
    )
    yield f'<th scope="row">{_pick(table, row, first)}{_linked(row, first)}</th>'
    others = zip(table.columns[1:], openings[1:], row.cells[1:], rest, strict=True)
    for column, opening, value, cell in others:
        yield f"{_widened(opening) if _is_long(column, value) else opening}{cell}</td>"


def _is_long(column: Column, value: Any) -> bool:
    """Whether a phone gives the cell a line of its own; the others stand in pairs."""
    return column.kind == "text" and value is not None and len(str(value)) > LONG


def _widened(opening: str) -> str:
    return opening.replace("<td", '<td class="cell--long"', 1)


def _pick(table: Table, row: Row, first: SafeString) -> SafeString:
    if not row.pick:
        return mark_safe("")
    return format_html(
        '<label class="pick"><input type="checkbox" name="pick" value="{}" form="{}">'
        '<span class="out-of-sight">{} {}</span></label>',
        *(row.pick, table.pick_form, _("Pick"), first),
    )


def _linked(row: Row, first: SafeString) -> SafeString:
    return format_html('<a href="{}">{}</a>', row.url, first) if row.url else first


def _cell(value: Any, column: Column, in_zone: Moment) -> SafeString:
    """One cell, written after its column's kind; nothing known is a dash that is read as words."""
    if value is None:
        return format_html(
            '<span aria-hidden="true">–</span><span class="out-of-sight">{}</span>', _("unknown")
        )
    if column.kind == "moment":
        return in_zone(value)
    return _WRITERS[column.kind](value, column)


def _badge_cell(value: Badge, _column: Column) -> SafeString:
    return format_html('<span class="badge badge--{}">{}{}</span>', value.tone, icon(value.icon), value.word)


def _money_cell(value: Decimal | int | Amount, column: Column) -> SafeString:
    if isinstance(value, Amount):
        return conditional_escape(format_money(value.amount, value.currency))
    return conditional_escape(format_money(value, column.currency))


def _channel_cell(value: Channel, _column: Column) -> SafeString:
    return format_html('<span><span class="swatch hue-{}"></span>{}</span>', hue_of(value.slug), value.name)


_WRITERS: dict[str, Callable[[Any, Column], SafeString]] = {
    "text": lambda value, _column: bdi(value),
    "code": lambda value, _column: ltr(value),
    "number": lambda value, _column: conditional_escape(format_number(value)),
    "share": lambda value, _column: conditional_escape(format_share(value)),
    "money": _money_cell,
    "day": lambda value, _column: ltr(day(value)),
    "state": _badge_cell,
    "channel": _channel_cell,
}
