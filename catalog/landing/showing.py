"""What a customer reads of a landing page, in one language. No HTTP in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.codes.links import keyword_of, public_link, whatsapp_link
from catalog.codes.models import PlaylistCode
from catalog.codes.words import discount_words, price_after, rules_of
from catalog.landing.models import LandingPage, Template
from catalog.landing.selectors import Good, goods_of
from catalog.landing.wording import default_text
from catalog.playlists.proof import Proof, proofs
from catalog.shops.context import ShopContext

LANGUAGES = ("fr", "ar", "en")


@dataclass(frozen=True, slots=True)
class Offer:
    """A product with its price, and the price with the code where it lowers that of one product."""

    good: Good
    after: Decimal | None
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page in one language."""

    code: PlaylistCode
    template: str
    language: str
    languages: list[str]
    headline: str
    lead: str
    button: str
    proof: str
    gives: str
    rules: list[str]
    legal: str
    offers: list[Offer]
    keyword: str
    order_url: str
    address: str

    @property
    def picture(self) -> str:
        """The first product's picture, for the preview card of a shared link."""
        return next((offer.good.image_url for offer in self.offers if offer.good.image_url), "")


def languages_of(landing: LandingPage, shop: ShopContext) -> list[str]:
    """The page's own language first; the templates speak all three."""
    own = landing.language or shop.language
    return [own, *(code for code in LANGUAGES if code != own)]


def page_of(shop: ShopContext, code: PlaylistCode, landing: LandingPage, day: date, language: str) -> Page:
    """Everything the page shows; the owner's words where there are any, else those of the template."""
    goods, gives = goods_of(shop.id, landing, code), discount_words(code, shop.currency)
    found = proofs(shop, [good.product_id for good in goods], day) if landing.show_proof else {}
    said = _Said(landing, language, gives, _title(shop, code, language))
    return Page(
        code=code,
        template=landing.template,
        language=language,
        languages=languages_of(landing, shop),
        headline=said.text("headline"),
        lead=said.text("lead"),
        button=said.text("button"),
        proof=said.text("proof") or _proof_words(found),
        gives=gives,
        rules=rules_of(code, shop.currency),
        legal=said.text("legal"),
        offers=[_offer(code, good, found.get(good.product_id)) for good in goods],
        keyword=keyword_of(code),
        order_url=whatsapp_link(shop, code, language),
        address=public_link(code),
    )


def default_page(shop: ShopContext, code: PlaylistCode) -> LandingPage:
    """The page of a code that nobody edited: nothing is stored."""
    return LandingPage(shop_id=shop.id, code=code, language=shop.language, template=Template.OFFER)


@dataclass(frozen=True, slots=True)
class _Said:
    landing: LandingPage
    language: str
    gives: str
    title: str

    def text(self, name: str) -> str:
        own = self.landing.texts.get(self.language, {}).get(name, "")
        return own or default_text(
            self.landing.template, self.language, name, gives=self.gives, title=self.title
        )


def _title(shop: ShopContext, code: PlaylistCode, language: str) -> str:
    playlist = code.playlist if code.playlist_id else None
    if playlist is None:
        return code.campaign or shop.name
    return str(playlist.texts.get(language, {}).get("title") or playlist.title)


def _offer(code: PlaylistCode, good: Good, proof: Proof | None) -> Offer:
    return Offer(good, price_after(code, good.price), proof if proof and proof.is_shown else None)


def _proof_words(found: dict[int, Proof]) -> str:
    """How often these products were delivered, counted; empty while the count is too small to be shown."""
    delivered = max((proof.delivered for proof in found.values() if proof.is_shown), default=0)
    if not delivered:
        return ""
    return (
        ngettext(
            "Delivered %(count)s time in the last 90 days.",
            "Delivered %(count)s times in the last 90 days.",
            delivered,
        )
        % {"count": delivered}
        + " "
        + _("Counted from the shop’s orders.")
    )
