"""Proposing playlists: whole paths from what was kept, bought together, scored, in stock and in season. Pure and light.

A path is built around each well proven product (*proof*): up to two easy products that lead to it (*discovery*) and one that
goes further (*step up*). Products stand together when customers bought both (shrunken confidence, ``conf_x``; from five buyers
on), when one is a pack that holds the other, or else when they are of one category. Paths are put in order by

    (.35 relation + .25 score + .20 proof + .10 stock + .10 margin) x 1.15 when in season x what refusals taught,

each part 0…1, and taken greedily: none that shares half of its products with a playlist, or two of four with a proposal that
stands, two of one theme at most, six in all. The same scene gives the same night, to the last digit that is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Any, Final

from signals.proposals.rules import fault_of, is_barred, jaccard, kept_low, taught_factor
from signals.proposals.scene import LEAST_BUYERS, Facts, Scene, Standing

VERSION: Final = "playlist-proposals-1"
MOST_STANDING: Final = 6
MOST_OF_THEME: Final = 2
MOST_PROOFS: Final = 40
MOST_DISCOVERY: Final = 2
NEAR_DUPLICATE: Final = 0.5
# Proposals that stand side by side share one product of their eight at most.
ALIKE: Final = 0.3
VARIANTS: Final = 3
AMPLE_STOCK: Final = 20
GOOD_MARGIN: Final = 0.5
LEAST_PROOF: Final = 5
STEP_RATIO: Final = 1.2
IN_SEASON: Final = 1.15
DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Place:
    """One product of a path with the reason of its place; ``values`` are the numbers that the sentence names."""

    product: int
    step: str
    reason: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A path: ``theme`` is the category of most of it (0: none), ``season`` the occasion it is for ("": none)."""

    places: tuple[Place, ...]
    theme: int
    season: str
    score: float
    parts: Mapping[str, float]
    checks: tuple[tuple[str, Any], ...]

    @property
    def products(self) -> tuple[int, ...]:
        return tuple(place.product for place in self.places)


@dataclass(frozen=True, slots=True)
class Night:
    """What one night proposes, and which earlier proposals end, with why."""

    proposed: tuple[Proposed, ...]
    ended: tuple[tuple[str, str], ...]


def propose(scene: Scene) -> Night:
    """The night's new proposals, best first, and the earlier ones that end."""
    ended = [(one.id, code) for one in scene.standing if (code := _ending(scene, one))]
    gone = {name for name, _code in ended}
    kept = [one for one in scene.standing if one.id not in gone]
    found = sorted(_paths(scene), key=lambda path: (-path.score, path.products))
    chosen: list[Proposed] = []
    themes = Counter(one.theme for one in kept)
    beside = [one.products for one in kept]
    for path in found:
        if len(kept) + len(chosen) >= MOST_STANDING:
            break
        if path.theme and themes[path.theme] >= MOST_OF_THEME:
            continue
        if any(jaccard(path.products, other) >= NEAR_DUPLICATE for other in scene.taken):
            continue
        if any(jaccard(path.products, other) >= ALIKE for other in beside):
            continue
        chosen.append(path)
        beside.append(path.products)
        themes[path.theme] += 1
    return Night(tuple(chosen), tuple(ended))


def _ending(scene: Scene, one: Standing) -> str:
    """Why an earlier proposal stands no longer; empty while it does."""
    if one.is_over:
        return "ended_by_time"
    faults = [
        fault_of(scene.by_id[product]) if product in scene.by_id else "gone" for product in one.products
    ]
    if any(faults):
        return {"gone": "ended_gone", "low_stock": "ended_stock", "low_margin": "ended_margin"}.get(
            next(fault for fault in faults if fault), "ended_gone"
        )
    if any(is_barred(scene.by_id[product], scene.lessons) for product in one.products):
        return "ended_taught"
    if taught_factor(one.products, one.theme, scene.lessons) == 0:
        return "ended_taught"
    made = any(jaccard(one.products, taken) >= NEAR_DUPLICATE for taken in scene.taken)
    return "ended_made" if made else ""


def _paths(scene: Scene) -> list[Proposed]:
    usable = [one for one in scene.products if not fault_of(one) and not is_barred(one, scene.lessons)]
    proven = sorted((one for one in usable if _is_proof(scene, one)), key=lambda one: (-_proof(one), one.id))
    return [
        path for proof in proven[:MOST_PROOFS] for path in _around(scene, proof, usable) if path.score > 0
    ]


def _is_proof(scene: Scene, one: Facts) -> bool:
    """Delivered five times, and sent back no more often than usual (one in ten is always allowed)."""
    return one.orders >= LEAST_PROOF and one.back / one.orders <= max(0.1, scene.usual_back)


def _proof(one: Facts) -> float:
    """How much a product proves, 0…1: what is surely kept, and by how many (50 count in full)."""
    return kept_low(one.orders, one.back) * min(1.0, log(1 + one.orders) / log(51))


def _liked(one: Facts) -> float:
    """The score's place, 0…1; one that is not known yet counts half."""
    return 0.5 if one.place is None else one.place / 100


def _around(scene: Scene, proof: Facts, usable: Sequence[Facts]) -> list[Proposed]:
    """The best paths around a proof, each with other easy products; none where nothing leads to it or goes further."""
    easy = _best(
        scene,
        [proof],
        (one for one in usable if one.id != proof.id and not one.parts and _price(one) <= scene.easy_price),
    )
    found = []
    for first in range(min(VARIANTS, len(easy))):
        leading = easy[first : first + MOST_DISCOVERY]
        further = _further(scene, leading, proof, usable)
        if further is not None:
            found.append(_path(scene, leading, proof, further))
    return found


def _further(scene: Scene, leading: Sequence[Facts], proof: Facts, usable: Sequence[Facts]) -> Facts | None:
    """What goes further than the proof and a good deal further than what is easy."""
    below = max([_price(proof), *(STEP_RATIO * _price(one) for one in leading)])
    before = [proof, *leading]
    taken = {one.id for one in before}
    found = _best(scene, before, (one for one in usable if one.id not in taken and _price(one) > below))
    return found[0] if found else None


def _price(one: Facts) -> float:
    return one.price or 0.0


def _best(scene: Scene, beside: Sequence[Facts], candidates: Iterable[Facts]) -> list[Facts]:
    """Candidates that something ties to the products beside them, the best first; ties by id."""

    def worth(one: Facts) -> tuple[float, int]:
        relation = max(scene.relation(other.id, one.id) for other in beside)
        season = 0.2 if set(one.seasons) & set(scene.seasons) else 0.0
        return (-round(relation + 0.3 * _liked(one) + season, DIGITS), one.id)

    related = [one for one in candidates if any(scene.relation(other.id, one.id) > 0 for other in beside)]
    return sorted(related, key=worth)


def _path(scene: Scene, easy: Sequence[Facts], proof: Facts, further: Facts) -> Proposed:
    path = [*easy, proof, further]
    ids = [one.id for one in path]
    theme = _theme(path)
    season = next((key for key in scene.seasons if any(key in one.seasons for one in path)), "")
    parts = _parts(scene, easy, proof, further)
    weights = {"relation": 0.35, "score": 0.25, "proof": 0.2, "stock": 0.1, "margin": 0.1}
    base = sum(weights[name] * parts[name] for name in weights)
    taught = taught_factor(ids, theme, scene.lessons)
    parts |= {"season": IN_SEASON if season else 1.0, "taught": taught}
    score = round(base * parts["season"] * taught, DIGITS)
    places = (
        *(_discovery(scene, one, proof) for one in easy),
        Place(proof.id, "proof", "place_kept", {"orders": proof.orders, "back": proof.back}),
        _step_up(scene, further, [proof, *easy]),
    )
    rounded = {name: round(value, DIGITS) for name, value in parts.items()}
    return Proposed(places, theme, season, score, rounded, _checks(scene, path, proof))


def _theme(path: Sequence[Facts]) -> int:
    """The category that at least two products share, the proof's own when several do; 0 for none."""
    counted = Counter(one.category for one in path if one.category)
    most = max(counted.values(), default=0)
    if most < 2:
        return 0
    return min((category for category, count in counted.items() if count == most))


def _parts(scene: Scene, easy: Sequence[Facts], proof: Facts, further: Facts) -> dict[str, float]:
    path = [*easy, proof, further]
    leads = [scene.relation(proof.id, one.id) for one in easy]
    leads.append(max(scene.relation(one.id, further.id) for one in (proof, *easy)))
    stocks = [min(1.0, one.stock / AMPLE_STOCK) if one.stock is not None else 0.5 for one in path]
    return {
        "relation": sum(leads) / len(leads),
        "score": sum(_liked(one) for one in path) / len(path),
        "proof": _proof(proof),
        "stock": min(stocks),
        "margin": min(1.0, sum(one.margin for one in path) / len(path) / GOOD_MARGIN),
    }


def _discovery(scene: Scene, one: Facts, proof: Facts) -> Place:
    both = scene.bought_both(one.id, proof.id)
    if both >= LEAST_BUYERS:
        values = {"buyers": both, "with": proof.id, "price": one.price}
        return Place(one.id, "discovery", "place_bought_with", values)
    values = {"price": one.price, "easy": scene.easy_price}
    return Place(one.id, "discovery", "place_easy", values)


def _step_up(scene: Scene, one: Facts, before: Sequence[Facts]) -> Place:
    held = [other.id for other in before if other.id in one.parts]
    if held:
        return Place(one.id, "step_up", "place_pack", {"with": held[0], "price": one.price})
    strongest = max(before, key=lambda other: (scene.bought_both(one.id, other.id), -other.id))
    both = scene.bought_both(one.id, strongest.id)
    if both >= LEAST_BUYERS:
        values = {"buyers": both, "with": strongest.id, "price": one.price}
        return Place(one.id, "step_up", "place_bought_with", values)
    return Place(one.id, "step_up", "place_further", {"price": one.price})


def _checks(scene: Scene, path: Sequence[Facts], proof: Facts) -> tuple[tuple[str, Any], ...]:
    """What was looked at, each with the number that passed."""
    stocks = [one.stock for one in path if one.stock is not None]
    ids = [one.id for one in path]
    nearest = max((jaccard(ids, other) for other in scene.taken), default=0.0)
    return (
        ("check_stock", min(stocks) if stocks else None),
        ("check_prices", max(_price(one) for one in path)),
        ("check_margin", round(min(one.margin for one in path), DIGITS)),
        ("check_proof", proof.orders),
        ("check_new", round(nearest, DIGITS)),
    )
