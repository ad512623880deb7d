"""Phone numbers as customers and spreadsheets write them, to E.164 (`+213550000001`)."""

import re
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

from shop_ai.lib.text import fold_digits, tidy

# A spreadsheet that shows 2,1355E+11 has thrown digits away: what it holds is not a phone number any more.
_SCIENTIFIC = re.compile(r"\d[eE][+-]?\d")
_SEPARATOR = re.compile(r"\s*(?:[/;|\n]|,|\s(?:ou|et|or|and|أو|و)\s)\s*", re.IGNORECASE)
# Words beside the digits ("tel: 0550…", "0550… (Karim)"); letters glued to digits make the cell unreadable.
_WORD = re.compile(r"(?<![\w])[^\W\d_]+\.?(?![\w])")
_DECIMAL_TAIL = re.compile(r"[.,]0+$")
_NATIONAL_LENGTH = 10


class Phones(NamedTuple):
    """The numbers of one cell, in E.164; `second` only when the cell held two readable numbers."""

    first: str | None
    second: str | None


def parse(raw: str, country: str = "DZ") -> str | None:
    """The first readable number of a cell in E.164, None when there is none that can be trusted."""
    return parse_all(raw, country).first


@lru_cache(maxsize=65536)
def parse_all(raw: str, country: str = "DZ") -> Phones:
    """Both numbers of a cell such as `0550000001 / 0660000002`; unreadable parts are passed over."""
    text = fold_digits(tidy(raw.replace("\n", " / "))).strip("'")
    if not text or _SCIENTIFIC.search(text):
        return Phones(None, None)
    whole = _one(text, country)
    if whole:
        return Phones(whole, None)
    found = list(dict.fromkeys(number for part in _parts(text) if (number := _one(part, country))))
    return Phones(found[0] if found else None, found[1] if len(found) > 1 else None)


@lru_cache(maxsize=65536)
def national(e164: str) -> str:
    """How people of the number's own country write it: `0550 00 00 01`."""
    number = phonenumbers.parse(e164, None)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def _parts(text: str) -> list[str]:
    parts = [part for part in _SEPARATOR.split(text) if part]
    digits = re.sub(r"\D", "", text)
    # "0550000001 0660000002": two national numbers with only a space between them.
    if (
        len(parts) == 1
        and len(digits) == 2 * _NATIONAL_LENGTH
        and digits[0] == digits[_NATIONAL_LENGTH] == "0"
    ):
        return [digits[:_NATIONAL_LENGTH], digits[_NATIONAL_LENGTH:]]
    return parts


def _one(text: str, country: str) -> str | None:
    cleaned = _WORD.sub(" ", _DECIMAL_TAIL.sub("", text.strip().strip("'")).replace("(0)", "")).strip(" :()-")
    if re.search(r"[^\W\d_]", cleaned):
        return None
    try:
        number = phonenumbers.parse(cleaned, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
