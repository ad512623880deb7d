"""A breach that the authority does not know of yet, on the page that owners open first."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from catalog.people.access import has_role
from catalog.people.models import Role
from transparency.breach.selectors import days_left, most_urgent

register = template.Library()


@register.inclusion_tag("breach/today.html", takes_context=True)
def breach_today(context: Context) -> dict[str, Any]:
    """For those who may act on it; one query, none for the others."""
    shop = context["shop"]
    found = most_urgent(shop.id) if has_role(shop.role, Role.MANAGER) else None
    days = days_left(found, timezone.now()) if found else 0
    return {"shop": shop, "breach": found, "days_left": days}
