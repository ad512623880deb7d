"""Where a code leads: its public address, the marks that count its visits, and its WhatsApp conversation."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from catalog.codes.models import PlaylistCode
from catalog.playlists.showing import whatsapp_number
from catalog.shops.context import ShopContext

# What a scan adds to the address that the sheet prints, so that paper and screen are told apart.
FROM_PAPER = "qr"


def public_link(code: PlaylistCode, *, via: str = "") -> str:
    """The address to share; ``via="qr"`` is the one that a QR code holds."""
    address = f"{settings.PUBLIC_URL}{reverse('code-link', kwargs={'link': code.link})}"
    return f"{address}?via={via}" if via else address


def marks_of(code: PlaylistCode, via: str = "") -> dict[str, str]:
    """The tags that the tracker reads: channel, way, campaign and the code itself."""
    marks = {
        "utm_source": code.channel,
        "utm_medium": "print" if via == FROM_PAPER else "code",
        "utm_campaign": code.campaign,
        "code": code.code,
    }
    return {name: value for name, value in marks.items() if value}


def marked(address: str, code: PlaylistCode, via: str = "") -> str:
    """An address with the code's marks; what it has already stays and wins."""
    parts = urlsplit(address)
    own = dict(parse_qsl(parts.query, keep_blank_values=True))
    return urlunsplit(parts._replace(query=urlencode(marks_of(code, via) | own)))


def keyword_of(code: PlaylistCode) -> str:
    """The word that a customer sends."""
    return code.keyword or code.code


def whatsapp_link(shop: ShopContext, code: PlaylistCode, language: str = "") -> str:
    """A WhatsApp conversation that begins with the keyword; empty when the shop gave no number."""
    number = whatsapp_number(shop)
    if not number:
        return ""
    with translation.override(language or shop.language):
        text = _("Hello, I would like this offer: %(keyword)s") % {"keyword": keyword_of(code)}
    return f"https://wa.me/{number}?text={quote(text)}"
