"""From the staged tables to the shop's: products, customers, orders with their lines, refunds with theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db import connection

from catalog.customers.personal import TABLE as CUSTOMER_TABLE
from catalog.customers.personal import Personal, indexes_of, seal_personal
from catalog.imports import people_sql, sql
from catalog.imports.journal import ADDED, keep_images
from catalog.imports.staging import Cells, copy, fetch
from catalog.orders.personal import TABLE as ORDER_TABLE
from catalog.orders.personal import seal_order
from shop_ai.lib.sealing import ShopSeal

COLUMN = "personal"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the staged records go. `stamp` marks every row that is written; `zone` cuts days;
    `is_bulk` asks for fresh statistics on the way."""

    shop_id: int
    source: str
    batch_id: int
    stamp: datetime
    zone: str
    seal: ShopSeal
    is_bulk: bool = False

    @property
    def parameters(self) -> dict[str, Any]:
        return {
            "shop": self.shop_id,
            "source": self.source,
            "batch": self.batch_id,
            "now": self.stamp,
            "zone": self.zone,
        }

    def run(self, *statements: str) -> int:
        """Execute the statements; returns how many rows the last one touched."""
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement, self.parameters)
            return int(cursor.rowcount)

    def refresh(self) -> None:
        """Statistics of what was written so far, when it is much; other large imports wait for our end."""
        if self.is_bulk:
            self.run("SET LOCAL lock_timeout = '600s'", REFRESH)


@dataclass(frozen=True, slots=True)
class Merged:
    """Rows of the file by what became of them, and (new, changed, all) of each kind of record."""

    created: int
    updated: int
    unchanged: int
    records: dict[str, dict[str, int]]


# The statistics do not know the rows that this transaction has just written. For a new shop the planner then takes
# any index that begins with ``shop_id`` for as good as the unique one, and the check of each of 300,000 new lines'
# foreign keys walks all products of the shop.
REFRESH: Final = "SELECT catalog_refresh_statistics()"


def merge(target: Target) -> Merged:
    """Write what differs from what is stored, keeping an image of every row before it is changed."""
    products = target.run(sql.NEW_PRODUCTS)
    customers = _merge_people(target)
    target.refresh()
    target.run(sql.MERGED_LINES, "ANALYZE merged_line", sql.MERGED_DOCUMENTS, "ANALYZE merged_document")
    _merge_orders(target)
    _merge_refunds(target)
    fates = dict(fetch(sql.COUNT_ROWS, {}))
    records = {name: _count(*counts) for name, *counts in fetch(sql.COUNT_RECORDS, {})}
    records |= {"customers": customers, "products": {"created": products, "updated": 0}}
    return Merged(
        created=int(fates.get("created", 0)),
        updated=int(fates.get("updated", 0)),
        unchanged=int(fates.get("unchanged", 0)),
        records=records,
    )


def _count(created: int, updated: int, total: int) -> dict[str, int]:
    return {"created": created, "updated": updated, "all": total}


def _merge_people(target: Target) -> dict[str, int]:
    target.run(people_sql.ERASED)
    target.run(people_sql.BY_PHONE, people_sql.BY_IDENTITY, people_sql.BY_EMAIL, people_sql.CHANGES)
    copy("customer_change", _completed(target.seal, fetch(people_sql.EXISTING, target.parameters)))
    keep_images(target.batch_id, target.seal, CUSTOMER_TABLE, _images(target, people_sql.IMAGES))
    updated = target.run(people_sql.UPDATE)
    created = target.run(people_sql.INSERT)
    added = [(row[0], ADDED) for row in fetch(people_sql.IDENTITIES, target.parameters)]
    keep_images(target.batch_id, target.seal, "catalog_customeridentity", added)
    return {"created": created, "updated": updated}


def _completed(seal: ShopSeal, rows: list[Cells]) -> Iterator[Cells]:
    """Customers who are known already and of whom the file knows more: what is known is never overwritten."""
    for pk, uid, personal, wilaya, new_uid, new_personal, new_wilaya in rows:
        known = _personal(seal.open_json(CUSTOMER_TABLE, COLUMN, uid, personal))
        said = _personal(seal.open_json(CUSTOMER_TABLE, COLUMN, new_uid, new_personal))
        whole = replace(
            known, **{name: value for name, value in asdict(said).items() if not getattr(known, name)}
        )
        if whole != known or (new_wilaya and not wilaya):
            indexes = indexes_of(seal, whole)
            blob = seal_personal(seal, uid, whole)
            yield (
                pk,
                blob,
                indexes["phone_index"],
                indexes["email_index"],
                indexes["name_index"],
                wilaya or new_wilaya,
            )


def _personal(known: dict[str, Any]) -> Personal:
    return Personal(**{name: str(known.get(name, "")) for name in Personal.__slots__})


def _merge_orders(target: Target) -> None:
    target.run("CREATE TEMP TABLE personal_change (doc int PRIMARY KEY, personal bytea) ON COMMIT DROP")
    copy("personal_change", _personal_changes(target.seal, fetch(sql.EXISTING_ORDERS, target.parameters)))
    target.run(sql.ORDER_TARGETS, "ANALYZE order_target", sql.CHANGED_ORDERS)
    keep_images(target.batch_id, target.seal, "catalog_order", _images(target, sql.ORDER_IMAGES))
    target.run(sql.DROP_ORDER_LINES, sql.UPDATE_ORDERS, sql.INSERT_ORDERS)
    target.refresh()
    target.run(sql.INSERT_ORDER_LINES)


def _personal_changes(seal: ShopSeal, rows: list[Cells]) -> Iterator[Cells]:
    """Sealed fields of known orders that the file says differently; what it does not say stays."""
    for doc, uid, personal, new_uid, new_personal in rows:
        known = seal.open_json(ORDER_TABLE, COLUMN, uid, personal)
        said = known | seal.open_json(ORDER_TABLE, COLUMN, new_uid, new_personal)
        if said != known:
            yield doc, seal_order(seal, uid, said)


def _merge_refunds(target: Target) -> None:
    target.run(sql.REFUND_TARGETS, "ANALYZE refund_target", sql.HOLD_REFUNDS, sql.CHANGED_REFUNDS)
    keep_images(target.batch_id, target.seal, "catalog_refund", _images(target, sql.REFUND_IMAGES))
    target.run(sql.DROP_REFUND_LINES, sql.UPDATE_REFUNDS, sql.INSERT_REFUNDS, sql.INSERT_REFUND_LINES)


def _images(target: Target, statement: str) -> list[tuple[int, str]]:
    return [(row[0], row[1]) for row in fetch(statement, target.parameters)]
