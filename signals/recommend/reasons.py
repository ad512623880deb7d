"""Each reason code as one plain sentence in the reader's language, for customers."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext


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
    if title and code in _NAMED:
        return str(_NAMED[code]) % {"title": title}
    return str(_PLAIN[code]) if code in _PLAIN else _("Available in the shop")


# Lazy: a sentence is looked up when it is said, and none of the others.
_NAMED: Final = {
    "bought_together": gettext_lazy("Often bought by those who bought “%(title)s”"),
    "because_you_bought": gettext_lazy("Because you bought “%(title)s”"),
    "because_you_viewed": gettext_lazy("Because you looked at “%(title)s”"),
    "because_in_cart": gettext_lazy("Goes with “%(title)s” in your basket"),
    "similar_to": gettext_lazy("Similar to “%(title)s”"),
}
_PLAIN: Final = {
    "picked_by_shop": gettext_lazy("Picked by the shop"),
    "boosted_by_shop": gettext_lazy("Put forward by the shop"),
    "best_seller": gettext_lazy("Among the shop's best-sellers"),
    "in_category_best": gettext_lazy("Among the best-sellers of its kind"),
    "bought_together": gettext_lazy("Often bought together"),
    "because_you_bought": gettext_lazy("Because of what you bought"),
    "because_you_viewed": gettext_lazy("Because of what you looked at"),
    "because_in_cart": gettext_lazy("Goes with your basket"),
    "similar_to": gettext_lazy("Similar to this product"),
    "may_go_with": gettext_lazy("May go well with it"),
    "for_use": gettext_lazy("Fits what you chose"),
    "within_budget": gettext_lazy("Within your budget"),
    "exploring": gettext_lazy("Not seen by many yet, shown to give it a chance"),
    "new_in_test": gettext_lazy("New in the shop, shown to some visitors to see whether it pleases"),
    "liked_when_new": gettext_lazy("New, and liked by those who saw it first"),
}
