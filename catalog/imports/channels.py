"""Where an order came from, in one spelling: `Insta`, `IG` and `انستغرام` are all `instagram`."""

import re
from typing import Final

from shop_ai.lib.text import letters_only, normalise

_ALIASES: Final = {
    "instagram": "instagram insta ig instagrame انستغرام انستا انستجرام",
    "facebook": "facebook fb face facbook fbads metaads meta فيسبوك فايسبوك",
    "messenger": "messenger msg msn ماسنجر مسنجر",
    "whatsapp": "whatsapp wa whatsap watsap wts واتساب واتس",
    "tiktok": "tiktok tt tik تيكتوك",
    "google": "google adwords googleads غوغل",
    "web": "web site siteweb website boutiqueenligne store الموقع موقع",
    "email": "email mail newsletter",
    "sms": "sms",
    "phone": "telephone tel appel phone هاتف",
    "shop": "magasin boutique local surplace pos المحل محل",
    "word-of-mouth": "boucheaoreille ami amie recommandation",
}
_SLUGS: Final = {letters_only(word): slug for slug, words in _ALIASES.items() for word in words.split()}
_LONGEST: Final = 40


def channel_slug(text: str) -> str:
    """The slug of a channel as a person or a UTM tag names it; an unknown name becomes its own slug."""
    known = _SLUGS.get(letters_only(text))
    return known or re.sub(r"[\W_]+", "-", normalise(text)).strip("-")[:_LONGEST]
