"""The page as a reader meets it, made of one kept state. Nothing is typed here that the registry or the shop says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.urls import Resolver404, resolve, reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.shops.context import ShopContext
from transparency.cases.automations import ADVISER_CALL
from transparency.ledger.switches import EVERYTHING
from transparency.public_page.calendar import HoursRow, hours_rows
from transparency.public_page.names import LegalRow, legal_rows, text_name
from transparency.public_page.profile import (
    MORE_TEXTS,
    RULES,
    Contact,
    contact_of,
    hours_of,
    in_charge_of,
    legal_of,
    said_of,
)
from transparency.public_page.selectors import State, words_of
from transparency.retention.automations import LETTING_GO

HOUR: Final = 60
# What manual mode leaves on, since it starts nothing: it only calls a person.
LEFT_ON: Final = frozenset([ADVISER_CALL.code])


@dataclass(frozen=True, slots=True)
class AutomationShown:
    """One automation as the state said it; ``runs`` is its switch and manual mode taken together."""

    code: str
    title: str
    purpose: str
    data: list[str]
    criteria: list[list[str]]
    when_off: str
    kept_for: str
    runs: bool
    in_charge: str


@dataclass(frozen=True, slots=True)
class TextShown:
    """A rule in the shop's words, and the language they are in."""

    code: str
    name: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of what belongs to the page; empty for a page that this release does not have."""

    adviser: str
    consent: str
    my_data: str
    legal: str
    prices: str
    changes: str


@dataclass(frozen=True, slots=True)
class PublicPage:
    state: State
    is_manual: bool
    manual_since: datetime | None
    automations: list[AutomationShown]
    measured: list[list[str]]
    keeps_all: bool
    refuse: list[str]
    contest: list[str]
    contact: Contact
    delay: str
    hours: list[HoursRow]
    hours_ramadan: list[HoursRow]
    rules: list[TextShown]
    more: list[TextShown]
    legal: list[LegalRow]

    @property
    def running(self) -> int:
        return sum(one.runs for one in self.automations)

    def text(self, code: str) -> TextShown | None:
        return next((one for one in self.more if one.code == code), None)

    @property
    def texts(self) -> list[TextShown]:
        """What the law wants beside the conditions: prices, then the five rules."""
        return [*([self.prices] if self.prices else []), *self.rules]

    @property
    def prices(self) -> TextShown | None:
        return self.text("prices")

    @property
    def discounts(self) -> TextShown | None:
        return self.text("discounts")

    @property
    def conditions(self) -> TextShown | None:
        return self.text("conditions")


def public_page(shop: ShopContext, state: State, language: str) -> PublicPage:
    """Everything of a state that does not depend on the hour, in the active language ``language``."""
    profile, words = state.profile, words_of(shop.id, state, language)
    off = state.off
    contact = contact_of(profile)
    spoken = str(state.facts.get("language") or shop.language)
    return PublicPage(
        state=state,
        is_manual=EVERYTHING in off,
        manual_since=parse_datetime(str(off[EVERYTHING])) if EVERYTHING in off else None,
        automations=[_automation(state, one) for one in words["automations"]],
        measured=list((state.kept.get("rows") or {}).get(language, [])),
        keeps_all=EVERYTHING in off or LETTING_GO.code in off,
        refuse=words["refuse"],
        contest=words["contest"],
        contact=contact,
        delay=delay_words(contact.delay_minutes) or contact.delay,
        hours=hours_rows(hours_of(profile)),
        hours_ramadan=hours_rows(hours_of(profile, "hours_ramadan")),
        rules=_texts(profile, RULES, language, spoken),
        more=_texts(profile, MORE_TEXTS, language, spoken),
        legal=legal_rows(legal_of(profile)),
    )


def _automation(state: State, said: dict[str, Any]) -> AutomationShown:
    code = said["code"]
    return AutomationShown(
        **said,
        runs=code not in state.off and (EVERYTHING not in state.off or code in LEFT_ON),
        in_charge=in_charge_of(state.profile, code),
    )


def _texts(profile: Any, codes: tuple[str, ...], language: str, spoken: str) -> list[TextShown]:
    said = [(code, said_of(profile, code, language, spoken)) for code in codes]
    return [TextShown(code, text_name(code), one.text, one.language) for code, one in said if one.text]


def delay_words(minutes: int) -> str:
    """How fast a person answers while somebody is there; empty when nothing is announced."""
    if not minutes:
        return ""
    if minutes % HOUR:
        return ngettext(
            "A person answers within %(n)s minute while we are open.",
            "A person answers within %(n)s minutes while we are open.",
            minutes,
        ) % {"n": minutes}
    hours = minutes // HOUR
    return ngettext(
        "A person answers within %(n)s hour while we are open.",
        "A person answers within %(n)s hours while we are open.",
        hours,
    ) % {"n": hours}


@cache
def _has_page(name: str) -> bool:
    try:
        resolve(f"/t/any-shop/{name}")
    except Resolver404:
        return False
    return True


def links_of(shop: ShopContext) -> Links:
    """Where customers go on from here."""
    home = reverse("public-transparency", kwargs={"slug": shop.slug})
    pages = {name: f"{home}{name}" if _has_page(name) else "" for name in ("adviser", "consent", "my-data")}
    own = {name: f"{home}{name}" for name in ("legal", "prices", "changes")}
    return Links(pages["adviser"], pages["consent"], pages["my-data"], **own)


def title_of(shop: ShopContext) -> str:
    return _("What is automatic at %(shop)s, and who answers") % {"shop": shop.name}
