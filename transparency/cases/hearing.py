"""Does a message ask for a person? French, Arabic, Darija and Arabizi, however they are spelled. Pure.

Two ways to ask are heard: a word that means nothing else (*conseiller*, مستشار, *moustachar*), and a wish to talk with
somebody (*nhab nahder m3a wahed*, parler à quelqu'un). Short messages that are nothing but such a person count as well.
A customer who asks what you advise (*pouvez-vous me conseiller*) asks a question, not for a person.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from transparency.rules.folding import Token, bones, fold, tokens

VERSION: Final = "adviser-1"
WORDS: Final = Path(__file__).with_name("data") / "words.json"
NEAR: Final = 5  # words between the wish to talk and the person
SHORT: Final = 3  # words of a message that is nothing but a call
LONGEST: Final = 4000  # signs that are looked at


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard: the entry of the list, and the words of the list that stood there; nothing else of the message."""

    term: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """One list: words as they are folded, and the skeletons of those that are Arabizi."""

    keys: frozenset[str]
    ribs: frozenset[str]

    def has(self, token: Token) -> bool:
        return any(key in self.keys for key in token.keys) or (bool(token.bones) and token.bones in self.ribs)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    adviser: _Words
    talk: _Words
    person: _Words
    caller: _Words
    machine: _Words
    after_machine: _Words
    refusal: _Words
    polite: _Words
    verb_before: _Words
    past_before: _Words
    name_after: _Words
    darija: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> _Lexicon:
    """The lists of ``data/words.json``, folded as messages are."""
    written = json.loads(WORDS.read_text(encoding="utf-8"))
    lists = {name: _listed(written[name]) for name in _Lexicon.__slots__ if name != "darija"}
    darija = frozenset(fold(word) for part in written.values() for word in part.get("arabizi", []))
    return _Lexicon(**lists, darija=darija)


def _listed(part: dict[str, list[str]]) -> _Words:
    plain = frozenset(
        key for word in part.get("plain", []) for token in tokens(word) for key in token.keys[:1]
    )
    arabizi = part.get("arabizi", [])
    return _Words(plain | {fold(word) for word in arabizi}, frozenset(bones(word) for word in arabizi))


def hear(text: str) -> Heard | None:
    """Whether the message asks for a person, and by which words; None when it does not. Never raises."""
    lists = lexicon()
    said = tokens(text[:LONGEST], lists.darija)
    return _adviser(said, lists) or _talk(said, lists) or _call(said, lists) or _no_machine(said, lists)


def _adviser(said: Sequence[Token], lists: _Lexicon) -> Heard | None:
    for at, token in enumerate(said):
        if lists.adviser.has(token) and not _is_advice(said, at, lists):
            return Heard("adviser", (token.word,))
    return None


def _is_advice(said: Sequence[Token], at: int, lists: _Lexicon) -> bool:
    """Whether *conseiller* is the verb, as what stands right before it says, or is not needed (*pas besoin d'un*)."""
    before = [one for one in said[max(0, at - 4) : at] if one.sentence == said[at].sentence]
    if not before:
        return False
    words = {one.word for one in before}
    return lists.verb_before.has(before[-1]) or {"pas", "besoin"} <= words


def _talk(said: Sequence[Token], lists: _Lexicon) -> Heard | None:
    """A wish to talk, and soon after it somebody to talk with; what was done already is no wish."""
    for at, token in enumerate(said):
        if not lists.talk.has(token) or any(lists.past_before.has(one) for one in said[max(0, at - 2) : at]):
            continue
        if at and lists.person.has(said[at - 1]) and said[at - 1].sentence == token.sentence:
            return Heard("talk", (said[at - 1].word, token.word))
        for next_at in range(at + 1, min(at + 1 + NEAR, len(said))):
            other = said[next_at]
            if other.sentence != token.sentence:
                break
            if lists.person.has(other) and not _is_name(said, next_at, lists):
                return Heard("talk", tuple(one.word for one in (token, other)))
    return None


def _is_name(said: Sequence[Token], at: int, lists: _Lexicon) -> bool:
    """Abd el-Kader and عبد الرحمن are names, not "somebody"."""
    if at + 1 >= len(said) or not said[at].word.startswith(("عبد", "abd", "3abd")):
        return False
    after = said[at + 1]
    return after.word.startswith("ال") or lists.name_after.has(after)


def _call(said: Sequence[Token], lists: _Lexicon) -> Heard | None:
    """A short message that is nothing but a person: *3abd svp*, *un humain*."""
    left = [(at, token) for at, token in enumerate(said) if not lists.polite.has(token)]
    if not left or len(left) > 1 or len(said) > SHORT + 1:
        return None
    at, token = left[0]
    if lists.caller.has(token) and not _is_name(said, at, lists):
        return Heard("call", (token.word,))
    return None


def _no_machine(said: Sequence[Token], lists: _Lexicon) -> Heard | None:
    """*Pas un robot*, ماشي روبو: a machine that is refused."""
    for at, token in enumerate(said):
        if not lists.machine.has(token) or _is_ware(said, at, lists):
            continue
        for before in said[max(0, at - 3) : at]:
            if before.sentence == token.sentence and lists.refusal.has(before):
                return Heard("no_machine", (before.word, token.word))
    return None


def _is_ware(said: Sequence[Token], at: int, lists: _Lexicon) -> bool:
    """*Robot pâtissier*, *machine à café*: something that shops sell."""
    if at + 1 >= len(said) or said[at + 1].clause != said[at].clause:
        return False
    return not lists.after_machine.has(said[at + 1])
