"""What is usual in a shop, and how much that belief is worth. Pure and light: web processes import it."""

from __future__ import annotations

from signals.exposure.rules import SPREAD

_DIGITS = 9


def strength(usual: float) -> float:
    """How many people the belief before any data is worth: ``k = (1 - mu) / (mu SPREAD^2) - 1``."""
    return (1 - usual) / (usual * SPREAD**2) - 1


def usual_rate(taken: int, shown: int, start: float) -> float:
    """The shop's usual rate, held at ``start`` by as many people as that belief is worth."""
    return round((taken + start * strength(start)) / (shown + strength(start)), _DIGITS)
