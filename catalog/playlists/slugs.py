"""The address of a title: Latin letters as they are, Arabic ones as people of the Maghreb write them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from shop_ai.lib.text import fold_digits

LONGEST: Final = 70
# Places of the dashboard that stand where a playlist's address would.
RESERVED: Final = frozenset({"new", "find", "preview"})
ARTICLES: Final = ("وال", "بال", "كال", "ال", "لل")
# Short vowels are not written in Arabic: the words that shops use most, as they are read aloud.
WORDS: Final = {
    "رمضان": "ramadan", "عيد": "aid", "فطر": "fitr", "اضحي": "adha", "اضحى": "adha", "هدايا": "hadaya",
    "هديه": "hadiya", "عرض": "ard", "عروض": "aroud", "تخفيضات": "takhfidat", "مدرسه": "madrassa",
    "دخول": "doukhoul", "مدرسي": "madrassi", "صيف": "sayf", "شتاء": "chita", "ربيع": "rabi", "خريف": "kharif",
    "عروس": "arous", "عرس": "ors", "حمام": "hammam", "مسك": "misk", "صابون": "saboun", "عطر": "itr",
    "عطور": "outour", "جمال": "jamal", "بيت": "bayt", "مطبخ": "matbakh", "طفل": "tifl", "اطفال": "atfal",
    "رياضه": "riyada", "ملابس": "malabis", "حجاب": "hijab", "قفطان": "caftan", "عبايه": "abaya", "زيت": "zit",
    "زيتون": "zitoun", "عسل": "assal", "تمر": "tmar", "قهوه": "qahwa", "سفر": "safar", "جديد": "jdid",
    "كل": "koul", "يوم": "youm", "من": "min", "الي": "ila", "في": "fi", "مع": "maa", "لك": "lik",
}  # fmt: skip
LETTERS: Final = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
    "ز": "z", "س": "s", "ش": "ch", "ص": "s", "ض": "d", "ط": "t", "ظ": "dh", "ع": "a", "غ": "gh", "ف": "f",
    "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "ou", "ي": "i", "ى": "a", "ة": "a",
    "ء": "", "ئ": "i", "ؤ": "ou", "پ": "p", "ڤ": "v", "گ": "g", "ڨ": "g", "چ": "tch",
}  # fmt: skip
_FORMS: Final = str.maketrans("أإآٱةى", "ااااهي")
_NOT_KEPT: Final = re.compile(r"[^a-z0-9]+")
_LATIN: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def _bare(text: str) -> str:
    """Without accents and vowel signs, in one shape of each letter."""
    parts = unicodedata.normalize("NFKD", text.lower().translate(_LATIN))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).replace("\u0640", "")


def _known(word: str) -> str:
    return WORDS.get(word.translate(_FORMS), "")


def _spoken(word: str) -> str:
    """One Arabic word in Latin letters; a first pair of consonants gets the vowel that it needs to be read."""
    if known := _known(word):
        return known
    for article in ARTICLES:
        rest = word.removeprefix(article)
        if rest != word and len(rest) >= 2:
            return _known(rest) or _letter_by_letter(rest)
    return _letter_by_letter(word)


def _letter_by_letter(word: str) -> str:
    latin = "".join(LETTERS.get(sign, sign) for sign in word)
    is_bare = (
        len(latin) > 2
        and not set(latin[:2]) & set("aeiou")
        and latin[:2] not in {"ch", "kh", "gh", "th", "dh"}
    )
    return f"{latin[0]}a{latin[1:]}" if is_bare else latin


def slug_of(title: str) -> str:
    """``Été à la mer`` → ``ete-a-la-mer``, ``عروض رمضان`` → ``aroud-ramadan``; ``offre`` when nothing is left."""
    # Arabic letters with a hamza would lose it when the accents go; the words are looked up before that.
    words = re.split(r"[\s\-_/'’]+", fold_digits(title))
    latin = (_spoken(_bare(word.translate(_FORMS))) if _is_arabic(word) else _bare(word) for word in words)
    slug = "-".join(part for word in latin if (part := _NOT_KEPT.sub("-", word).strip("-")))
    return slug[:LONGEST].strip("-") or "offre"


def _is_arabic(word: str) -> bool:
    return any("\u0600" <= sign <= "\u06ff" for sign in word)


def first_free(base: str, taken: Collection[str]) -> str:
    """``base``, or with the first number from 2 on that makes it new; never a reserved word."""
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 4))]
    return next(slug for slug in candidates if slug not in taken and slug not in RESERVED)
