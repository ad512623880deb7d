"""Replaying the night's shares: the same ways to orders give the same shares under every rule."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any, Final

from attribution.credit.rules import ORDER_RULES
from attribution.roles.replay import replays as replays_roles

MOST_WAYS: Final = 1_500  # distinct ways to keep in the ledger; a larger shop's are kept as their digest


def replays(candidates: list[Any], output: dict[str, Any]) -> bool | None:
    """Whether sharing again gives the stored shares, or the stored roles; None for a shop whose ways were too many to keep."""
    if "roles" in output:
        return replays_roles(candidates, output)
    if not candidates or "shares" not in output:
        return None
    return bool(_shares(candidates) == output["shares"])


def as_candidates(scene: Any, window: int) -> list[Any]:
    """The ways to delivered orders, aggregated: [[[channel, days before] …], orders]; [] beyond 1,500 of them."""
    from attribution.credit.compute import DAY

    some = scene.documents
    ways = Counter(
        json.dumps([[t[1], round(max(t[0], 0) / DAY, 3)] for t in scene.touches[at] if t[0] <= window * DAY])
        for at in some.path[some.is_delivery]
    )
    kept = [[json.loads(way), count] for way, count in sorted(ways.items())]
    return kept if len(kept) <= MOST_WAYS else []


def as_output(candidates: list[Any], one: Any) -> dict[str, Any]:
    """The shares of the rules that share each order by itself; of a shop with too many ways, their digest alone."""
    if candidates:
        return {"orders": one.orders, "shares": _shares(candidates)}
    found = {rule: [round(float(share), 6) for share in one.rules[rule].shares] for rule in ORDER_RULES}
    digest = hashlib.sha256(json.dumps([one.names, found], sort_keys=True).encode()).hexdigest()
    return {"orders": one.orders, "sha256": digest}


def _shares(candidates: list[Any]) -> dict[str, dict[str, float]]:
    import numpy as np

    from attribution.credit.compute import DAY, parts_of, paths_of
    from attribution.paths.touches import tally

    touches = [[[days * DAY, channel, "", ""] for channel, days in way] for way, _count in candidates]
    paths = paths_of(touches, 10_000)
    counts = np.array([count for _way, count in candidates], dtype=np.float64)
    parts = parts_of(paths)
    found: dict[str, dict[str, float]] = {}
    for at, rule in enumerate(ORDER_RULES):
        orders = tally(parts.channel, parts.shares[:, at] * counts[parts.path], len(paths.names))
        shares = orders / max(orders.sum(), 1e-300)
        rounded = {name: round(float(shares[k]), 4) for k, name in enumerate(paths.names)}
        found[rule] = {name: share for name, share in rounded.items() if share}
    return found
