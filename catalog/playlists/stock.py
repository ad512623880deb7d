"""Stock of a pack: the smallest of its parts. Pure."""

from __future__ import annotations


def pack_stock(parts: list[tuple[int | None, int]]) -> int | None:
    """How many packs can be made of ``(stock, quantity per pack)``; None when no part's stock is counted.

    A part whose stock is not counted (None) does not limit the pack.
    """
    limits = [max(stock, 0) // quantity for stock, quantity in parts if stock is not None]
    return min(limits) if limits else None
