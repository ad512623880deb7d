"""Search terms as people type them, brought together: spellings, Arabizi and small typing errors.

Methods section 6 for the letters; the original spelling stays for display. Pure, for nightly work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from shop_ai.lib.text import normalise

NEAR: Final = 90
MOST_COMPARED: Final = 5000
"""Rarer terms are merged by their folded form only: near spellings of all pairs would take minutes."""
CHUNK: Final = 500
FEWEST_CONSONANTS: Final = 3

_ARABIC_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "گ": "ك", "ڨ": "ق", "پ": "ب", "ٱ": "ا"})
_ELONGATION = re.compile(r"(.)\1{2,}")
_NOT_WORDS = re.compile(r"[^\w]+")
# A digit that stands for a letter is one of these five, in a word of at least three letters: not "a35", not "ps5".
_ARABIZI_WORD = re.compile(r"(?<!\w)(?=(?:[23579]*[a-z]){3})[a-z]*[23579][a-z23579]*(?!\w)")
_ARABIC = re.compile("[\u0600-\u06ff]")

# One sign a sound, so that a word in Arabic letters and the same word in Arabizi meet on their consonants.
_LATIN_PAIRS = (("ch", "$"), ("sh", "$"), ("kh", "5"), ("gh", "8"), ("dj", "j"), ("th", "t"), ("dh", "d"))
_LATIN_SIGNS = str.maketrans({"q": "9", "c": "k", "p": "b", "v": "f", "g": "9"})
_ARABIC_SIGNS = str.maketrans(
    dict(zip("بتثجحخدذرزسشصضطظعغفقكلمنه", "bttj75ddrzs$sdtd38f9klmnh", strict=True))
)
_VOWELS = re.compile(r"[aeiouyw\u0621\u0627\u0648\u064a]|(?<=\w)\u0647(?!\w)")
_DOUBLED = re.compile(r"(.)\1+")


def fold(term: str) -> str:
    """The form in which two spellings of one search agree: case, accents, Arabic letter forms, signs, elongation."""
    plain = normalise(term).translate(_ARABIC_LETTERS)
    return _ELONGATION.sub(r"\1\1", _NOT_WORDS.sub(" ", plain).strip())


def consonants(folded: str) -> str:
    """The term by its consonants, for Arabic letters and Arabizi; "" for anything else.

    A word in plain Latin letters may be French, where equal consonants mean little, so it has none.
    """
    if _ARABIC.search(folded):
        bare = _VOWELS.sub("", folded).translate(_ARABIC_SIGNS)
    elif _ARABIZI_WORD.search(folded):
        bare = folded
        for pair, sign in _LATIN_PAIRS:
            bare = bare.replace(pair, sign)
        bare = _VOWELS.sub("", bare.translate(_LATIN_SIGNS)).replace("2", "")
        bare = re.sub(r"(?<=\w)h(?!\w)", "", bare)
    else:
        return ""
    bare = _DOUBLED.sub(r"\1", bare)
    return bare if len(bare.replace(" ", "")) >= FEWEST_CONSONANTS else ""


def numbers(folded: str) -> tuple[str, ...]:
    """The words whose digits count: "galaxy a15" and "galaxy a16" are two things however near they look."""
    words = (word for word in folded.split() if not _ARABIZI_WORD.fullmatch(word))
    return tuple(word for word in words if any(sign.isdigit() for sign in word))


def merged(totals: Mapping[str, int]) -> dict[str, str]:
    """Each term's leading spelling: the most frequent of those that mean the same; ties by the alphabet.

    ``totals``: how often each term was searched, as typed.
    """
    heads: dict[str, str] = {}
    lead: dict[str, str] = {}
    weight: dict[str, int] = {}
    for term in sorted(totals, key=lambda one: (-totals[one], one)):
        form = fold(term)
        heads.setdefault(form, term)
        lead[term] = form
        weight[form] = weight.get(form, 0) + totals[term]
    joined = _joined(sorted((form for form in weight if form), key=lambda one: (-weight[one], one)))
    return {term: heads[joined.get(form, form)] for term, form in lead.items() if form}


def _joined(forms: Sequence[str]) -> dict[str, str]:
    """Each form's leader, leaders first; only a form that leads can gather others, so chains do not grow."""
    leader: dict[str, str] = {}
    by_sound: dict[str, str] = {}
    near = _near_pairs(forms[:MOST_COMPARED])
    for place, form in enumerate(forms):
        found = next(
            (forms[other] for other in near.get(place, ()) if leader[forms[other]] == forms[other]), None
        )
        sound = consonants(form)
        found = found or (by_sound.get(sound) if sound else None)
        leader[form] = found or form
        if sound and not found:
            by_sound[sound] = form
    return leader


def _near_pairs(forms: Sequence[str]) -> dict[int, list[int]]:
    """For each form the earlier ones that are spelt nearly alike and hold the same numbers."""
    held = [numbers(form) for form in forms]
    near: dict[int, list[int]] = {}
    for start in range(0, len(forms), CHUNK):
        rows = forms[start : start + CHUNK]
        scores = process.cdist(
            rows, forms[: start + len(rows)], scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.uint8
        )
        for row, other in zip(*np.nonzero(scores), strict=True):
            place = start + int(row)
            if other < place and held[place] == held[other]:
                near.setdefault(place, []).append(int(other))
    return near
