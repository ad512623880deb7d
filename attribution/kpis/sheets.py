"""The pages' figures as sheets: header and rows, one per day, channel or month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from attribution.kpis.compute import Fig, Row, Sums
from attribution.kpis.selectors import KpiDay
from shop_ai.lib.channels import channel_name

Sheet = tuple[list[str], list[list[Any]]]


def _sums_header() -> list[str]:
    return [
        _("Orders placed"),
        _("Confirmed"),
        _("Shipped"),
        _("Delivered"),
        _("Cancelled"),
        _("Refused"),
        _("Returned"),
        _("Ordered revenue"),
        _("Confirmed revenue"),
        _("Delivered revenue"),
        _("Refunds"),
        _("Net sales"),
        _("Money received"),
    ]


def _sums_cells(sums: Sums) -> list[Any]:
    return [
        sums.placed,
        sums.confirmed,
        sums.shipped,
        sums.delivered,
        sums.cancelled,
        sums.refused,
        sums.returned,
        sums.revenue_ordered,
        sums.revenue_confirmed,
        sums.revenue_delivered,
        sums.refunds,
        sums.net,
        sums.received,
    ]


def _fig_header(name: str) -> list[str]:
    return [name, f"{name} – {_('low')}", f"{name} – {_('high')}", f"{name} – n"]


def _fig_cells(fig: Fig) -> list[Any]:
    return [fig.value, fig.low, fig.high, fig.n]


def day_sheet(days: Sequence[KpiDay]) -> Sheet:
    """One row a day."""
    return [_("Day"), *_sums_header()], [[day.day.isoformat(), *_sums_cells(day.sums)] for day in days]


def breakdown_sheet(heading: str, named: Sequence[tuple[str, Row]]) -> Sheet:
    """One row a key; whoever reads it finds the total last."""
    header = [
        heading,
        *_sums_header(),
        *(_("Spend"), _("Qualified conversations"), _("Not yet known")),
        *_fig_header(_("Cost per conversation")),
        *_fig_header(_("Conversations that become a sale")),
        *_fig_header(_("Average basket")),
        *_fig_header(_("Buy again, 30 days")),
        *_fig_header(_("Buy again, 60 days")),
    ]
    return header, [[name, *_sums_cells(row.sums), *_row_figs(row)] for name, row in named]


def channel_sheet(total: Row, rows: Sequence[Row]) -> Sheet:
    """One row a channel and the total last."""
    named = [(channel_name(row.key), row) for row in rows] + [(_("All channels"), total)]
    return breakdown_sheet(_("Channel"), named)


def _row_figs(row: Row) -> list[Any]:
    reached = row.acquisition
    return [
        *(reached.spend, reached.qualified, reached.not_yet_known),
        *_fig_cells(row.cost_per_conversation),
        *_fig_cells(row.conversation_to_sale),
        *_fig_cells(row.average_basket),
        *_fig_cells(row.repurchase[30].estimate),
        *_fig_cells(row.repurchase[60].estimate),
    ]


def month_sheet(months: Sequence[tuple[str, Row]]) -> Sheet:
    """One row a month of first orders: both repurchase horizons, estimate and mature share."""
    header = [_("Month of the first order")]
    for horizon in (30, 60):
        words = _("Buy again, %(days)s days") % {"days": horizon}
        header += [*_fig_header(words), *_fig_header(f"{words} ({_('old enough')})")]
    lines = []
    for label, row in months:
        found = [row.repurchase[30], row.repurchase[60]]
        cells = [cell for each in found for fig in (each.estimate, each.mature) for cell in _fig_cells(fig)]
        lines.append([label, *cells])
    return header, lines
