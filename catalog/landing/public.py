"""The page that customers open: ``/l/<link>``."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

from catalog.codes.compute import FAILS_OF_ADDRESS
from catalog.codes.links import FROM_PAPER, marked, marks_of
from catalog.codes.models import PlaylistCode
from catalog.codes.selectors import code_by_uid, shop_and_code
from catalog.codes.words import state_of
from catalog.keys.selectors import live_public_key
from catalog.landing.models import LandingPage
from catalog.landing.selectors import landing_of
from catalog.landing.showing import default_page, languages_of, page_of
from catalog.limits.services import address_of, bucket, give_back, take_guess
from catalog.playlists.compute import state_of as playlist_state
from catalog.shops.context import ShopContext
from shop_ai.lib.gate import is_stopped
from shop_ai.lib.languages import visitor_language
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope


@require_safe
@vary_on_cookie
def code_link(request: HttpRequest, link: str) -> HttpResponse:
    """The landing page, the page that the code leads to, or one page for every code that is not open."""
    place, now = (
        bucket("code-link", address_of(request), per_hour=FAILS_OF_ADDRESS, slowing=False),
        timezone.now(),
    )
    # Who asked for twenty addresses that do not exist is guessing: for an hour every answer is the same.
    may_look = take_guess(place, now)
    found = shop_and_code(link[:60]) if may_look and "\x00" not in link else None
    answer = _answer(request, *found) if found else None
    if answer is None:
        return render(request, "landing/closed.html", status=404)
    give_back(place, now)
    return answer


def _answer(request: HttpRequest, shop: ShopContext, code_uid: object) -> HttpResponse | None:
    with shop_scope(shop.id):
        code = code_by_uid(shop.id, code_uid)  # type: ignore[arg-type]  # as the look-up found it
        if code is None or state_of(code, local_day(timezone.now(), shop.zone)) not in {"live", "used_up"}:
            return None
        landing = landing_of(shop.id, code)
        if landing is not None and landing.is_open and is_stopped(shop.id, "landing", landing.pk):
            return None
        target = "" if landing is not None and landing.is_open else _target(shop, code)
        if target:
            return _sent(marked(target, code, request.GET.get("via", "")))
        if request.GET.get("code") != code.code:
            # The marks go into the address, where the page's counter reads them.
            return _sent(f"?{urlencode(_with_marks(request, code))}")
        shown_page = landing if landing is not None and landing.is_open else default_page(shop, code)
        return shown(request, shop, code, shown_page, key=live_public_key(shop.id)[0])


def _with_marks(request: HttpRequest, code: PlaylistCode) -> dict[str, str]:
    asked = {name: str(value)[:200] for name, value in request.GET.items() if name != "via"}
    via = FROM_PAPER if request.GET.get("via") == FROM_PAPER else ""
    return asked | marks_of(code, via)


def _sent(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response["Cache-Control"] = "no-store"
    return response


def _target(shop: ShopContext, code: PlaylistCode) -> str:
    """Where the code leads without a landing page of its own: its target, else its playlist while that is shown."""
    if code.target:
        return code.target
    playlist = code.playlist if code.playlist_id else None
    if playlist is None:
        return ""
    state = playlist_state(
        local_day(timezone.now(), shop.zone),
        is_published=playlist.is_published,
        is_archived=playlist.is_archived,
        starts_on=playlist.starts_on,
        ends_on=playlist.ends_on,
    )
    route = reverse("public-playlist", kwargs={"slug": shop.slug, "playlist": playlist.slug})
    return route if state == "live" else ""


def shown(
    request: HttpRequest,
    shop: ShopContext,
    code: PlaylistCode,
    landing: LandingPage,
    *,
    key: str = "",
    is_preview: bool = False,
) -> HttpResponse:
    """The page in the reader's language; ``key`` counts its visits, a preview counts nothing."""
    language = visitor_language(request, languages_of(landing, shop)[0])
    with translation.override(language):
        day = local_day(timezone.now(), shop.zone)
        page = page_of(shop, code, landing, day, language)
        context = {
            "shop": shop,
            "page": page,
            "key": "" if is_preview else key,
            "is_preview": is_preview,
            "is_used_up": state_of(code, day) == "used_up",
        }
        return render(request, "landing/public.html", context)
