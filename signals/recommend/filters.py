"""What is never shown, in one place: for the widget, the API, segments and proposals.

Two forms of one rule: :data:`SHOWABLE` for SQL that reads ``catalog_product p``, and :func:`drop_reason` for a product that
was read with :data:`STATE`, which also says why. A test holds them against each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django.db import connection

from shop_ai.lib.tenancy import shop_scope
from signals.recommend.rules import JUST_BOUGHT_DAYS

# Of a pack what its scarcest part allows; of a product without stock of its own what its variants hold; NULL: not
# counted. As the list of products counts it (catalog.products.asked.with_stock).
SELLABLE: Final = """CASE WHEN EXISTS (SELECT 1 FROM catalog_packpart k WHERE k.shop_id = p.shop_id AND k.pack_id = p.id)
    THEN (SELECT min(greatest(q.stock, 0) / k.quantity) FROM catalog_packpart k
        JOIN catalog_product q ON q.shop_id = k.shop_id AND q.id = k.part_id
        WHERE k.shop_id = p.shop_id AND k.pack_id = p.id AND q.stock IS NOT NULL)
    ELSE coalesce(p.stock, (SELECT sum(v.stock) FROM catalog_product v
        WHERE v.shop_id = p.shop_id AND v.parent_id = p.id AND v.is_active)) END"""
# The product itself, one of its parts, or one that it is a part of by being its variant.
HELD: Final = """EXISTS (SELECT 1 FROM catalog_producthold h WHERE h.shop_id = p.shop_id AND h.lifted_at IS NULL
    AND (h.product_id IN (p.id, p.parent_id) OR h.product_id IN (
        SELECT k.part_id FROM catalog_packpart k WHERE k.shop_id = p.shop_id AND k.pack_id = p.id)))"""
CHOICE: Final = """coalesce((SELECT m.choice FROM signals_merchantchoice m
    WHERE m.shop_id = p.shop_id AND m.product_id = coalesce(p.parent_id, p.id)), '')"""
EXCLUDED: Final = """EXISTS (SELECT 1 FROM signals_excludedcategory x
    WHERE x.shop_id = p.shop_id AND x.category_id = p.category_id)"""
# Each yields true, so that what is missing (NULL stock) is never a reason to leave out.
SHOWABLE: Final = f"""(p.is_active AND NOT p.is_service AND coalesce({SELLABLE}, 1) > 0 AND NOT {HELD}
    AND {CHOICE} NOT IN ('hide', 'exclude') AND NOT {EXCLUDED})"""
# The columns of a State, in its order.
STATE: Final = f"""p.id, coalesce(p.parent_id, p.id), p.is_active, p.is_service, {SELLABLE}, {CHOICE}, {EXCLUDED}, {HELD},
    coalesce(p.category_id, 0), p.price"""


@dataclass(frozen=True, slots=True)
class State:
    """What decides about showing a product, as it is now. ``sellable`` None: its stock is not counted."""

    id: int
    family: int
    is_active: bool
    is_service: bool
    sellable: int | None
    choice: str
    is_excluded: bool
    is_held: bool
    category: int
    price: Decimal | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the visitor chose by hand: a use, a theme, something to give, at most so much money."""

    use: str = ""
    theme: str = ""
    is_gift: bool = False
    budget: Decimal | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.asks_playlists or self.budget is not None)

    @property
    def asks_playlists(self) -> bool:
        return bool(self.use or self.theme or self.is_gift)


ANYTHING: Final = Wanted()


@dataclass(frozen=True)
class Context:
    """What is left out for whoever asks: products (families) of the page, the basket and the order; what the customer
    bought last on which day, and which of it lasts; what was dismissed; what fits the visitor's choice (None: all)."""

    on_page: Collection[int] = ()
    in_cart: Collection[int] = ()
    ordered: Collection[int] = ()
    bought: tuple[tuple[int, date], ...] = ()
    lasting: Collection[int] = ()
    dismissed: Collection[int] = ()
    fitting: Collection[int] | None = None
    budget: Decimal | None = None
    today: date | None = None

    @cached_property
    def left_out(self) -> list[tuple[str, Collection[int]]]:
        """The products that whoever asks is not shown, by the reason that is told first."""
        found: list[tuple[str, Collection[int]]] = [
            ("on_the_page", self.on_page),
            ("in_the_basket", self.in_cart),
            ("in_the_order", self.ordered),
            ("dismissed", self.dismissed),
            ("just_bought", self.just_bought),
            ("owned", self.owned),
        ]
        return [(code, products) for code, products in found if products]

    @cached_property
    def just_bought(self) -> frozenset[int]:
        """What the customer bought in the last 90 days."""
        if self.today is None:
            return frozenset()
        since = self.today - timedelta(days=JUST_BOUGHT_DAYS)
        return frozenset(product for product, day in self.bought if day > since)

    @cached_property
    def owned(self) -> frozenset[int]:
        """What the customer has and does not buy again."""
        return frozenset(product for product, _day in self.bought) & frozenset(self.lasting)


def drop_reason(state: State, context: Context) -> str:
    """Why a product is not shown, as a code; empty when it may be."""
    return barred(state) or unwanted(state, context)


def barred(state: State) -> str:
    """Why nobody may be shown a product, as a code; empty when it may be shown."""
    if not state.is_active:
        return "inactive"
    if state.is_service:
        return "service"
    if state.is_held:
        return "held_as_unsafe"
    if state.choice in {"hide", "exclude"}:
        return "hidden_by_shop"
    if state.is_excluded:
        return "category_excluded"
    return "out_of_stock" if state.sellable is not None and state.sellable <= 0 else ""


def unwanted(state: State, context: Context) -> str:
    """Why whoever asks is not shown a product, as a code; empty when nothing speaks against it."""
    for code, products in context.left_out:
        if state.family in products:
            return code
    if context.fitting is not None and state.family not in context.fitting:
        return "not_for_this_use"
    is_over = context.budget is not None and not _fits(state.price, context.budget)
    return "over_the_budget" if is_over else ""


def _fits(price: Decimal | None, budget: Decimal) -> bool:
    return price is not None and price <= budget


def showable(shop_id: int, product_ids: Iterable[int]) -> set[int]:
    """Those of the products that anybody may be shown now; one query."""
    values: dict[str, Any] = {"shop": shop_id, "ids": list(product_ids)}
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.id FROM catalog_product p WHERE p.shop_id = %(shop)s AND p.id = ANY(%(ids)s) AND {SHOWABLE}",
            values,
        )
        return {row[0] for row in cursor.fetchall()}
