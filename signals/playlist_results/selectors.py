"""Reading the results of playlists: visitors by step, orders and what was delivered, with what is not attributed.

An order belongs to the playlist that it names: its code is the playlist's address (``ete``), now or earlier, or a code
made for the playlist; else its campaign is that address. Small and capital letters are the same. Where it names none, it
belongs to the playlist whose page its visitor saw last within the day before, if that visitor agreed to being recognised.
Otherwise it belongs to no playlist. Amounts are those of the playlist's own products, less the order's discount in
proportion; delivered on the day of delivery, refunds on their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from catalog.playlists.models import Playlist, PlaylistItem, Step
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.playlist_results import sql
from signals.playlist_results.compute import STEP_NAMES, Drop, Funnel, clicks, drops, funnel

STEP_OF = dict(zip((Step.DISCOVERY, Step.PROOF, Step.STEP_UP), STEP_NAMES, strict=True))


@dataclass(frozen=True, slots=True)
class Sales:
    """Of one playlist in a period. ``placed`` orders count by the day they were placed (``by_visit`` of them through a
    visit), the others by delivery. ``whole`` is what all delivered orders brought of the same products, attributed or not.
    """

    placed: int = 0
    by_visit: int = 0
    delivered: int = 0
    amount: Decimal = Decimal(0)
    refunds: Decimal = Decimal(0)
    whole: Decimal = Decimal(0)
    whole_orders: int = 0
    its_orders: int = 0

    @property
    def net(self) -> Decimal:
        return self.amount - self.refunds

    @property
    def unattributed(self) -> Decimal:
        return self.whole - self.amount

    @property
    def unattributed_share(self) -> float | None:
        """Of what these products brought; None when nothing was delivered."""
        return float(self.unattributed / self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Result:
    """One playlist's results; ``steps`` are the steps that hold a product, by their names in the funnel."""

    id: int
    uid: UUID
    slug: str
    title: str
    is_published: bool
    steps: tuple[str, ...]
    funnel: Funnel = field(default_factory=Funnel)
    sales: Sales = field(default_factory=Sales)

    @property
    def drops(self) -> list[Drop]:
        return drops(self.funnel, self.steps)

    @property
    def clicks(self) -> Drop:
        return clicks(self.funnel)

    @property
    def to_end(self) -> Drop:
        """From opening to the last step."""
        last = self.steps[-1] if self.steps else STEP_NAMES[-1]
        return Drop("opened", last, self.funnel.opened, self.funnel.of(last))


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A document behind the figures: an order, or a refund of one; ``amount`` is what it adds to the net."""

    kind: str
    uid: UUID
    number: str
    day: date
    how: str
    channel: str
    stage: str
    amount: Decimal


def _asked(shop: ShopContext, period: Period, playlist: int | None) -> dict[str, Any]:
    return {
        "shop": shop.id,
        "currency": shop.currency,
        "first": period.start,
        "last": period.end,
        "playlist": playlist,
    }


def _rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def playlist_results(shop: ShopContext, period: Period, slug: str = "") -> list[Result]:
    """Results of every playlist, or of one, by title; four queries however many there are."""
    with shop_scope(shop.id):
        rows = Playlist.objects.order_by("title", "pk").values_list(
            "pk", "uid", "slug", "title", "is_published"
        )
        known = list(rows.filter(slug=slug) if slug else rows)
        if not known:
            return []
        values = _asked(shop, period, known[0][0] if slug else None)
        reached: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for playlist, bits, people in _rows(sql.VISITORS, values):
            reached[playlist].append((bits, people))
        sales = {playlist: Sales(*found) for playlist, *found in _rows(sql.SALES, values)}
        steps = _steps([row[0] for row in known])
    return [
        Result(
            *(playlist, uid, address, title, is_published),
            steps=steps.get(playlist, ()),
            funnel=funnel(reached[playlist]),
            sales=sales.get(playlist, Sales()),
        )
        for playlist, uid, address, title, is_published in known
    ]


def _steps(playlists: list[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = (
        PlaylistItem.objects.filter(playlist_id__in=playlists).order_by().values_list("playlist_id", "step")
    )
    for playlist, step in rows.distinct():
        found[playlist].add(STEP_OF[Step(step)])
    return {
        playlist: tuple(name for name in STEP_NAMES if name in names) for playlist, names in found.items()
    }


def playlist_result(shop: ShopContext, period: Period, slug: str) -> Result | None:
    """One playlist's results; None when the shop has no such playlist."""
    return next(iter(playlist_results(shop, period, slug)), None)


def funnel_by_day(shop: ShopContext, period: Period, playlist: int) -> dict[date, Funnel]:
    """The days on which somebody came; they add up to the period's funnel."""
    with shop_scope(shop.id):
        rows = _rows(sql.VISITORS_BY_DAY, _asked(shop, period, playlist))
    reached: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for day, bits, people in rows:
        reached[day].append((bits, people))
    return {day: funnel(found) for day, found in reached.items()}


def rows_behind(shop: ShopContext, period: Period, playlist: int) -> list[ResultRow]:
    """The documents that add up to the net and the orders of the period, newest first."""
    with shop_scope(shop.id):
        rows = _rows(sql.ROWS, _asked(shop, period, playlist))
    return [ResultRow(*row[:-1]) for row in rows]


def past_playlists(shop: ShopContext, until: date) -> list[tuple[int, int]]:
    """Visitors and orders of every playlist over its whole life until a day, for what a new one may bring."""
    whole = Period(date(2000, 1, 1), until)
    return [(one.funnel.opened, one.sales.placed) for one in playlist_results(shop, whole)]
