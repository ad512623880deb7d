"""How complete the page is: what customers and the law ask for, each weighed, each with the page that mends it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from transparency.centre.hours import read_times
from transparency.public_page.names import text_name
from transparency.public_page.profile import (
    EVERYBODY,
    LANGUAGES,
    RULES,
    TEXTS,
    Profile,
    contact_of,
    hours_of,
    legal_of,
    part,
    texts_of,
)

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the page should say. ``where`` is the editor; ``is_law`` when law 18-05 asks for it."""

    code: str
    label: Words
    why: Words
    weight: int
    where: str
    is_done: bool
    is_law: bool = False


@dataclass(frozen=True, slots=True)
class Completeness:
    items: tuple[Item, ...]

    @property
    def score(self) -> int:
        """Percent of the weights; 100 only when nothing is missing."""
        whole = sum(item.weight for item in self.items)
        return sum(item.weight for item in self.items if item.is_done) * 100 // whole

    @property
    def done(self) -> int:
        return sum(item.is_done for item in self.items)

    @property
    def missing(self) -> tuple[Item, ...]:
        """What weighs most first."""
        return tuple(sorted((item for item in self.items if not item.is_done), key=lambda item: -item.weight))


@dataclass(frozen=True, slots=True)
class _Check:
    code: str
    label: Words
    why: Words
    weight: int
    where: str
    holds: Callable[[Profile], bool]
    is_law: bool = False


def _has_legal(name: str) -> Callable[[Profile], bool]:
    return lambda profile: bool(legal_of(profile)[name])


_CHECKS: Final = (
    _Check(
        "name",
        _("Who answers"),
        _("Customers trust a name more than a shop."),
        2,
        "contact",
        lambda profile: bool(contact_of(profile).name),
    ),
    _Check(
        "reach",
        _("A phone or WhatsApp number"),
        _("A person must be within reach."),
        2,
        "contact",
        lambda profile: bool(contact_of(profile).phone or contact_of(profile).whatsapp),
        is_law=True,
    ),
    _Check(
        "email",
        _("An e-mail address"),
        _("The law asks for an electronic address."),
        1,
        "contact",
        lambda profile: bool(legal_of(profile)["email"]),
        is_law=True,
    ),
    _Check(
        "delay",
        _("How fast somebody answers"),
        _("Cases get their deadline from it."),
        2,
        "contact",
        lambda profile: bool(contact_of(profile).delay_minutes),
    ),
    _Check(
        "hours",
        _("Opening hours"),
        _("The page says whether somebody is there now, and when next."),
        2,
        "hours",
        lambda profile: any(read_times(times) for times in hours_of(profile).values()),
    ),
    _Check(
        "in_charge",
        _("Who is in charge of what is automatic"),
        _("Somebody answers for each automation."),
        1,
        "charge",
        lambda profile: bool(part(profile, "in_charge").get(EVERYBODY)),
    ),
    _Check(
        "legal_name",
        _("Name of the merchant"),
        _("As on the trade register or the artisan card."),
        2,
        "legal",
        _has_legal("name"),
        is_law=True,
    ),
    _Check(
        "address", _("Postal address"), _("Where letters reach you."), 2, "legal", _has_legal("address"), True
    ),
    _Check(
        "register",
        _("Trade register or artisan card"),
        _("Its number shows that the shop is registered."),
        2,
        "legal",
        _has_legal("register"),
        is_law=True,
    ),
    _Check(
        "tax_number",
        _("Tax number (NIF)"),
        _("Stands on every invoice."),
        2,
        "legal",
        _has_legal("tax_number"),
        True,
    ),
    _Check(
        "cnrc",
        _("State of the registration at the CNRC"),
        _("Who sells online is entered in the national file first."),
        1,
        "legal",
        _has_legal("cnrc"),
        is_law=True,
    ),
)


def completeness(profile: Profile, shop_language: str) -> Completeness:
    """Everything the page should say, done or not."""
    fixed = [
        Item(one.code, one.label, one.why, one.weight, one.where, one.holds(profile), one.is_law)
        for one in _CHECKS
    ]
    written = {code: texts_of(profile, code, shop_language) for code in TEXTS}
    texts = [
        Item(
            f"text-{code}",
            text_name(code),
            _("One of the five rules that customers ask about.")
            if code in RULES
            else _("The law asks for it."),
            2 if code in RULES else 1,
            f"texts/{code}",
            bool(written[code]),
            code not in RULES,
        )
        for code in TEXTS
    ]
    whole = all(set(LANGUAGES) <= set(texts) for texts in written.values() if texts) and any(written.values())
    languages = Item(
        "languages",
        _("Every text in French, Arabic and English"),
        _("Whoever reads Arabic only has the same right to know."),
        2,
        "languages",
        whole,
    )
    return Completeness((*fixed, *texts, languages))
