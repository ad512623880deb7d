"""What the last night took away from days that had figures already, and the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_money, format_number
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope

# The newest recomputation that took something away, and only of the days asked for.
LAST: Final = """
SELECT noted_at, sum(refused), sum(returned), sum(revenue_delivered), sum(refunds) FROM attribution_kpishift
WHERE shop_id = %(shop)s AND day BETWEEN %(start)s AND %(end)s AND (%(channel)s::text IS NULL OR channel = %(channel)s)
  AND noted_at > now() - interval '36 hours'
GROUP BY noted_at ORDER BY noted_at DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Shift:
    """Counts and money, after less before; ``delivered`` is below zero where deliveries were withdrawn."""

    noted_at: datetime
    refused: int
    returned: int
    delivered: Decimal
    refunds: Decimal


def last_shift(shop_id: int, period: Period, channel: str | None = None) -> Shift | None:
    """None when nothing of these days was taken away in the last day and a half."""
    values: dict[str, Any] = {"shop": shop_id, "start": period.start, "end": period.end, "channel": channel}
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(LAST, values)
        row = cursor.fetchone()
    return Shift(*row) if row else None


def shift_words(shop: ShopContext, shift: Shift | None) -> str:
    """``Since the last count: 1 parcel refused. Delivered sales moved by −6 500 DA …``; "" when nothing moved."""
    if shift is None:
        return ""
    parts = [
        ngettext("%(n)s parcel refused", "%(n)s parcels refused", shift.refused)
        % {"n": format_number(shift.refused)}
        if shift.refused > 0
        else "",
        ngettext("%(n)s order returned", "%(n)s orders returned", shift.returned)
        % {"n": format_number(shift.returned)}
        if shift.returned > 0
        else "",
        _("delivered sales moved by %(amount)s") % {"amount": format_money(shift.delivered, shop.currency)}
        if shift.delivered
        else "",
        _("%(amount)s given back") % {"amount": format_money(shift.refunds, shop.currency)}
        if shift.refunds > 0
        else "",
    ]
    said = ", ".join(part for part in parts if part)
    if not said:
        return ""
    text = _(
        "Since the count before: %(changes)s. Sales, credit of channels, key figures and results of playlists of this"
        " period follow it."
    )
    return text % {"changes": said}
