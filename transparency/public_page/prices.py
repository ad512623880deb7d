"""Prices and promotions as customers may check them: now, since when, before, and the lowest of the last 30 days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from catalog.codes.models import DiscountKind, PlaylistCode
from catalog.history.compute import Span, lowest
from catalog.history.selectors import price_spans
from catalog.playlists.compute import pack_price, parts_total, state_of
from catalog.playlists.models import Playlist, PlaylistItem, PriceRule
from catalog.products.models import Product
from catalog.products.selectors import MOST_WORDS
from catalog.shops.context import ShopContext
from shop_ai.lib.gate import is_stopped
from shop_ai.lib.period import local_day
from shop_ai.lib.table import Pages
from shop_ai.lib.tenancy import shop_scope

LOOK_BACK: Final = timedelta(days=30)
MOST_OFFERS: Final = 12
MOST_EARLIER: Final = 10


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One product. ``was_lower`` when it cost less within the last 30 days; ``earlier`` holds the newest first."""

    title: str
    price: Decimal
    since: datetime
    low: Decimal | None
    earlier: tuple[Span, ...]

    @property
    def was_lower(self) -> bool:
        return self.low is not None and self.low < self.price


@dataclass(frozen=True, slots=True)
class Promotion:
    """An offer at a price of its own: ``apart`` is the sum of its products today, ``low`` that of their lowest prices."""

    title: str
    url: str
    due: Decimal
    apart: Decimal
    low: Decimal | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class CodesSaid:
    """Codes that take something off today: how many, and the largest. The codes themselves stay with their holders."""

    count: int
    most_percent: int | None
    most_amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Prices:
    lines: list[PriceLine]
    pages: Pages
    words: str
    promotions: list[Promotion]
    codes: CodesSaid


def prices(shop: ShopContext, *, words: str, page: int, now: datetime, language: str) -> Prices:
    """One page of the price list with the promotions of today; six queries, however long the list is."""
    today = local_day(now, shop.zone)
    with shop_scope(shop.id):
        rows = _listed(words)
        pages = Pages(page, rows.count())
        first = (page - 1) * pages.per_page
        shown = list(rows.values_list("pk", "title", "variant")[first : first + pages.per_page])
        offers, items = _offers(shop, today)
        wanted = {pk for pk, _title, _variant in shown} | {pk for found in items.values() for pk in found}
        spans = price_spans(shop.id, wanted)
        return Prices(
            lines=[
                line
                for pk, title, variant in shown
                if (line := _line(f"{title} – {variant}" if variant else title, spans.get(pk, []), now))
            ],
            pages=pages,
            words=words,
            promotions=[
                made
                for one in offers
                if (made := _promotion(shop, one, [spans.get(pk, []) for pk in items[one.pk]], now, language))
            ],
            codes=_codes(today),
        )


def _listed(words: str) -> QuerySet[Any]:
    rows = Product.objects.filter(is_active=True, is_service=False, price__isnull=False)
    for word in words.split()[:MOST_WORDS]:
        rows = rows.filter(Q(title__icontains=word) | Q(variant__icontains=word))
    return rows.order_by("title", "variant", "pk")


def _line(title: str, spans: Sequence[Span], now: datetime) -> PriceLine | None:
    if not spans or spans[-1].value is None:
        return None
    earlier = tuple(reversed([span for span in spans[:-1] if span.value is not None]))
    low = lowest(spans, now - LOOK_BACK, now)
    return PriceLine(title, spans[-1].value, spans[-1].since, low, earlier[:MOST_EARLIER])


def _offers(shop: ShopContext, today: date) -> tuple[list[Playlist], Mapping[int, list[int]]]:
    """Open playlists with a price of their own, with the products on them."""
    rows = Playlist.objects.filter(is_published=True, is_archived=False).exclude(price_rule=PriceRule.NONE)
    found = [one for one in rows.order_by("-pk")[: MOST_OFFERS * 2] if _is_live(one, today)][:MOST_OFFERS]
    found = [one for one in found if not is_stopped(shop.id, "playlist", one.pk)]
    items: dict[int, list[int]] = defaultdict(list)
    pairs = PlaylistItem.objects.filter(playlist__in=found).values_list("playlist_id", "product_id")
    packs = {one.pk: one.pack_id for one in found}
    for playlist, product in pairs:
        if product != packs[playlist]:
            items[playlist].append(product)
    return found, items


def _is_live(one: Playlist, today: date) -> bool:
    state = state_of(
        today,
        is_published=one.is_published,
        is_archived=one.is_archived,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
    )
    return state == "live"


def _promotion(
    shop: ShopContext, one: Playlist, parts: Sequence[Sequence[Span]], now: datetime, language: str
) -> Promotion | None:
    apart = parts_total([(spans[-1].value if spans else None, 1) for spans in parts])
    due = pack_price(
        one.price_rule, apart, percent=one.rebate_percent, fixed=one.fixed_price, currency=shop.currency
    )
    if apart is None or due is None or due >= apart:
        return None
    return Promotion(
        title=str(one.texts.get(language, {}).get("title") or one.title),
        url=reverse("public-playlist", kwargs={"slug": shop.slug, "playlist": one.slug}),
        due=due,
        apart=apart,
        low=parts_total([(lowest(spans, now - LOOK_BACK, now), 1) for spans in parts]),
        ends_on=one.ends_on,
    )


def _codes(today: date) -> CodesSaid:
    running = PlaylistCode.objects.filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=today),
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        is_archived=False,
        is_paused=False,
    ).exclude(discount_kind=DiscountKind.NONE)
    percent = Max("discount", filter=Q(discount_kind=DiscountKind.PERCENT))
    amount = Max("discount", filter=Q(discount_kind=DiscountKind.AMOUNT))
    found = running.aggregate(percent=percent, amount=amount)
    share = found["percent"]
    return CodesSaid(running.count(), None if share is None else int(share), found["amount"])
