"""The widget's own words in the reader's language: buttons, notes, and what is read aloud."""

from __future__ import annotations

from functools import cache

from django.utils import translation
from django.utils.translation import gettext as _

from signals.widget.asking import MOST_SEEN


@cache
def widget_words(language: str) -> dict[str, str]:
    """What the page script needs besides the items; it holds no words of its own."""
    with translation.override(language):
        return _words()


def _words() -> dict[str, str]:
    return {
        "previous": _("Previous products"),
        "next": _("Next products"),
        "why": _("Why am I seeing this?"),
        "close": _("Close"),
        "saved": _("Saved: your browsing does not help to choose these products, and nothing of it is kept."),
        "undone": _(
            "Saved: the last %(n)s products that you look at here are kept in this browser and help to choose these products."
        )
        % {"n": MOST_SEEN},
        "private": _("Your browser asks not to be tracked: your browsing is not used."),
        "no": _("Not interested"),
        "hidden": _("You will not see again:"),
        "undo": _("Undo"),
        "nothing": _("Nothing fits these choices."),
        "all": _("Show all"),
        "choices": _("Your choices"),
        "updated": _("Products shown:"),
        "failed": _("This choice could not be applied."),
    }


def slot_name(slot: str) -> str:
    return {
        "product": _("Product page"),
        "cart": _("Cart"),
        "after_order": _("After the order"),
        "home": _("Home page"),
        "landing": _("Landing page"),
    }[slot]


def slot_hint(slot: str) -> str:
    """What the slot shows, in one sentence for the owner."""
    return {
        "product": _("What goes with the product on show, and what is like it."),
        "cart": _("What goes with the products in the cart, without those that are in it."),
        "after_order": _("What goes with the order that was just placed, without its products."),
        "home": _("What sells best, and for visitors who agreed, what fits what they looked at."),
        "landing": _("What sells best to people who come from a campaign; give it a theme to keep to one."),
    }[slot]


def platform_name(platform: str) -> str:
    return {"html": _("Any site (HTML)"), "woocommerce": "WooCommerce", "shopify": "Shopify"}[platform]


def platform_hint(platform: str, slot: str) -> str:
    """Where the lines go, in one or two sentences."""
    if platform == "woocommerce":
        if slot in {"home", "landing"}:
            return _(
                "Open the page in WordPress, add a block “Custom HTML” where the products should stand, and paste the lines."
            )
        return _(
            "Paste the lines at the end of functions.php of your child theme, or into a snippets plugin."
        )
    if platform == "shopify":
        if slot == "after_order":
            return _(
                "Shopify admits no code of a shop on its pages after the order. Use the product page and the cart there."
            )
        return _(
            "Online store → Themes → Customise: open the template, add a block or section “Custom Liquid”, and paste the lines."
        )
    return _(
        "Paste the first line where the products should stand. The second is needed once a page. Put in the SKUs of your own page."
    )
