"""The registry of automations: everything the product does by itself is declared here or does not run.

Each app registers its own in ``<room>/automations.py``, loaded when Django starts. The public page, the
owner's switches and the tests read this list, so that what is said cannot drift from what is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

Text = str | Promise


class Weight(StrEnum):
    """How much a criterion counts, in words a customer understands."""

    DECISIVE = "decisive"
    STRONG = "strong"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Criterion:
    name: Text
    weight: Weight


@dataclass(frozen=True, slots=True)
class Automation:
    """One automatic thing.

    What it is for, what it looks at, what weighs most, and what happens when it is off.
    """

    code: str
    title: Text
    purpose: Text
    data_used: tuple[Text, ...]
    criteria: tuple[Criterion, ...]
    when_off: Text
    is_public: bool = True
    kept_for: Text = ""
    # Modules whose constants are the rule's parameters; the ledger keeps their values beside each decision.
    rules: tuple[str, ...] = ()
    # The codes of the reasons that its decisions give (transparency.ledger.reasons has their words).
    reasons: tuple[str, ...] = ()
    # The automation whose decisions hold this one's too ("" when it writes its own).
    decided_in: str = ""
    # Why nothing of it can be decided again ("" when it can: transparency.centre.replays names the function).
    no_replay: Text = ""
    # Under which purpose of consent it may use personal data ("" when it uses none).
    consent: str = ""


_registry: dict[str, Automation] = {}


class UnknownAutomation(LookupError):
    """A code that no app registered."""


def register(automation: Automation) -> Automation:
    """Add an automation; raises ValueError when another one already uses the code."""
    if automation.code in _registry and _registry[automation.code] != automation:
        raise ValueError(f"two automations are called {automation.code}")
    _registry[automation.code] = automation
    return automation


def automation(code: str) -> Automation:
    try:
        return _registry[code]
    except KeyError as error:
        raise UnknownAutomation(code) from error


def all_automations() -> list[Automation]:
    """Every automation, by code."""
    return [_registry[code] for code in sorted(_registry)]
