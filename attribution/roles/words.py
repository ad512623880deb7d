"""Roles in words a shop owner uses."""

from __future__ import annotations

from django.utils.translation import gettext as _

from attribution.roles.models import ChannelRole, RoleCode
from shop_ai.lib.money import format_number, format_share
from shop_ai.lib.table import Badge


def role_badge(role: ChannelRole) -> Badge:
    return {
        RoleCode.DISCOVERY: Badge(_("Discovery"), "accent", "search"),
        RoleCode.CLOSING: Badge(_("Closing the sale"), "good", "circle-check"),
        RoleCode.LOYALTY: Badge(_("Loyalty"), "accent", "users"),
        RoleCode.UNCERTAIN: Badge(_("Role uncertain"), "plain", "info"),
    }[RoleCode(role.role)]


def role_reason(role: ChannelRole) -> str:
    """Why it has this role, with the probability and n."""
    return {
        RoleCode.DISCOVERY: _(
            "First more often than last: sure by %(opens)s; brings more new customers than usual: %(new)s"
        ),
        RoleCode.CLOSING: _("Last more often than first: sure by %(closes)s"),
        RoleCode.LOYALTY: _("Less than 35 %% of its orders are a customer’s first: sure by %(keeps)s"),
        RoleCode.UNCERTAIN: _("Nothing is sure by 80 %% yet (n = %(n)s)"),
    }[RoleCode(role.role)] % {
        "opens": format_share(role.opens, 0),
        "closes": format_share(1 - role.opens, 0),
        "new": format_share(role.brings_new, 0),
        "keeps": format_share(role.keeps, 0),
        "n": format_number(role.orders),
    }
