"""Terms of rules and where they stand in a text. Pure.

A term is words in any of the languages. ``*`` at a word's end is any ending (``guéri*``), ``#`` a number (``plus que #``),
``…`` up to three words in between. A term never reaches over the end of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from transparency.rules.folding import Token, bones, fold, tokens

GAP: Final = 3
_SHORTEST_BONES: Final = 3
_NUMBERS: Final[dict[str, int]] = {
    **dict.fromkeys(("un", "une", "one", "واحد", "وحده", "wahed", "wahda"), 1),
    **dict.fromkeys(("deux", "two", "زوج", "جوج", "اثنين", "اثنان", "zouj", "zoudj", "joj"), 2),
    **dict.fromkeys(("trois", "thre", "ثلاثه", "ثلاث", "تلاته", "tlata", "thlatha"), 3),
    **dict.fromkeys(("quatre", "four", "اربعه", "اربع", "rb3a", "reb3a"), 4),
    **dict.fromkeys(("cinq", "five", "خمسه", "خمس", "khamsa", "5amsa"), 5),
    **dict.fromkeys(("dix", "ten", "عشره", "عشر", "3achra"), 10),
}
_NEGATES: Final = frozenset(
    "لا ليس ليست لن لم لسنا ماشي مش موش ما ماهوش ماهيش بدون دون بلا ولا وليس no not never jamais sans aucun aucune"
    " ni non".split()
)
_NEGATES_IN_ARABIZI: Final = frozenset("ma machi mach mouch moch mechi bla bala la".split())
_PARTS: Final = frozenset("un une de du des le la les d l a".split())


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a term: ``key`` is folded; ``ribs`` its Arabizi form without vowels, empty for other terms."""

    key: str
    is_open: bool = False
    is_number: bool = False
    is_gap: bool = False
    ribs: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    text: str
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``first`` to ``last`` (included) of a text are the term; ``number`` is what ``#`` stood for."""

    term: Term
    first: int
    last: int
    number: int | None = None


def parse(text: str, *, is_arabizi: bool = False) -> Term:
    """A term from how people write it. Raises ValueError when no word is left of it."""
    elements: list[Element] = []
    for written in text.replace("...", " … ").replace("…", " … ").replace("#", " # ").split():
        if written == "…":
            elements.append(Element("", is_gap=True))
        elif written == "#":
            elements.append(Element("", is_number=True))
        elif written == "-":
            elements.append(Element("-"))
        else:
            elements += _words(written, is_arabizi=is_arabizi)
    if not any(one.key or one.is_number for one in elements):
        raise ValueError(f"{text!r} holds no word")
    while elements[0].is_gap:
        elements.pop(0)
    while elements[-1].is_gap:
        elements.pop()
    return Term(text, tuple(elements))


def _words(written: str, *, is_arabizi: bool) -> Iterator[Element]:
    is_open = written.endswith("*")
    found = [token.word for token in tokens(written)]
    for place, word in enumerate(found):
        ribs = bones(word) if is_arabizi else ""
        yield Element(
            word,
            is_open=is_open and place == len(found) - 1,
            ribs=ribs if len(ribs) >= _SHORTEST_BONES else "",
        )


def number_of(token: Token) -> int | None:
    """What a token counts: digits or a word for a small number."""
    word = token.word
    if word.isdecimal():
        return int(word) if len(word) <= 6 else None
    return next((_NUMBERS[key] for key in token.keys if key in _NUMBERS), None)


def _fits(element: Element, token: Token) -> bool:
    if element.is_number:
        return number_of(token) is not None
    if element.is_open:
        if any(key.startswith(element.key) for key in token.keys):
            return True
        return bool(element.ribs and len(element.ribs) > 3 and token.bones.startswith(element.ribs))
    return element.key in token.keys or bool(element.ribs and token.bones == element.ribs)


def _walk(elements: tuple[Element, ...], words: list[Token], at: int, sentence: int) -> int | None:
    """The place of the last token when the elements stand from ``at`` on; None when they do not."""
    last = at - 1
    for place, element in enumerate(elements):
        if element.is_gap:
            for skipped in range(GAP + 1):
                end = _walk(elements[place + 1 :], words, last + 1 + skipped, sentence)
                if end is not None:
                    return end
            return None
        last += 1
        if last >= len(words) or words[last].sentence != sentence or not _fits(element, words[last]):
            return None
    return last


class Finder:
    """Many terms looked for at once: terms are filed under their first word, or under the beginning of an open one."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._exact: dict[str, list[Term]] = {}
        self._open: dict[str, list[Term]] = {}
        self._ribs: dict[str, list[Term]] = {}
        self._numbers: list[Term] = []
        for term in terms:
            first = term.elements[0]
            if first.is_number:
                self._numbers.append(term)
                continue
            (self._open if first.is_open else self._exact).setdefault(first.key, []).append(term)
            if first.ribs:
                self._ribs.setdefault(first.ribs[:_SHORTEST_BONES], []).append(term)
        self._lengths = sorted({len(key) for key in self._open})

    def _near(self, token: Token) -> list[Term]:
        found: list[Term] = []
        for key in token.keys:
            found += self._exact.get(key, ())
            for length in self._lengths:
                if length > len(key):
                    break
                found += self._open.get(key[:length], ())
        if token.bones:
            found += self._ribs.get(token.bones[:_SHORTEST_BONES], ())
        if self._numbers and number_of(token) is not None:
            found += self._numbers
        return found

    def hits(self, words: list[Token]) -> list[Hit]:
        """Where terms stand, the longest at each place, none inside another."""
        found: list[Hit] = []
        at = 0
        while at < len(words):
            near = self._near(words[at])
            hits = [hit for term in near if (hit := _hit(term, words, at))] if near else []
            if not hits:
                at += 1
                continue
            found.append(max(hits, key=lambda hit: hit.last))
            at = found[-1].last + 1
        return found


def _hit(term: Term, words: list[Token], at: int) -> Hit | None:
    last = _walk(term.elements, words, at, words[at].sentence)
    if last is None:
        return None
    number = None
    if any(element.is_number for element in term.elements):
        number = next((n for word in words[at : last + 1] if (n := number_of(word)) is not None), None)
    return Hit(term, at, last, number)


def is_negated(hit: Hit, words: list[Token]) -> bool:
    """Whether the words before a hit say the contrary: "n'est pas un médicament", "لا يعالج", "machi dwa".

    Only in the same clause and close by, so that "pas cher, guérit" still claims a cure.
    """
    before = [word for word in words[max(0, hit.first - 7) : hit.first] if _same(word, words[hit.first])]
    if not before:
        return False
    near = [key for word in before[-2:] for key in word.keys]
    if any(key in _NEGATES for key in near):
        return True
    if before[-1].bones and before[-1].word in _NEGATES_IN_ARABIZI:
        return True
    return _french_negation([word.word for word in before], words, hit)


def _french_negation(before: list[str], words: list[Token], hit: Hit) -> bool:
    after = [word.word for word in words[hit.first + 1 : hit.last + 4] if _same(word, words[hit.first])]
    negator = {"pas", "plus", "point", "jamais", "rien"}
    if {"ne", "n"} & set(before[-2:]) and negator & set(after):
        return True
    if "pas" not in before:
        return False
    place = len(before) - 1 - before[::-1].index("pas")
    if {"ne", "n"} & set(before[:place]):
        return True
    between = before[place + 1 :]
    return len(between) <= 2 and all(word in _PARTS for word in between)


def _same(word: Token, other: Token) -> bool:
    return word.clause == other.clause


def folded(words: Iterable[str]) -> frozenset[str]:
    """Plain words in the form in which tokens have them."""
    return frozenset(token.word for word in words for token in tokens(word)) | frozenset(map(fold, words))
