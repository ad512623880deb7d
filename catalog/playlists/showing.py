"""What a customer reads of a playlist: texts in one language, prices, proof, ways to order. No HTTP in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.history.compute import lowest
from catalog.history.selectors import price_spans
from catalog.playlists.checks import Looked, look_at
from catalog.playlists.compute import parts_total
from catalog.playlists.models import PriceRule, Step
from catalog.playlists.paths import Path, PathItem
from catalog.playlists.proof import Proof
from catalog.playlists.words import price_rule_words, saving
from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_money

LOOK_BACK: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Offer:
    """One product on the page. ``order_url`` opens a WhatsApp conversation; empty without a number or stock."""

    item: PathItem
    rank: int
    note: str
    proof: Proof | None
    order_url: str
    is_pack: bool = False
    saved: Decimal | None = None
    apart: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ShownStep:
    number: int
    step: str
    label: str
    lead: str
    offers: list[Offer]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page in one language."""

    path: Path
    title: str
    intro: str
    language: str
    languages: list[str]
    steps: list[ShownStep]
    rule: str
    picture: str
    address: str
    order_url: str
    share_text: str
    pack: Offer | None
    # What the single products cost together at their lowest of the last 30 days; None when the pack has no rebate.
    lowest: Decimal | None = None

    @property
    def offers(self) -> list[Offer]:
        return [offer for step in self.steps for offer in step.offers]


def public_address(shop: ShopContext, path: Path) -> str:
    """The absolute address of the page, as it is shared."""
    route = reverse("public-playlist", kwargs={"slug": shop.slug, "playlist": path.slug})
    return f"{settings.PUBLIC_URL}{route}"


def page_of(shop: ShopContext, path: Path, day: date, language: str, looked: Looked | None = None) -> Page:
    """Everything the page shows, in the active language where the shop's own words do not say it."""
    looked = looked or look_at(shop, path, day)
    said, address = path.said(language), public_address(shop, path)
    steps = [_step(looked, language, place) for place in range(len(path.steps))]
    offers = [offer for step in steps for offer in step.offers]
    pack = next((offer for offer in offers if offer.is_pack and not offer.item.is_sold_out), None)
    first = next((offer for offer in offers if offer.item.can_be_ordered), None)
    return Page(
        path=path,
        title=said.title,
        intro=said.intro,
        language=language,
        languages=path.languages,
        steps=[step for step in steps if step.offers],
        rule=price_rule_words(path, shop.currency),
        picture=path.picture,
        address=address,
        order_url=_order_url(shop, said.title, address) if first else "",
        share_text=f"{said.title} – {address}",
        pack=pack,
        lowest=lowest_total(shop, path) if path.price_rule != PriceRule.NONE else None,
    )


def lowest_total(shop: ShopContext, path: Path) -> Decimal | None:
    """The sum of the lowest prices of the last 30 days, beside which a discount is said; two queries."""
    now = timezone.now()
    spans = price_spans(shop.id, [item.product_id for item in path.single], since=now - LOOK_BACK)
    return parts_total([(lowest(found, now - LOOK_BACK, now), 1) for found in spans.values()])


def _step(looked: Looked, language: str, place: int) -> ShownStep:
    steps = looked.path.steps
    step = steps[place]
    before = sum(len(earlier.shown) for earlier in steps[:place])
    offers = [_offer(looked, language, item, rank) for rank, item in enumerate(step.shown, before + 1)]
    return ShownStep(step.number, step.step, step.label, lead_of(step.step), offers)


def lead_of(step: str) -> str:
    """What a step is for, to a customer."""
    return {
        Step.DISCOVERY: _("Easy to try, at a clear price."),
        Step.PROOF: _("What customers order and keep."),
        Step.STEP_UP: _("When you want more of it."),
    }[Step(step)]


def _offer(looked: Looked, language: str, item: PathItem, rank: int) -> Offer:
    shop, path = looked.shop, looked.path
    proof = looked.proofs.get(item.product_id)
    is_pack = item.product_id == path.pack_id
    what = item.title
    if item.price is not None:
        what = f"{item.title} ({format_money(item.price, shop.currency)})"
    return Offer(
        item=item,
        rank=rank,
        note=_note(path, item, language),
        proof=proof if proof and proof.is_shown else None,
        order_url="" if item.is_sold_out else _order_url(shop, what, public_address(shop, path)),
        is_pack=is_pack,
        saved=saving(path) if is_pack else None,
        apart=path.total if is_pack else None,
    )


def _note(path: Path, item: PathItem, language: str) -> str:
    return item.note if language == path.language else item.notes.get(language) or item.note


def whatsapp_number(shop: ShopContext) -> str:
    """The shop's public number, digits only; empty when it gave none."""
    number = str(shop.public_profile.get("contact", {}).get("whatsapp", "")).lstrip("+")
    return number if number.isdecimal() else ""


def _order_url(shop: ShopContext, what: str, address: str) -> str:
    """A WhatsApp conversation that begins with what is wanted; empty when the shop gave no number."""
    number = whatsapp_number(shop)
    if not number:
        return ""
    text = _("Hello, I would like to order: %(title)s – %(url)s") % {"title": what, "url": address}
    return f"https://wa.me/{number}?text={quote(text)}"
