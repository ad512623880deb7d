"""The owner's page as values: what a slot shows now, why each product, and the shop's word on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Sum

from catalog.playlists.themes import Use
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.automations import BEST_SELLERS, BOUGHT_TOGETHER, EXPLORATION, PERSONAL
from signals.recommend.choices import Chosen, choices_of
from signals.recommend.explaining import Explained, Without, falls
from signals.recommend.filters import Wanted
from signals.recommend.models import FeedbackDay, RecommendationRun
from signals.recommend.reasons import reason_text
from signals.recommend.served import Served, Weighed
from signals.recommend.serving import SLOTS, Answer, Query, recommend_many
from signals.recommend.words import SLOT_WORDS, part_words
from transparency.ledger.automations import Automation
from transparency.ledger.switches import states

SWITCHES: Final[tuple[Automation, ...]] = (BEST_SELLERS, BOUGHT_TOGETHER, PERSONAL, EXPLORATION)
LONG: Final = 60
SHORT: Final = 12


@dataclass(frozen=True, slots=True)
class PageAsked:
    """What the address asks for; ``query`` is the address without its page, for links that keep it."""

    slot: str = "home"
    sku: str = ""
    cart: tuple[str, ...] = ()
    use: str = ""

    @property
    def has_context(self) -> bool:
        return bool(self.sku or self.cart or self.use)


def page_asked(given: Mapping[str, str]) -> PageAsked:
    """Read an address; what makes no sense in it is left out."""
    slot, use = given.get("slot", ""), given.get("use", "")
    skus = given.get("cart", "").replace("\x00", "")[:2000].split(",")
    return PageAsked(
        slot=slot if slot in SLOTS else "home",
        sku=given.get("sku", "").replace("\x00", "").strip()[:120],
        cart=tuple(sku for one in skus if (sku := one.strip())),
        use=use if use in Use.values else "",
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a score as a bar; ``share`` is 0…1 of the score."""

    words: str
    amount: float
    share: float


@dataclass(frozen=True, slots=True)
class Shown:
    """One place with its reasons in words, its parts, and where it would stand without each product behind it."""

    item: Served
    reason: str
    more_reasons: tuple[str, ...]
    bars: tuple[Bar, ...]
    without: tuple[Without, ...]
    choice: str = ""

    @property
    def is_pinned(self) -> bool:
        return self.choice == "pin"


@dataclass(frozen=True, slots=True)
class Switch:
    automation: Automation
    is_on: bool


@dataclass(frozen=True, slots=True)
class RecommendationsPage:
    """Everything on the page. ``decision_uid`` explains the night's list; a list of the moment explains itself."""

    asked: PageAsked
    items: list[Shown]
    computed_at: datetime | None
    decision_uid: UUID | None
    switches: list[Switch]
    chosen: list[Chosen]
    facts: dict[str, Any]
    model: str
    is_personal: bool

    @property
    def is_on(self) -> bool:
        return self.switches[0].is_on

    @property
    def slots(self) -> list[tuple[str, Any, bool]]:
        return [(slot, SLOT_WORDS[slot], slot == self.asked.slot) for slot in SLOTS]


def recommendations_page(shop_id: int, asked: PageAsked) -> RecommendationsPage:
    """What the slot shows now, without exploration, so that looking twice shows the same."""
    query = Query(
        slot=asked.slot,
        sku=asked.sku,
        cart=asked.cart,
        limit=SHORT if asked.has_context else LONG,
        filters=Wanted(use=asked.use),
        explores=False,
    )
    with shop_scope(shop_id):
        answer = recommend_many(shop_id, [query], is_kept=False)[0]
        chosen, on = choices_of(shop_id), states()
        run = RecommendationRun.objects.filter(is_current=True).first()
    word = {one.uid: one.choice for one in chosen}
    return RecommendationsPage(
        asked=asked,
        items=[_shown(item, answer, word.get(item.product_uid, "")) for item in answer.items],
        computed_at=answer.computed_at,
        decision_uid=run.decision_uid if run and answer.items else None,
        switches=[Switch(one, on[one.code] and on["all"]) for one in SWITCHES],
        chosen=chosen,
        facts=run.facts if run else {},
        model=run.model_name if run else "",
        is_personal=answer.is_personal,
    )


def _shown(item: Served, answer: Answer, choice: str) -> Shown:
    words = [reason_text(because.code, because.values) for because in item.reasons]
    return Shown(
        item=item,
        reason=words[0] if words else reason_text(item.reason_code, item.reason_values),
        more_reasons=tuple(words[1:]),
        bars=bars_of(item.parts) if answer.content else (),
        without=falls(answer.content, answer.names, item.product_id) if answer.content else (),
        choice=choice,
    )


def bars_of(parts: tuple[Weighed, ...]) -> tuple[Bar, ...]:
    """The parts of a score as bars, the largest first; they sum to it."""
    return tuple(Bar(part_words(part.code, part.source_title), part.amount, part.share) for part in parts)


@dataclass(frozen=True, slots=True)
class NotWanted:
    """A product that visitors did not want, and how often they said so in the window."""

    uid: UUID
    title: str
    count: int


def not_wanted(shop_id: int, since: Any, most: int = 20) -> list[NotWanted]:
    """The products that were dismissed most since a day."""
    with shop_scope(shop_id):
        rows = (
            FeedbackDay.objects.filter(day__gte=since)
            .values("product__uid", "product__title")
            .annotate(n=Sum("count"))
            .order_by("-n", "product__title")[:most]
        )
        return [NotWanted(row["product__uid"], row["product__title"], row["n"]) for row in rows]


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """One place of a stored list in words."""

    place: Explained
    reasons: tuple[str, ...]
    bars: tuple[Bar, ...]


def places_of(found: list[Explained]) -> list[PlaceShown]:
    """The places of a stored list with their reasons and parts in words."""
    return [
        PlaceShown(
            one,
            tuple(reason_text(because.code, because.values) for because in one.reasons),
            bars_of(one.parts),
        )
        for one in found
    ]
