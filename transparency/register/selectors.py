"""The register as it stands: the product's part, the shop's real partners and lengths, and the owner's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from catalog.conversations.models import Conversation
from catalog.parcels.selectors import couriers
from shop_ai.lib.channels import PROPER_NAMES, channel_name
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.automations import Automation, all_automations
from transparency.register.models import RegisterNote
from transparency.register.processings import PROCESSINGS, SECURITY, Partner, Processing
from transparency.retention.lengths import lengths
from transparency.retention.lists import length_words
from transparency.retention.rules import BY_CODE as RULES

# Services whose owners keep what passes through them on machines outside of the country.
ABROAD: Final = frozenset(PROPER_NAMES) - {"sms"}


@dataclass(frozen=True, slots=True)
class Line:
    """One processing, ready to be read: every field is words."""

    code: str
    purpose: str
    basis: str
    persons: str
    data: str
    recipients: str
    abroad: str
    keeping: str
    receipt: str
    note: RegisterNote


@dataclass(frozen=True, slots=True)
class Register:
    """``head`` holds what concerns all lines: the officer and the shop's declaration."""

    head: RegisterNote
    lines: tuple[Line, ...]
    security: tuple[str, ...]
    automations: tuple[Automation, ...]


def register_of(shop_id: int) -> Register:
    """In the active language."""
    with shop_scope(shop_id):
        notes = {note.code: note for note in RegisterNote.objects.all()}
        partners = {
            Partner.COURIERS: couriers(shop_id),
            Partner.MESSENGERS: _messengers(),
        }
        held = lengths(shop_id)
    lines = tuple(
        _line(one, partners, held, notes.get(one.code) or RegisterNote(code=one.code)) for one in PROCESSINGS
    )
    return Register(
        head=notes.get("") or RegisterNote(),
        lines=lines,
        security=tuple(str(one) for one in SECURITY),
        automations=tuple(all_automations()),
    )


def _messengers() -> list[str]:
    """Where people really wrote from, without the shop's own counter and telephone."""
    places = Conversation.objects.order_by("place").values_list("place", flat=True).distinct()
    return [place for place in places if place in PROPER_NAMES]


def _line(
    one: Processing, partners: dict[Partner, list[str]], held: dict[str, int], note: RegisterNote
) -> Line:
    named = [slug for partner in one.partners for slug in partners[partner]]
    abroad = [channel_name(slug) for slug in named if slug in ABROAD]
    team = _("The shop's team")
    return Line(
        code=one.code,
        purpose=str(one.purpose),
        basis=str(one.basis),
        persons=str(one.persons),
        data=str(one.data),
        recipients=_listed([team, *(channel_name(slug) for slug in named), note.recipients]),
        abroad=_listed([*abroad, note.transfer]) or _("None"),
        keeping=_listed(
            [f"{RULES[code].what}: {length_words(RULES[code], held[code])}" for code in one.keeping]
        )
        or _("As long as they belong to the team"),
        receipt=_receipt(note),
        note=note,
    )


def _receipt(note: RegisterNote) -> str:
    return _listed([note.receipt, note.declared_on.isoformat() if note.declared_on else ""])


def _listed(words: list[str]) -> str:
    return " · ".join(dict.fromkeys(word for word in words if word))
