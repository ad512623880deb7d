"""The question as customers meet it: an order's own link, and a frame for a shop's thank-you page.

Both work without a script, hold no cookie of ours and tell nobody whether an order exists.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from catalog.heard.asking import Screen, is_asked, new_screen, option_names, order_of_token, screen_of
from catalog.heard.compute import FORGOTTEN
from catalog.heard.models import AskedBy
from catalog.heard.selectors import answer_of, is_left_alone, order_exists
from catalog.heard.services import LONGEST_NUMBER, answer
from catalog.keys.models import PublicKey
from catalog.limits.services import address_of, count_use
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.languages import visitor_language
from shop_ai.lib.limits import Limit
from shop_ai.lib.refusals import Invalid
from shop_ai.lib.tenancy import local_setting, shop_scope

PER_ADDRESS: Final = Limit("heard-answer", 30, 3600)


# The signed screen says that we put this question: nothing else that a foreign page could send is believed.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """``/h/<token>``: the question for one order."""
    named = order_of_token(token)
    shop = shop_by_id(named[0]) if named else None
    if named is None or shop is None or not is_asked(shop.id) or not order_exists(shop.id, named[1]):
        raise Http404
    if request.method == "POST":
        return _answered(request, shop, frame=False, belongs=lambda screen: screen.order == named[1])
    with shop_scope(shop.id):
        if answer_of(shop.id, named[1]) is not None or is_left_alone(shop.id, order=named[1]):
            return _page(request, shop, None, frame=False)
        return _page(request, shop, new_screen(shop.id, AskedBy.LINK, order=named[1]), frame=False)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def in_frame(request: HttpRequest, public_key: str) -> HttpResponse:
    """``/h/frame/<public key>?order=``: the same in a frame of the shop's own page, for the order that it names."""
    found = _by_key(public_key)
    number = request.GET.get("order", "").strip().lstrip("#")
    if found is None or not number or len(number) > LONGEST_NUMBER or "\x00" in number:
        raise Http404
    shop, origins = found
    if not is_asked(shop.id):
        raise Http404
    if request.method == "POST":
        response = _answered(request, shop, frame=True, belongs=lambda screen: screen.number == number)
    else:
        with shop_scope(shop.id):
            left_alone = is_left_alone(shop.id, number=number)
            screen = None if left_alone else new_screen(shop.id, AskedBy.FRAGMENT, number=number)
            response = _page(request, shop, screen, frame=True)
    return _may_be_framed(response, origins)


def _by_key(public_key: str) -> tuple[ShopContext, list[str]] | None:
    if "\x00" in public_key:
        return None
    with local_setting("app.lookup", public_key):
        key = PublicKey.unscoped.filter(key=public_key, is_active=True).first()
    shop = shop_by_id(key.shop_id) if key else None
    return (shop, list(key.origins)) if key and shop else None


def _may_be_framed(response: HttpResponse, origins: list[str]) -> HttpResponse:
    """By the sites that the shop named for its key; by any while it named none."""
    response.xframe_options_exempt = True
    response._csp_replace = {"frame-ancestors": origins or ["*"]}  # type: ignore[attr-defined]  # read by django-csp
    return response


def _answered(
    request: HttpRequest, shop: ShopContext, *, frame: bool, belongs: Callable[[Screen], bool]
) -> HttpResponse:
    screen = screen_of(request.POST.get("screen", ""))
    if screen is None or screen.shop_id != shop.id or not belongs(screen):
        raise Http404
    if not count_use(PER_ADDRESS, shop.id, address_of(request)).is_allowed:
        return _page(request, shop, None, frame=frame)
    language = visitor_language(request, shop.language)
    try:
        answer(shop, screen, request.POST.get("channel", ""), language=language)
    except Invalid as error:
        raise Http404 from error
    return _page(request, shop, None, frame=frame)


def _page(request: HttpRequest, shop: ShopContext, screen: Screen | None, *, frame: bool) -> HttpResponse:
    """The question, or thanks when it is answered; nothing says whether the answer was the first."""
    language = visitor_language(request, shop.language)
    with translation.override(language), shop_scope(shop.id):
        context = {
            "shop": shop,
            "screen": screen,
            "signed": screen.signed() if screen else "",
            "options": option_names(shop.id, screen.shown) if screen else [],
            "forgotten": FORGOTTEN,
            "language": language,
        }
        response = render(request, "heard/frame.html" if frame else "heard/question.html", context)
    response["Cache-Control"] = "no-store"
    return response
