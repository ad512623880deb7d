"""Sessions as a list."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from shop_ai.lib.channels import channel_name
from shop_ai.lib.table import Channel, Column, Empty, Pages, Row, Table
from signals.sessions.selectors import FLOOR, Sessions


def _share(found: Sessions, part: int, *, is_known: bool = True) -> float | None:
    interval = found.share(part) if is_known else None
    return interval.value if interval else None


def cells(found: Sessions) -> tuple[object, ...]:
    """Sessions, pages a session, and the shares that bounced, put into a cart, wrote, began to order and ordered."""
    return (
        found.sessions,
        round(found.pages / found.sessions, 1),
        _share(found, found.bounces),
        _share(found, found.with_cart),
        _share(found, found.with_message),
        _share(found, found.with_checkout),
        _share(found, found.with_order, is_known=found.knows_orders),
    )


def session_table(found: Iterable[Sessions], csv_url: str) -> Table:
    """Sessions by channel; shares under the floor and conversions without known orders are left open."""
    rows = tuple(Row((Channel(one.key, channel_name(one.key)), *cells(one))) for one in found)
    return Table(
        key="sessions",
        title=_("Visits by channel"),
        lead=_(
            "A visit ends after 30 minutes without an event; another campaign or code begins a new one. Shares"
            " need %(floor)s visits; conversions need orders that your server reports with their visitor."
        )
        % {"floor": FLOOR},
        columns=(
            Column("channel", _("Channel"), "channel"),
            Column("sessions", _("Visits"), "number"),
            Column("pages", _("Pages a visit"), "number"),
            Column("bounce", _("Left after one page"), "share"),
            Column("cart", _("Put into the cart"), "share"),
            Column("message", _("Wrote to you"), "share"),
            Column("checkout", _("Began to order"), "share"),
            Column("order", _("Ordered"), "share"),
        ),
        rows=rows,
        pages=Pages(1, len(rows)),
        csv_url=csv_url,
        empty=Empty(
            _("No visit in this period"), _("Visits appear here within seconds of the first page view.")
        ),
    )
