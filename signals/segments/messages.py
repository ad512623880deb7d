"""Drafts of messages in the customer's language, with marks such as {product} that are filled in for each customer.

A draft claims nothing that the shop's own data does not say: a price, a rule that the shop wrote, a count of orders.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog.customers.naming import whatsapp_url
from shop_ai.lib.money import format_money, format_share
from signals.segments.words import perk_words

LANGUAGES: Final = ("fr", "ar", "en")
MARKS: Final = (
    "name",
    "product",
    "second",
    "price",
    "old_price",
    "discount",
    "spend",
    "perk",
    "rule",
    "until",
    "shop",
    "link",
)
LONGEST: Final = 1000
_MARK = re.compile(r"\{([^{}]*)\}")


class BadMessage(ValueError):
    """A message holds a mark that nothing fills in, or is too long; ``mark`` names it."""

    def __init__(self, mark: str) -> None:
        super().__init__(mark)
        self.mark = mark


def drafts(kind: str) -> dict[str, str]:
    """The template of a kind in each language."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = f"{_opening()} {_body(kind)} {_closing()}"
    return found


def _opening() -> str:
    return _("Hello {name},")


def _closing() -> str:
    return _("{link} Answer STOP to get no more messages. {shop}")


def _body(kind: str) -> str:
    return {
        "best_seller": _("our customers order this most: {product}, {price}."),
        "risk_free": _("easy to try: {product}, {price}."),
        "proof": _("this is what customers kept most: {product}, {price}."),
        "pack": _("{product} and {second} go well together: {price} for both."),
        "complement": _("this goes well with your last order: {product}, {price}."),
        "perk": _("one more order and you reach {spend}: then you get {perk}."),
        "novelty": _("this is new since your last order: {product}, {price}."),
        "discount": _("for you until {until}: {product} at {price} instead of {old_price}."),
        "guarantee": _("{product}, {price}. Our rule: {rule}"),
    }[kind]


def checked(text: str) -> str:
    """The text, when every mark in it can be filled in; raises BadMessage."""
    clean = text.replace("\x00", "").strip()
    if not clean or len(clean) > LONGEST:
        raise BadMessage("")
    for mark in _MARK.findall(clean):
        if mark not in MARKS:
            raise BadMessage(mark)
    return clean


def filled(template: str, values: Mapping[str, str]) -> str:
    """The message: marks replaced, what is empty left out without a trace."""
    text = _MARK.sub(lambda found: values.get(found[1], ""), template)
    return re.sub(r"[ \t]+([,.:!])", r"\1", re.sub(r"[ \t]{2,}", " ", text)).strip()


def values_for(
    *,
    language: str,
    currency: str,
    shop: str,
    name: str,
    title: str = "",
    second: str = "",
    price: Decimal | None = None,
    discount: float = 0.0,
    together: Decimal | None = None,
    link: str = "",
    rule: str = "",
    tier: tuple[str, str] | None = None,
    until: date | None = None,
) -> dict[str, str]:
    """The marks of one customer's message, written as their language writes them. ``tier`` is (spend, perk)."""
    with override(language):
        now = together if together is not None else reduced(price, discount)
        spend, perk = tier or ("", "")
        values = {
            "name": name,
            "product": title,
            "second": second,
            "price": format_money(now, currency) if now is not None else "",
            "old_price": format_money(price, currency) if price is not None else "",
            "discount": format_share(discount, 0) if discount else "",
            "spend": format_money(Decimal(spend), currency) if spend else "",
            "perk": perk_words(perk) if perk else "",
            "rule": rule,
            "until": until.strftime("%d/%m/%Y") if until else "",
            "shop": shop,
            "link": link,
        }
    return _isolated(values) if language == "ar" else values


def _isolated(values: dict[str, str]) -> dict[str, str]:
    """Between isolating marks, so that a Latin title does not turn an Arabic sentence around; links stay bare."""
    return {mark: f"\u2068{text}\u2069" if text and mark != "link" else text for mark, text in values.items()}


def reduced(price: Decimal | None, discount: float) -> Decimal | None:
    """The price less the discount, never rounded below what the bound allows: cents go up."""
    if price is None or not discount:
        return price
    return price - (price * Decimal(str(discount))).quantize(Decimal("0.01"), rounding="ROUND_DOWN")


def whatsapp_link(phone: str, text: str) -> str:
    """Opens a conversation with the text written and not yet sent; empty without a phone."""
    address = whatsapp_url(phone)
    return f"{address}?text={quote(text)}" if address else ""


def example(language: str, template: str, values: Mapping[str, str]) -> str:
    """How a draft reads for nobody in particular."""
    with override(language):
        return filled(template, {**values, "name": _("Amina")})
