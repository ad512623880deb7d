"""Uses that orders tell: typed, imported or sent by the API, an order that names a code is a use of it.

Triggers leave a mark for each order that names a code and changed (``CodeMark``). Settling claims the marks and brings
the uses in line with the orders: a new use, a place given back by a cancelled or refused order, or taken again. An
order is a fact: when the limits of its code are over, the use is kept as beyond them and takes no place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from catalog.codes.compute import PLACES_TO_SEE, is_leak, normal_form
from catalog.codes.models import CodeUse, PlaylistCode, UseState
from catalog.codes.taking import Held, Wish, hold, keep
from catalog.codes.telling import said_channels, tell_orders
from catalog.orders.models import DocumentKind, Order, OrderState, ParcelState
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope

PART: Final = 2000
NEAR: Final = timedelta(days=1)
CLAIM: Final = """
WITH claimed AS (DELETE FROM catalog_codemark WHERE shop_id = %s RETURNING order_ref)
SELECT DISTINCT order_ref FROM claimed ORDER BY 1
"""
NAMING: Final = "SELECT DISTINCT code FROM catalog_order WHERE shop_id = %s AND code <> ''"
OFF: Final = frozenset(("cancelled", "refused"))
WRITTEN: Final = (
    *("state", "reason", "given_back_at", "order", "customer", "channel_seen", "campaign_seen", "is_leak"),
    "discount",
)
_BETWEEN: Final = re.compile(r"[,;|/+\s]+")


def settle_codes(shop: ShopContext) -> dict[str, int]:
    """Settle every order that changed since the last time; safe to run at any moment, twice or at once."""
    with shop_scope(shop.id):
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, [shop.id])
            orders = [row[0] for row in cursor.fetchall()]
        return settle_orders(shop, orders) if orders else {}


def settle_past(shop: ShopContext, normalised: Iterable[str]) -> dict[str, int]:
    """Settle the orders that named a code before it was kept here; call it in the scope that made the code."""
    wanted = set(normalised) - {""}
    with shop_scope(shop.id):
        with connection.cursor() as cursor:
            cursor.execute(NAMING, [shop.id])
            texts = [text for (text,) in cursor.fetchall() if wanted & set(forms_in(text))]
        if not texts:
            return {}
        return settle_orders(
            shop, list(Order.objects.filter(code__in=texts).order_by("pk").values_list("pk", flat=True))
        )


def settle_orders(shop: ShopContext, order_ids: list[int]) -> dict[str, int]:
    """Bring the uses of these orders in line with them; how many were ``counted``, ``beyond``, ``given_back`` …"""
    told: Counter[str] = Counter()
    for start in range(0, len(order_ids), PART):
        with shop_scope(shop.id):
            told.update(_Part(shop, order_ids[start : start + PART]).settled())
    return dict(told)


def forget_import(batch_id: int) -> None:
    """Before the orders of an import go: what they told goes with them; a redemption stays without its order."""
    uses = list(CodeUse.objects.filter(order__created_import_id=batch_id))
    held = {one.code.pk: one for one in hold(Q(pk__in={use.code_id for use in uses}))} if uses else {}
    for use in uses:
        if use.source == "order":
            held[use.code_id].give_back(use, "undone", timezone.now())
            use.delete()
        else:
            CodeUse.objects.filter(pk=use.pk).update(order=None)
    keep(held.values())


def forms_in(text: str) -> list[str]:
    """Normal forms that a text on an order may mean: the whole of it, then each of its words."""
    whole = normal_form(text)
    parts = [normal_form(part) for part in _BETWEEN.split(text)]
    return [form for form in dict.fromkeys([whole, *parts]) if form]


def _kept(use: CodeUse) -> tuple[Any, ...]:
    names = ("state", "order_id", "customer_id", "channel_seen", "campaign_seen", "discount")
    return tuple(getattr(use, name) for name in names)


def place_seen(channel: str) -> str:
    """The channel where it is a place at which codes are seen, else empty."""
    return channel if channel in PLACES_TO_SEE else ""


@dataclass(slots=True)
class _Part:
    """Some orders with their uses, under the lock of their codes."""

    shop: ShopContext
    order_ids: list[int]

    def settled(self) -> Counter[str]:
        orders = list(Order.objects.filter(pk__in=self.order_ids).order_by("placed_at", "pk"))
        held = self._held(orders)
        # Read under the lock: whoever settled the same order meanwhile is seen.
        uses = {use.order_id: use for use in CodeUse.objects.filter(order_id__in=self.order_ids)}
        said, found = said_channels(self.order_ids), _Found(held)
        told: Counter[str] = Counter()
        for order in orders:
            case = _Case(self.shop, order, uses.get(order.pk), said.get(order.pk, order.channel), found)
            told.update(case.settled())
        found.keep()
        return told

    def _held(self, orders: list[Any]) -> list[Held]:
        forms = {form for order in orders for form in forms_in(order.code)}
        known = CodeUse.objects.filter(order_id__in=self.order_ids).values("code_id")
        wanted = Q(normalised__in=forms) | Q(keyword_normalised__in=forms) | Q(pk__in=known)
        return hold(wanted, {order.customer_id for order in orders})


class _Found:
    """The codes of a part by form and id, the redemptions that wait for their order, and what is to be written."""

    def __init__(self, held: list[Held]) -> None:
        self.held = held
        self.by_id = {one.code.pk: one for one in held}
        self.by_form = {
            form: one for one in held for form in (one.code.normalised, one.code.keyword_normalised) if form
        }
        self.loose = _Loose(self.by_id)
        self.now = timezone.now()
        self.new: list[CodeUse] = []
        self.changed: list[CodeUse] = []
        self.told: list[tuple[Any, PlaylistCode]] = []

    def keep(self) -> None:
        """Write it all, a few statements whatever the number of orders."""
        CodeUse.objects.bulk_create(self.new)
        CodeUse.objects.bulk_update(self.changed, WRITTEN, batch_size=500)
        keep(self.held)
        tell_orders(self.told)


class _Loose:
    """Redemptions that know no order yet, to be found by the order's number or by its customer."""

    def __init__(self, held: dict[int, Held]) -> None:
        rows = CodeUse.objects.filter(code_id__in=held, order__isnull=True, source="api").order_by("used_at")
        self._uses: list[CodeUse] = [use for use in rows if use.state == UseState.COUNTED] if held else []

    def of(self, order: Any, code_id: int) -> CodeUse | None:
        """The redemption that this order is about, taken off the list."""
        for use in self._uses:
            if use.code_id == code_id and _is_about(use, order):
                self._uses.remove(use)
                return use
        return None


def _is_about(use: CodeUse, order: Any) -> bool:
    if use.reference:
        return use.reference in (order.number, order.external_id)
    same = use.customer_id is not None and use.customer_id == order.customer_id
    return same and abs(use.used_at - order.placed_at) <= NEAR


@dataclass(slots=True)
class _Case:
    """One order and the use that it has or gets."""

    shop: ShopContext
    order: Any
    use: CodeUse | None
    # The channel that the order itself names; one that its code told it says nothing new.
    seen: str
    found: _Found

    def settled(self) -> Iterator[str]:
        wanted = self._wanted()
        if self.use is not None and self._is_of_another(wanted):
            yield self._dropped(self.use)
            self.use = None
        held = wanted or (self.found.by_id.get(self.use.code_id) if self.use else None)
        if held is not None:
            self.found.told.append((self.order, held.code))
            yield from self._brought(held)

    def _wanted(self) -> Held | None:
        if self.order.kind != DocumentKind.SALE:
            return None
        found = [held for form in forms_in(self.order.code) if (held := self.found.by_form.get(form))]
        # An order may name several codes: the one that counted it keeps it.
        mine = [held for held in found if self.use is not None and held.code.pk == self.use.code_id]
        return next(iter(mine or found), None)

    def _is_of_another(self, wanted: Held | None) -> bool:
        if self.use is None:
            return False
        if wanted is None:
            return self.use.source == "order"
        return wanted.code.pk != self.use.code_id

    def _dropped(self, use: CodeUse) -> str:
        self.found.by_id[use.code_id].give_back(use, "changed", self.found.now)
        use.delete()
        return "dropped"

    @property
    def _off(self) -> str:
        """``cancelled`` or ``refused`` when the order brings nothing."""
        if self.order.order_state == OrderState.CANCELLED:
            return "cancelled"
        return "refused" if self.order.parcel_state == ParcelState.REFUSED else ""

    def _brought(self, held: Held) -> Iterator[str]:
        use = self.use or self.found.loose.of(self.order, held.code.pk)
        is_new = use is None
        if use is None:
            use = CodeUse(shop_id=self.shop.id, code=held.code, source="order")
        before = _kept(use)
        self._tell(held, use, is_new=is_new)
        self._move(held, use, is_new=is_new)
        if is_new or before != _kept(use):
            (self.found.new if is_new else self.found.changed).append(use)
            yield str(use.state)

    def _tell(self, held: Held, use: CodeUse, *, is_new: bool) -> None:
        """What the order says of its use; a customer who is told later counts as the one who used it."""
        order = self.order
        if is_new:
            use.used_at, use.used_on = order.placed_at, order.placed_on
        if use.state == UseState.COUNTED and not is_new and use.customer_id != order.customer_id:
            held.by_customer.subtract([use.customer_id] if use.customer_id else [])
            held.by_customer.update([order.customer_id] if order.customer_id else [])
        use.order, use.customer_id = order, order.customer_id or use.customer_id
        use.channel_seen = place_seen(self.seen) or use.channel_seen
        use.campaign_seen = order.campaign or use.campaign_seen
        use.is_leak = is_leak(held.code.channel, use.channel_seen)

    def _move(self, held: Held, use: CodeUse, *, is_new: bool) -> None:
        off = self._off if held.code.gives_back else ""
        if off and (is_new or use.state != UseState.GIVEN_BACK):
            if is_new:  # it never took a place
                use.state = UseState.BEYOND
            held.give_back(use, off, self.found.now)
        elif is_new or (use.state == UseState.GIVEN_BACK and use.reason in OFF and not off):
            held.take(use, self._wish(held))
        elif use.state == UseState.COUNTED and use.source == "order":
            held.correct(use, self._wish(held).taken_off or Decimal(0))

    def _wish(self, held: Held) -> Wish:
        order = self.order
        is_ours = order.currency == self.shop.currency
        gives = held.code.discount_kind != "none" and is_ours
        return Wish(
            day=order.placed_on,
            customer_id=order.customer_id,
            basket=order.products_amount + order.services_amount if is_ours else None,
            taken_off=order.discount_amount if gives else Decimal(0),
        )
