"""Regular performers among posts: which channel and kind do well week after week. Pure.

A post did well when its house score lies above the average of 15. The level of a channel and kind is the share of its
posts that did well, drawn to one half by ten posts and read at its 20 % point (a beta posterior), so that three lucky
posts do not lead. Steadiness compares the good posts of each week with the posts of that week, by the excess Gini of
:mod:`signals.scores.regular`; it caps the level and never lifts it. Weeks without a post say nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from signals.scores.priors import WEEKS
from signals.scores.regular import capped, steadiness

POSTS_FLOOR: Final = 8
POST_WEEKS_FLOOR: Final = 4
PRIOR_POSTS: Final = 10.0
CAREFUL: Final = 0.2
# One post that holds so much of what its group was seen is a flash, however the rest did.
FLASH_SHARE: Final = 0.6

Verdict = Literal["regular", "flash", "usual", "below", "thin"]


@dataclass(frozen=True, slots=True)
class Performed:
    """One judged post: when it came out, whether it did well, and how often it was seen."""

    channel: str
    kind: str
    day: date
    is_good: bool
    seen: float


@dataclass(frozen=True, slots=True)
class Performer:
    """A channel and kind over twelve weeks. ``level`` is the careful share of good posts, ``low`` to ``high`` its 80 %
    range; ``weekly`` are pairs [good posts, posts], oldest week first; ``top_share`` the part of the most seen post.
    """

    channel: str
    kind: str
    posts: int
    good: int
    level: float
    low: float
    high: float
    steadiness: float | None
    key: float
    top_share: float
    weekly: tuple[tuple[int, int], ...]
    verdict: Verdict

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"weekly": [list(week) for week in self.weekly]}


def performers(posts: Iterable[Performed], as_of: date) -> list[Performer]:
    """Each channel and kind with a post in the last twelve weeks, the regular ones first."""
    first = as_of - timedelta(days=7 * WEEKS - 1)
    groups: dict[tuple[str, str], list[Performed]] = defaultdict(list)
    for post in posts:
        if first <= post.day <= as_of:
            groups[post.channel, post.kind].append(post)
    found = [_performer(*name, group, as_of) for name, group in groups.items()]
    return sorted(found, key=lambda one: (one.verdict == "thin", -one.key, one.channel, one.kind))


def _performer(channel: str, kind: str, posts: Sequence[Performed], as_of: date) -> Performer:
    from scipy.stats import beta

    good, count = sum(post.is_good for post in posts), len(posts)
    a, b = good + PRIOR_POSTS / 2, count - good + PRIOR_POSTS / 2
    careful, low, high = (float(point) for point in beta.ppf([CAREFUL, 0.1, 0.9], a, b))
    weekly = _weekly(posts, as_of)
    steady = _steadiness(weekly)
    seen = sum(post.seen for post in posts)
    top = max(post.seen for post in posts) / seen if seen else 0.0
    return Performer(
        channel=channel,
        kind=kind,
        posts=count,
        good=good,
        level=careful,
        low=low,
        high=high,
        steadiness=steady,
        key=capped(careful, steady),
        top_share=top,
        weekly=weekly,
        verdict=_verdict(_is_enough(weekly), low, high, steady, top),
    )


def _weekly(posts: Sequence[Performed], as_of: date) -> tuple[tuple[int, int], ...]:
    """Good posts and posts of each of the twelve weeks that end on ``as_of``."""
    counted = [[0, 0] for _week in range(WEEKS)]
    for post in posts:
        week = counted[WEEKS - 1 - (as_of - post.day).days // 7]
        week[0] += post.is_good
        week[1] += 1
    return tuple((good, count) for good, count in counted)


def _steadiness(weekly: Sequence[tuple[int, int]]) -> float | None:
    """How evenly good posts lie over the weeks that had posts; None where they are too few to tell."""
    told = [(good, count) for good, count in weekly if count]
    total = sum(count for _good, count in told)
    if not total:
        return None
    shares = tuple(count / total for _good, count in told)
    return steadiness([good for good, _count in told], shares, [0.0] * len(told)).value


def _is_enough(weekly: Sequence[tuple[int, int]]) -> bool:
    """Eight posts at least, in four weeks or more."""
    counts = [count for _good, count in weekly if count]
    return sum(counts) >= POSTS_FLOOR and len(counts) >= POST_WEEKS_FLOOR


def _verdict(is_enough: bool, low: float, high: float, steady: float | None, top: float) -> Verdict:
    if not is_enough:
        return "thin"
    if top >= FLASH_SHARE or (steady is not None and steady < 1 / 3):
        return "flash"
    if low > 0.5:
        return "regular"
    return "below" if high < 0.5 else "usual"
