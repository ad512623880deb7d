"""Replaying a digest's sentence: the same sums must give the same change for the same reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attribution.digest.compute import explain_change
from attribution.kpis.compute import Sums


def replays(candidates: list[dict[str, str]], output: dict[str, Any]) -> bool:
    """Whether both weeks of a ledger row lead to what was told."""
    from attribution.digest.services import told

    now, before = (
        Sums(
            delivered=int(one["delivered"]),
            revenue_delivered=Decimal(one["revenue_delivered"]),
            refunds=Decimal(one["refunds"]),
        )
        for one in candidates
    )
    return told(explain_change(now, before)) == output
