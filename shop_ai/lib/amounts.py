"""Amounts as people type them in sheets: `1 234,50`, `9.500,00`, `4.500`, `9600 DA`, `٦٥٠٠`, `(540)`."""

import re
from collections.abc import Iterable
from decimal import Decimal

from shop_ai.lib.text import fold_digits, normalise

_CURRENCY = re.compile(r"da|dzd|dinars?|د\.?\s?ج\.?|دينار|eur|usd|gbp|mad|tnd|dh|€|\$|£")
_BODY = re.compile(r"[\d., '\-+()]*\d[\d., '\-+()]*")
# One number: plain digits with an optional decimal part, or groups of three with an optional decimal part.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SINGLE_DOT = re.compile(r"^\D*\d{1,3}\.(\d+)\D*$")
_THOUSANDS_DIGITS = 3
# Amounts said "650 000" for 6 500 DA (centimes, the spoken habit) sit near a hundred times the usual price.
_CENTIMES_LOW, _CENTIMES_HIGH = Decimal(60), Decimal(170)
CENT = Decimal("0.01")


def parse_amount(text: str, *, dotted_thousands: bool = False) -> Decimal | None:
    """The amount in a cell, None when it is not one.

    With both signs present the last one is the decimal point. A lone comma before exactly three digits
    groups thousands; a lone dot does so only with `dotted_thousands`, which a whole column decides.
    """
    body = _CURRENCY.sub("", fold_digits(normalise(text)).replace("٫", ".").replace("٬", ",")).strip()
    if not _BODY.fullmatch(body):
        return None
    negative = body[0] in "-(" or (body[-1] == "-" and body[-2] not in ".,")
    sign = -1 if negative else 1
    digits = re.sub(r"[ ']", "", body).strip("-+()").strip(".,")
    if not _NUMBER.fullmatch(digits):
        return None
    return sign * Decimal(_with_point(digits, dotted_thousands))


def _with_point(digits: str, dotted_thousands: bool) -> str:
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    sign, whole, tail = digits[last], digits[:last], digits[last + 1 :]
    both = "." in digits and "," in digits
    if not both and _groups_thousands(digits, sign, whole, tail, dotted_thousands):
        return digits.replace(sign, "")
    return re.sub(r"[.,]", "", whole) + "." + tail


def _groups_thousands(digits: str, sign: str, whole: str, tail: str, dotted_thousands: bool) -> bool:
    if digits.count(sign) > 1:
        return True
    # "0,305" is a decimal: no group of thousands starts with zero.
    groups = len(tail) == _THOUSANDS_DIGITS and len(whole) <= _THOUSANDS_DIGITS and whole.strip("0") != ""
    return groups and (sign == "," or dotted_thousands)


def column_has_dotted_thousands(values: Iterable[str]) -> bool:
    """True when every value of the column with one dot and no comma has three digits after it (`4.500`)."""
    tails = [
        len(match[1])
        for value in values
        if "," not in value and (match := _SINGLE_DOT.match(fold_digits(value).strip()))
    ]
    return bool(tails) and all(length == _THOUSANDS_DIGITS for length in tails)


def looks_like_centimes(amount: Decimal, usual: Decimal) -> bool:
    """True when `amount` is near a hundred times the `usual` price of the same product."""
    return usual > 0 and _CENTIMES_LOW <= amount / usual <= _CENTIMES_HIGH


def to_cents(amount: Decimal) -> Decimal:
    """Two decimals, halves away from zero, as a till rounds."""
    return amount.quantize(CENT, rounding="ROUND_HALF_UP")
