"""What the addresses of the lists of scores ask for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from signals.scores.models import Advice
from signals.scores.selectors import CONTENT_SORTS, PRODUCT_SORTS

POST_STATES = ("post_above", "post_undecided", "post_below", "post_thin", "post_alone", "post_unmeasured")


@dataclass(frozen=True, slots=True)
class ScoresAsked:
    """A checked request for products; ``category`` is the hexadecimal uid of one, or empty."""

    words: str
    advice: str
    category: str
    sort: str
    page: int
    query: str


@dataclass(frozen=True, slots=True)
class ContentAsked:
    """A checked request for posts."""

    words: str
    channel: str
    kind: str
    state: str
    sort: str
    page: int
    query: str


def scores_asked(given: Mapping[str, str], default_sort: str = "-score") -> ScoresAsked:
    """Read an address; what makes no sense in it is left out."""
    return ScoresAsked(
        words=_words(given),
        advice=chosen_of(given, "advice", Advice.values),
        category=_uid(given.get("category", "")),
        sort=sort_of(given, PRODUCT_SORTS, default_sort),
        page=page_of(given),
        query=query_of(given, ("q", "advice", "category", "sort")),
    )


def content_asked(given: Mapping[str, str]) -> ContentAsked:
    return ContentAsked(
        words=_words(given),
        channel=given.get("channel", "")[:40],
        kind=given.get("kind", "")[:10],
        state=chosen_of(given, "state", POST_STATES),
        sort=sort_of(given, CONTENT_SORTS, "-regular"),
        page=page_of(given),
        query=query_of(given, ("q", "channel", "kind", "state", "sort")),
    )


def _words(given: Mapping[str, str]) -> str:
    return given.get("q", "").replace("\x00", "").strip()[:200]


def _uid(text: str) -> str:
    try:
        return uuid.UUID(text).hex
    except ValueError:
        return ""
