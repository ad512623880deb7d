"""How alike two products are by their words alone: what diversity asks. Pure and light.

The cosine of two sets of words, ``|A ∩ B| / sqrt(|A| |B|)``: the words of the title, the category and the price band.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from shop_ai.lib.text import normalise

MOST_WORDS: Final = 12


def words_of(title: str, category_id: int | None, price: Decimal | None) -> tuple[str, ...]:
    """The words that tell a product, sorted; numbers and single letters tell nothing."""
    plain = "".join(sign if sign.isalnum() else " " for sign in normalise(title)).split()
    told = {word for word in plain if len(word) > 1 and not word.isdigit()}
    marks = {f"c:{category_id}"} if category_id else set()
    if price:
        # Bands of half a power of two: 1,000 and 1,300 are one band, 1,000 and 2,000 are not.
        marks.add(f"p:{math.floor(2 * math.log2(float(price)))}")
    return tuple(sorted(told)[:MOST_WORDS]) + tuple(sorted(marks))


def likeness(one: Sequence[str] | frozenset[str], other: Sequence[str] | frozenset[str]) -> float:
    """0 (nothing in common) … 1 (the same words)."""
    common = len(frozenset(one) & frozenset(other))
    return common / math.sqrt(len(one) * len(other)) if common else 0.0
