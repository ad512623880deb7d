"""Which metrics each platform shows to the owner of a page, so that a form asks for no others."""

from __future__ import annotations

from typing import Final

from catalog.content.models import Metric

_SOCIAL: Final = (Metric.VIEWS, Metric.LIKES, Metric.COMMENTS, Metric.SHARES)

METRICS_OF: Final[dict[str, tuple[Metric, ...]]] = {
    "instagram": (
        Metric.VIEWS, Metric.REACH, Metric.LIKES, Metric.COMMENTS, Metric.SHARES, Metric.SAVES, Metric.FOLLOWS,
        Metric.INTERACTIONS, Metric.REWATCHES, Metric.WATCH_SECONDS, Metric.CLICKS, Metric.MESSAGES,
    ),
    "facebook": (
        Metric.VIEWS, Metric.REACH, Metric.IMPRESSIONS, Metric.LIKES, Metric.COMMENTS, Metric.SHARES,
        Metric.CLICKS, Metric.INTERACTIONS, Metric.FOLLOWS, Metric.WATCH_SECONDS, Metric.MESSAGES,
    ),
    "tiktok": (
        *_SOCIAL, Metric.SAVES, Metric.FOLLOWS, Metric.COMPLETIONS, Metric.WATCH_SECONDS, Metric.MESSAGES,
    ),
    "youtube": (*_SOCIAL, Metric.IMPRESSIONS, Metric.FOLLOWS, Metric.COMPLETIONS, Metric.WATCH_SECONDS),
    "whatsapp": (Metric.VIEWS, Metric.CLICKS, Metric.MESSAGES),
    "messenger": (Metric.VIEWS, Metric.CLICKS, Metric.MESSAGES),
    "email": (Metric.REACH, Metric.VIEWS, Metric.CLICKS, Metric.MESSAGES),
    "sms": (Metric.REACH, Metric.CLICKS, Metric.MESSAGES),
    "web": (Metric.VIEWS, Metric.REACH, Metric.CLICKS, Metric.COMPLETIONS, Metric.WATCH_SECONDS, Metric.MESSAGES),
}  # fmt: skip

CHANNELS: Final = tuple(METRICS_OF)


def metrics_of(channel: str) -> tuple[Metric, ...]:
    """What the platform of a channel gives; every metric for a channel that we do not know."""
    return METRICS_OF.get(channel, tuple(Metric))
