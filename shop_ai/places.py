"""The places of a shop's dashboard: five within a thumb's reach, the others under "more"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shop_ai.lib.figure import Text


@dataclass(frozen=True, slots=True)
class Sign:
    """A place before it is known for which shop: ``name`` is its URL name, ``letter`` its key after "g".

    ``also`` names pages at other addresses that belong to the place.
    """

    name: str
    label: Text
    short_label: Text
    icon: str
    letter: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    label: Text
    short_label: Text
    icon: str
    letter: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True, eq=False)  # the same places are the same object: see draw_places
class Places:
    main: tuple[Place, ...] = ()
    more: tuple[Place, ...] = ()

    @property
    def is_here_in_more(self) -> bool:
        return any(place.is_here for place in self.more)

    @property
    def with_letter(self) -> tuple[Place, ...]:
        return tuple(place for place in self.main + self.more if place.letter)


NOWHERE = Places()
MAIN = (
    Sign("today", _("Today"), pgettext_lazy("in the bar", "Today"), "house", "t"),
    Sign("kpis", _("Key figures"), _("Figures"), "gauge", "k", also=("report",)),
    Sign("sales", _("Sales and orders"), _("Sales"), "receipt-text", "s", also=("orders", "parcels")),
    Sign(
        "playlists",
        _("Offers and playlists"),
        _("Offers"),
        "list-music",
        "o",
        also=("playlist-results", "proposals", "series"),
    ),
    Sign("customers", _("Customers"), _("Clients"), "users", "c", also=("segments",)),
)
MORE = (
    Sign("channels", _("Channels"), _("Channels"), "megaphone"),
    Sign("signals", _("Visits"), _("Visits"), "chart-line", "v"),
    Sign("codes", _("Playlist codes"), _("Codes"), "ticket"),
    Sign("content", _("Content"), _("Content"), "newspaper"),
    Sign("products", _("Products"), _("Products"), "package", "p"),
    Sign("occasions", _("Calendar"), _("Calendar"), "calendar-days"),
    Sign("conversations", _("Conversations"), _("Conversations"), "messages-square"),
    Sign("trust", _("Trust"), _("Trust"), "shield-check"),
    Sign("transparency", _("Transparency"), _("Transparency"), "eye"),
    Sign("imports", _("Imports"), _("Imports"), "upload", "i"),
    Sign("settings", _("Settings"), _("Settings"), "settings"),
)


def places(request: HttpRequest) -> Places:
    """The places that exist, for the shop of the request; none outside a shop.

    A page below a place (one order, one import) counts as being there; below Today, at the shop's root, only itself.
    """
    shop = getattr(request, "shop", None)
    if shop is None:
        return NOWHERE
    urls = get_urlconf() or settings.ROOT_URLCONF
    addresses, homes = _addresses(shop.slug, urls)
    below = [url for url in homes if request.path.startswith(url)]
    here = homes[max(below, key=len)] if below else request.path
    return _places(shop.slug, urls, here if here in addresses.values() else "")


@lru_cache(maxsize=2000)
def draw_places(template: str, menu: Places, language: str) -> SafeString:
    """``template`` with these places as ``menu``, in ``language``, the one that is active; written once and kept."""
    return render_to_string(template, {"menu": menu})


@lru_cache(maxsize=500)
def _addresses(slug: str, urls: str) -> tuple[dict[str, str], dict[str, str]]:
    """The address of each place that exists; and of each page outside Today, the address of its place."""
    addresses = {sign.name: url for sign in MAIN + MORE if (url := _address(sign.name, slug, urls))}
    homes = {url: url for name, url in addresses.items() if name != "today"} | {
        url: addresses.get(sign.name, "")
        for sign in MAIN + MORE
        for name in sign.also
        if (url := _address(name, slug, urls))
    }
    return addresses, {url: home for url, home in homes.items() if home}


@lru_cache(maxsize=2000)
def _places(slug: str, urls: str, here: str) -> Places:
    addresses, _homes = _addresses(slug, urls)
    return Places(_gather(MAIN, addresses, here), _gather(MORE, addresses, here))


def _gather(signs: tuple[Sign, ...], addresses: dict[str, str], here: str) -> tuple[Place, ...]:
    return tuple(
        Place(sign.label, sign.short_label, sign.icon, sign.letter, url, is_here=url == here)
        for sign in signs
        if (url := addresses.get(sign.name))
    )


def _address(name: str, slug: str, urls: str) -> str:
    try:
        return reverse(name, urls, kwargs={"slug": slug})
    except NoReverseMatch:
        return ""
