"""Which little-seen product stands in a list: drawn from the night's shares, the same for all who look.

As for tests (:mod:`signals.exposure.drawing`) no random state is kept: the draw is a hash of the night's seed and of what
is asked, so that the stored shares tell afterwards how likely each product was. Light: web processes import it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from signals.recommend.rules import PLACES_BESIDE_TESTS, PLACES_PER_EXPLORED, TICK_SECONDS
from signals.recommend.served import Because, Served

if TYPE_CHECKING:
    from signals.recommend.reading import Fact, Run


@dataclass(frozen=True, slots=True)
class Draw:
    """The product that is explored, its place (from 0) and the chance (0…1) that it stood in such a list."""

    fact: Fact
    place: int
    propensity: float


def tick_of(sku: str, seconds: float) -> int:
    """When the draw changes: every half-minute where a shop has one such list, with the night's seed on product pages.

    There each page draws for itself, so chance has as many draws a night as the shop has products, and a prepared list
    stays what it is until something of it changes.
    """
    return 0 if sku else int(seconds // TICK_SECONDS)


def chances(seed: str, slot: str, sku: str, seconds: float) -> tuple[float, float]:
    """Two independent draws in [0, 1): whether a list explores, and what."""
    told = f"{seed}|explore|{slot}|{sku}|{tick_of(sku, seconds)}"
    digest = hashlib.sha256(told.encode()).digest()
    # 53 bits: what a float holds exactly, so that no draw rounds up to 1.
    whether, what = ((int.from_bytes(digest[at : at + 8], "big") >> 11) / 2**53 for at in (0, 8))
    return whether, what


def share_of_lists(places: int, *, has_tests: bool) -> float:
    """In which part of the lists of so many places one is explored: one place in eight, one in forty beside tests."""
    return min(places / (PLACES_BESIDE_TESTS if has_tests else PLACES_PER_EXPLORED), 1.0)


def drawn(run: Run, left: Sequence[Fact], asked: tuple[str, str], places: int, at: datetime) -> Draw | None:
    """What is explored in a list of so many places, ``asked`` for by slot and SKU.

    Nothing when what was drawn may not be shown any more: then nobody takes its part.
    """
    seed = str(run.facts.get("explore_seed", ""))
    whether, what = chances(seed, *asked, at.timestamp())
    share = share_of_lists(places, has_tests=run.has_tests)
    if not seed or whether >= share:
        return None
    fact = next((one for one in left if one.explored_rank and one.from_share <= what < one.to_share), None)
    if fact is None or fact.state.choice == "pin":
        return None
    return Draw(fact, places // 2, round(share * (fact.to_share - fact.from_share), 6))


def explored(draw: Draw, run: Run) -> Served:
    """The product in its place; its id leads to the decision about the shares."""
    decision = run.facts.get("explore_decision", "none")
    return Served.of(
        draw.fact,
        run,
        rank=draw.place + 1,
        reason_code="exploring",
        reason_values={},
        reasons=(Because("exploring", {}),),
        propensity=draw.propensity,
        given_id=f"{decision}-x{draw.fact.explored_rank}",
    )


def insert_explored(items: list[Served], draw: Draw | None, limit: int, run: Run) -> list[Served]:
    """The list with the explored product in its place and nowhere else, no longer than ``limit``."""
    if draw is None:
        return items
    others = [item for item in items if item.product_id != draw.fact.id]
    return [*others[: draw.place], explored(draw, run), *others[draw.place :]][:limit]
