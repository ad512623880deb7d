"""The heading of a list: the rule by which most of it was chosen, in a few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from signals.recommend.served import Served

# Codes that say the same to a customer who reads a heading.
_ALIKE = {
    "best_seller_counted": "best_seller",
    "liked_when_new": "best_seller",
    "in_the_shop": "best_seller",
    "may_go_with": "similar_to",
    "within_budget": "for_use",
    "boosted_by_shop": "picked_by_shop",
}
# Chance and the owner put single products into a list; they are not its rule unless nothing else is.
_ASIDE = frozenset(["picked_by_shop", "exploring", "new_in_test"])


def heading_code(items: Sequence[Served]) -> str:
    """The reason behind at least half of the list; ``mixed`` where none is, ``best_seller`` for an empty one."""
    codes = [_ALIKE.get(item.reason_code, item.reason_code) for item in items]
    ruled = [code for code in codes if code not in _ASIDE] or codes
    if not ruled:
        return "best_seller"
    code, count = Counter(ruled).most_common(1)[0]
    return code if count * 2 >= len(ruled) else "mixed"


def heading(code: str) -> str:
    """The words of a heading code."""
    return str(_WORDS[code]) if code in _WORDS else _("What goes with it, and what sells best")


_WORDS: Final = {
    "best_seller": gettext_lazy("Best-sellers of the shop"),
    "bought_together": gettext_lazy("Often bought together"),
    "because_in_cart": gettext_lazy("Goes with what is in your cart"),
    "because_you_bought": gettext_lazy("Goes with what you ordered"),
    "because_you_viewed": gettext_lazy("Because of what you looked at"),
    "in_category_best": gettext_lazy("Best-sellers of the same kind"),
    "similar_to": gettext_lazy("Products of this kind"),
    "for_use": gettext_lazy("Fits what you chose"),
    "picked_by_shop": gettext_lazy("Picked by the shop"),
    "exploring": gettext_lazy("New for many"),
    "new_in_test": gettext_lazy("New in the shop"),
}
