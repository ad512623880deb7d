"""Channels by the names people give them; a slug that is not known is shown as it is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PROPER_NAMES = {
    "instagram": "Instagram",
    "facebook": "Facebook",
    "messenger": "Messenger",
    "whatsapp": "WhatsApp",
    "tiktok": "TikTok",
    "google": "Google",
    "sms": "SMS",
}
WORDS = {
    "": _("Unknown channel"),
    "web": _("Own site"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "shop": _("Shop counter"),
    "word-of-mouth": _("Word of mouth"),
    "influencer": _("Influencer"),
    "direct": _("Direct"),
    "referral": _("Another site"),
    "other": _("Other campaign"),
}


def channel_name(slug: str) -> str:
    """``instagram`` → Instagram; the empty slug is an unknown channel, and says so."""
    return PROPER_NAMES.get(slug) or str(WORDS.get(slug, slug))
