"""What a page asks for, made safe and short. Pure but for the request: strangers write these addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

SLOTS = ("product", "cart", "after_order", "home", "landing")
MOST_ITEMS, USUAL_ITEMS = 12, 6
MOST_CART = 20
MOST_SEEN = 20
LONGEST_SKU = 120
LONGEST_WORD = 40
MOST_BUDGET_DIGITS = 9
VISITOR = re.compile(r"[A-Za-z0-9_-]{16,40}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. ``cart`` and ``seen`` are SKUs, the oldest first, without repetition.

    ``cart`` of the slot ``after_order`` are the products of the order. ``budget`` is in the shop's currency.
    """

    key: str
    slot: str = "home"
    sku: str = ""
    language: str = ""
    limit: int = USUAL_ITEMS
    cart: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    use: str = ""
    budget: Decimal | None = None
    gift: bool = False
    theme: str = ""
    visitor: str = ""

    @property
    def is_personal(self) -> bool:
        """Whether the answer follows from what this visitor did, and so is nobody else's."""
        return bool(self.cart or self.seen or self.visitor)


def asked(key: str, given: Mapping[str, str]) -> Asked:
    """The question of an address; what is unknown, too long or malformed is left out rather than refused."""
    get = given.get
    slot = get("slot") or "home"
    return Asked(
        key=key,
        slot=slot if slot in SLOTS else "home",
        sku=_text(get("sku"), LONGEST_SKU),
        language=_text(get("lang"), 10),
        limit=_limit(get("limit") or ""),
        cart=_skus(get("cart"), MOST_CART),
        seen=_skus(get("seen"), MOST_SEEN),
        use=_word(get("use")),
        budget=_amount(get("budget") or ""),
        gift=get("gift") == "1",
        theme=_word(get("theme")),
        visitor=_visitor(get("visitor")),
    )


def _text(value: str | None, longest: int) -> str:
    """Postgres refuses to look for a NUL, and a lone surrogate cannot be written at all."""
    text = (value or "").replace("\0", "")[:longest].strip()
    return text.encode(errors="ignore").decode()


def _word(value: str | None) -> str:
    """The code of a use or theme: letters, digits, hyphens and underscores."""
    word = (value or "").lower()
    is_code = word.isascii() and word.replace("-", "").replace("_", "").isalnum()
    return word if is_code and len(word) <= LONGEST_WORD else ""


def _visitor(value: str | None) -> str:
    """The lasting id, which pages send with the visitor's word only; ``none`` says that there is none."""
    found = value or ""
    return found if found != "none" and VISITOR.fullmatch(found) else ""


def _skus(value: str | None, most: int) -> tuple[str, ...]:
    parts = (_text(part, LONGEST_SKU) for part in (value or "")[: most * (LONGEST_SKU + 1)].split(","))
    return tuple(dict.fromkeys(part for part in parts if part))[:most]


def _limit(wanted: str) -> int:
    is_number = wanted.isascii() and wanted.isdecimal() and len(wanted) < 4
    return min(max(int(wanted), 1), MOST_ITEMS) if is_number else USUAL_ITEMS


def _amount(wanted: str) -> Decimal | None:
    """A whole amount of the shop's currency; anything else is no budget."""
    is_number = wanted.isascii() and wanted.isdecimal() and 0 < len(wanted) <= MOST_BUDGET_DIGITS
    return (Decimal(wanted) or None) if is_number else None
