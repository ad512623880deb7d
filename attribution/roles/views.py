"""Doors of the roles: what each channel does on the way to an order."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from attribution.credit.automations import CHANNEL_CREDIT
from attribution.credit.words import name_of
from attribution.roles.models import ChannelRole
from attribution.roles.words import role_badge, role_reason
from catalog.channels.selectors import channel_names
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response
from shop_ai.lib.table import Channel, Column, Empty, Pages, Row, Table
from transparency.ledger.switches import is_on


def _roles() -> list[ChannelRole]:
    return list(ChannelRole.objects.order_by("-orders", "channel"))


@require_safe
@shop_page(role=Role.VIEWER)
def roles(request: ShopRequest) -> HttpResponse:
    found = _roles()
    context = {
        "table": _table(request, found),
        "multi": found[0].multi if found else 0,
        "as_of": found[0].as_of if found else None,
        "is_on": is_on(CHANNEL_CREDIT.code),
    }
    return render(request, "roles/roles.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def roles_csv(request: ShopRequest) -> HttpResponse:
    names = channel_names(request.shop.id)
    header = [column.label for column in _columns()]
    lines = [
        [name_of(names, one.channel), role_badge(one).word, *_counts(one), role_reason(one)]
        for one in _roles()
    ]
    title = f"{request.shop.slug}-{_('roles')}"
    return sheet_response(title, [str(label) for label in header], lines, raw="raw" in request.GET)


def _columns() -> tuple[Column, ...]:
    return (
        Column("channel", _("Channel"), "channel"),
        Column("role", _("Role"), "state"),
        Column("orders", _("Delivered orders it touched"), "number"),
        Column("first", _("First"), "number"),
        Column("middle", _("Between"), "number"),
        Column("last", _("Last"), "number"),
        Column("new", _("Of new customers"), "number"),
        Column("reason", _("Why")),
    )


def _counts(role: ChannelRole) -> list[Any]:
    return [role.orders, role.first, role.middle, role.last, role.new]


def _table(request: ShopRequest, found: list[ChannelRole]) -> Table:
    names, slug = channel_names(request.shop.id), request.shop.slug
    rows_url = reverse("credit-rows", kwargs={"slug": slug})
    rows = tuple(
        Row(
            (
                Channel(one.channel, name_of(names, one.channel)),
                role_badge(one),
                *_counts(one),
                role_reason(one),
            ),
            url=f"{rows_url}?days=90&channel={one.channel}",
        )
        for one in found
    )
    return Table(
        key="roles",
        title=_("Roles of the channels"),
        lead=_("First, between and last: only among orders with several touches."),
        columns=_columns(),
        rows=rows,
        pages=Pages(1, len(rows), max(50, len(rows))),
        csv_url=reverse("roles-csv", kwargs={"slug": slug}),
        empty=Empty(
            _("No role is known yet"),
            _(
                "Roles show once delivered orders have visits or conversations before them. The next night looks again."
            ),
        ),
    )
