"""The page of answers, and the panel on an order's page."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.channels.selectors import channel_names
from catalog.heard.asking import is_asked, link_token, new_screen, option_names
from catalog.heard.compute import FORGOTTEN, FirstPlace, Heard, Said, first_place, shares
from catalog.heard.models import AskedBy, HeardAnswer
from catalog.heard.selectors import answer_of, answers_in, orders_placed_in, said_in
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.figure import FLOOR, Figure, Unit
from shop_ai.lib.money import format_interval, format_number, format_share
from shop_ai.lib.period import Period
from shop_ai.lib.table import Channel, Column, Empty, Pages, Row, Table


@dataclass(frozen=True, slots=True)
class OrderQuestion:
    """The question on an order's page: what was said, or the buttons of the call and the link to send."""

    said: str
    asked_by: str
    is_answered: bool
    options: list[tuple[str, str]]
    forgotten: str
    signed: str
    link: str


def order_question(shop: ShopContext, order: uuid.UUID) -> OrderQuestion | None:
    """None where the shop does not ask."""
    if not is_asked(shop.id):
        return None
    known = answer_of(shop.id, order)
    screen = new_screen(shop.id, AskedBy.CALL, order=order)
    return OrderQuestion(
        said=_name_of(shop.id, known) if known else "",
        asked_by=str(AskedBy(known.asked_by).label) if known else "",
        is_answered=known is not None,
        options=option_names(shop.id, screen.shown) if known is None else [],
        forgotten=FORGOTTEN,
        signed=screen.signed(),
        link=settings.PUBLIC_URL.rstrip("/") + reverse("heard-link", args=[link_token(shop.id, order)]),
    )


def _name_of(shop_id: int, known: HeardAnswer) -> str:
    if not known.channel:
        return _("Does not remember")
    return dict(option_names(shop_id, (known.channel,)))[known.channel]


@dataclass(frozen=True, slots=True)
class HeardPage:
    """What the page of answers shows."""

    figures: tuple[Figure, ...]
    table: Table
    first: FirstPlace
    first_text: str


def heard_page(shop: ShopContext, period: Period, query: str) -> HeardPage:
    said = said_in(shop.id, period)
    names, first = channel_names(shop.id), first_place(said)
    return HeardPage(
        figures=_cards(said, orders_placed_in(shop.id, period)),
        table=_table(shop, shares(said), names, query),
        first=first,
        first_text=_first_text(first),
    )


def _cards(said: list[Said], placed: int) -> tuple[Figure, ...]:
    remembered = sum(bool(one.channel) for one in said)
    return (
        Figure(
            "answers", _("Answers"), Unit.COUNT, len(said),
            definition=_("Customers who said how they heard of the shop, by link, on the thank-you page or on the phone."),
        ),
        Figure(
            "asked", _("Answers for each order placed"), Unit.SHARE,
            min(1.0, len(said) / placed) if placed else None, n=placed,
            definition=_("Answers of the period beside the orders placed in it."),
        ),
        Figure(
            "remembered", _("Remember how"), Unit.SHARE, remembered / len(said) if said else None, n=len(said),
            definition=_("Answers that name a channel, of all answers."),
        ),
    )  # fmt: skip


def _first_text(first: FirstPlace) -> str:
    """Whether the order on the screen leans the answers."""
    interval = first.interval
    if interval is None:
        return _("not enough data (n = %(n)s of %(floor)s)") % {
            "n": format_number(first.of),
            "floor": format_number(FLOOR),
        }
    values = {
        "share": format_share(interval.value),
        "bounds": format_interval(format_share(interval.low), format_share(interval.high)),
        "chance": format_share(first.by_chance),
    }
    if first.decides:
        return (
            _(
                "%(share)s took what stood first (%(bounds)s); chance gives %(chance)s: some tap without reading."
            )
            % values
        )
    return (
        _("%(share)s took what stood first (%(bounds)s); chance gives %(chance)s: the order does not decide.")
        % values
    )


def _table(shop: ShopContext, found: list[Heard], names: dict[str, str], query: str) -> Table:
    return Table(
        key="heard",
        title=_("What customers say"),
        columns=(
            Column("channel", _("Channel"), "channel"),
            Column("n", _("Answers"), "number"),
            Column("share", _("Share")),
        ),
        rows=tuple(
            Row((Channel(one.channel, heard_name(one.channel, names)), one.n, _share_text(one)))
            for one in found
        ),
        pages=Pages(1, len(found), max(1, len(found))),
        lead=_("A person names one channel and may have met several: read it beside the other rules."),
        csv_url=f"{reverse('heard-csv', kwargs={'slug': shop.slug})}?{query}",
        empty=Empty(
            title=_("Nobody was asked yet"),
            text=_(
                "Send the link of an order with its confirmation, ask on the phone, or put the frame on your thank-you page."
            ),
        ),
    )


def heard_name(slug: str, names: dict[str, str]) -> str:
    return (names.get(slug) or channel_name(slug)) if slug else _("Does not remember")


def _share_text(one: Heard) -> str:
    interval = one.interval
    if interval is None:
        return _("not enough data (n = %(n)s of %(floor)s)") % {
            "n": format_number(one.of),
            "floor": format_number(FLOOR),
        }
    bounds = format_interval(format_share(interval.low), format_share(interval.high))
    return f"{format_share(interval.value)} ({bounds})"


def answers_sheet(shop: ShopContext, period: Period) -> tuple[list[str], list[list[Any]]]:
    """Header and one line an answer, with the order of the options that were on its screen."""
    names = channel_names(shop.id)
    header = [_("Answered"), _("Order"), _("Channel"), _("Asked by"), _("Language"), _("Shown in this order")]
    return header, [
        [
            one.answered_at.astimezone(shop.zone).strftime("%Y-%m-%d %H:%M"),
            one.order.number if one.order else one.order_number,
            heard_name(one.channel, names),
            str(AskedBy(one.asked_by).label),
            one.language,
            " | ".join(one.shown_order),
        ]
        for one in answers_in(shop.id, period)
    ]
