"""What a role may do, for templates that hide buttons which would be refused."""

from __future__ import annotations

from django import template

from catalog.people.access import has_role
from catalog.shops.context import ShopContext

register = template.Library()


@register.filter
def may(shop: ShopContext | None, role: str) -> bool:
    """``{% if shop|may:"manager" %}``: whether the reader's role reaches this one."""
    return shop is not None and shop.role != "" and has_role(shop.role, role)
