"""Posts and clips on three channels: their true quality, and what each platform tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from shop_ai.simulator.model.channels import CHANNELS, SLUGS
from shop_ai.simulator.model.goods import Goods
from shop_ai.simulator.model.plan import Flags, Floats, Ints, Plan, Rng, weighted

POSTS_A_DAY: Final = 0.6
FADES_DAYS: Final = 4.0
LIFT: Final = 0.25  # of a channel's visits on the day of an average post
QUALITY_SPREAD: Final = 0.5
MEDIAN_VIEWS: Final = {"instagram": 900.0, "facebook": 500.0, "tiktok": 2500.0}
# Per view, for a piece of average quality; a metric that is not named here is not given by the platform.
RATES: Final[dict[str, dict[str, float]]] = {
    "instagram": {"likes": 0.045, "comments": 0.004, "shares": 0.008, "saves": 0.010, "follows": 0.003},
    "facebook": {"likes": 0.030, "comments": 0.006, "shares": 0.006},
    "tiktok": {"likes": 0.060, "comments": 0.003, "shares": 0.007, "saves": 0.008, "completions": 0.22},
}
METRICS: Final = ("likes", "comments", "shares", "saves", "follows", "completions")
REACH: Final = (0.62, 0.88)  # of the views, where the platform tells the reach


@dataclass(frozen=True, slots=True)
class Posts:
    """One element a piece. ``quality`` is the log-odds that the truth adds to every rate, mean about zero.

    ``day`` is a position in the plan, ``channel`` an index into the channels, ``product`` the one it shows, ``length``
    seconds (0 for a picture). ``metrics`` has a row a piece and a column a metric, -1 where the platform is silent.
    """

    day: Ints
    second: Ints
    channel: Ints
    product: Ints
    length: Ints
    quality: Floats
    views: Ints
    reach: Ints
    metrics: Ints
    arabic: Flags

    def __len__(self) -> int:
        return len(self.day)

    def lift(self, days: int) -> Floats:
        """What the pieces add to their channel's visits, by day (rows) and channel (columns)."""
        added = np.zeros((days, len(CHANNELS)))
        for at in range(len(self)):
            age = np.arange(days - self.day[at])
            added[self.day[at] :, self.channel[at]] += LIFT * np.exp(self.quality[at] - age / FADES_DAYS)
        return added

    def truth(self) -> list[dict[str, Any]]:
        return [
            {"id": external_id(at), "channel": SLUGS[self.channel[at]], "quality": round(q, 6)}
            for at, q in enumerate(self.quality.tolist())
        ]


def external_id(at: int) -> str:
    """The id that the platform would give the piece: long digits, as text."""
    return str(18_000_000_000_000_001 + at)


def draw_posts(plan: Plan, goods: Goods) -> Posts:
    rng = plan.stream("content")
    count = int(rng.poisson(POSTS_A_DAY * plan.days)) if len(goods) else 0
    places = np.array([SLUGS.index(slug) for slug in MEDIAN_VIEWS], np.int64)
    channel = places[rng.integers(0, len(places), count)]
    quality = rng.normal(0, QUALITY_SPREAD, count)
    medians = np.array([MEDIAN_VIEWS.get(slug, 0.0) for slug in SLUGS])
    views = np.round(medians[channel] * rng.lognormal(0, 0.7, count) * np.exp(quality / 2)).astype(np.int64)
    return Posts(
        day=np.sort(rng.integers(0, plan.days, count)) if count else np.zeros(0, np.int64),
        second=rng.integers(9 * 3600, 22 * 3600, count),
        channel=channel,
        product=weighted(rng, goods.appeal, count) if count else np.zeros(0, np.int64),
        length=np.where(rng.random(count) < 0.7, rng.integers(8, 75, count), 0),
        quality=quality,
        views=views,
        reach=np.round(views * rng.uniform(*REACH, count)).astype(np.int64),
        metrics=draw_metrics(rng, channel, quality, views),
        arabic=rng.random(count) < 0.45,
    )


def draw_metrics(rng: Rng, channel: Ints, quality: Floats, views: Ints) -> Ints:
    """Counts by piece (rows) and metric (columns), Binomial(views, rate moved by quality); -1 where not given."""
    base = np.array([[RATES.get(slug, {}).get(name, np.nan) for name in METRICS] for slug in SLUGS])
    rates = base[channel]
    odds = rates / (1 - rates) * np.exp(quality)[:, None]
    is_given = ~np.isnan(rates)
    counts = rng.binomial(views[:, None], np.where(is_given, odds / (1 + odds), 0.0))
    return np.where(is_given, counts, -1).astype(np.int64)
