"""Rules as the checker uses them, and those that come with the product. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from transparency.rules.patterns import Term, folded, parse

FILE: Final = Path(__file__).parent / "data" / "rules.toml"
SUBJECTS: Final = ("product", "content", "playlist", "post", "landing", "message")
EVERYTHING: Final = frozenset(SUBJECTS)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    ``kind``: ``terms`` are banned; ``needs`` wants one of ``needs`` wherever ``only_with`` stands (or the fact ``when``
    holds); ``count``, ``scarce`` and ``deadline`` are claims against real stock and dates; ``price`` and ``legal`` want facts.
    ``excused`` are words that contain a term and mean no harm, or that declare what the rule asks for.
    ``notice`` is the sentence, by language, that mends it; ``category`` limits the rule to products of that category.
    """

    code: str
    kind: str
    severity: str
    terms: tuple[str, ...] = ()
    arabizi: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
    when: str = ""
    unless_negated: bool = False
    excused_anywhere: bool = False
    subjects: frozenset[str] = EVERYTHING
    notice: dict[str, str] = field(default_factory=dict)
    instead: str = ""
    category: int | None = None
    is_on: bool = True

    def __hash__(self) -> int:
        return hash((self.code, self.severity, self.terms, self.excused, self.category, self.instead))


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def version() -> str:
    return str(_book()["version"])


@cache
def darija_words() -> frozenset[str]:
    """Words by which Latin letters are known to be Darija."""
    return folded(_book()["darija"])


@cache
def default_rules() -> tuple[Rule, ...]:
    """The rules that come with the product, in their order."""
    return tuple(_rule(row) for row in _book()["rule"])


def _rule(row: dict[str, Any]) -> Rule:
    return Rule(
        code=row["code"],
        kind=row["kind"],
        severity=row["severity"],
        terms=tuple(term for language in ("fr", "ar", "en") for term in row.get(language, ())),
        arabizi=tuple(row.get("arabizi", ())),
        excused=tuple(row.get("excused", ())),
        needs=tuple(row.get("needs", ())),
        only_with=tuple(row.get("only_with", ())),
        when=row.get("when", ""),
        unless_negated=row.get("unless_negated", False),
        excused_anywhere=row.get("excused_anywhere", False),
        subjects=frozenset(row.get("subjects", SUBJECTS)),
        notice=row.get("notice", {}),
    )


def changed(rule: Rule, *, severity: str, is_on: bool, terms: list[str], excused: list[str]) -> Rule:
    """A rule of the product with what a shop changed of it; its own terms come on top."""
    return replace(
        rule,
        severity=severity,
        is_on=is_on,
        terms=(*rule.terms, *terms),
        excused=(*rule.excused, *excused),
    )


@cache
def parsed(text: str, *, is_arabizi: bool = False) -> Term | None:
    """The term; None for one without a word, which a shop may have typed."""
    try:
        return parse(text, is_arabizi=is_arabizi)
    except ValueError:
        return None


def terms_of(texts: tuple[str, ...], *, is_arabizi: bool = False) -> list[Term]:
    return [term for text in texts if (term := parsed(text, is_arabizi=is_arabizi)) is not None]
