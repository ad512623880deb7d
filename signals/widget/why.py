"""The text behind "why am I seeing this": from the registry of automations, and from what was really used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from signals.recommend.served import Served
from signals.widget.asking import Asked
from transparency.ledger.automations import Automation, Criterion, Text, Weight, all_automations
from transparency.ledger.wording import weight_words

MOST_CRITERIA: Final = 8
_HEAVIEST_FIRST: Final = {Weight.DECISIVE: 0, Weight.STRONG: 1, Weight.SOME: 2}
_OF_NEIGHBOURS: Final = frozenset(
    [
        "bought_together",
        "because_in_cart",
        "because_you_bought",
        "because_you_viewed",
        "similar_to",
        "may_go_with",
    ]
)


def in_play(items: Sequence[Served], *, is_personal: bool) -> list[Automation]:
    """The automations that made this list, as its reasons tell."""
    codes = {one.code for item in items for one in item.reasons} | {item.reason_code for item in items}
    wanted = {
        "best_sellers": True,
        "bought_together": bool(codes & _OF_NEIGHBOURS),
        "personal_recommendations": is_personal,
        "exploration": "exploring" in codes,
        "staged_exposure": bool(codes & {"new_in_test", "liked_when_new"}),
    }
    known = {one.code: one for one in all_automations()}
    return [known[code] for code, plays in wanted.items() if plays and code in known]


def why(shop: ShopContext, asked: Asked, items: Sequence[Served], *, is_personal: bool) -> dict[str, Any]:
    """The whole dialog, in the language that is switched on."""
    playing = tuple(one.code for one in in_play(items, is_personal=is_personal))
    told = _told(get_language() or "", playing)
    page = f"{settings.PUBLIC_URL}/t/{shop.slug}/"
    return {
        **told,
        "body": [*told["body"], *_marks(items), *_about_you(asked, items, is_personal=is_personal)],
        "excluded": list(_excluded(asked)),
        "privacy_url": page,
        **_adviser(page),
    }


@lru_cache(maxsize=128)
def _told(language: str, codes: tuple[str, ...]) -> dict[str, Any]:
    """What the dialog says of these automations to everybody, worded once a process."""
    known = {one.code: one for one in all_automations()}
    playing = [known[code] for code in codes]
    with translation.override(language):
        return {
            "title": _("Why am I seeing these products?"),
            "body": [str(one.purpose) for one in playing],
            "data_used_label": _("What was looked at"),
            "data_used": _once(text for one in playing for text in one.data_used),
            "criteria_label": _("What counts"),
            "criteria": [
                {"name": str(c.name), "weight_words": weight_words(c.weight)} for c in _criteria(playing)
            ],
            "excluded_label": _("Never shown"),
            "excluded": [],
            "switch_label": _("Do not use my browsing"),
            "privacy_label": _("How this shop uses automation"),
        }


def _once(texts: Iterable[Text]) -> list[str]:
    return list(dict.fromkeys(str(text) for text in texts))


def _criteria(playing: Sequence[Automation]) -> list[Criterion]:
    """Each criterion once, the heaviest first, and of equal ones in the order of the registry."""
    found: dict[str, Criterion] = {}
    for criterion in (c for one in playing for c in one.criteria):
        found.setdefault(str(criterion.name), criterion)
    return sorted(found.values(), key=lambda c: _HEAVIEST_FIRST[c.weight])[:MOST_CRITERIA]


def is_picked(item: Served) -> bool:
    """Whether the owner put it forward, and not the ranking alone."""
    codes = {item.reason_code, *(one.code for one in item.reasons)}
    return bool(codes & {"picked_by_shop", "boosted_by_shop"})


def _marks(items: Sequence[Served]) -> Iterator[str]:
    if any(is_picked(item) for item in items):
        yield _("“Picked by the shop”: the shop put this product forward itself, whatever the ranking says.")


def _about_you(asked: Asked, items: Sequence[Served], *, is_personal: bool) -> Iterator[str]:
    """What of the visitor was used, or that nothing was. Chance is named, because it is not about anybody."""
    used = [*_from_the_cart(asked), *_from_browsing(asked, is_personal=is_personal), *_by_hand(asked)]
    drawn = any(item.reason_code in {"new_in_test", "exploring"} for item in items)
    if used:
        yield from used
    elif drawn:
        yield _("Chance alone decides who sees a new product first: nothing about you was used.")
    else:
        yield _("Everybody sees the same list: nothing about you was used.")


def _from_the_cart(asked: Asked) -> Iterator[str]:
    if not asked.cart:
        return
    n = len(asked.cart)
    if asked.slot == "after_order":
        yield ngettext(
            "Used of you: the %(n)s product of your order.",
            "Used of you: the %(n)s products of your order.",
            n,
        ) % {"n": n}
    else:
        yield ngettext(
            "Used of you: the %(n)s product in your cart.", "Used of you: the %(n)s products in your cart.", n
        ) % {"n": n}


def _from_browsing(asked: Asked, *, is_personal: bool) -> Iterator[str]:
    if is_personal and asked.seen:
        n = len(asked.seen)
        yield ngettext(
            "Used of you: the last %(n)s product that you looked at here. Your browser keeps it; our log says what led to which list, never for whom.",
            "Used of you: the last %(n)s products that you looked at here. Your browser keeps them; our log says what led to which list, never for whom.",
            n,
        ) % {"n": n}


def _by_hand(asked: Asked) -> Iterator[str]:
    if asked.use or asked.gift or asked.budget is not None:
        yield _("Used of you: what you chose above the list.")


def _excluded(asked: Asked) -> Iterator[str]:
    yield _("Products that are out of stock")
    yield _("Products that the shop has hidden")
    yield _("Products that are held back as unsafe")
    if asked.sku:
        yield _("The product of this page")
    if asked.cart:
        yield _("What you just ordered") if asked.slot == "after_order" else _("What is in your cart already")


def _adviser(page: str) -> dict[str, str]:
    """Where a person answers, and where every automation stops for whoever asks; the widget adds the visitor it may name."""
    return {"adviser_label": _("Talk to an adviser"), "adviser_url": f"{page}adviser?from=widget"}
