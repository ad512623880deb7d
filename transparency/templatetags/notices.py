"""What an owner must know at once, on the page that owners open first."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone

from catalog.people.access import has_role
from catalog.people.models import Role
from shop_ai.lib.period import local_day
from transparency.centre.notices import notices

register = template.Library()


@register.inclusion_tag("transparency/notices.html", takes_context=True)
def notices_today(context: Context) -> dict[str, Any]:
    """One query; a breach is for those who may act on it."""
    shop, now = context["shop"], timezone.now()
    found = notices(shop.id, now, local_day(now, shop.zone))
    breach = found.breach if has_role(shop.role, Role.MANAGER) else None
    return {
        "shop": shop,
        "found": found,
        "breach": breach,
        "days_left": (breach.due_at - now).days if breach else 0,
    }
