"""Posts as the house score reads them: exposure, counts, band; and their written form in the ledger. Pure and light."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from signals.scores.priors import LENGTH_BANDS

# What "seen" means, the first that the platform gives.
EXPOSURES = ("views", "reach", "impressions")


@dataclass(frozen=True, slots=True)
class Post:
    """``exposure`` views (or people reached, or impressions); ``counts`` only holds signals that the platform gave."""

    content_id: int
    band: str
    exposure: float
    counts: Mapping[str, float]


def length_band(seconds: int | None) -> str:
    """Completion depends on length, so short, middle and long clips are compared apart; "" where it is unknown."""
    if seconds is None:
        return ""
    return "short" if seconds < LENGTH_BANDS[0] else "middle" if seconds <= LENGTH_BANDS[1] else "long"


def post_of(
    content_id: int,
    kind: str,
    length_seconds: int | None,
    metrics: Mapping[str, Any],
    signals: tuple[str, ...],
) -> Post:
    """A post with the exposure that its platform gives; 0 when it gives none."""
    seen = next((name for name in EXPOSURES if name in metrics), "")
    counts = {signal: float(metrics[signal]) for signal in signals if signal in metrics}
    exposure = float(metrics[seen]) if seen else 0.0
    return Post(content_id, f"{kind}|{length_band(length_seconds)}|{seen}", exposure, counts)


def written(post: Post) -> list[Any]:
    return [post.content_id, post.band, post.exposure, dict(post.counts)]


def read(row: list[Any]) -> Post:
    content_id, band, exposure, counts = row
    return Post(content_id, band, exposure, counts)
