"""What has texts that customers read, with the facts that its claims are held against. Reads only; a few queries a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone, translation

from catalog.content.models import ContentPiece, ContentProduct
from catalog.landing.models import LandingItem, LandingPage
from catalog.playlists.models import Playlist, PlaylistItem
from catalog.products.models import Product
from catalog.series.models import PostState, SeriesPost
from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_money
from shop_ai.lib.period import local_day
from transparency.rules.compute import Facts, Written
from transparency.rules.models import SubjectKind

PART: Final = 500
# What a shop says of itself where customers can order (law 18-05, articles 10 and 11).
LEGAL: Final = ("name", "address", "phone", "register", "tax_number")


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing with its texts. ``changed_at`` is when its row last changed."""

    kind: str
    ref: int
    uid: UUID
    title: str
    texts: tuple[Written, ...]
    facts: Facts
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is true of a product that something shows."""

    stock: int | None
    price: str
    category: int | None


@dataclass(frozen=True, slots=True)
class _Scene:
    shop: ShopContext
    today: str
    legal_missing: tuple[str, ...]

    def facts(self, kind: str, language: str, shown: Iterable[_Shown], **more: Any) -> Facts:
        of = list(shown)
        prices = [one.price for one in of if one.price]
        return Facts(
            kind=kind,
            today=self.today,
            language=language or self.shop.language,
            price=prices[0] if len(set(prices)) == 1 else "",
            stocks=tuple(one.stock for one in of),
            categories=tuple(sorted({one.category for one in of if one.category})),
            **more,
        )


def legal_missing(shop: ShopContext) -> tuple[str, ...]:
    """Names of what the shop has not said of itself on its public profile."""
    said = {**shop.public_profile.get("contact", {}), **shop.public_profile.get("legal", {})}
    return tuple(name for name in LEGAL if not said.get(name))


def subjects(
    shop: ShopContext, kind: str, refs: Iterable[int] | None = None, since: datetime | None = None
) -> list[Subject]:
    """Things of a kind: those with these ids, or those that changed since, or all."""
    scene = _Scene(shop, local_day(timezone.now(), shop.zone).isoformat(), legal_missing(shop))
    rows = _ROWS[kind]()
    if refs is not None:
        rows = rows.filter(pk__in=list(refs))
    if since is not None:
        rows = rows.filter(updated_at__gte=since)
    with translation.override(shop.language):
        return _READ[kind](scene, list(rows.order_by("pk")))


def _shown(shop: ShopContext, ids: Iterable[int]) -> dict[int, _Shown]:
    """Products by id; a product with variants has the sum of their stocks."""
    wanted = set(ids)
    rows = Product.objects.filter(Q(pk__in=wanted) | Q(parent_id__in=wanted), is_active=True)
    own: dict[int, _Shown] = {}
    of_variants: dict[int, list[int | None]] = defaultdict(list)
    for pk, parent, stock, price, category in rows.values_list(
        "pk", "parent_id", "stock", "price", "category_id"
    ):
        if parent in wanted:
            of_variants[parent].append(stock)
        if pk in wanted:
            own[pk] = _Shown(stock, "" if price is None else format_money(price, shop.currency), category)
    for parent, stocks in of_variants.items():
        if parent in own:
            known = [stock for stock in stocks if stock is not None]
            own[parent] = _Shown(sum(known) if known else None, own[parent].price, own[parent].category)
    return own


def _products(scene: _Scene, rows: list[Product]) -> list[Subject]:
    shown = _shown(scene.shop, (row.pk for row in rows))
    return [
        Subject(
            SubjectKind.PRODUCT,
            row.pk,
            row.uid,
            row.title,
            (Written("title", row.title), Written("description", row.description)),
            scene.facts(SubjectKind.PRODUCT, "", [shown[row.pk]] if row.pk in shown else []),
            row.updated_at,
        )
        for row in rows
    ]


def _pieces(scene: _Scene, rows: list[ContentPiece]) -> list[Subject]:
    pairs = ContentProduct.objects.filter(content__in=rows).values_list("content_id", "product_id")
    of, shown = _grouped(scene, pairs)
    return [
        Subject(
            SubjectKind.CONTENT,
            row.pk,
            row.uid,
            row.title,
            (Written("title", row.title, row.language), Written("caption", row.caption, row.language)),
            scene.facts(
                SubjectKind.CONTENT,
                row.language,
                [shown[ref] for ref in of[row.pk] if ref in shown],
                ends_on=_iso(row.ends_on),
                is_ai=row.is_ai_assisted,
            ),
            row.updated_at,
        )
        for row in rows
    ]


def _playlists(scene: _Scene, rows: list[Playlist]) -> list[Subject]:
    items = list(PlaylistItem.objects.filter(playlist__in=rows).order_by("pk"))
    of, shown = _grouped(scene, [(item.playlist_id, item.product_id) for item in items])
    notes: dict[int, list[Written]] = defaultdict(list)
    for item in items:
        notes[item.playlist_id].append(Written(f"note {item.pk}", item.note))
        notes[item.playlist_id] += [
            Written(f"note {item.pk} {language}", str(text), language)
            for language, text in item.notes.items()
        ]
    return [
        Subject(
            SubjectKind.PLAYLIST,
            row.pk,
            row.uid,
            row.title,
            (*_playlist_texts(row), *notes[row.pk]),
            scene.facts(
                SubjectKind.PLAYLIST,
                row.language,
                [shown[ref] for ref in of[row.pk] if ref in shown],
                ends_on=_iso(row.ends_on),
                legal_missing=scene.legal_missing,
            ),
            row.updated_at,
        )
        for row in rows
    ]


def _playlist_texts(row: Playlist) -> list[Written]:
    made = [Written("title", row.title, row.language), Written("intro", row.intro, row.language)]
    for language, said in sorted(row.texts.items()):
        made += [Written(f"{name} {language}", str(text), language) for name, text in sorted(said.items())]
    return made


def _posts(scene: _Scene, rows: list[SeriesPost]) -> list[Subject]:
    shown = _shown(scene.shop, (row.product_id for row in rows if row.product_id))
    return [
        Subject(
            SubjectKind.POST,
            row.pk,
            row.uid,
            f"{row.series.title} {row.position}",
            (Written("caption", row.caption, row.series.language),),
            scene.facts(
                SubjectKind.POST,
                row.series.language,
                [shown[row.product_id]] if row.product_id in shown else [],
                ends_on=_iso(row.series.playlist.ends_on if row.series.playlist else None),
            ),
            row.updated_at,
        )
        for row in rows
    ]


def _landings(scene: _Scene, rows: list[LandingPage]) -> list[Subject]:
    pairs = LandingItem.objects.filter(landing__in=rows).values_list("landing_id", "product_id")
    of, shown = _grouped(scene, pairs)
    return [
        Subject(
            SubjectKind.LANDING,
            row.pk,
            row.uid,
            str(row.code.code),
            tuple(
                Written(f"{name} {language}", str(text), language)
                for language, said in sorted(row.texts.items())
                for name, text in sorted(said.items())
            ),
            scene.facts(
                SubjectKind.LANDING,
                row.language,
                [shown[ref] for ref in of[row.pk] if ref in shown],
                ends_on=_iso(row.code.ends_on),
                legal_missing=scene.legal_missing,
            ),
            row.updated_at,
        )
        for row in rows
    ]


def _grouped(
    scene: _Scene, pairs: Iterable[tuple[int, int]]
) -> tuple[dict[int, list[int]], dict[int, _Shown]]:
    of: dict[int, list[int]] = defaultdict(list)
    for owner, product in pairs:
        of[owner].append(product)
    return of, _shown(scene.shop, (ref for refs in of.values() for ref in refs))


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


_ROWS: Final[dict[str, Callable[[], QuerySet[Any]]]] = {
    SubjectKind.PRODUCT: lambda: Product.objects.filter(
        is_active=True, is_service=False, parent__isnull=True
    ),
    SubjectKind.CONTENT: lambda: ContentPiece.objects.filter(is_archived=False),
    SubjectKind.PLAYLIST: lambda: Playlist.objects.filter(is_archived=False),
    SubjectKind.POST: lambda: SeriesPost.objects.filter(
        state=PostState.PLANNED, series__is_archived=False
    ).select_related("series__playlist"),
    SubjectKind.LANDING: lambda: LandingPage.objects.select_related("code"),
}
_READ: Final[dict[str, Callable[[_Scene, list[Any]], list[Subject]]]] = {
    SubjectKind.PRODUCT: _products,
    SubjectKind.CONTENT: _pieces,
    SubjectKind.PLAYLIST: _playlists,
    SubjectKind.POST: _posts,
    SubjectKind.LANDING: _landings,
}
