"""The owner's page of the widget: each slot as customers see it, and the lines that put it on the shop's pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.keys.selectors import live_public_key
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from signals.ingest.scripts import widget_versions
from signals.recommend.automations import BEST_SELLERS
from signals.recommend.selectors import recommended
from signals.widget.asking import SLOTS
from signals.widget.snippets import PLATFORMS, Look, Source, snippet
from signals.widget.words import platform_hint, platform_name, slot_hint, slot_name
from transparency.ledger.switches import is_on

WIDTHS: Final = ("phone", "desktop")
LONGEST_HEADING: Final = 60
COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
USUAL_COLOUR: Final = "#3a45c8"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the owner looks at: a slot on a platform, in a language and width, with a colour and a heading.

    ``in_language`` is the language of the preview; the snippet follows the page's own language unless ``language`` is set.
    """

    slot: str = "product"
    platform: str = "html"
    language: str = ""
    in_language: str = "fr"
    width: str = "desktop"
    accent: str = ""
    heading: str = ""
    is_pinned: bool = False

    def address(self, **changes: str) -> str:
        """The page's query with something else chosen."""
        now = {"slot": self.slot, "platform": self.platform, "lang": self.language, "width": self.width}
        look = {"accent": self.accent, "heading": self.heading, "pinned": "1" if self.is_pinned else ""}
        return "?" + urlencode({name: value for name, value in (now | look | changes).items() if value})


def chosen(given: QueryDict, spoken: str) -> Chosen:
    """The choices of an address; what is unknown is as if nothing had been chosen."""

    def one_of(name: str, known: tuple[str, ...], usual: str) -> str:
        value = given.get(name, usual)
        return value if value in known else usual

    languages = tuple(code for code, _name in settings.LANGUAGES)
    language = one_of("lang", languages, "")
    accent = given.get("accent", "").lower()
    is_coloured = given.get("coloured", "1") == "1" and COLOUR.fullmatch(accent)
    return Chosen(
        slot=one_of("slot", SLOTS, "product"),
        platform=one_of("platform", PLATFORMS, "html"),
        language=language,
        in_language=language or (spoken if spoken in languages else "fr"),
        width=one_of("width", WIDTHS, "desktop"),
        accent=accent if is_coloured and accent != USUAL_COLOUR else "",
        heading=" ".join(given.get("heading", "").replace("\0", "").split())[:LONGEST_HEADING],
        is_pinned=given.get("pinned") == "1",
    )


@require_safe
@shop_page(role=Role.VIEWER)
def widget(request: ShopRequest) -> HttpResponse:
    """``GET …/signals/recommendations/widget/``."""
    shop = request.shop
    now = chosen(request.GET, get_language() or shop.language)
    key, _origins = live_public_key(shop.id)
    samples = [item.sku for item in recommended(shop.id, limit=2)]
    code = _code(key, now) if key else ""
    context = {
        "now": now,
        "key": key,
        "code": code,
        "has_no_place": bool(key) and not code,
        "usual_colour": USUAL_COLOUR,
        "is_on": is_on(BEST_SELLERS.code),
        "has_products": bool(samples),
        "sample_sku": samples[0] if samples and now.slot == "product" else "",
        "sample_cart": ",".join(samples) if now.slot in {"cart", "after_order"} else "",
        "slot_tabs": [(slot_name(s), now.address(slot=s), s == now.slot) for s in SLOTS],
        "platform_tabs": [
            (platform_name(p), f"{now.address(platform=p)}#lines", p == now.platform) for p in PLATFORMS
        ],
        "slot_hint": slot_hint(now.slot),
        "platform_hint": platform_hint(now.platform, now.slot),
        "languages": [("", _("As the page")), *settings.LANGUAGES],
        "widths": [("desktop", _("Computer")), ("phone", _("Phone"))],
        "preview_dir": "rtl" if now.in_language == "ar" else "ltr",
    }
    return render(request, "widget/widget.html", context)


def _code(key: str, now: Chosen) -> str:
    version, script = next(iter(widget_versions().items()))
    pins = {"version": version, "integrity": script.integrity} if now.is_pinned else {}
    source = Source(settings.PUBLIC_URL, key, **pins)
    return snippet(now.platform, now.slot, source, Look(now.accent, now.heading, now.language))
