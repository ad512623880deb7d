"""The words of codes and the arithmetic of their limits. Pure.

Two codes that a customer could mistake for each other are one: they share a *normal form*, in which case, accents,
signs and the script of digits are levelled and each group of look-alikes (O/0/Q, I/1/l, S/5 …) is one sign. A code is
unique by that form, and a typed one is found by it.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import exp
from typing import Final

from shop_ai.lib.text import letters_only

SHORTEST, LONGEST = 3, 24
# One sign for each group that looks alike on paper, on a screen or in a hasty hand, Latin and Arabic.
_ALIKE: Final = str.maketrans(
    {"o": "0", "q": "0", "i": "1", "l": "1", "z": "2", "s": "5", "g": "6", "b": "8"}
    | {"ا": "1", "ى": "ي", "ه": "5", "ة": "5", "ٱ": "1"}
)
# What is left of letters and digits without a look-alike, in capitals.
READABLE: Final = "ACDEFHJKMNPRTUVWXY3479"
SECRET_LENGTH: Final = 9
_GROUP: Final = 3
_ARABIC: Final = ("\u0621", "\u064a")
CENTIME: Final = Decimal("0.01")

# Failed checks of a typed code in any hour: by visitor, by address, and for the shop as a whole (promise A4).
FAILS_OF_VISITOR: Final = 10
FAILS_OF_ADDRESS: Final = 20
FAILS_OF_SHOP: Final = 200

# Where customers are, as against where an order is written down: only the former can be a leak.
PLACES_TO_SEE: Final = frozenset(
    ("instagram", "facebook", "messenger", "tiktok", "google", "email", "sms", "influencer", "referral")
)


def normal_form(text: str) -> str:
    """``" ramadan-2O "`` and ``RAMADAN20`` agree, so do ``٢٠`` and ``20``; empty when no letter or digit is left."""
    return letters_only(text).translate(_ALIKE)


def is_word(text: str) -> bool:
    """Whether a text can be a code: Latin or Arabic letters, digits, and hyphens or underscores between them."""
    signs = letters_only(text)
    plain = all(sign.isalnum() or sign in "-_" or unicodedata.combining(sign) for sign in text)
    return plain and SHORTEST <= len(signs) <= LONGEST and all(_is_kept(sign) for sign in signs)


def _is_kept(sign: str) -> bool:
    return sign.isascii() or _ARABIC[0] <= sign <= _ARABIC[1]


def secret_code() -> str:
    """Nine readable signs in groups of three, ``KAT-7MR-X4C``: 22^9 = 1.2e12, beyond guessing at the allowed rate."""
    signs = "".join(secrets.choice(READABLE) for _place in range(SECRET_LENGTH))
    return "-".join(signs[at : at + _GROUP] for at in range(0, SECRET_LENGTH, _GROUP))


def readable_codes(words: str, channel: str, figure: str, taken: Collection[str]) -> list[str]:
    """Codes that say what they are for, the shortest first, without one whose normal form is in ``taken``.

    ``words`` is a title, ``figure`` what it takes off: ``hammam``, ``instagram``, ``20`` → ``HAMMAM``, ``HAMMAM20``,
    ``HAMMAMIG`` …
    """
    base = max(_parts(words), key=len, default="OFFRE")[:12]
    mark = "".join(part[0] for part in _parts(channel.replace("-", " ")))[:2] or ""
    mark = _MARKS.get(channel, mark)
    wanted = (base, f"{base}{figure}", f"{base}{mark}", f"{base}{mark}{figure}")
    numbered = (f"{base}{mark}{number}" for number in (3, 4, 7, 9, 33, 34, 37, 39, 43, 44, 47, 49, 73, 74))
    return list(_new_ones((*wanted, *numbered), taken))


_MARKS: Final = {
    "instagram": "IG",
    "facebook": "FB",
    "tiktok": "TK",
    "whatsapp": "WA",
    "google": "GG",
    "email": "ML",
}


def _parts(text: str) -> list[str]:
    """The words of a title as capitals, with four letters or more where there are any."""
    words = [letters_only(word).upper() for word in text.replace("-", " ").split()]
    words = [word for word in words if word and all(sign.isascii() for sign in word)]
    return [word for word in words if len(word) >= 4] or words


def _new_ones(wanted: Iterable[str], taken: Collection[str]) -> Iterable[str]:
    seen = set(taken)
    for code in wanted:
        form = normal_form(code)
        if is_word(code) and form not in seen:
            seen.add(form)
            yield code


@dataclass(frozen=True, slots=True)
class Terms:
    """What a code allows; amounts are in the shop's currency, days are the shop's."""

    is_open: bool = True
    starts_on: date | None = None
    ends_on: date | None = None
    most_uses: int | None = None
    most_per_customer: int | None = None
    most_given: Decimal | None = None
    least_basket: Decimal | None = None
    kind: str = "none"
    discount: Decimal = Decimal(0)
    most_discount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a use asks for, with what was used so far, by anybody and by this customer."""

    day: date
    basket: Decimal | None = None
    uses: int = 0
    given: Decimal = Decimal(0)
    by_customer: int = 0
    # What an order took off already; None: the terms say it.
    taken_off: Decimal | None = None


def discount_of(terms: Terms, basket: Decimal | None) -> Decimal:
    """What the code takes off ``basket``: never more than ``most_discount`` or than the basket itself.

    Without a basket a share cannot be known and is 0; a fixed amount is known.
    """
    if terms.kind == "percent":
        if basket is None:
            return Decimal(0)
        found = (basket * terms.discount / 100).quantize(CENTIME, rounding=ROUND_HALF_UP)
    else:
        found = terms.discount if terms.kind == "amount" else Decimal(0)
    bounds = [bound for bound in (terms.most_discount, basket) if bound is not None]
    return max(min([found, *bounds]), Decimal(0))


def taken_off(terms: Terms, asked: Asked) -> Decimal:
    return asked.taken_off if asked.taken_off is not None else discount_of(terms, asked.basket)


def refusal(terms: Terms, asked: Asked) -> str:
    """Why a use does not count, by a stable name; empty when it does."""
    reasons = (
        ("not_open", not terms.is_open),
        ("not_begun", terms.starts_on is not None and asked.day < terms.starts_on),
        ("over", terms.ends_on is not None and asked.day > terms.ends_on),
        ("used_up", terms.most_uses is not None and asked.uses >= terms.most_uses),
        (
            "customer_limit",
            terms.most_per_customer is not None and asked.by_customer >= terms.most_per_customer,
        ),
        (
            "small_basket",
            terms.least_basket is not None and (asked.basket or Decimal(0)) < terms.least_basket,
        ),
        (
            "given_out",
            terms.most_given is not None and asked.given + taken_off(terms, asked) > terms.most_given,
        ),
    )
    return next((name for name, is_true in reasons if is_true), "")


def is_leak(own: str, seen: str, family: Collection[str] = ()) -> bool:
    """Whether a code was seen on another channel than its own; ``family`` are channels that count as its own.

    A counter, a telephone, the shop's site or a chat is where an order is written down, not where a code was seen.
    """
    return bool(own) and seen in PLACES_TO_SEE and seen != own and seen not in family


def chance_of_as_many(count: int, mean: float) -> float:
    """P(X >= count) for a Poisson count with this mean: how likely chance alone brings so many uses."""
    if count <= 0:
        return 1.0
    term, below = exp(-mean), 0.0
    for k in range(count):
        below += term
        term *= mean / (k + 1)
    return max(0.0, 1.0 - below)
