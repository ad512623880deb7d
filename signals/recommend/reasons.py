"""Each reason code as one plain sentence in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def reason_text(code: str, values: dict[str, Any]) -> str:
    """The sentence shown beside a product; counts appear only where the ranking allowed them."""
    if code == "picked_by_shop":
        return _("Picked by the shop")
    if code == "best_seller_counted":
        orders = int(values.get("orders", 0))
        return ngettext(
            "In %(n)s order of the last %(days)s days", "In %(n)s orders of the last %(days)s days", orders
        ) % {"n": orders, "days": values.get("days", "")}
    if code == "new_in_test":
        return _("New in the shop, shown to some visitors to see whether it pleases")
    if code == "liked_when_new":
        return _("New, and liked by those who saw it first")
    if code == "best_seller":
        return _("Among the shop's best-sellers")
    return _("Available in the shop")
