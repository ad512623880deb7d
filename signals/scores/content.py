"""Scoring posts at night: read the platforms' sums, rate, replace the rows, and write the decision."""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Max

from catalog.content.models import ContentMetric
from catalog.content.selectors import ContentFacts, content_facts
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.seeds import seed_of
from shop_ai.lib.tenancy import shop_scope
from signals.scores import posts
from signals.scores.automations import CONTENT_SCORES
from signals.scores.models import ContentScore, ScoredKind
from signals.scores.post_values import PostValue, post_values
from signals.scores.priors import SCALE, VERSION, VIEWS_FLOOR
from signals.scores.services import BATCH, Read, note_run
from signals.scores.settings import settings_of
from transparency.ledger.chain import canonical
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

if TYPE_CHECKING:
    from signals.scores.house import Rated

POSTS_OF_BAND: Final = 3
# How many of a channel's last posts of a kind are looked at to tell a regular from a flash.
GROUP_POSTS: Final = 12


def score_shop_content(shop_id: int, as_of: date) -> int:
    """Rate the shop's posts and return how many; nothing when switched off."""
    shop = shop_by_id(shop_id)
    if shop is None:
        return 0
    with shop_scope(shop_id):
        if not is_on(CONTENT_SCORES.code):
            return 0
        facts = content_facts(shop_id)
        weights = settings_of(shop_id).weights
        candidates = _candidates(shop, as_of, weights, facts)
        rated = rate_from(candidates)
        values = post_values(shop, as_of, facts)
        measured = dict(ContentMetric.objects.values_list("content_id").annotate(Max("measured_on")))
        _replace(shop, [_row(shop, *each) for each in _side_by_side(facts, rated, values, measured)])
        decision = record_decision(
            automation=CONTENT_SCORES.code,
            subject="content",
            version=VERSION,
            inputs={"as_of": as_of.isoformat(), "posts": len(facts), "weights": weights},
            candidates=candidates,
            output=output_of(rated),
            reason_code="scored_by_house",
        )
        facts_of_run = {
            "weights": weights,
            "posts": len(facts),
            "performers": _performers(facts, rated, as_of),
        }
        note_run(shop_id, ScoredKind.CONTENT, Read(as_of, as_of), decision.uid, facts_of_run)
    return len(facts)


def _candidates(
    shop: ShopContext, as_of: date, weights: dict[str, int], facts: Sequence[ContentFacts]
) -> list[Any]:
    head = {"weights": weights, "seed": seed_of(shop.uid, "content_scores", as_of, VERSION)}
    read = (
        posts.post_of(one.content_id, one.kind, one.length_seconds, one.metrics, tuple(weights))
        for one in facts
    )
    return [head, *map(posts.written, read)]


def rate_from(candidates: list[Any]) -> list[Rated]:
    """Rate the posts of a ledger row."""
    from signals.scores.house import rate_posts

    head, *rows = candidates
    return rate_posts([posts.read(row) for row in rows], head["weights"], head["seed"])


def output_of(rated: Sequence[Rated]) -> dict[str, Any]:
    """Each post's rating and whether it is promoted, and the SHA-256 of all rows in full."""
    rows = [asdict(one) for one in rated]
    return {
        "rows_sha256": hashlib.sha256(canonical({"rows": rows}).encode()).hexdigest(),
        "posts": [
            f"{one.content_id} {'-' if one.rating is None else round(one.rating, 1)} {reason_of(one)}"
            for one in rated
        ],
    }


def reason_of(rated: Rated) -> str:
    """Why the post has its state, as a code."""
    if rated.rating is None:
        return "post_unmeasured"
    if rated.exposure < VIEWS_FLOOR:
        return "post_thin"
    if rated.band_posts < POSTS_OF_BAND:
        return "post_alone"
    if rated.is_promoted:
        return "post_above"
    return "post_below" if rated.chance is not None and rated.chance <= 0.2 else "post_undecided"


def _replace(shop: ShopContext, rows: list[ContentScore]) -> None:
    """Write the rows over last night's, so that their ids stay; pieces that are gone lose theirs."""
    fields = [
        f.name for f in ContentScore._meta.concrete_fields if f.name not in {"id", "shop", "content_ref"}
    ]
    ContentScore.objects.exclude(content_ref__in=[row.content_ref for row in rows]).delete()
    ContentScore.objects.bulk_create(
        rows, BATCH, update_conflicts=True, unique_fields=["shop", "content_ref"], update_fields=fields
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a post's rating: its channel and kind's record, its value, the day of its last numbers."""

    group: tuple[int, int]
    value: PostValue | None
    measured_on: date | None


def _side_by_side(
    facts: Sequence[ContentFacts],
    rated: Sequence[Rated],
    values: dict[int, PostValue],
    measured: dict[int, date],
) -> Iterator[tuple[ContentFacts, Rated, Beside]]:
    groups = _group_history(facts, rated)
    for one, score in zip(facts, rated, strict=True):
        known = values.get(one.content_id), measured.get(one.content_id)
        yield one, score, Beside(groups[one.channel, one.kind], *known)


def _group_history(
    facts: Sequence[ContentFacts], rated: Sequence[Rated]
) -> dict[tuple[str, str], tuple[int, int]]:
    """(channel, kind) -> how many of its last measured posts lie above the average, of how many. Newest come first."""
    found: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one, score in zip(facts, rated, strict=True):
        above, seen = found[one.channel, one.kind]
        if score.rating is not None and score.exposure >= VIEWS_FLOOR and seen < GROUP_POSTS:
            found[one.channel, one.kind] = (above + (score.rating > SCALE / 2), seen + 1)
    return found


def _performers(facts: Sequence[ContentFacts], rated: Sequence[Rated], as_of: date) -> list[dict[str, Any]]:
    """Which channels and kinds do well again and again, of the posts that could be judged."""
    from signals.scores.performers import Performed, performers

    posts = [
        Performed(one.channel, one.kind, one.published_on, score.rating > SCALE / 2, score.exposure)
        for one, score in zip(facts, rated, strict=True)
        if one.published_on is not None and score.rating is not None and score.exposure >= VIEWS_FLOOR
    ]
    return [one.as_json() for one in performers(posts, as_of)]


def _row(shop: ShopContext, facts: ContentFacts, rated: Rated, beside: Beside) -> ContentScore:
    reason, value, (above, seen) = reason_of(rated), beside.value, beside.group
    steady = (above + 1) / (seen + 2)
    is_judged = reason in {"post_above", "post_below", "post_undecided"}
    return ContentScore(
        shop_id=shop.id,
        content_ref=facts.content_id,
        uid=uuid.UUID(facts.uid),
        title=facts.title,
        channel=facts.channel,
        kind=facts.kind,
        length_seconds=facts.length_seconds,
        published_on=facts.published_on,
        measured_on=beside.measured_on,
        band=rated.band,
        band_posts=rated.band_posts,
        exposure=round(rated.exposure),
        rating=rated.rating,
        low=rated.low,
        high=rated.high,
        chance=rated.chance,
        key=rated.careful * (0.5 + 0.5 * steady) if is_judged and rated.careful is not None else None,
        is_promoted=reason == "post_above",
        reason_code=reason,
        parts=[asdict(part) for part in rated.parts],
        missing=list(rated.missing),
        group_above=above,
        group_posts=seen,
        value=value.value if value else None,
        value_low=value.low if value else None,
        value_high=value.high if value else None,
    )
