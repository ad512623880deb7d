"""Products and orders as they were at a moment, as rows that are never saved.

What the history does not keep is as it is now, and each function says what that is.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import models

from catalog.history.compute import Change, as_it_was, parts_as_they_were
from catalog.history.models import RecordChange, What
from catalog.history.records import values_of
from catalog.history.selectors import change_of, changes
from catalog.orders.models import Order, OrderLine, Refund
from catalog.products.models import Category, PackPart, Product
from shop_ai.lib.tenancy import shop_scope


def products_at(shop_id: int, products: Sequence[Product], at: datetime) -> list[Product]:
    """These products as they were; those that came later are left out. At most five queries.

    A stock is 0 when the product was sold out and None otherwise: how many pieces there were is not kept.
    """
    with shop_scope(shop_id):
        known = [product for product in products if product.created_at <= at]
        later = changes(shop_id, What.PRODUCT, [product.pk for product in known], since=at)
        found = [then for product in known if (then := _product_then(product, later[product.pk])) is not None]
        _name_references(shop_id, found, at)
        return found


def _product_then(product: Product, later: Sequence[Change]) -> Product | None:
    of_record = [change for change in later if change.part is None]
    values = as_it_was(values_of(product), of_record)
    if values is None:
        return None
    then: Product = _with(product, values)
    then.stock = 0 if values["stock_state"] == "out" else None
    now = {part.pk: values_of(part) for part in product.pack_parts.all()}
    parts = parts_as_they_were(now, [change for change in later if change.part is not None])
    _relate(
        then,
        pack_parts=[PackPart(pk=pk, **_fields(PackPart, values)) for pk, values in sorted(parts.items())],
    )
    return then


def _with(row: Any, values: dict[str, Any]) -> Any:
    """A copy of the row with other values, which forgets the related rows that it knew."""
    then = copy.copy(row)
    then._state = copy.copy(row._state)
    then._state.fields_cache = {}
    for name, value in _fields(type(row), values).items():
        setattr(then, name, value)
    return then


def _relate(row: Any, **related: list[Any]) -> None:
    """Give a row its related ones, which ``.all()`` then answers without a query."""
    row._prefetched_objects_cache = related


def _fields(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    names = {field.attname for field in model._meta.concrete_fields}
    return {name: value for name, value in values.items() if name in names and name != "id"}


def _name_references(shop_id: int, found: Sequence[Product], at: datetime) -> None:
    """Give the products their category and parent of then, under the names of then."""
    categories = _categories_at(shop_id, {one.category_id for one in found if one.category_id}, at)
    parts = [part for one in found for part in one.pack_parts.all()]
    wanted = {one.parent_id for one in found if one.parent_id} | {part.part_id for part in parts}
    others = {one.pk: one for one in Product.objects.filter(pk__in=wanted)} if wanted else {}
    for one in found:
        one.category = categories.get(one.category_id or 0)
        one.parent = others.get(one.parent_id)
    for part in parts:
        part.part = _uncounted(others[part.part_id]) if part.part_id in others else Product(sku="")


def _uncounted(part: Product) -> Product:
    """A part whose pieces of then nobody knows: its pack's stock is not known either."""
    then = copy.copy(part)
    then.stock = None
    return then


def _categories_at(shop_id: int, ids: Collection[int], at: datetime) -> dict[int, Category]:
    if not ids:
        return {}
    later = changes(shop_id, What.CATEGORY, ids, since=at)
    now = {row.pk: values_of(row) for row in Category.objects.filter(pk__in=ids)}
    then = {pk: as_it_was(now.get(pk), later.get(pk, ())) for pk in ids}
    return {pk: Category(pk=pk, **_fields(Category, values)) for pk, values in then.items() if values}


def orders_at(shop_id: int, orders: Sequence[Order], at: datetime) -> list[Order]:
    """These orders as they were known here; those that came later are left out. At most six queries.

    Sealed details (the person on the parcel, the note), channel and campaign are those of now.
    """
    with shop_scope(shop_id):
        known = [order for order in orders if order.created_at <= at]
        later = changes(shop_id, What.ORDER, [order.pk for order in known], since=at)
        refunds = refunds_at(shop_id, known, at)
        found = []
        for order in known:
            of_record = [change for change in later[order.pk] if change.part is None]
            values = as_it_was(values_of(order), of_record)
            if values is not None:
                found.append(_order_then(order, values, later[order.pk], refunds.get(order.pk, [])))
        _name_lines([line for order in found for line in order.lines.all()])
        _name_customers(found, {order.customer_id: order.customer for order in known})
        return found


def _order_then(
    order: Order, values: dict[str, Any], later: Sequence[Change], refunds: list[Refund]
) -> Order:
    then: Order = _with(order, values)
    now = {line.pk: values_of(line) for line in order.lines.all()}
    lines = parts_as_they_were(now, [change for change in later if change.part is not None])
    rows = [OrderLine(pk=pk, **_fields(OrderLine, values)) for pk, values in lines.items()]
    _relate(then, lines=sorted(rows, key=lambda line: (line.position, line.pk)), refunds=refunds)
    return then


def _name_lines(lines: Sequence[OrderLine]) -> None:
    wanted = {line.product_id for line in lines if line.product_id}
    products = {one.pk: one for one in Product.objects.filter(pk__in=wanted)} if wanted else {}
    for line in lines:
        line.product = products.get(line.product_id)


def _name_customers(orders: Iterable[Order], known: dict[int | None, Any]) -> None:
    """The customer of then, where it is still the one of now; else only the id is known."""
    for order in orders:
        order._state.fields_cache["customer"] = known.get(order.customer_id)


def refunds_at(shop_id: int, orders: Sequence[Order], at: datetime) -> dict[int, list[Refund]]:
    """The refunds that were recorded here by then, by order; a removed one stands again, without its lines."""
    with shop_scope(shop_id):
        ids = [order.pk for order in orders]
        now = {refund.pk: refund for order in orders for refund in order.refunds.all()}
        gone = RecordChange.objects.filter(
            what=What.REFUND, act="removed", at__gte=at, before__order_id__in=ids
        )
        removed = {row.record: change_of(row) for row in gone}
        later = changes(shop_id, What.REFUND, [*now, *removed], since=at) if now or removed else {}
        found: dict[int, list[Refund]] = {}
        for pk in dict.fromkeys([*now, *removed]):
            then = _refund_then(pk, now.get(pk), later.get(pk, []), at)
            if then is not None and then.order_id is not None:
                found.setdefault(then.order_id, []).append(then)
        return found


def _refund_then(pk: int, now: Refund | None, later: Sequence[Change], at: datetime) -> Any:
    """The refund as it was recorded by then, or None."""
    if now is not None and now.created_at > at:
        return None
    values = as_it_was(values_of(now) if now else None, later)
    if values is None or values["refunded_at"] > at:
        return None
    then: Any = _with(now, values) if now else Refund(pk=pk, **_fields(Refund, values))
    _relate(then, lines=list(now.lines.all()) if now else [])
    return then
