"""Panels of the reports that stand on other pages; each brings its data and a small template."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from attribution.alerts.panels import cards
from attribution.alerts.selectors import standing_alerts
from catalog.people.access import has_role
from catalog.people.models import Role

register = template.Library()


@register.inclusion_tag("alerts/today.html", takes_context=True)
def alerts_today(context: Context) -> dict[str, Any]:
    """The alerts of the last two weeks that wait for an answer; one query when there are none."""
    shop, request = context["shop"], context["request"]
    return {
        "alert_cards": cards(shop, standing_alerts(shop.id, context["as_of"])),
        "may_answer": has_role(shop.role, Role.AGENT),
        "shop": shop,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }
