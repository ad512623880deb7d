"""Each reason code as one plain sentence in the reader's language, for customers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def reason_text(code: str, values: dict[str, Any]) -> str:
    """The sentence shown beside a product; counts appear only where the ranking allowed them.

    ``values`` may name the product behind the reason (``title``): it is one that the reader holds or looked at.
    """
    if code == "best_seller_counted":
        orders = int(values.get("orders", 0))
        return ngettext(
            "In %(n)s order of the last %(days)s days", "In %(n)s orders of the last %(days)s days", orders
        ) % {"n": orders, "days": values.get("days", "")}
    title = str(values.get("title", ""))
    if title and code in _named():
        return _named()[code] % {"title": title}
    return _plain().get(code) or _("Available in the shop")


def _named() -> dict[str, str]:
    return {
        "bought_together": _("Often bought by those who bought “%(title)s”"),
        "because_you_bought": _("Because you bought “%(title)s”"),
        "because_you_viewed": _("Because you looked at “%(title)s”"),
        "because_in_cart": _("Goes with “%(title)s” in your basket"),
        "similar_to": _("Similar to “%(title)s”"),
    }


def _plain() -> dict[str, str]:
    return {
        "picked_by_shop": _("Picked by the shop"),
        "boosted_by_shop": _("Put forward by the shop"),
        "best_seller": _("Among the shop's best-sellers"),
        "in_category_best": _("Among the best-sellers of its kind"),
        "bought_together": _("Often bought together"),
        "because_you_bought": _("Because of what you bought"),
        "because_you_viewed": _("Because of what you looked at"),
        "because_in_cart": _("Goes with your basket"),
        "similar_to": _("Similar to this product"),
        "may_go_with": _("May go well with it"),
        "for_use": _("Fits what you chose"),
        "within_budget": _("Within your budget"),
        "exploring": _("Not seen by many yet, shown to give it a chance"),
        "new_in_test": _("New in the shop, shown to some visitors to see whether it pleases"),
        "liked_when_new": _("New, and liked by those who saw it first"),
    }
