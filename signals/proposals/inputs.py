"""Reading the scene of a night: a bounded number of products, pairs and occasions, in nine queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from catalog.occasions.models import OccasionKind
from catalog.occasions.selectors import Occasion, coming, earlier
from catalog.playlists.themes import Theme
from catalog.shops.context import ShopContext
from signals.proposals import sql
from signals.proposals.models import PlaylistProposal, ProposalLesson, ProposalState
from signals.proposals.scene import Facts, Lesson, Scene, Standing
from signals.scores.playlist_checks import unit_costs
from signals.scores.settings import settings_of

MOST_PRODUCTS: Final = 200
MOST_PAIRS: Final = MOST_PRODUCTS + 3000
MOST_HELD: Final = 40
PROOF_DAYS: Final = 180
PAIR_DAYS: Final = 365
SEASON_LEAD: Final = 14
SEASON_LEAST: Final = 5
SEASON_TIMES: Final = 1.5
# What a playlist's theme says of an occasion: its products were offered for it before.
THEMES: Final[Mapping[str, Theme]] = {
    "ramadan": Theme.RAMADAN,
    "eid_fitr": Theme.EID,
    "eid_adha": Theme.EID,
    "rentree": Theme.BACK_TO_SCHOOL,
    "summer": Theme.WEDDING,
    "black_friday": Theme.BARGAINS,
}


@dataclass(frozen=True, slots=True)
class Read:
    """The scene with what people call its parts: titles of products, names of categories, coming occasions by key."""

    scene: Scene
    titles: Mapping[int, str]
    themes: Mapping[int, str]
    occasions: Mapping[str, Occasion]


@dataclass(frozen=True, slots=True)
class Margins:
    """What stays of a price: by the product's cost (a pack's is the sum of its parts), else what the shop assumes."""

    assumed: Decimal
    costs: Mapping[int, Decimal]

    def of(self, product: int, price: Decimal | None) -> float:
        """A share of the price, at six decimals."""
        cost = self.costs.get(product)
        share = self.assumed if cost is None or not price else (price - cost) / price
        return round(float(share), 6)


def read_scene(shop: ShopContext, day: date) -> Read:
    """What is known on a shop-local day (proposals are made for it); orders are read up to the day before."""
    standing = _standing(day)
    taken = _rows(sql.TAKEN, {"shop": shop.id, "day": day})
    values = _window(shop, day) | {"keep": sorted({product for one in standing for product in one.products})}
    rows = _rows(sql.PRODUCTS, values)
    ids = [row[0] for row in rows]
    bought = _rows(sql.PAIRS, values | {"products": ids, "least": 2})
    counted = {product: buyers for product, other, buyers, _all in bought if product == other}
    occasions = {one.occasion.key: one.occasion for one in reversed(coming(shop, day))}
    seasons = _seasons(shop, day, occasions, rows)
    margins = Margins(settings_of(shop.id).margin_share, unit_costs(shop.id, ids))
    scene = Scene(
        products=tuple(_facts(row, counted, seasons, margins) for row in sorted(rows)),
        pairs=tuple((one, other, both) for one, other, both, _all in bought if one != other),
        buyers=bought[0][3] if bought else 0,
        seasons=tuple(occasions[key].key for key in sorted(occasions, key=lambda k: occasions[k].starts_on)),
        taken=tuple(tuple(products) for (products,) in taken),
        standing=tuple(standing),
        lessons=tuple(_lessons(day)),
    )
    themes = {row[1]: row[10] for row in rows if row[1]}
    return Read(scene, {row[0]: row[9] for row in rows}, themes, occasions)


def _window(shop: ShopContext, day: date) -> dict[str, Any]:
    return {
        "shop": shop.id,
        "currency": shop.currency,
        "until": day,
        "proof_since": day - timedelta(days=PROOF_DAYS),
        "pairs_since": day - timedelta(days=PAIR_DAYS),
        "most": MOST_PRODUCTS,
        "most_held": MOST_HELD,
        "most_pairs": MOST_PAIRS,
    }


def _rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _facts(
    row: tuple[Any, ...],
    counted: Mapping[int, int],
    seasons: Mapping[int, set[str]],
    margins: Margins,
) -> Facts:
    product, category, price, stock, orders, back, place, advice, parts, *_names = row
    return Facts(
        id=product,
        category=category,
        price=float(price) if price else None,
        margin=margins.of(product, price),
        stock=None if stock is None else int(stock),
        orders=orders,
        back=min(back, orders),
        place=place,
        advice=advice,
        buyers=counted.get(product, 0),
        parts=tuple(parts),
        seasons=tuple(sorted(seasons.get(product, ()))),
    )


def _seasons(
    shop: ShopContext, day: date, occasions: Mapping[str, Occasion], rows: list[tuple[Any, ...]]
) -> dict[int, set[str]]:
    """Product -> occasions it is of: by what sold around their last time, by playlists made for them, and packs on
    commercial days."""
    found: dict[int, set[str]] = defaultdict(set)
    if not occasions:
        return found
    last_times = {key: earlier(shop.id, one) for key, one in occasions.items()}
    values = {
        **_window(shop, day),
        "keys": list(last_times),
        "firsts": [one.starts_on - timedelta(days=SEASON_LEAD) for one in last_times.values()],
        "lasts": [one.ends_on for one in last_times.values()],
        "least": SEASON_LEAST,
        "times": SEASON_TIMES,
    }
    for key, product in _rows(sql.SEASONS, values):
        found[product].add(key)
    keys_of = defaultdict(list)
    for key in occasions:
        if key in THEMES:
            keys_of[THEMES[key].value].append(key)
    for theme, product in _rows(sql.OF_THEMES, {"shop": shop.id, "themes": list(keys_of)}):
        found[product] |= set(keys_of[theme])
    sales = {key for key, one in occasions.items() if one.kind == OccasionKind.COMMERCE}
    for row in rows:
        if row[8]:
            found[row[0]] |= sales
    return found


def _standing(day: date) -> list[Standing]:
    rows = PlaylistProposal.objects.filter(state=ProposalState.STANDING).prefetch_related("places")
    return [
        Standing(
            one.uid.hex,
            one.theme_ref,
            tuple(place.product_id for place in one.places.all()),
            is_over=one.expires_on < day,
        )
        for one in rows.order_by("pk")
    ]


def _lessons(day: date) -> list[Lesson]:
    rows = ProposalLesson.objects.filter(lifted_at=None, until__gte=day).order_by("pk")
    return [Lesson(one.kind, tuple(one.refs), one.factor, one.above_stock) for one in rows]
