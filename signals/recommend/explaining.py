"""One served product explained: what it was chosen from, its parts, what was left out, and what would be without a source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.choosing import Candidate, rank_without
from signals.recommend.making import Titled, weighed
from signals.recommend.models import ServedList
from signals.recommend.replay import replays_served
from signals.recommend.rules import UNIT
from signals.recommend.served import Because, Weighed

FORM: Final = re.compile(r"([0-9a-f]{32})-([ptwx]?)(\d{1,5})")


@dataclass(frozen=True, slots=True)
class Named:
    """A product as texts name it."""

    sku: str
    title: str


@dataclass(frozen=True, slots=True)
class Without:
    """Where a product would stand if a source counted for nothing; ``rank`` 0: it would have no place."""

    source: Titled
    rank: int


@dataclass(frozen=True, slots=True)
class Explained:
    """A place of a stored list. ``score`` is in the model's unit; ``replays``: deciding again gives the same list."""

    list_uid: UUID
    at: Any
    slot: str
    rank: int
    product: Named
    score: float
    reasons: tuple[Because, ...]
    parts: tuple[Weighed, ...]
    without: tuple[Without, ...]
    dropped: dict[str, str] = field(default_factory=dict)
    propensity: float | None = None
    replays: bool = True
    sealed_by: UUID | None = None


def parsed(recommendation_id: str) -> tuple[UUID, str, int] | None:
    """What an id is made of: a list or decision, the kind of place, and its number; None for no id of ours."""
    found = FORM.fullmatch(recommendation_id)
    return (UUID(found[1]), found[2], int(found[3])) if found else None


def explained(shop_id: int, recommendation_id: str) -> Explained | None:
    """The place that an id of a stored list names; None when there is none. Two statements."""
    named = parsed(recommendation_id)
    if named is None or named[1] != "p":
        return None
    with shop_scope(shop_id):
        kept = _kept(named[0])
        if kept is None or not 1 <= named[2] <= len(kept.content["output"]):
            return None
        return _explained(kept, named[2], _names(kept.content))


def explained_list(shop_id: int, uid: UUID) -> list[Explained] | None:
    """Every place of a stored list; None when there is no such list. Two statements."""
    with shop_scope(shop_id):
        kept = _kept(uid)
        if kept is None:
            return None
        names = _names(kept.content)
        return [_explained(kept, rank, names) for rank in range(1, len(kept.content["output"]) + 1)]


def falls(content: Mapping[str, Any], names: Mapping[int, Titled], product_id: int) -> tuple[Without, ...]:
    """For each source that gave a product of a list anything: the place it would have without."""
    pool = [Candidate.read(row) for row in content["pool"]]
    candidate = next((one for one in pool if one.product_id == product_id), None)
    return _without(content, pool, candidate, names)


def _kept(uid: UUID) -> ServedList | None:
    found: ServedList | None = ServedList.objects.select_related("seal").filter(uid=uid).first()
    return found


def _names(content: Mapping[str, Any]) -> dict[int, Named]:
    """Products of a list by id; one that was deleted since is named by nothing."""
    ids = {row[0] for row in content["pool"]} | {source for _kind, source in content["asked"]["sources"]}
    ids |= {int(product) for product in content["dropped"]}
    rows = Product.objects.filter(pk__in=ids).values_list("pk", "sku", "title")
    return {pk: Named(sku, title) for pk, sku, title in rows}


def _explained(kept: ServedList, rank: int, names: Mapping[int, Named]) -> Explained:
    content, (product, score, told) = kept.content, kept.content["output"][rank - 1]
    pool = [Candidate.read(row) for row in content["pool"]]
    candidate = next((one for one in pool if one.product_id == product), None)
    explored = content["explored"]
    is_explored = bool(explored) and explored[0] == product
    return Explained(
        list_uid=kept.uid,
        at=kept.at,
        slot=kept.slot,
        rank=rank,
        product=names.get(product, Named("", "")),
        score=score / UNIT,
        reasons=tuple(_because(code, source, share, names) for code, source, share in told),
        parts=tuple(weighed(candidate, names)) if candidate and not is_explored else (),
        without=() if is_explored else _without(content, pool, candidate, names),
        dropped={names[int(ref)].sku: why for ref, why in content["dropped"].items() if int(ref) in names},
        propensity=explored[2] if is_explored else None,
        replays=replays_served(kept.uid, content),
        sealed_by=kept.seal.decision_uid if kept.seal else None,
    )


def _because(code: str, source: int, share: float, names: Mapping[int, Named]) -> Because:
    named = names.get(source)
    tells = named is not None and code not in {"may_go_with", "in_category_best"}
    return Because(code, {"sku": named.sku, "title": named.title} if named and tells else {}, share)


def _without(
    content: Mapping[str, Any],
    pool: list[Candidate],
    candidate: Candidate | None,
    names: Mapping[int, Titled],
) -> tuple[Without, ...]:
    """For each source that gave the product anything: the place it would have without."""
    if candidate is None:
        return ()
    giving = dict.fromkeys(part.source for part in candidate.parts if part.source)
    return tuple(
        Without(names[source], rank_without(pool, candidate.product_id, source, content["pins"]))
        for source in giving
        if source in names
    )
