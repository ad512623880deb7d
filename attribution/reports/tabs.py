"""The pages of the reports."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext


def report_tabs(shop: ShopContext, here: str) -> list[tuple[str, str, bool]]:
    """Triples (words, address, is here)."""
    words = {
        "report": _("Report to print"),
        "alerts": _("Alerts"),
        "notes": _("Notes on days"),
        "letters": _("Letters by e-mail"),
    }
    return [(said, reverse(name, kwargs={"slug": shop.slug}), name == here) for name, said in words.items()]
