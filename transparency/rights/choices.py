"""The choices of one person as a page shows them: the words, what stands, since when, two buttons of one size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent, Purpose
from signals.consent.wordings import wordings

# What a visitor decides on the spot, and what only has a meaning for somebody the shop knows.
FOR_VISITORS: Final = (Purpose.MEASUREMENT, Purpose.RECOMMENDATION, Purpose.COOP)
FOR_CUSTOMERS: Final = (Purpose.MESSAGES, Purpose.RECOMMENDATION, Purpose.COOP)
YES: Final = "yes"
NO: Final = "no"


@dataclass(frozen=True, slots=True)
class Choice:
    """``answer``: yes, no, or empty for who was never asked; ``is_asked_again``: the words have changed since."""

    purpose: str
    title: str
    what: str
    kept: str
    no: str
    version: str
    answer: str
    at: datetime | None
    is_asked_again: bool


def choices_of(shop_id: int, name: str, purposes: tuple[Purpose, ...], language: str) -> list[Choice]:
    """The choices of whom the register calls ``name`` (empty: nobody yet); two queries."""
    now = wordings(shop_id)
    last: dict[str, Consent] = {}
    if name:
        with shop_scope(shop_id):
            rows = Consent.objects.filter(visitor=name).order_by("given_at", "pk")
            last = {row.purpose: row for row in rows}
    found = []
    for purpose in purposes:
        shown, row = now[purpose].shown(language), last.get(purpose.value)
        answer, at = _answer(row)
        found.append(
            Choice(
                purpose=purpose.value,
                title=shown["title"],
                what=shown["what"],
                kept=shown["kept"],
                no=shown["no"],
                version=now[purpose].version,
                answer=answer,
                at=at,
                is_asked_again=row is not None and "ended" in row.proof,
            )
        )
    return found


def _answer(row: Consent | None) -> tuple[str, datetime | None]:
    if row is None or "ended" in row.proof:
        return "", None
    return (YES, row.given_at) if row.withdrawn_at is None else (NO, row.withdrawn_at)


def chosen_of(posted: Mapping[str, str], purposes: tuple[Purpose, ...]) -> dict[Purpose, bool]:
    """What one press says: ``choice=messages:no``, or ``choice=all:no``. Empty for anything else."""
    name, _colon, answer = posted.get("choice", "").partition(":")
    if answer not in {YES, NO}:
        return {}
    if name == "all":
        return dict.fromkeys(purposes, answer == YES)
    return {purpose: answer == YES for purpose in purposes if purpose.value == name}
