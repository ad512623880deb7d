"""The words that a shop owner reads for columns, counts, topics and reasons."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.conversations.judging import OWN_WORD

FIELD_WORDS: Final[dict[str, Promise]] = {
    "started_at": _("First message"),
    "first_reply_at": _("First answer"),
    "channel": _("Channel"),
    "contact": _("Who wrote"),
    "phone": _("Phone"),
    "message": _("What was asked"),
    "qualified": _("About a purchase"),
    "sku": _("Product code"),
    "order_number": _("Order number"),
    "outcome": _("What became of it"),
    "lost_reason": _("Why it came to nothing"),
    "script": _("Answer used"),
    "campaign": _("Campaign"),
    "code": _("Promotion code"),
    "keyword": _("Keyword"),
    "ad_id": _("Advertisement's id"),
    "id": _("Own number of the conversation"),
}

RECORD_WORDS: Final[dict[str, Promise]] = {
    "conversations": _("Conversations"),
    "messages": _("Messages"),
}

PREVIEW_HEADS: Final = (
    _("Row"),
    _("First message"),
    _("Channel"),
    _("Who wrote"),
    _("First answer"),
    _("Order number"),
)

TOPIC_WORDS: Final[dict[str, Promise]] = {
    "product": _("a product"),
    "price": _("a price"),
    "order": _("an order"),
    "delivery": _("a delivery"),
    OWN_WORD: _("a word of yours"),
}

BUCKET_WORDS: Final[dict[str, Promise]] = {
    "0-1": _("within 1 h"),
    "1-4": _("1 to 4 h"),
    "4-8": _("4 to 8 h"),
    "8-24": _("8 to 24 h"),
    "24+": _("after 24 h"),
    "none": _("no answer yet"),
}
