"""Doors that customers open: the public page, now and on any day, who the merchant is, prices, what changed."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_slug
from shop_ai.lib.languages import reader_language
from shop_ai.lib.listing import page_of
from transparency.public_page.calendar import closed_soon, days_ahead, opening_now, special_days
from transparency.public_page.changes import changes
from transparency.public_page.prices import prices as prices_of
from transparency.public_page.selectors import State, first_day, state_numbered, states_of_day
from transparency.public_page.services import present_state
from transparency.public_page.shown import PublicPage, links_of, public_page

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
    language = reader_language(request, shop.language)
    asked = _asked(request, shop)
    state = asked.state or present_state(shop.id)
    with translation.override(language):
        page = public_page(shop, state, language)
        context = {
            "shop": shop,
            "page": page,
            "language": language,
            "links": links_of(shop),
            "details": _details(shop, page, language),
            "asked": asked,
            **({} if asked.state else _now(shop, page)),
        }
        response = render(request, "public_page/public.html", context)
    if asked.is_past:
        response["X-Robots-Tag"] = "noindex"
    return response


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


def _now(shop: ShopContext, page: PublicPage) -> dict[str, Any]:
    """What depends on the hour: whether somebody is there, and which days are closed soon."""
    now = timezone.now().astimezone(shop.zone)
    profile = page.state.profile
    special = special_days(shop.id, profile, *days_ahead(now))
    return {
        "now": now,
        "opening": opening_now(profile, now, special),
        "closed_soon": closed_soon(profile, special, now.date()),
    }


# What a state says in a language never changes: each process makes it once. The bound keeps its memory small.
_KEPT_MOST: Final = 64
_kept: OrderedDict[tuple[Any, ...], SafeString] = OrderedDict()
_lock: Final = Lock()


def _details(shop: ShopContext, page: PublicPage, language: str) -> SafeString:
    """Everything below the summary, of a state in a language."""
    key = (shop.id, shop.uid, page.state.number, language)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = render_to_string("public_page/details.html", {"shop": shop, "page": page, "links": links_of(shop)})
    with _lock:
        _kept[key] = made
        while len(_kept) > _KEPT_MOST:
            _kept.popitem(last=False)
    return made


@require_safe
def legal(request: HttpRequest, slug: str) -> HttpResponse:
    """``/t/<slug>/legal``: who the merchant is and how an order is made, as the law on electronic commerce asks."""
    shop = _shop(slug)
    language = reader_language(request, shop.language)
    with translation.override(language):
        page = public_page(shop, present_state(shop.id), language)
        context = {"shop": shop, "page": page, "language": language, "links": links_of(shop)}
        return render(request, "public_page/legal.html", context)


@require_safe
def prices(request: HttpRequest, slug: str) -> HttpResponse:
    """``/t/<slug>/prices``: every price, since when, before, and the lowest of the last 30 days."""
    shop = _shop(slug)
    language = reader_language(request, shop.language)
    now: datetime = timezone.now()
    with translation.override(language):
        words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_WORDS]
        page = min(page_of(request.GET), MOST_PAGES)
        found = prices_of(shop, words=words, page=page, now=now, language=language)
        context = {
            "shop": shop,
            "prices": found,
            "page": public_page(shop, present_state(shop.id), language),
            "links": links_of(shop),
            "language": language,
            "now": now,
        }
        return render(request, "public_page/prices.html", context)


@require_safe
def changed(request: HttpRequest, slug: str) -> HttpResponse:
    """``/t/<slug>/changes``: what changed on the page, the newest first, each state to be read again."""
    shop = _shop(slug)
    language = reader_language(request, shop.language)
    before = request.GET.get("before", "")
    present_state(shop.id)
    with translation.override(language):
        number = int(before) if before.isdecimal() and len(before) <= LONGEST_NUMBER else None
        found, more = changes(shop.id, before=number)
        context = {
            "shop": shop,
            "changes": found,
            "more": more,
            "links": links_of(shop),
            "language": language,
        }
        return render(request, "public_page/changes.html", context)
