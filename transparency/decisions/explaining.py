"""All that the page of one decision says: what, why, from what, with what, and what people did about it since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from transparency.centre.replays import REPLAYS, replay
from transparency.decisions.telling import told
from transparency.ledger.automations import Automation, UnknownAutomation, automation
from transparency.ledger.facts import fact
from transparency.ledger.models import PARTS, Decision
from transparency.ledger.selectors import decisions

MOST_ANSWERS: Final = 5
# What a person's word may be about; a list of products is not one matter.
_MATTERS: Final = ("alert", "campaign", "case", "conversation", "proposal", "test", "thing")


@dataclass(frozen=True, slots=True)
class Explained:
    """``replayed``: True, False, or None where nothing can be decided again and ``no_replay`` says why.

    ``parts`` are pairs (name, JSON); ``constants`` and ``environment`` are read from what was kept at that time.
    """

    decision: Decision
    automation: Automation | None
    sentences: list[str]
    replayed: bool | None
    no_replay: str
    parts: list[tuple[str, str]]
    erased: list[str]
    constants: list[tuple[str, str]]
    environment: dict[str, Any] | None
    answers: list[Decision]


def explained(shop: ShopContext, found: Decision) -> Explained:
    with shop_scope(shop.id):
        replayed = replay(found)
        known = _registered(found.automation)
        return Explained(
            decision=found,
            automation=known,
            sentences=told(shop, found),
            replayed=replayed,
            no_replay="" if replayed is not None else _why_not(found, known),
            parts=_parts(found),
            erased=[str(_names()[name]) for name in found.erased_parts],
            constants=_constants(fact(found.parameters_sha256)),
            environment=fact(found.environment_sha256),
            answers=_answers(found),
        )


def _registered(code: str) -> Automation | None:
    try:
        return automation(code)
    except UnknownAutomation:
        return None


def _why_not(found: Decision, known: Automation | None) -> str:
    if found.erased_at is not None:
        return _("What named a person was taken out on that person's request, so it cannot be decided again.")
    if known is not None and known.no_replay:
        return str(known.no_replay)
    if found.actor or found.automation not in REPLAYS:
        return _("A person's word stands here: there is nothing to compute again.")
    return _("This line records what was done; nothing was chosen in it.")


def _names() -> dict[str, str]:
    return {
        "subject": _("Subject"),
        "inputs": _("Inputs"),
        "candidates": _("Candidates"),
        "output": _("Result"),
        "chance": _("Chance"),
    }


def _parts(found: Decision) -> list[tuple[str, str]]:
    """What it was decided from and what came out, as readable JSON; parts without content are left out."""
    names = _names()
    held = ((name, getattr(found, name)) for name in PARTS if name != "subject")
    return [(names[name], json.dumps(value, ensure_ascii=False, indent=1)) for name, value in held if value]


def _constants(kept: dict[str, Any] | None) -> list[tuple[str, str]]:
    """The rule's numbers at that time, and what the shop had set, as pairs of texts."""
    if kept is None:
        return []
    rules = [
        pair for module in kept["rules"].values() for pair in module.items() if not pair[0].startswith("_")
    ]
    pairs = [*kept["settings"].items(), *rules]
    return [(name, json.dumps(value, ensure_ascii=False)) for name, value in pairs]


def _answers(found: Decision) -> list[Decision]:
    """What people decided later about the same matter, the newest first."""
    matters = [name for name in found.mentions if name.partition(":")[0] in _MATTERS]
    if not matters:
        return []
    later = decisions(mentions=matters[:50]).filter(sequence__gt=found.sequence).exclude(actor="")
    return list(later.defer("inputs", "candidates", "output")[:MOST_ANSWERS])
