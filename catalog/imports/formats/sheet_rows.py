"""What one row of a hand-kept sheet is, before its cells are read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Final

from catalog.imports.formats.cells import LONGEST_TITLE, required
from shop_ai.lib.text import normalise

_TOTAL_WORDS: Final = re.compile(r"^(sous[- ])?totaux?\b|^total|^somme\b|^(ال)?مجموع|^الاجمالي")


def is_total(cells: Mapping[str, str], raw: Sequence[str]) -> bool:
    """No phone and no product, and either nobody's name or the word "total"."""
    if cells.get("phone") or product_or_blank(cells):
        return False
    says_total = any(_TOTAL_WORDS.match(normalise(cell)) for cell in raw)
    return says_total or not cells.get("customer_name")


def product_or_blank(cells: Mapping[str, str]) -> str:
    """The product's name, else its code."""
    return cells.get("product") or cells.get("sku") or ""


def product_of(cells: Mapping[str, str]) -> str:
    """The product of the row; raises BadCell when it names none."""
    return required("product", product_or_blank(cells), 2 * LONGEST_TITLE)


def digest(*parts: str) -> str:
    """A key made of what identifies a row: 32 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
