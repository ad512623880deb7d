"""What the owner's pages say of slots, parts, choices and what was left out."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

SLOT_WORDS: Final[dict[str, str | Promise]] = {
    "home": gettext_lazy("Home page"),
    "product": gettext_lazy("Product page"),
    "cart": gettext_lazy("Basket"),
    "after_order": gettext_lazy("After an order"),
    "landing": gettext_lazy("Landing page"),
}
CHOICE_WORDS: Final[dict[str, str | Promise]] = {
    "pin": pgettext_lazy("the shop's word on a product", "Pinned first"),
    "boost": pgettext_lazy("the shop's word on a product", "Put forward"),
    "hide": pgettext_lazy("the shop's word on a product", "Hidden by you"),
    "exclude": pgettext_lazy("the shop's word on a product", "Left out altogether"),
}


def part_words(code: str, title: str) -> str:
    """What a part of a score is; ``title`` names the product behind it, if there is one."""
    if title and code in {"bought", "alike", "category"}:
        return {
            "bought": _("Bought by those who have “%(title)s”"),
            "alike": _("Alike “%(title)s”"),
            "category": _("Sells well among things like “%(title)s”"),
        }[code] % {"title": title}
    return {
        "shop": _("Sells well in the shop"),
        "boost": _("Put forward by you"),
        "bought": _("Bought together"),
        "alike": _("Alike"),
        "category": _("Sells well in its category"),
    }.get(code, code)


def left_out_words(code: str) -> str:
    """Why a product is not on a list."""
    return {
        "inactive": _("no longer sold"),
        "service": _("a fee, no product"),
        "held_as_unsafe": _("held back as unsafe"),
        "hidden_by_shop": _("hidden by the shop"),
        "category_excluded": _("its category is left out"),
        "out_of_stock": _("out of stock"),
        "on_the_page": _("it is the product of the page"),
        "in_the_basket": _("it is in the basket"),
        "in_the_order": _("it is in the order"),
        "dismissed": _("the visitor did not want it"),
        "just_bought": _("bought in the last 90 days"),
        "owned": _("the customer has it, and it lasts"),
        "not_for_this_use": _("not for what was chosen"),
        "over_the_budget": _("above the budget"),
    }.get(code, code)


def kind_words(kind: str) -> str:
    """The role of a product behind a list."""
    return {
        "page": _("on the page"),
        "cart": _("in the basket"),
        "ordered": _("in the order"),
        "seen": _("looked at"),
        "bought": _("bought before"),
    }.get(kind, kind)
