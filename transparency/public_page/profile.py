"""The public profile as a shop wrote it, read with care: a part that is missing or odd is empty. Pure.

It is one JSON document: ``contact``, ``hours`` (by weekday), ``hours_ramadan``, ``on_holidays`` (open on public holidays),
``away`` (days off), ``in_charge`` (automation to person, ``*`` for all), ``rules`` (texts in the shop's own language),
``rules_texts`` (by language), ``rules_answers`` (what they were made from), ``legal``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from shop_ai.lib import phones

LANGUAGES: Final = ("fr", "ar", "en")
RULES: Final = ("delivery_times", "returns", "guarantee", "delivery", "after_sales")
MORE_TEXTS: Final = ("prices", "discounts", "conditions")
TEXTS: Final = (*RULES, *MORE_TEXTS)
LEGAL: Final = (
    *("name", "address", "phone", "email"),
    *("register_kind", "register", "tax_number", "cnrc", "cnrc_number", "hosting"),
)
EVERYBODY: Final = "*"
LONGEST_AWAY: Final = timedelta(days=92)

Profile = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers. ``delay`` is in the shop's own words; ``delay_minutes`` counts while somebody is there, 0 unsaid."""

    name: str = ""
    phone: str = ""
    whatsapp: str = ""
    email: str = ""
    delay: str = ""
    delay_minutes: int = 0

    @property
    def is_known(self) -> bool:
        return bool(self.name or self.phone or self.whatsapp or self.email)

    @property
    def phone_shown(self) -> str:
        return readable_phone(self.phone)

    @property
    def whatsapp_digits(self) -> str:
        """For a ``wa.me`` link; empty when it is no number."""
        digits = self.whatsapp.lstrip("+").replace(" ", "")
        return digits if digits.isdecimal() else ""


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which nobody is there, both included."""

    start: date
    end: date
    why: str = ""

    @property
    def days(self) -> list[date]:
        return [self.start + timedelta(days=n) for n in range((self.end - self.start).days + 1)]


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the language it is in: the reader's own, or the shop's when it is not written in the reader's."""

    text: str = ""
    language: str = ""


def part(profile: Profile, name: str) -> dict[str, Any]:
    found = profile.get(name)
    return dict(found) if isinstance(found, Mapping) else {}


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) else ""


def readable_phone(number: str) -> str:
    """As people of its country write it; as it stands when it is no number that can be read."""
    known = phones.parse(number) if number else None
    return phones.national(known) if known else number


def contact_of(profile: Profile) -> Contact:
    given = part(profile, "contact")
    minutes = given.get("delay_minutes")
    return Contact(
        **{name: _text(given.get(name)) for name in ("name", "phone", "whatsapp", "email", "delay")},
        delay_minutes=minutes if isinstance(minutes, int) and minutes > 0 else 0,
    )


def hours_of(profile: Profile, name: str = "hours") -> dict[str, list[str]]:
    return {day: list(times) for day, times in part(profile, name).items() if isinstance(times, list)}


def away_of(profile: Profile) -> list[Away]:
    found = []
    for given in profile.get("away") or []:
        try:
            start, end = date.fromisoformat(given["from"]), date.fromisoformat(given["to"])
        except (KeyError, TypeError, ValueError):
            continue
        if start <= end <= start + LONGEST_AWAY:
            found.append(Away(start, end, _text(given.get("why"))))
    return sorted(found, key=lambda one: one.start)


def is_open_on_holidays(profile: Profile) -> bool:
    return profile.get("on_holidays") is True


def in_charge_of(profile: Profile, code: str) -> str:
    """Who answers for an automation: its own person, the one for all, or who answers customers."""
    people = part(profile, "in_charge")
    return _text(people.get(code)) or _text(people.get(EVERYBODY)) or contact_of(profile).name


def texts_of(profile: Profile, code: str, shop_language: str) -> dict[str, str]:
    """The text of a rule in each language in which it is written."""
    by_language = part(part(profile, "rules_texts"), code)
    found = {language: _text(by_language.get(language)) for language in LANGUAGES}
    if not found.get(shop_language):
        found[shop_language] = _text(part(profile, "rules").get(code))
    return {language: text for language, text in found.items() if text}


def said_of(profile: Profile, code: str, language: str, shop_language: str) -> Said:
    texts = texts_of(profile, code, shop_language)
    for wanted in (language, shop_language, *LANGUAGES):
        if texts.get(wanted):
            return Said(texts[wanted], wanted)
    return Said()


def answers_of(profile: Profile, code: str) -> dict[str, Any]:
    return part(part(profile, "rules_answers"), code)


def legal_of(profile: Profile) -> dict[str, str]:
    """The merchant's identity; phone and e-mail are those for customers where no others are written."""
    given, contact = part(profile, "legal"), contact_of(profile)
    found = {name: _text(given.get(name)) for name in LEGAL}
    found["phone"] = found["phone"] or contact.phone
    found["email"] = found["email"] or contact.email
    return found
