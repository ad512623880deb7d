"""The next offers as a to-do of the first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from signals.segments.selectors import next_actions
from signals.segments.words import kind_title, segment_name

ICONS: Final = {"new": "sparkles", "regular": "users", "inactive": "clock"}


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a to-do; ``count`` is how many customers it is about."""

    icon: str
    text: str
    count: int
    url: str


def next_offers(shop: ShopContext) -> list[Task]:
    """Three proposals that wait for an answer and fit most people; two queries."""
    return [
        Task(
            icon=ICONS[one.segment],
            text=_("%(segment)s: %(offer)s")
            % {"segment": segment_name(one.segment), "offer": kind_title(one.kind)},
            count=one.audience,
            url=reverse("segment-proposal", kwargs={"slug": shop.slug, "uid": one.uid}),
        )
        for one in next_actions(shop.id)
    ]
