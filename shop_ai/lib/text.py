"""Words as people type them, brought to one form so that they can be compared."""

import re
import unicodedata

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "\u201c": '"', "\u201d": '"'})
# Marks that change nothing to a word: byte order mark, bidi controls, zero-width signs, Arabic tatweel.
_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u0640]")
_SPACES = re.compile(r"\s+")


def fold_digits(text: str) -> str:
    """Arabic-Indic and Persian digits as 0-9; everything else untouched."""
    return text.translate(_DIGITS)


def tidy(text: str) -> str:
    """What a person meant to show: no invisible marks, single spaces, canonical letters; case and accents kept."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def normalise(text: str) -> str:
    """The form used to compare headers and words: "  N° de Té\u0301léphone\u00a0" becomes "n° de telephone".

    Compatibility forms, quotes, accents (Latin and the Arabic hamza and vowel signs), spaces and case are
    levelled. Two texts with the same normal form are the same word for every look-up of the product.
    """
    if text.isascii():
        return _SPACES.sub(" ", text).strip().lower().replace("`", "'")
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_QUOTES).translate(_DIGITS)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return _SPACES.sub(" ", bare).strip().lower()


def letters_only(text: str) -> str:
    """The normal form without anything but letters and digits: "Tizi-Ouzou" and "TIZI OUZOU" agree."""
    return "".join(sign for sign in normalise(text) if sign.isalnum())


def first_direction(text: str) -> str:
    """``ltr`` or ``rtl``, by the first letter (what ``dir="auto"`` goes by); ``ltr`` where there is none."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return "ltr" if next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") == "L" else "rtl"
