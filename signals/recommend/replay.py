"""Replaying stored decisions: what was stored must lead to the same lists, bit for bit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from signals.recommend.compute import Candidate, rank
from signals.recommend.making import decide
from signals.recommend.models import ServedList
from signals.recommend.nightlists import again
from signals.recommend.rules import VERSION
from signals.recommend.served import name_of


def replays(candidates: list[Any], output: dict[str, Any]) -> bool:
    """Whether the candidates of a night's decision lead to its lists again, place by place."""
    if "lists" in output:
        pools: dict[str, Any] = {}
        for named in candidates:
            pools |= named
        return again(pools, output)
    ranked = rank([Candidate(**candidate) for candidate in candidates])
    return bool([asdict(place) for place in ranked] == output["places"])


def replays_shares(candidates: list[Any], output: dict[str, Any]) -> bool:
    """Whether the same arms get the same propensities of exploration."""
    from signals.exposure.compute import Arm, propensities

    return bool(list(propensities([Arm(**arm) for arm in candidates])) == output["propensities"])


def replays_served(uid: UUID, content: Mapping[str, Any]) -> bool:
    """Whether a served list is what its name says, and deciding again gives it.

    A list of an earlier version is held against its name alone: its numbers are not these.
    """
    if name_of(dict(content)) != uid:
        return False
    if content["version"] != VERSION:
        return True
    # Compared as stored: jsonb gives numbers back as they were written.
    return bool(json.loads(json.dumps(decide(content))) == content["output"])


def replays_sealed(_candidates: list[Any], output: dict[str, Any]) -> bool | None:
    """Whether every list of a sealed batch of the shop in scope is still there, unchanged, and replays.

    None when their time of keeping is over.
    """
    found = ServedList.objects.filter(seal__sha256=output["sha256"]).order_by("uid")
    rows = list(found.values_list("uid", "content"))
    if not rows:
        return None
    return batch_hash(row[0] for row in rows) == output["sha256"] and all(
        replays_served(uid, content) for uid, content in rows
    )


def batch_hash(uids: Any) -> str:
    """SHA-256 over the names of a batch, in order; a name is made of the hash of what it names."""
    return hashlib.sha256("\n".join(sorted(uid.hex for uid in uids)).encode()).hexdigest()
