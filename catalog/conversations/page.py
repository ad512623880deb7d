"""One conversation as its page shows it, and the tabs of the room."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.conversations.acts import last_change
from catalog.conversations.incoming import Contact
from catalog.conversations.lists import OUTCOME_BADGES, caller, wait_text
from catalog.conversations.models import Conversation, ConversationChange, LostReason, Origin, Source
from catalog.conversations.personal import open_contact
from catalog.conversations.selectors import Shown, messages_of
from catalog.conversations.words import TOPIC_WORDS
from catalog.customers.naming import may_see_people, shown_phone, whatsapp_url
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.channels import channel_name
from shop_ai.lib.table import Badge

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConversationShown:
    """Everything on the page but the forms; messages and contact are empty for who may not see people."""

    talk: Conversation
    who: str
    badge: Badge
    contact: Contact | None
    phone: str
    whatsapp: str
    messages: tuple[Shown, ...]
    touch: Pairs
    facts: Pairs
    verdict: str
    why: str
    last: ConversationChange | None
    trail: list[tuple[str, str]]


def conversation_page(shop: ShopContext, talk: Conversation) -> ConversationShown:
    sees_people = may_see_people(shop)
    contact = open_contact(current_seal(), talk) if sees_people else None
    return ConversationShown(
        talk=talk,
        who=caller(talk, contact),
        badge=OUTCOME_BADGES[talk.outcome],
        contact=contact,
        phone=shown_phone(contact.phone) if contact else "",
        whatsapp=whatsapp_url(contact.phone) if contact else "",
        messages=tuple(messages_of(shop.id, talk)) if sees_people else (),
        touch=_touch(talk),
        facts=_facts(talk),
        verdict=_("About a purchase") if talk.is_qualified else _("Not about a purchase"),
        why=_why(talk),
        last=last_change(shop.id, talk) if sees_people else None,
        trail=[
            (_("Conversations"), reverse("conversations", kwargs={"slug": shop.slug})),
            (_("All conversations"), reverse("conversations-list", kwargs={"slug": shop.slug})),
        ],
    )


def _touch(talk: Conversation) -> Pairs:
    """The first touch, as far as it is known."""
    said = (
        (_("Where they wrote"), channel_name(talk.place)),
        (_("What brought them"), str(Origin(talk.origin).label)),
        (_("Channel it counts for"), channel_name(talk.channel)),
        (_("Campaign"), talk.campaign),
        (_("Promotion code"), talk.code),
        (_("Keyword"), talk.keyword),
        (_("Advertisement's id"), talk.ad_id),
        (_("Advertisement"), str(talk.referral.get("headline", ""))[:120]),
    )
    return tuple((term, value) for term, value in said if value)


def _facts(talk: Conversation) -> Pairs:
    said = (
        (_("First answer"), wait_text(talk)),
        (
            _("Messages"),
            _("%(n_in)s in, %(n_out)s out") % {"n_in": talk.messages_in, "n_out": talk.messages_out},
        ),
        (_("Product"), talk.product.title if talk.product else ""),
        (_("Reason"), str(LostReason(talk.lost_reason).label) if talk.lost_reason else ""),
        (_("Answer used"), talk.script.title if talk.script else ""),
        (_("Came in by"), str(Source(talk.source).label)),
    )
    return tuple((term, value) for term, value in said if value)


def _why(talk: Conversation) -> str:
    """Who judged it, and by what."""
    heard = ", ".join(str(TOPIC_WORDS[topic]) for topic in talk.topics if topic in TOPIC_WORDS)
    if talk.qualified_by == "person":
        if talk.rule_says is None:
            return _("A person of the shop said so.")
        rule = _("about a purchase") if talk.rule_says else _("not about a purchase")
        return _("A person of the shop said so. The rule says: %(rule)s.") % {"rule": rule}
    if talk.qualified_by == "rule":
        return (
            _("The rule heard: %(topics)s.") % {"topics": heard}
            if heard
            else _("The rule heard neither a product nor a price, an order or a delivery.")
        )
    return _("Nobody judged it: the rule is switched off.")


def tabs_of(shop: ShopContext, here: str) -> list[tuple[str, str, bool]]:
    """The pages of the room."""
    pages = (
        ("conversations", _("Figures")),
        ("conversations-list", _("All conversations")),
        ("reply-scripts", _("Ready answers")),
        ("heard", _("How they heard of you")),
        ("conversation-settings", _("Settings")),
    )
    return [(label, reverse(name, kwargs={"slug": shop.slug}), name == here) for name, label in pages]
