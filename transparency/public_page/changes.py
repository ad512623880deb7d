"""What changed from one state of the page to the next, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from transparency.ledger.automations import Automation, all_automations
from transparency.ledger.switches import EVERYTHING
from transparency.public_page.names import text_name
from transparency.public_page.profile import LEGAL, TEXTS
from transparency.public_page.selectors import State, newest_states

PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Change:
    """A kept state with what it changed; ``is_text`` when the shop's own words changed, which can be put back."""

    number: int
    at: datetime
    said: tuple[str, ...]
    changed_by: str
    is_text: bool


def changes(
    shop_id: int, *, before: int | None = None, public_only: bool = True
) -> tuple[list[Change], int | None]:
    """The newest changes, and the number to go on from; states that changed nothing that is shown are left out."""
    states = newest_states(shop_id, before, PER_PAGE + 1)
    shown = {one.code: one for one in all_automations() if one.is_public or not public_only}
    found = []
    for newer, older in zip(states, [*states[1:], None], strict=True):
        if older is None and len(states) > PER_PAGE:
            break
        said = tuple(_said(older, newer, shown)) if older else (_("The page is kept from here on."),)
        if said:
            is_text = older is not None and older.profile != newer.profile
            found.append(Change(newer.number, newer.at, said, newer.changed_by, is_text))
    return found, states[-1].number if len(states) > PER_PAGE else None


def _said(older: State, newer: State, shown: dict[str, Automation]) -> Iterator[str]:
    yield from _switched(older, newer, shown)
    yield from _written(older.profile, newer.profile)
    for name, words in _NAMED.items():
        if older.facts.get(name) != newer.facts.get(name):
            yield str(words)
    if older.kept.get("numbers") and older.kept.get("numbers") != newer.kept.get("numbers"):
        yield _("For how long measures are kept")
    if older.words and older.words != newer.words:
        yield _("The software's own sentences, with a new release")


_NAMED: Final = {
    "name": gettext_lazy("The name of the shop"),
    "language": gettext_lazy("The language of the shop"),
    "timezone": gettext_lazy("The time zone of the shop"),
}


def _switched(older: State, newer: State, shown: dict[str, Automation]) -> Iterator[str]:
    if (EVERYTHING in older.off) != (EVERYTHING in newer.off):
        yield (
            _("Manual mode: everything automatic was stopped")
            if EVERYTHING in newer.off
            else _("Manual mode ended: the automations run again")
        )
    for code, one in shown.items():
        if code in newer.off and code not in older.off:
            yield _("Switched off: %(title)s") % {"title": one.title}
        elif code in older.off and code not in newer.off:
            yield _("Switched on: %(title)s") % {"title": one.title}


def _written(older: Any, newer: Any) -> Iterator[str]:
    for name, words in _PARTS.items():
        if older.get(name) != newer.get(name):
            yield str(words)
    for code in TEXTS:
        if _text(older, code) != _text(newer, code):
            yield text_name(code)
    legal, now = older.get("legal") or {}, newer.get("legal") or {}
    if any(legal.get(name) != now.get(name) for name in LEGAL):
        yield _("Who the merchant is")


_PARTS: Final = {
    "contact": gettext_lazy("Who answers, and how fast"),
    "hours": gettext_lazy("Opening hours"),
    "hours_ramadan": gettext_lazy("Opening hours in Ramadan"),
    "on_holidays": gettext_lazy("Whether somebody is there on public holidays"),
    "away": gettext_lazy("Days off"),
    "in_charge": gettext_lazy("Who is in charge of what"),
}


def _text(profile: Any, code: str) -> tuple[Any, Any]:
    return (profile.get("rules") or {}).get(code), (profile.get("rules_texts") or {}).get(code)
