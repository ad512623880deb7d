"""Counts and lengths as platforms and people write them. Pure.

Platforms shorten (``1.2K``, ``3,4 M``, ``12 ألف``), sheets group (``8,904``, ``8 904``, ``8.904``), and a blank or a
dash says that nothing was given, which is not the same as zero.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from shop_ai.lib.amounts import parse_amount
from shop_ai.lib.text import fold_digits, normalise

# Fifteen digits before the point: the database's column, and beyond anything that was ever watched.
LARGEST: Final = Decimal(10) ** 15 - 1
_STEP: Final = Decimal("0.001")
_NOT_GIVEN: Final = {"", "-", "--", "–", "—", "n/a", "na", "nd", "n.d.", "null", "nan", "?", "/"}
_TIMES: Final[Mapping[str, int]] = {
    "k": 10**3,
    "mil": 10**3,
    "mille": 10**3,
    "الف": 10**3,
    "الاف": 10**3,
    "m": 10**6,
    "mio": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "مليون": 10**6,
    "ملايين": 10**6,
    "b": 10**9,
    "md": 10**9,
    "milliard": 10**9,
    "milliards": 10**9,
    "مليار": 10**9,
}
_SHORT: Final = re.compile(r"(?P<number>[\d.,٫٬ ']*\d)\s?(?P<unit>[^\W\d_]+)\.?")
_SHARE: Final = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d+)?)\s?[%٪]")
_HOURS: Final = "h hr hrs heure heures hour hours ساعة".split()
_MINUTES: Final = "m min mn mins minute minutes دقيقة".split()
_SECONDS: Final = "s sec secs seconde secondes second seconds ثانية".split()
_UNITS: Final = {
    normalise(word): size for words, size in ((_HOURS, 3600), (_MINUTES, 60), (_SECONDS, 1)) for word in words
}
_CLOCK: Final = re.compile(r"(?:(?P<h>\d{1,6}):)?(?P<m>\d{1,4}):(?P<s>\d{2}(?:[.,]\d+)?)")
_WORDED: Final = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s?(?P<unit>[^\W\d_]+)\.?[\s:,]*")


def is_given(text: str) -> bool:
    """False for a blank cell and for the signs that stand for "not available"."""
    return normalise(text) not in _NOT_GIVEN


def parse_count(text: str) -> Decimal | None:
    """A whole number of times or people; None when it is not one, or is below zero.

    ``1.2K`` is 1200; a dot or a comma before three digits groups thousands, since nobody is half a viewer.
    """
    plain = fold_digits(normalise(text)).replace("٫", ".").replace("٬", ",")
    short = _SHORT.fullmatch(plain)
    if short is None:
        found = parse_amount(plain, dotted_thousands=True)
    else:
        size, number = _TIMES.get(short["unit"]), parse_amount(short["number"])
        found = number * size if size is not None and number is not None else None
    return _kept(found, whole=True)


def parse_seconds(text: str) -> Decimal | None:
    """A length in seconds: ``27``, ``5.3s``, ``1:02:03``, ``12h:5m:3s``, ``2 min 5``; None when it is not one."""
    plain = fold_digits(normalise(text)).replace("٫", ".")
    if clock := _CLOCK.fullmatch(plain):
        parts = [clock["h"] or "0", clock["m"], clock["s"].replace(",", ".")]
        return _kept(
            sum((Decimal(part) * size for part, size in zip(parts, (3600, 60, 1), strict=True)), Decimal(0))
        )
    if _WORDED.match(plain):
        return _kept(_worded_seconds(plain))
    return _kept(parse_amount(plain))


def parse_share(text: str) -> Decimal | None:
    """``23.4%`` as 0.234; None when it is not a percentage between 0 and 100."""
    found = _SHARE.fullmatch(fold_digits(normalise(text)).replace("٫", "."))
    share = Decimal(found["number"].replace(",", ".")) / 100 if found else None
    return share if share is not None and share <= 1 else None


def _worded_seconds(plain: str) -> Decimal | None:
    total, rest, size = Decimal(0), plain, 0
    while part := _WORDED.match(rest):
        size = _UNITS.get(part["unit"], 0)
        if not size:
            return None
        total += Decimal(part["number"].replace(",", ".")) * size
        rest = rest[part.end() :]
    # "2 min 5": what follows the minutes without a unit is seconds.
    if rest.isdecimal() and size > 1:
        return total + Decimal(rest) * (size // 60)
    return None if rest else total


def _kept(number: Decimal | None, *, whole: bool = False) -> Decimal | None:
    if number is None or not 0 <= number <= LARGEST:
        return None
    if whole:
        return number.to_integral_value() if number == number.to_integral_value() else None
    return number.quantize(_STEP, rounding=ROUND_HALF_UP)
