"""Names of the page's parts, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from transparency.public_page.profile import readable_phone

LANGUAGE_NAMES = {"fr": "Français", "ar": "العربية", "en": "English"}


def text_name(code: str) -> str:
    return {
        "delivery_times": _("Delivery times"),
        "returns": _("Returns"),
        "guarantee": _("Guarantee"),
        "delivery": _("Delivery"),
        "after_sales": _("After-sales service"),
        "prices": _("Prices"),
        "discounts": _("Discounts"),
        "conditions": _("How an order is made"),
    }[code]


def day_name(code: str) -> str:
    return {
        "sat": _("Saturday"),
        "sun": _("Sunday"),
        "mon": _("Monday"),
        "tue": _("Tuesday"),
        "wed": _("Wednesday"),
        "thu": _("Thursday"),
        "fri": _("Friday"),
    }[code]


def register_words(kind: str) -> str:
    return _("Artisan card") if kind == "artisan" else _("Trade register")


def cnrc_words(state: str) -> str:
    """Whether the shop stands in the national file of those who sell electronically (law 18-05, article 9)."""
    return {
        "registered": _("registered"),
        "asked": _("asked for"),
        "not": _("not yet registered"),
    }.get(state, "")


@dataclass(frozen=True, slots=True)
class LegalRow:
    """``kind`` is ``phone``, ``email``, ``code`` (left to right) or empty."""

    term: str
    value: str
    kind: str = ""

    @property
    def shown(self) -> str:
        return readable_phone(self.value) if self.kind == "phone" else self.value


def legal_rows(legal: Mapping[str, str]) -> list[LegalRow]:
    """What is written of the merchant."""
    cnrc = cnrc_words(legal.get("cnrc", ""))
    number = legal.get("cnrc_number", "")
    rows = [
        (_("Merchant"), legal.get("name", ""), ""),
        (_("Postal address"), legal.get("address", ""), ""),
        (_("Phone"), legal.get("phone", ""), "phone"),
        (_("E-mail"), legal.get("email", ""), "email"),
        (register_words(legal.get("register_kind", "")), legal.get("register", ""), "code"),
        (_("Tax number (NIF)"), legal.get("tax_number", ""), "code"),
        (
            _("National file of electronic merchants (CNRC)"),
            _("%(state)s, no. %(number)s") % {"state": cnrc, "number": number} if cnrc and number else cnrc,
            "",
        ),
        (_("Where this site is hosted"), legal.get("hosting", ""), ""),
    ]
    return [LegalRow(term, value, kind) for term, value, kind in rows if value]
