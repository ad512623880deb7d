"""Canonical records into temporary tables by COPY, in pieces, so that memory stays flat.

The tables vanish with the transaction. Nothing readable of a person is written to them: personal fields are
sealed before they leave the process.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection

from catalog.channels.arriving import place_of_order
from catalog.channels.compute import Place, RuleBook
from catalog.customers.personal import indexes_of, seal_personal
from catalog.imports.people import People
from catalog.imports.records import Head, Line, Refund
from catalog.imports.skus import Skus
from catalog.orders.personal import seal_order
from shop_ai.lib.sealing import ShopSeal

PIECE: Final = 5000

TABLES: Final = """
CREATE TEMP TABLE stage_document (
    doc int PRIMARY KEY, uid uuid, key text, number text, currency text, order_state text, parcel_state text,
    money_state text, placed_at timestamptz, confirmed_at timestamptz, shipped_at timestamptz,
    delivered_at timestamptz, closed_at timestamptz, delivery_date_known boolean, wilaya text, channel text,
    campaign text, code text, shipping numeric(14,2), discount numeric(14,2), is_credit_note boolean, person int,
    personal bytea
) ON COMMIT DROP;
CREATE TEMP TABLE stage_line (
    doc int, row int, kind text, at timestamptz, sku text, title text, variant text, quantity int,
    unit_price numeric(14,4), discount numeric(14,2), amount numeric(14,2), is_service boolean
) ON COMMIT DROP;
CREATE TEMP TABLE stage_refund (
    key text PRIMARY KEY, order_key text, at timestamptz, amount numeric(14,2), currency text, date_known boolean
) ON COMMIT DROP;
CREATE TEMP TABLE stage_person (
    person int PRIMARY KEY, uid uuid, phone_index text, email_index text, name_index text[], wilaya text,
    channel text, external_id text, personal bytea, customer_id bigint
) ON COMMIT DROP;
"""

# All temporary tables of an import; a second import in one transaction begins afresh.
TEMPORARY: Final = (
    "stage_document",
    "stage_line",
    "stage_refund",
    "stage_person",
    "merged_line",
    "merged_document",
    "order_target",
    "refund_target",
    "personal_change",
    "customer_change",
)
INDEXES: Final = """
CREATE INDEX ON stage_line (doc);
ANALYZE stage_document; ANALYZE stage_line; ANALYZE stage_refund; ANALYZE stage_person;
"""

Cells = tuple[Any, ...]


def copy(table: str, rows: Iterable[Cells]) -> None:
    """COPY rows into a temporary table, columns in its order."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as piece:
        for row in rows:
            piece.write_row(row)


def insert(table: str, columns: str, rows: Iterable[Cells]) -> None:
    """INSERT rows into a table of the shop: COPY does not know row-level security."""
    places = ", ".join(["%s"] * (columns.count(",") + 1))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(rows))


class Stage:
    """Takes records one by one and keeps what is needed to tell documents and people apart."""

    def __init__(
        self, seal: ShopSeal, skus: Skus, *, rules: RuleBook | None = None, source: str = ""
    ) -> None:
        self._seal, self._skus = seal, skus
        self._rules, self._source = rules or RuleBook(), source
        self.said: dict[str, Place] = {}  # of orders that a rule placed, by their keys
        self._docs: dict[str, int] = {}
        self._people = People()
        self._last: tuple[Head, int] | None = None
        self._documents: list[Cells] = []
        self._lines: list[Cells] = []
        self._refunds: dict[str, Cells] = {}
        self.rows = 0
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {', '.join(TEMPORARY)}; {TABLES}")

    def add_line(self, line: Line) -> None:
        variant = f" - {line.variant}" if line.variant else ""
        self._lines.append(
            (
                self._doc_of(line.head),
                line.row,
                line.kind,
                line.at,
                line.sku or self._skus.sku_of(line.title, line.variant),
                f"{line.title}{variant}"[:500],
                line.variant,
                line.quantity,
                line.unit_price,
                line.discount,
                line.amount,
                line.is_service,
            )
        )
        self.rows += 1
        if len(self._lines) >= PIECE:
            self._flush()

    def add_refund(self, refund: Refund) -> None:
        self._refunds[refund.key] = (
            refund.key,
            refund.order_key,
            refund.at,
            refund.amount,
            refund.currency,
            refund.date_known,
        )

    def finish(self) -> None:
        """Write what is left, then index: the tables are ready to be merged."""
        self._flush()
        copy("stage_refund", self._refunds.values())
        copy("stage_person", (self._person_cells(person) for person in self._people))
        with connection.cursor() as cursor:
            cursor.execute(INDEXES)

    def _flush(self) -> None:
        copy("stage_document", self._documents)
        copy("stage_line", self._lines)
        self._documents, self._lines = [], []

    def _doc_of(self, head: Head) -> int:
        if self._last and self._last[0] is head:
            return self._last[1]
        doc = self._docs.get(head.key)
        if doc is None:
            doc = self._docs[head.key] = len(self._docs)
            self._documents.append(self._document_cells(doc, head))
        self._last = (head, doc)
        return doc

    def _document_cells(self, doc: int, head: Head) -> Cells:
        person = self._people.person_of(head)
        uid = uuid.uuid4()
        dates, states = head.dates, head.states
        place = self._place(head)
        return (
            doc,
            uid,
            head.key,
            head.number[:100],
            head.currency,
            states.order,
            states.parcel,
            states.money,
            head.placed_at,
            dates.confirmed,
            dates.shipped,
            dates.delivered,
            dates.closed,
            head.delivery_date_known,
            head.wilaya,
            place.channel,
            place.campaign,
            head.code[:60],
            head.shipping,
            head.discount,
            head.is_credit_note,
            person.number if person else None,
            seal_order(self._seal, uid, personal_of(head)),
        )

    def _place(self, head: Head) -> Place:
        """Where the shop's rules lead; what the file said is kept for the day when they change."""
        said = Place(head.channel[:40], head.campaign[:120])
        if not self._rules:
            return said
        place = place_of_order(self._rules, said, code=head.code, source=self._source)
        if place != said:
            self.said[head.key] = said
        return place

    def _person_cells(self, person: Any) -> Cells:
        found = person.personal
        indexes = indexes_of(self._seal, found)
        return (
            person.number,
            person.uid,
            indexes["phone_index"],
            indexes["email_index"],
            indexes["name_index"],
            person.wilaya,
            person.channel,
            person.external_id,
            seal_personal(self._seal, person.uid, found),
            None,
        )


def personal_of(head: Head) -> dict[str, Any]:
    """What an order keeps sealed, by the names that the order's page reads."""
    return {
        "name": head.name,
        "phone": head.phone,
        "second_phone": head.second_phone,
        "email": head.email,
        "address": head.address,
        "commune": head.commune,
        "country": head.country,
        "courier": head.courier,
        "tracking": head.tracking,
        "note": head.note,
        "extra": dict(head.extra),
    }


def fetch(sql: str, parameters: Sequence[Any] | dict[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
