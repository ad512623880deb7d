"""From what a visit brings along (campaign tags, click id, referrer, in-app browser) to one channel.

The order is that of trust: what the shop itself wrote into its link, then what the advertising network added,
then where the browser says it comes from, then which app's own browser it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

DIRECT = "direct"
REFERRAL = "referral"
OTHER = "other"

SOURCES = {
    "ig": "instagram",
    "insta": "instagram",
    "instagram": "instagram",
    "fb": "facebook",
    "facebook": "facebook",
    "meta": "facebook",
    "messenger": "messenger",
    "tt": "tiktok",
    "tiktok": "tiktok",
    "wa": "whatsapp",
    "whatsapp": "whatsapp",
    "google": "google",
    "adwords": "google",
    "email": "email",
    "mail": "email",
    "newsletter": "email",
    "brevo": "email",
    "mailchimp": "email",
    "sendinblue": "email",
}
CLICK_IDS = {
    "igshid": "instagram",
    "fbclid": "facebook",
    "ttclid": "tiktok",
    "gclid": "google",
    "ctwa_clid": "whatsapp",
}
HOSTS = {
    "instagram.com": "instagram",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "fb.me": "facebook",
    "messenger.com": "messenger",
    "m.me": "messenger",
    "tiktok.com": "tiktok",
    "wa.me": "whatsapp",
    "whatsapp.com": "whatsapp",
    "mail.google.com": "email",
    "com.google.android.gm": "email",
    "outlook.live.com": "email",
    "mail.yahoo.com": "email",
}
GOOGLE_HOST = re.compile(r"(?:^|\.)google(?:\.[a-z]{2,3}){1,2}$")
IN_APP = (
    (re.compile(r"Instagram"), "instagram"),
    (re.compile(r"FBAN|FBAV|FB_IAB"), "facebook"),
    (re.compile(r"musical_ly|BytedanceWebview|TikTok"), "tiktok"),
)


def _of_tags(utm: Mapping[str, str]) -> str:
    source, medium = utm.get("source", ""), utm.get("medium", "")
    if medium in ("email", "e-mail", "mail", "newsletter"):
        return "email"
    if source in SOURCES:
        return SOURCES[source]
    by_host = _of_host(source) if "." in source else ""
    return by_host or (OTHER if source or medium or utm.get("campaign") else "")


@lru_cache(maxsize=4096)
def _of_host(host: str) -> str:
    """The channel of a host name by its longest known ending; '' when none is known."""
    labels = host.split(".")
    for start in range(len(labels)):
        channel = HOSTS.get(".".join(labels[start:]))
        if channel:
            return channel
    return "google" if GOOGLE_HOST.search(host) else ""


@lru_cache(maxsize=4096)
def referrer_host(referrer: str) -> str:
    """The host of a referrer given as a host or as an address, in lower case; '' when there is none."""
    text = referrer if "//" in referrer else f"//{referrer}"
    try:
        return (urlsplit(text).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def channel_of_app(user_agent: str) -> str:
    """The channel whose own browser this is, "" for an ordinary one. Such apps often hide the referrer."""
    return next((channel for pattern, channel in IN_APP if pattern.search(user_agent)), "")


def channel_of(*, utm: Mapping[str, str], click: str, referrer: str, app: str = "") -> str:
    """The channel of one event. Tag values are trimmed and in lower case; ``app`` is :func:`channel_of_app`."""
    host = referrer_host(referrer) if referrer else ""
    found = (utm and _of_tags(utm)) or CLICK_IDS.get(click) or (host and _of_host(host))
    return found or (REFERRAL if host else app or DIRECT)
