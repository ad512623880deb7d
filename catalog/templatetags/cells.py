"""Rows of a list as HTML. A page of fifty rows has hundreds of cells: writing them here costs a third of a template."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from catalog.templatetags.dashboard import icon
from catalog.templatetags.values import bdi, day, escaped, ltr, moment
from shop_ai.lib.chart import hue_of
from shop_ai.lib.money import format_money, format_number, format_share
from shop_ai.lib.table import Amount, Badge, Channel, Column, Row, Table

register = template.Library()

LONG = 40  # letters

Writer = Callable[[Any], str]


@register.simple_tag(takes_context=True)
def table_body(context: Context, table: Table) -> SafeString:
    """The rows; on a phone each becomes a small card, whose lines are labelled by their columns."""
    writers = [_writer(context, column) for column in table.columns]
    others = list(zip(table.columns[1:], map(_opening, table.columns[1:]), writers[1:], strict=True))
    words, written = escaped(_("Pick")), []
    for row in table.rows:
        first = writers[0](row.cells[0])
        pick = _pick(table, row, first, words) if row.pick else ""
        written.append(f'<tr><th scope="row">{pick}{_linked(row, first)}</th>')
        for value, (column, opening, write) in zip(row.cells[1:], others, strict=True):
            long = column.kind == "text" and _is_long(value)
            written.append(f"{_widened(opening) if long else opening}{write(value)}</td>")
        written.append("</tr>")
    return mark_safe("".join(written))


@register.simple_tag(takes_context=True)
def table_totals(context: Context, table: Table) -> SafeString:
    """The line under the rows; a column without a total stays empty."""
    if table.totals is None:
        return mark_safe("")
    first, *rest = zip(table.columns, table.totals.cells, strict=True)
    heading = _writer(context, first[0])(first[1])
    cells = (
        _opening(column) + _writer(context, column)(value) + "</td>"
        if value is not None
        else f"<td{_kind(column)}></td>"
        for column, value in rest
    )
    return mark_safe(f'<tr><th scope="row">{heading}</th>{"".join(cells)}</tr>')


def _kind(column: Column) -> str:
    return ' class="cell--number"' if column.is_number else ""


def _opening(column: Column) -> str:
    return f'<td{_kind(column)} data-label="{escaped(column.label)}">'


def _is_long(value: Any) -> bool:
    """Whether a phone gives the cell a line of its own; the others stand in pairs."""
    return value is not None and len(str(value)) > LONG


def _widened(opening: str) -> str:
    return opening.replace("<td", '<td class="cell--long"', 1)


def _pick(table: Table, row: Row, first: str, words: str) -> str:
    return (
        f'<label class="pick"><input type="checkbox" name="pick" value="{escaped(row.pick)}"'
        f' form="{escaped(table.pick_form)}">'
        f'<span class="out-of-sight">{words} {first}</span></label>'
    )


def _linked(row: Row, first: str) -> str:
    return f'<a href="{escaped(row.url)}">{first}</a>' if row.url else first


# Cells. Each writer gives HTML, with what it was given escaped; a page writes hundreds of them.


def _writer(context: Context, column: Column) -> Writer:
    """What writes a cell of the column, after its kind; nothing known is a dash that is read as words."""
    write = _WRITERS[column.kind](context, column)
    unknown = f'<span aria-hidden="true">–</span><span class="out-of-sight">{escaped(_("unknown"))}</span>'

    def cell(value: Any) -> str:
        return unknown if value is None else write(value)

    return cell


def _moment_writer(context: Context, _column: Column) -> Writer:
    return lambda value: moment(context, value)


def _money_writer(_context: Context, column: Column) -> Writer:
    def write(value: Decimal | int | Amount) -> str:
        if isinstance(value, Amount):
            return escaped(format_money(value.amount, value.currency))
        return escaped(format_money(value, column.currency))

    return write


def _badge_writer(_context: Context, _column: Column) -> Writer:
    drawn: dict[int, str] = {}  # by the badge itself: a list shows few of them, many times

    def write(value: Badge) -> str:
        if id(value) not in drawn:
            badge = f'<span class="badge badge--{escaped(value.tone)}">'
            drawn[id(value)] = f"{badge}{icon(value.icon)}{escaped(value.word)}</span>"
        return drawn[id(value)]

    return write


def _channel_writer(_context: Context, _column: Column) -> Writer:
    @cache
    def write(value: Channel) -> str:
        return f'<span><span class="swatch hue-{hue_of(value.slug)}"></span>{escaped(value.name)}</span>'

    return write


def _plain(write: Writer) -> Callable[[Context, Column], Writer]:
    return lambda _context, _column: write


_WRITERS: dict[str, Callable[[Context, Column], Writer]] = {
    "text": _plain(bdi),
    "code": _plain(ltr),
    "number": _plain(lambda value: escaped(format_number(value))),
    "share": _plain(lambda value: escaped(format_share(value))),
    "money": _money_writer,
    "day": _plain(lambda value: ltr(day(value))),
    "moment": _moment_writer,
    "state": _badge_writer,
    "channel": _channel_writer,
}
