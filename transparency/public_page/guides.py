"""Guided texts: a few questions whose answers become sentences in every language, to be kept or rewritten."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal

from django.utils import translation

from shop_ai.lib.figure import Text
from shop_ai.lib.money import format_money
from transparency.public_page.profile import LANGUAGES

MOST: Final = 99_999


@dataclass(frozen=True, slots=True)
class Question:
    """``options`` are pairs (value, words) of a choice; a number lies within ``least`` and ``most``."""

    code: str
    label: Text
    kind: Literal["number", "amount", "choice", "yes"]
    usual: Any
    options: tuple[tuple[str, Text], ...] = ()
    least: int = 0
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, with the usual answer where nothing was; amounts are written in the shop's currency."""

    given: Mapping[str, Any]
    usual: Mapping[str, Any]
    currency: str

    def __getitem__(self, code: str) -> Any:
        found = self.given.get(code)
        return self.usual[code] if found is None or found == "" else found

    def number(self, code: str) -> int:
        return int(self[code])

    def amount(self, code: str) -> str:
        return format_money(Decimal(self.number(code)), self.currency)


@dataclass(frozen=True, slots=True)
class Guide:
    """One text: why customers ask for it, its questions, and the sentences made of the answers."""

    code: str
    why: Text
    questions: tuple[Question, ...]
    sentences: Callable[[Answers], Iterator[str]] = field(repr=False)

    @property
    def usual(self) -> dict[str, Any]:
        return {question.code: question.usual for question in self.questions}


def composed(guide: Guide, given: Mapping[str, Any], currency: str) -> dict[str, str]:
    """The text in each language, one sentence a line."""
    answers = Answers(given, guide.usual, currency)
    made = {}
    for language in LANGUAGES:
        with translation.override(language):
            made[language] = "\n".join(guide.sentences(answers))
    return made
