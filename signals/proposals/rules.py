"""The small rules of proposals: what may stand on a path, what refusals change, how alike two paths are. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from signals.proposals.scene import Facts, Lesson

LEAST_STOCK: Final = 3
MARGIN_FLOOR: Final = 0.15
Z80: Final = 1.2815515655446004


def jaccard(one: Collection[int], other: Collection[int]) -> float:
    """Shared products of all products of two paths, 0…1."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def fault_of(one: Facts) -> str:
    """Why a product may stand on no path; empty when it may."""
    if not one.price:
        return "no_price"
    if one.stock is not None and one.stock < LEAST_STOCK:
        return "low_stock"
    if one.margin < MARGIN_FLOOR:
        return "low_margin"
    return "advised_to_stop" if one.advice == "stop" else ""


def is_barred(one: Facts, lessons: Iterable[Lesson]) -> bool:
    """Whether a refusal keeps the product away; one about stock ends when there is more of it than then."""
    return any(
        lesson.kind == "products"
        and lesson.factor == 0
        and one.id in lesson.refs
        and not (lesson.above_stock is not None and (one.stock is None or one.stock > lesson.above_stock))
        for lesson in lessons
    )


def taught_factor(products: Collection[int], theme: int, lessons: Iterable[Lesson]) -> float:
    """By how much refusals lower a path, 0…1: 0 leaves it out."""
    factor = 1.0
    for lesson in lessons:
        is_theme = lesson.kind == "theme" and theme in lesson.refs
        if is_theme or (lesson.kind == "together" and len(set(products) & set(lesson.refs)) >= 2):
            factor *= lesson.factor
    return factor


def kept_low(orders: int, back: int) -> float:
    """80 % lower bound of the share of delivered orders that stayed (Wilson)."""
    if orders < 1:
        return 0.0
    share, z2 = (orders - back) / orders, Z80 * Z80
    spread = Z80 * (share * (1 - share) / orders + z2 / (4 * orders * orders)) ** 0.5
    return float((share + z2 / (2 * orders) - spread) / (1 + z2 / orders))
