"""Replaying a stored chance: the same past campaigns must lead to the same figure."""

from __future__ import annotations

from typing import Any


def replays(candidates: list[Any], output: dict[str, Any]) -> bool | None:
    """Whether the chance, found again from a ledger row, is the one that was said; None for a counted result."""
    if "chance" not in output:
        return None
    from dataclasses import asdict

    from attribution.campaign_outcome.compute import Campaign, Past, chance_of

    past = [Past(Campaign(**one), is_success) for one, is_success in candidates]
    again = chance_of(past, Campaign(**output["campaign"]), int(output["seed"]))
    return bool(asdict(again) == output["chance"])
