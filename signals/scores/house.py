"""The house score of a post, on 30: our own scale, which is no platform's algorithm. Pure.

Per signal ``e`` (watched again, watched to the end, shared, commented, liked) the post's rate per view is partially pooled
with a prior worth two events at the band's rate, ``r_ie = (s + 2) / (views + 2 / r_e)``, and earns
``w_e * r_ie / (r_ie + r_e)``: half its weight at the band's rate, never more than its weight. The sum is scaled to 30 over
the signals that the platform gives; one that it does not give is absent, not zero. A post at the rates of its band has
exactly 15. The band is the shop's posts of one kind, one class of length and one measure of exposure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from signals.scores.posts import Post
from signals.scores.priors import CAREFUL, DRAWS, HIGH, LOW, POST_PRIOR_EVENTS, PROMOTED_FROM, SCALE, WEIGHTS

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SignalPart:
    """One signal of a post: its count, its pooled rate and the band's, both per view, and the points it brings of the
    ``most`` it could bring after scaling."""

    signal: str
    count: float
    rate: float
    band_rate: float
    points: float
    most: float


@dataclass(frozen=True, slots=True)
class Rated:
    """One post. ``rating`` is None without any signal or exposure; ``chance`` is P(rating > 15)."""

    content_id: int
    band: str
    band_posts: int
    exposure: float
    rating: float | None
    low: float | None = None
    careful: float | None = None
    high: float | None = None
    chance: float | None = None
    parts: tuple[SignalPart, ...] = ()
    missing: tuple[str, ...] = field(default=())

    @property
    def is_promoted(self) -> bool:
        return self.chance is not None and self.chance >= PROMOTED_FROM


def counted_of(weights: Mapping[str, int]) -> list[str]:
    """The signals that count, in the one order of all runs: a stored decision keeps no order of its weights."""
    return [signal for signal in WEIGHTS if weights.get(signal, 0) > 0]


def band_rates(posts: Sequence[Post], signals: Sequence[str]) -> dict[str, dict[str, float]]:
    """Band -> signal -> events per view, over the band's posts whose platform gives the signal."""
    events: dict[tuple[str, str], float] = defaultdict(float)
    views: dict[tuple[str, str], float] = defaultdict(float)
    for post in posts:
        for signal in signals:
            if signal in post.counts and post.exposure > 0:
                events[post.band, signal] += post.counts[signal]
                views[post.band, signal] += post.exposure
    rates: dict[str, dict[str, float]] = defaultdict(dict)
    for (band, signal), seen in views.items():
        rates[band][signal] = events[band, signal] / seen
    return dict(rates)


def rate_posts(posts: Sequence[Post], weights: Mapping[str, int], seed: int) -> list[Rated]:
    """Rate the posts in the order they came; a weight of 0 leaves its signal out."""
    rates = band_rates(posts, counted_of(weights))
    sizes = Counter(post.band for post in posts)
    return [_rated(post, _Band(sizes[post.band], rates.get(post.band, {})), weights, seed) for post in posts]


@dataclass(frozen=True, slots=True)
class _Band:
    posts: int
    rates: Mapping[str, float]


def _rated(post: Post, band: _Band, weights: Mapping[str, int], seed: int) -> Rated:
    counted = counted_of(weights)
    present = [signal for signal in counted if signal in post.counts]
    missing = tuple(signal for signal in counted if signal not in post.counts)
    if not present or post.exposure <= 0:
        return Rated(post.content_id, post.band, band.posts, post.exposure, None, missing=missing)
    scale = SCALE / sum(weights[signal] for signal in present)
    parts = tuple(_part(post, signal, band.rates[signal], weights[signal] * scale) for signal in present)
    drawn = _drawn(post, parts, seed)
    low, careful, high = (float(value) for value in np.quantile(drawn, [LOW, CAREFUL, HIGH]))
    return Rated(
        content_id=post.content_id,
        band=post.band,
        band_posts=band.posts,
        exposure=post.exposure,
        rating=sum(part.points for part in parts),
        low=low,
        careful=careful,
        high=high,
        chance=float((drawn > SCALE / 2).mean()),
        parts=parts,
        missing=missing,
    )


def pooled_rate(count: float, exposure: float, band_rate: float) -> float:
    """The post's rate with two events of the band added; the band's rate for a post that nobody saw."""
    return (count + POST_PRIOR_EVENTS) / (exposure + POST_PRIOR_EVENTS / band_rate)


def _part(post: Post, signal: str, band_rate: float, most: float) -> SignalPart:
    if band_rate == 0:  # nobody in the band has any: it tells posts apart no more than an average one
        return SignalPart(signal, post.counts[signal], 0.0, 0.0, most / 2, most)
    rate = pooled_rate(post.counts[signal], post.exposure, band_rate)
    return SignalPart(signal, post.counts[signal], rate, band_rate, most * rate / (rate + band_rate), most)


def _drawn(post: Post, parts: Sequence[SignalPart], seed: int) -> Floats:
    """Draws of the rating. A signal is a share of the views (Beta) unless it exceeds them, as watching again may:
    then a count per view (Gamma) with the same mean.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    total = np.zeros(DRAWS)
    for part in parts:
        if part.band_rate == 0:
            total += part.points
            continue
        events = part.count + POST_PRIOR_EVENTS
        tries = post.exposure + POST_PRIOR_EVENTS / part.band_rate
        if tries > events:
            rates = generator.beta(events, tries - events, DRAWS)
        else:
            rates = generator.gamma(events, 1 / tries, DRAWS)
        total += part.most * rates / (rates + part.band_rate)
    return total
