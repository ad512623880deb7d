"""Those to whom an offer goes, with the message of each. Who is held out never stands here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from catalog.customers.naming import code_of, shown_phone
from catalog.shops.context import ShopContext
from shop_ai.lib.gate import is_stopped
from shop_ai.lib.tenancy import shop_scope
from signals.segments.automations import SEGMENT_OFFERS
from signals.segments.choosing import NotPossible
from signals.segments.contact import contactable
from signals.segments.messages import LANGUAGES, filled, values_for, whatsapp_link
from signals.segments.models import CampaignState, SegmentAssignment, SegmentCampaign
from signals.segments.people import Known, known
from signals.segments.selectors import Offered, offered
from transparency.ledger.switches import is_on


@dataclass(frozen=True, slots=True)
class Letter:
    """One customer's message; ``link`` opens WhatsApp with it."""

    person: Known
    product: str
    text: str
    link: str


def may_hand_out(campaign: SegmentCampaign) -> bool:
    """Whether its list may be used: it runs, and the automation is on."""
    return campaign.state == CampaignState.RUNNING and is_on(SEGMENT_OFFERS.code)


def letters(
    shop: ShopContext, campaign: SegmentCampaign, *, first: int = 0, limit: int | None = None
) -> tuple[list[Letter], int]:
    """Letters to those offered to who still agree to messages now, from ``first`` on; and how many there are.

    Raises NotPossible when the campaign is over or stopped, the automation is off, or a rule stops its text.
    """
    with shop_scope(shop.id):
        if not may_hand_out(campaign):
            raise NotPossible("over")
        if is_stopped(shop.id, "message", campaign.pk):
            raise NotPossible("text_stopped")
        rows = list(
            SegmentAssignment.objects.filter(campaign=campaign, is_held=False, is_contactable=True)
            .order_by("pk")
            .values_list("customer_id", "product_ref")
        )
        can = contactable(shop.id, (ref for ref, _product in rows))
        rows = [row for row in rows if row[0] in can]
        shown = rows[first : None if limit is None else first + limit]
        people = known(shop, (ref for ref, _product in shown))
        goods = offered(shop.id, {product for _ref, product in shown} | set(campaign.products))
        return [_letter(shop, campaign, people[ref], product, goods) for ref, product in shown], len(rows)


def _letter(
    shop: ShopContext, campaign: SegmentCampaign, person: Known, choice: int, goods: Mapping[int, Offered]
) -> Letter:
    language = person.language if person.language in LANGUAGES else shop.language
    values = letter_values(shop, campaign, language, choice, goods, until=campaign.ends_on)
    values["name"] = person.personal.name if person.personal else ""
    text = filled(campaign.messages[language], values)
    phone = person.personal.phone if person.personal else ""
    return Letter(person, values["product"], text, whatsapp_link(phone, text))


def letter_values(
    shop: ShopContext, offer: Any, language: str, choice: int, goods: Mapping[int, Offered], *, until: date
) -> dict[str, str]:
    """The marks of a message but the name. ``offer`` is a campaign or a proposal; ``choice`` as the picks answer."""
    tiers = offer.values.get("tiers", [])
    tier = tiers[choice - 1] if offer.kind == "perk" and 0 < choice <= len(tiers) else None
    product = None if tier else goods.get(choice)
    second = goods.get(offer.products[1]) if offer.kind == "pack" and len(offer.products) > 1 else None
    return values_for(
        language=language,
        currency=shop.currency,
        shop=shop.name,
        name="",
        title=product.title if product else "",
        second=second.title if second else "",
        price=product.price if product else None,
        discount=offer.discount if offer.kind == "discount" else 0.0,
        together=Decimal(offer.values["price"]) if second and offer.values.get("price") else None,
        link=product.page_url if product else "",
        rule=str(offer.values.get("rule", "")),
        tier=(tier["spend"], tier["perk"]) if tier else None,
        until=until,
    )


def letters_sheet(rows: list[Letter]) -> tuple[list[str], list[list[Any]]]:
    header = [_("Code"), _("Name"), _("Phone"), _("Product"), _("Message"), _("WhatsApp link")]
    return header, [
        [
            code_of(one.person.uid),
            one.person.personal.name if one.person.personal else "",
            shown_phone(one.person.personal.phone) if one.person.personal else "",
            one.product,
            one.text,
            one.link,
        ]
        for one in rows
    ]
