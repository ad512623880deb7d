"""Replaying stored decisions: the same customers, outcomes and figures must give the same answer, bit for bit."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from signals.segments.compute import Outcome, Tried, decide_discount, digest, effect_of, held_out


def replays(candidates: list[Any], output: dict[str, Any]) -> bool | None:
    """Whether deciding again gives the stored output; what is asked shows from what was answered.

    A campaign of more people than the ledger lists is replayed with the pairs (customer, stratum) of its own rows. None
    where nothing was decided by rule (a person's word), and where the ledger holds no people.
    """
    if not candidates:
        return None
    if "proposals" in output:
        return bool(proposed(candidates) == output["proposals"])
    if "held_sha256" in output:
        held = held_out([(ref, stratum) for ref, stratum in candidates], int(output["seed"]))
        return bool(len(held) == output["held"] and digest(held) == output["held_sha256"])
    if "discount" in output:
        facts = candidates[0]
        again = decide_discount(facts["margin"], Tried(**facts["tried"]))
        return bool(asdict(again) == output["discount"])
    if "effect" not in output:
        return None
    treated, held_people = ([Outcome(*pair) for pair in group] for group in candidates)
    return bool(asdict(effect_of(treated, held_people)) == output["effect"])


def proposed(candidates: list[Any]) -> list[dict[str, Any]]:
    """What each slot proposes from the stored shelf, in the form of the decision's output."""
    from signals.segments.proposing import draft
    from signals.segments.written import output_of, shelf_read, slot_read

    shelf, found = shelf_read(candidates[0]), []
    for row in candidates[1:]:
        segment, slot = row["segment"], row["slot"]
        found.append(output_of(segment, slot, draft(segment, slot, slot_read(shelf, row))))
    return found
