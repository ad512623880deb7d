"""What a product's score is made from, and its written form in the ledger. Pure and light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

Basis = Literal["exposures", "visits", "orders"]
# The rates that are multiplied, by what the shop records; the rate of returns comes after them on every basis.
STEPS: dict[str, tuple[str, ...]] = {
    "exposures": ("click", "order", "delivered"),
    "visits": ("order", "delivered"),
    "orders": ("share", "delivered"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What all products of a run share.

    ``shop_weeks`` are the shop's delivered orders by week, oldest first; ``return_cost`` is what one returned parcel
    costs besides the lost margin, in the shop's currency, None for a share of the price.
    """

    basis: Basis
    seed: int
    shop_weeks: tuple[int, ...]
    return_cost: float | None = None


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """One product: ``n`` exposures (visits, orders of the shop) counted plainly; ``counts`` are pairs (successes,
    trials) in decayed counts, one for each step of the basis and then returned of delivered; ``weekly`` its
    delivered orders by week since it is sold, oldest first; ``margin`` what one delivered piece leaves.
    """

    product_id: int
    category: int
    n: int
    price: float
    margin: float
    counts: tuple[tuple[float, float], ...]
    weekly: tuple[int, ...]


def written(facts: ProductFacts) -> str:
    """One line: id, category, n, price, margin, then ``successes/trials`` by step, then the weeks."""
    head = f"{facts.product_id} {facts.category} {facts.n} {facts.price!r} {facts.margin!r}"
    counts = ",".join(f"{successes!r}/{trials!r}" for successes, trials in facts.counts)
    return f"{head} {counts} {','.join(map(str, facts.weekly)) or '-'}"


def read(line: str) -> ProductFacts:
    """The inverse of :func:`written`, to the last digit."""
    product_id, category, n, price, margin, counts, weekly = line.split(" ")
    pairs = tuple(tuple(map(float, pair.split("/"))) for pair in counts.split(","))
    return ProductFacts(
        product_id=int(product_id),
        category=int(category),
        n=int(n),
        price=float(price),
        margin=float(margin),
        counts=pairs,  # type: ignore[arg-type]  # pairs by construction
        weekly=() if weekly == "-" else tuple(map(int, weekly.split(","))),
    )


def as_candidates(frame: Frame, products: Sequence[ProductFacts]) -> list[Any]:
    """The ledger's form: the frame, then a line a product."""
    return [asdict(frame), *map(written, products)]


def from_candidates(candidates: list[Any]) -> tuple[Frame, list[ProductFacts]]:
    """The inverse of :func:`as_candidates`."""
    head = dict(candidates[0])
    head["shop_weeks"] = tuple(head["shop_weeks"])
    return Frame(**head), [read(line) for line in candidates[1:]]
