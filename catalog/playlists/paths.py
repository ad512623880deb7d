"""A playlist as its readers see it: three steps of products, frozen. Reads nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from catalog.playlists.compute import pack_price, parts_total, state_of
from catalog.playlists.models import Step

STEPS = [Step.DISCOVERY, Step.PROOF, Step.STEP_UP]


@dataclass(frozen=True, slots=True)
class PathItem:
    """A product on a path. ``stock`` of a pack is the smallest of its parts; None when it is not counted.

    ``price`` is the product's own of today, ``price_seen`` what it was when somebody last looked.
    """

    item_id: int
    product_id: int
    sku: str
    title: str
    price: Decimal | None
    image_url: str
    page_url: str
    note: str
    stock: int | None
    parts: tuple[str, ...] = ()
    uid: str = ""
    product_uid: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    price_seen: Decimal | None = None
    hide_when_out: bool = False
    is_active: bool = True
    is_held: bool = False
    category_id: int | None = None

    @property
    def is_sold_out(self) -> bool:
        return self.stock is not None and self.stock <= 0

    @property
    def is_shown(self) -> bool:
        """Whether customers see it: sold, not held back, and not waiting for its stock."""
        return self.is_active and not self.is_held and not (self.hide_when_out and self.is_sold_out)

    @property
    def can_be_ordered(self) -> bool:
        return self.is_shown and not self.is_sold_out

    @property
    def is_pack(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class PathStep:
    step: str
    items: list[PathItem] = field(default_factory=list)

    @property
    def label(self) -> str:
        """In the language of whoever reads it now, not of whoever asked for the path."""
        return str(Step(self.step).label)

    @property
    def number(self) -> int:
        """From 1, as events name it."""
        return STEPS.index(Step(self.step)) + 1

    @property
    def shown(self) -> list[PathItem]:
        return [item for item in self.items if item.is_shown]


class Said(NamedTuple):
    title: str
    intro: str


@dataclass(frozen=True, slots=True)
class Path:
    """A playlist with its three steps, in order. ``texts`` holds title and intro in other languages."""

    id: int
    uid: str
    slug: str
    title: str
    intro: str
    language: str
    is_published: bool
    starts_on: date | None
    ends_on: date | None
    steps: list[PathStep]
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    theme: str = ""
    use: str = ""
    season: str = ""
    budget: Decimal | None = None
    price_rule: str = "none"
    rebate_percent: int | None = None
    fixed_price: Decimal | None = None
    pack_id: int | None = None
    is_archived: bool = False

    def is_open(self, day: date) -> bool:
        """Whether customers may see it on that shop-local day."""
        return self.state(day) == "live"

    def state(self, day: date) -> str:
        return state_of(
            day,
            is_published=self.is_published,
            is_archived=self.is_archived,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
        )

    @property
    def items(self) -> list[PathItem]:
        return [item for step in self.steps for item in step.items]

    @property
    def shows_products(self) -> bool:
        """Whether customers would see anything on it; a page without products is not published."""
        return any(item.is_shown for item in self.items)

    @property
    def picture(self) -> str:
        """The first product's picture, for the preview card of a shared link; empty when there is none."""
        return next((item.image_url for item in self.items if item.is_shown and item.image_url), "")

    @property
    def missing(self) -> list[str]:
        """Labels of the steps that have no product yet."""
        return [step.label for step in self.steps if not step.items]

    @property
    def languages(self) -> list[str]:
        """The page's own first, then those that have a title."""
        others = (code for code in ("fr", "ar", "en") if self.texts.get(code, {}).get("title"))
        return [self.language, *(code for code in others if code != self.language)]

    def said(self, language: str) -> Said:
        """Title and intro in a language, in the page's own where that one has none."""
        words = self.texts.get(language, {}) if language != self.language else {}
        return Said(words.get("title") or self.title, words.get("intro") or self.intro)

    @property
    def pack(self) -> PathItem | None:
        return next((item for item in self.items if item.product_id == self.pack_id), None)

    @property
    def single(self) -> list[PathItem]:
        """What a pack of this path holds: each product once, packs left out."""
        found = {item.product_id: item for item in self.items if not item.is_pack}
        return [item for item in found.values() if item.product_id != self.pack_id]

    @property
    def total(self) -> Decimal | None:
        """The sum of the single products; None when a price is missing."""
        return parts_total([(item.price, 1) for item in self.single])

    def pack_price(self, currency: str) -> Decimal | None:
        """What the pack should cost today by the rule; None when it cannot be known."""
        return pack_price(
            self.price_rule,
            self.total,
            percent=self.rebate_percent,
            fixed=self.fixed_price,
            currency=currency,
        )
