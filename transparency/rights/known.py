"""What each room knows of a customer: readers register here with the tables that they cover.

A test walks every table that could speak of a person and fails for one that no reader covers and nothing excuses.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from catalog.conversations.models import Conversation
from catalog.customers.models import Customer
from catalog.orders.models import Order
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.figure import Text
from shop_ai.lib.sealing import ShopSeal
from shop_ai.lib.tenancy import shop_scope
from signals.consent.subjects import consent_name
from signals.rollups.models import Event

MOST: Final = 500  # rows of one kind on a page; the copy holds them all


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known: ``code`` names it in the copy, ``label`` on the page."""

    code: str
    label: Text
    value: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: what it is, and its facts; facts without a value are left out."""

    title: str
    facts: tuple[Fact, ...]

    @classmethod
    def of(cls, title: str, facts: Iterable[tuple[str, Text, Any]]) -> Entry:
        known = (Fact(code, label, value) for code, label, value in facts)
        return cls(title, tuple(fact for fact in known if fact.value not in (None, "", [], {})))


@dataclass(frozen=True, slots=True)
class Section:
    """All that one reader found, with why it is kept."""

    code: str
    title: str
    why: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Whom readers read about; ``visitors`` are lasting ids that an order of theirs was placed under."""

    shop: ShopContext
    customer: Customer
    seal: ShopSeal
    orders: tuple[int, ...]
    numbers: tuple[str, ...]
    talks: tuple[int, ...]
    visitors: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the register of consents calls them."""
        return consent_name(self.customer.uid)


Read = Callable[[Person], Iterable[Entry]]


@dataclass(frozen=True, slots=True)
class Reader:
    code: str
    title: Text
    why: Text
    tables: frozenset[str]
    read: Read


_READERS: Final[dict[str, Reader]] = {}


def reads(code: str, title: Text, why: Text, *tables: str) -> Callable[[Read], Read]:
    """Decorator: this function tells what ``tables`` know of a person. It works in the scope of the shop."""

    def remember(read: Read) -> Read:
        _READERS[code] = Reader(code, title, why, frozenset(tables), read)
        return read

    return remember


def covered_tables() -> frozenset[str]:
    return frozenset(table for reader in _READERS.values() for table in reader.tables)


def all_readers() -> tuple[Reader, ...]:
    """Every reader, in the order in which a person sees what it tells."""
    return tuple(_READERS.values())


def export_of(shop: ShopContext, uid: uuid.UUID) -> list[Section]:
    """Everything that is known of a customer, section by section; empty for an unknown or erased one."""
    with shop_scope(shop.id):
        person = person_of(shop, uid)
        if person is None:
            return []
        return [
            Section(one.code, str(one.title), str(one.why), tuple(one.read(person)))
            for one in _READERS.values()
        ]


def person_of(shop: ShopContext, uid: uuid.UUID) -> Person | None:
    """The customer with all that finds their traces; None when unknown or erased. In the scope of the caller."""
    customer = Customer.objects.filter(uid=uid, erased_at=None).first()
    if customer is None:
        return None
    placed = list(Order.objects.filter(customer=customer).values_list("pk", "number"))
    numbers = tuple(sorted({number for _pk, number in placed if number}))
    return Person(
        shop=shop,
        customer=customer,
        seal=current_seal(),
        orders=tuple(pk for pk, _number in placed),
        numbers=numbers,
        talks=tuple(Conversation.objects.filter(customer=customer).values_list("pk", flat=True)),
        visitors=_visitors(numbers),
    )


def _visitors(numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Lasting ids of browsers in which these orders were placed, while the raw events are kept."""
    if not numbers:
        return ()
    rows = Event.objects.filter(order_number__in=numbers).exclude(visitor="").exclude(session="")
    return tuple(rows.values_list("visitor", flat=True).distinct()[:20])


def as_json(sections: Iterable[Section]) -> dict[str, Any]:
    """The copy that a program can read: {section: [{code: value}]}."""
    return {
        section.code: [{fact.code: plain(fact.value) for fact in entry.facts} for entry in section.entries]
        for section in sections
    }


def plain(value: Any) -> Any:
    """A value as JSON holds it: moments with their offset, amounts as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
