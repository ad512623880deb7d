"""Texts as a rule reads them: tokens in one form, each knowing where it stood in the text as written. Pure.

French, Arabic, Darija and Arabizi in one pass, because people mix them in one sentence. Levelled are accents, vowel signs,
tatweel, the variants of alef, ya, ta marbuta and hamza, repeated letters, invisible and bidirectional signs, look-alike
letters of other scripts, and letters written apart (``g u é r i t``). The text itself is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_LATIN: Final = {"œ": "oe", "æ": "ae", "ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d"}
_ARABIC: Final = str.maketrans("ىیېئٱةھہۀؤکگڨڤپچژ", "يييياههههوككقفبجز")
# Letters of Cyrillic and Greek that pass for Latin ones; read so only inside a word that has Latin letters.
_LOOK_ALIKE: Final = str.maketrans("асеорхукмтвнігѕјԁαεορυικνητ", "aceopxykmtbhigsjdaeopuiknnt")
_LEET: Final = str.maketrans("013457", "oieast")
_ATTACHED: Final = re.compile(r"^(?:و|ف)?(?:لل|(?:ب|ك|ل)?ال|ب|ك|ل)")
_REPEATED: Final = re.compile(r"([^\W\d_])\1+")
# A minus counts where it stands before a number: "-50 %".
_WORD: Final = re.compile(r"[^\W_]+|%|(?<![^\W_])-(?=\d)")
_ENDS: Final = frozenset(".!?؟\n\r…")
_BREAKS: Final = _ENDS | frozenset(",;:،؛()|/–—•")
# Digits that stand for Arabic letters: 2 ء, 3 ع, 5 خ, 6 ط, 7 ح, 8 ه, 9 ق. Measures such as 3kg or 5ml are none.
_ARABIZI: Final = re.compile(r"[a-z][2356789](?:[a-z]|$)|^[2356789][a-z]")
_MEASURE: Final = re.compile(
    r"^(?:[a-z]{1,3}\d+|\d+(?:x|g|kg|mg|ml|cl|l|m|cm|mm|h|j|d|da|dz|dt|dzd|eme|e|er|en|in|gb|go|mo|pcs|px|w|mah|v|k|d)|"
    r"omega\d|mp\d|vitamine?\d|\d+[a-z]\d+|\d{2,}[a-z]+|[a-z]+\d{2,})$"
)
_ARTICLE: Final = re.compile(r"^(?:el|al|l)")
_LETTERS_APART: Final = 4
_INVISIBLE: Final = frozenset(("Cf", "Mn", "Me"))


@dataclass(frozen=True, slots=True)
class Token:
    """``keys`` are the forms under which a word is known; ``start`` and ``end`` are in the text as written.

    ``bones`` is the word without vowels, for Arabizi, empty for others; ``sentence`` and ``clause`` count from 0.
    """

    keys: tuple[str, ...]
    start: int
    end: int
    sentence: int
    clause: int
    bones: str = ""

    @property
    def word(self) -> str:
        return self.keys[0]


def _levelled(text: str) -> tuple[str, list[int]]:
    """The text sign by sign in its plain form, and for each sign where it stood."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = _plain(sign)
        signs.append(plain)
        places += [place] * len(plain)
    return "".join(signs), places


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    """What is left of one sign: nothing of marks and invisible ones, often one letter, sometimes several."""
    parts = unicodedata.normalize("NFKD", sign).lower()
    kept = (part for part in parts if part != "\u0640" and unicodedata.category(part) not in _INVISIBLE)
    return "".join(_letter(part) for part in kept)


def _letter(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return _LATIN.get(sign, sign.translate(_ARABIC))


def fold(word: str) -> str:
    """One levelled word with each run of a letter as one letter."""
    if _is_latin(word):
        word = word.translate(_LOOK_ALIKE)
    return _REPEATED.sub(r"\1", word)


def _is_latin(word: str) -> bool:
    return any("a" <= sign <= "z" for sign in word)


def _keys(word: str) -> tuple[str, ...]:
    folded = fold(word)
    found = [folded]
    if "\u0600" <= folded[0] <= "\u06ff":
        bare = _ATTACHED.sub("", folded)
        while bare != found[-1] and len(bare) >= 3:
            found.append(bare)
            bare = _ATTACHED.sub("", bare)
        if folded[0] in "وف" and len(folded) >= 4:
            found.append(folded[1:])
    elif _is_latin(folded) and any(sign.isdecimal() for sign in folded) and not folded[0].isdecimal():
        found.append(fold(folded.translate(_LEET)))
    return tuple(dict.fromkeys(found))


def bones(word: str) -> str:
    """An Arabizi word without what people spell differently: vowels, ain and hamza, and the ways to write one letter.

    ``y3alej``, ``yi3alij`` and ``yaalej`` all become ``ylj``.
    """
    word = re.sub(r"ou(?=[aeiy])", "w", fold(word))
    for written, letter in (("kh", "x"), ("5", "x"), ("ch", "$"), ("sh", "$"), ("gh", "g"), ("dj", "j")):
        word = word.replace(written, letter)
    word = word.replace("7", "h").replace("9", "q").replace("8", "h").replace("6", "t")
    if word[:1] in {"i", "e"} and len(word) > 2 and word[1] not in "aeiouy":
        word = "y" + word[1:]
    return word[:1] + re.sub(r"[aeiouy23']", "", word[1:])


def is_arabizi(words: list[str], known: frozenset[str]) -> bool:
    """Whether Latin words are Darija: digits inside words, or a word of the list ``known``."""
    return any(
        word in known or (_ARABIZI.search(word) is not None and not _MEASURE.match(word)) for word in words
    )


def tokens(text: str, darija: frozenset[str] = frozenset()) -> list[Token]:
    """The words of a text in order. Never raises, whatever the script; unreadable signs are left out."""
    plain, places = _levelled(text)
    plain = re.sub(r"(?<=[a-z])@(?=[a-z])", "a", plain)
    spans = _together(plain, [(found.start(), found.end()) for found in _WORD.finditer(plain)])
    words = [re.sub(r"\s|(?<=\w)[\W_](?=\w)", "", plain[start:end]) for start, end in spans]
    written_so = is_arabizi([word for word in words if _is_latin(word)], darija)
    made, sentence, clause, before = [], 0, 0, 0
    for word, (start, end) in zip(words, spans, strict=True):
        between = plain[before:start]
        sentence += any(sign in _ENDS for sign in between)
        clause += any(sign in _BREAKS for sign in between)
        ribs = bones(word) if written_so and _is_latin(word) else ""
        keys = (*_keys(word), *_without_article(word)) if ribs else _keys(word)
        made.append(Token(keys, places[start], places[end - 1] + 1, sentence, clause, ribs))
        before = end
    return made


def _without_article(word: str) -> tuple[str, ...]:
    """An Arabizi word without the article that people join to it: ``lwja3`` is ``wja3``."""
    bare = _ARTICLE.sub("", fold(word))
    return (bare,) if len(bare) >= 3 and bare != fold(word) else ()


def _together(plain: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with runs of single letters (``g.u.e.r.i.t``) as one."""
    made: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for span in [*spans, (-9, -9)]:
        is_single = span[1] - span[0] == 1 and plain[span[0]].isalpha()
        if is_single and (not run or span[0] - run[-1][1] == 1):
            run.append(span)
            continue
        made += [(run[0][0], run[-1][1])] if len(run) >= _LETTERS_APART else run
        run = [span] if is_single else []
        if not is_single:
            made.append(span)
    return made[:-1]
