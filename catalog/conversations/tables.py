"""The tables of the page of figures: their lines, their words, and their sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.conversations.asked import NOT_SAID, FiguresAsked
from catalog.conversations.compute import Count, Group, Share, counts_by, lost_reasons, replies
from catalog.conversations.models import LostReason, Origin, Outcome
from catalog.conversations.selectors import scripts
from catalog.conversations.words import BUCKET_WORDS
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.figure import FLOOR
from shop_ai.lib.money import format_interval, format_number, format_share
from shop_ai.lib.table import Column, Empty, Pages, Row, Table

PARTS: Final = ("places", "origins", "replies", "scripts", "reasons", "days")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a panel: its words, its count, and the filter that leads to its rows."""

    words: str
    count: Count
    filter: dict[str, str]


def list_url(shop: ShopContext, asked: FiguresAsked, **more: str) -> str:
    """The rows behind a figure: the same period and channel, and what the figure adds."""
    period = {"from": asked.period.start.isoformat(), "to": asked.period.end.isoformat()}
    wanted = period | ({"place": asked.place} if asked.place else {}) | more
    return f"{reverse('conversations-list', kwargs={'slug': shop.slug})}?{urlencode(wanted)}"


def place_lines(found: Sequence[Group]) -> list[Line]:
    lines = counts_by(found, lambda group: group.place)
    return [Line(channel_name(one.key), one, {"place": one.key or NOT_SAID}) for one in lines]


def origin_lines(found: Sequence[Group]) -> list[Line]:
    """By what brought the first message; where nobody knows stands among them."""
    lines = counts_by(found, lambda group: group.origin)
    return [Line(str(Origin(one.key).label), one, {"origin": one.key}) for one in lines]


def reply_lines(found: Sequence[Group]) -> list[Line]:
    return [Line(str(BUCKET_WORDS[one.key]), one, {"reply": one.key}) for one in replies(found)]


def script_lines(found: Sequence[Group], titles: dict[int, tuple[str, str]]) -> list[Line]:
    """By the answer that was used; conversations without one stand last, to compare with."""
    lines = counts_by(found, lambda group: str(group.script))
    lines.sort(key=lambda one: one.key == "0")
    said = [(titles.get(int(one.key), (_("No ready answer"), NOT_SAID)), one) for one in lines]
    return [Line(title, one, {"script": hex_id}) for (title, hex_id), one in said]


def reason_lines(found: Sequence[Group]) -> list[Line]:
    return [
        Line(
            str(LostReason(reason).label) if reason else _("No reason given"),
            Count(reason, n, 0, 0, 0),
            {"outcome": Outcome.LOST, "reason": reason or NOT_SAID},
        )
        for reason, n in lost_reasons(found)
    ]


def share_text(share: Share) -> str:
    """The share with its interval in words, or how far it is from the floor."""
    interval = share.interval
    if interval is None:
        return _("not enough data (n = %(n)s of %(floor)s)") % {
            "n": format_number(share.n),
            "floor": format_number(FLOOR),
        }
    bounds = format_interval(format_share(interval.low), format_share(interval.high))
    return f"{format_share(interval.value)} ({bounds})"


def part_table(shop: ShopContext, asked: FiguresAsked, part: str, lines: Sequence[Line]) -> Table:
    title, heading, lead, nothing = part_words(part)
    total = sum(line.count.n for line in lines)
    is_plain = part == "reasons"
    columns = [Column(part, heading), Column("n", _("Conversations"), "number")]
    columns += [Column("of_all", _("Share"), "share")] if is_plain else _more_columns()
    return Table(
        key=part,
        title=title,
        columns=tuple(columns),
        rows=tuple(
            Row(_cells(line, total, is_plain), url=list_url(shop, asked, **line.filter)) for line in lines
        ),
        pages=Pages(1, len(lines), max(1, len(lines))),
        lead=lead,
        csv_url=f"{reverse('conversations-figures-csv', kwargs={'slug': shop.slug})}?part={part}&{asked.query}",
        empty=Empty(title=nothing),
    )


def _more_columns() -> list[Column]:
    return [
        Column("qualified", _("About a purchase"), "number"),
        Column("conversion", _("Conversation to sale")),
        Column("waiting", _("Not yet known"), "number"),
    ]


def _cells(line: Line, total: int, is_plain: bool) -> tuple[Any, ...]:
    count = line.count
    if is_plain:
        return line.words, count.n, count.n / total if total else None
    return line.words, count.n, count.qualified, share_text(count.conversion), count.not_yet_known


def part_words(part: str) -> tuple[str, str, str, str]:
    """Title, heading of the first column, what it says, and what stands there when it is empty."""
    nothing = _("Nobody wrote in this period")
    return {
        "places": (_("By channel"), _("Channel"), _("Where people wrote."), nothing),
        "origins": (
            _("By origin"), _("Origin"),
            _("What brought the first message. Where it is not known, nothing is guessed."), nothing,
        ),
        "replies": (
            _("How long the first answer took"), _("First answer"),
            _("Slow answers and few orders may have a common cause: this compares, it proves nothing."), nothing,
        ),
        "scripts": (
            _("Answers used"), _("Answer"),
            _("Each ready answer with the conversations it was used in."), nothing,
        ),
        "reasons": (
            _("Why it came to nothing"), _("Reason"), _("As the people of the shop noted it."),
            _("No lost conversation was noted in this period"),
        ),
    }[part]  # fmt: skip


def lines_of(shop: ShopContext, found: Sequence[Group], part: str) -> list[Line]:
    if part == "scripts":
        titles = {script.pk: (script.title, script.uid.hex) for script in scripts(shop.id, archived=None)}
        return script_lines(found, titles)
    makers = {"places": place_lines, "origins": origin_lines, "replies": reply_lines, "reasons": reason_lines}
    return makers[part](found)


def sheet_line(line: Line) -> list[Any]:
    count, interval = line.count, line.count.conversion.interval
    bounds = (
        [round(value, 6) for value in (interval.value, interval.low, interval.high)]
        if interval
        else [None] * 3
    )
    return [line.words, count.n, count.qualified, count.mature, count.converted, *bounds, count.not_yet_known]
