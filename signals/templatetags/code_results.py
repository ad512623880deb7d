"""How a code's link converts and what margin it leaves, for the page of the code."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone

from catalog.codes.models import PlaylistCode
from shop_ai.lib.period import local_day
from signals.code_results.panels import days_table, figures, thin
from signals.code_results.selectors import conversion, left_of_products, margin

register = template.Library()


@register.inclusion_tag("code_results/short.html", takes_context=True)
def code_results(context: Context, code: PlaylistCode) -> dict[str, Any]:
    """Visits, messages, orders and margin of the last 30 days, and what sells at a loss with the code."""
    shop = context["shop"]
    found = conversion(shop, code, local_day(timezone.now(), shop.zone))
    return {
        "request": context["request"],
        "shop": shop,
        "figures": figures(found, margin(shop, code), shop.currency),
        "table": days_table(shop, code, found),
        "losses": thin(left_of_products(shop, code)),
    }
