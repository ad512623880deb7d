"""Doors that customers open: the public page, now and on any day, who the merchant is, prices, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_slug
from shop_ai.lib.languages import visitor_language
from shop_ai.lib.listing import page_of
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from transparency.public_page.calendar import closed_soon, days_ahead, opening_now, special_days
from transparency.public_page.changes import changes
from transparency.public_page.keeping import kept
from transparency.public_page.prices import prices as prices_of
from transparency.public_page.selectors import State, first_day, state_numbered, states_of_day
from transparency.public_page.services import present_state
from transparency.public_page.shown import links_of, public_page

LONGEST_NUMBER: Final = 9
MOST_PAGES: Final = 10_000
LONGEST_WORDS: Final = 80


def _shop(slug: str) -> ShopContext:
    shop = shop_by_slug(slug)
    if shop is None:
        raise Http404
    return shop


@require_safe
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """``/t/<slug>/``: readable by anyone, in three languages (``?lang=``), as it stood on any day (``?on=``)."""
    shop = _shop(slug)
    language = visitor_language(request, shop.language)
    with shop_scope(shop.id), translation.override(language):
        asked = _asked(request, shop)
        state = asked.state or present_state(shop.id)
        context = {
            "shop": shop,
            "state": state,
            "language": language,
            "links": links_of(shop),
            "asked": asked,
            "minute": _minute(shop, state, language, is_past=asked.is_past),
            "details": _part("details", shop, state, language),
        }
        response = render(request, "public_page/public.html", context)
    if asked.is_past:
        response["X-Robots-Tag"] = "noindex"
    return response


def _part(name: str, shop: ShopContext, state: State, language: str) -> SafeString:
    """A part of the page that depends on the state and the language only."""
    return kept((name, shop.uid, state.number, language), lambda: _made(name, shop, state, language))


def _made(name: str, shop: ShopContext, state: State, language: str, **more: Any) -> SafeString:
    page = public_page(shop, state, language)
    context = {"shop": shop, "page": page, "links": links_of(shop), **more}
    return render_to_string(f"public_page/{name}.html", context)


def _minute(shop: ShopContext, state: State, language: str, *, is_past: bool) -> SafeString:
    """The summary. Whether somebody is there changes with the minute; of a past state nobody asks."""
    if is_past:
        return _part("minute", shop, state, language)
    now = timezone.now().astimezone(shop.zone).replace(second=0, microsecond=0)
    key = ("minute", shop.uid, state.number, language, now)
    return kept(key, lambda: _made("minute", shop, state, language, **_now(shop, state, now)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A day or a state of the past that was asked for; ``others`` are the states of that day besides the shown one."""

    state: State | None = None
    day: date | None = None
    others: tuple[State, ...] = ()
    kept_since: date | None = None

    @property
    def is_past(self) -> bool:
        return self.state is not None or self.day is not None


def _asked(request: HttpRequest, shop: ShopContext) -> Asked:
    number = request.GET.get("version", "")
    if number.isdecimal() and len(number) <= LONGEST_NUMBER:
        state = state_numbered(shop.id, int(number))
        if state is None:
            raise Http404
        return Asked(state=state)
    day = _day(request.GET.get("on", ""))
    if day is None or day > timezone.now().astimezone(shop.zone).date():
        return Asked()
    states = states_of_day(shop, day)
    if not states:
        return Asked(day=day, kept_since=first_day(shop))
    return Asked(state=states[-1], day=day, others=tuple(states[:-1]))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year > 2000 else None


def _now(shop: ShopContext, state: State, now: datetime) -> dict[str, Any]:
    """What depends on the hour: whether somebody is there, and which days are closed soon."""
    special = special_days(shop.id, state.profile, *days_ahead(now))
    return {
        "opening": opening_now(state.profile, now, special),
        "closed_soon": closed_soon(state.profile, special, now.date()),
    }


@require_safe
def legal(request: HttpRequest, slug: str) -> HttpResponse:
    """``/t/<slug>/legal``: who the merchant is and how an order is made, as the law on electronic commerce asks."""
    shop = _shop(slug)
    language = visitor_language(request, shop.language)
    with shop_scope(shop.id), translation.override(language):
        state = present_state(shop.id)
        context = {"shop": shop, "state": state, "links": links_of(shop)}
        notice = _part("notice", shop, state, language)
        return render(request, "public_page/legal.html", {**context, "notice": notice})


@require_safe
def prices(request: HttpRequest, slug: str) -> HttpResponse:
    """``/t/<slug>/prices``: every price, since when, before, and the lowest of the last 30 days; a minute old at most."""
    shop = _shop(slug)
    language = visitor_language(request, shop.language)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_WORDS]
    page = min(page_of(request.GET), MOST_PAGES)
    now = timezone.now().replace(second=0, microsecond=0)
    with shop_scope(shop.id), translation.override(language):
        state = present_state(shop.id)

        def made() -> SafeString:
            found = prices_of(shop, words=words, page=page, now=timezone.now(), language=language)
            return _made("price_list", shop, state, language, prices=found)

        shown = kept(("prices", shop.uid, state.number, language, words, page, now), made)
        return render(request, "public_page/prices.html", {"shop": shop, "shown": shown})


@require_safe
def changed(request: HttpRequest, slug: str) -> HttpResponse:
    """``/t/<slug>/changes``: what changed on the page, the newest first, each state to be read again."""
    shop = _shop(slug)
    language = visitor_language(request, shop.language)
    before = request.GET.get("before", "")
    number = int(before) if before.isdecimal() and len(before) <= LONGEST_NUMBER else None
    with shop_scope(shop.id), translation.override(language):
        state = present_state(shop.id)

        def made() -> SafeString:
            found, more = changes(shop.id, before=number)
            context = {"shop": shop, "changes": found, "more": more}
            return render_to_string("public_page/change_list.html", context)

        shown = kept(("changes", shop.uid, state.number, language, number), made)
        context = {"shop": shop, "shown": shown, "today": local_day(timezone.now(), shop.zone)}
        return render(request, "public_page/changes.html", context)
