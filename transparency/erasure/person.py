"""Whom an erasure is about: everything that finds their traces, gathered before the first one goes."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from catalog.conversations.models import Conversation
from catalog.customers.models import Customer
from catalog.customers.personal import Personal, name_words, open_personal
from catalog.orders.models import Order
from catalog.orders.personal import open_order
from catalog.shops.seals import current_seal
from shop_ai.lib.sealing import ShopSeal
from shop_ai.lib.tenancy import shop_scope
from shop_ai.lib.text import fold_digits, normalise
from transparency.retention.locked import open_locked

# Shorter texts stand in too many places that have nothing to do with the person.
SHORTEST_NUMBER: Final = 8
SHORTEST_ADDRESS: Final = 8
_NO_DIGIT: Final = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class Marks:
    """Texts by which a person is recognised in a text: numbers, addresses, full names. Pure; may find too much."""

    numbers: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    names: frozenset[tuple[str, ...]] = frozenset()
    addresses: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is anything to recognise the person by."""
        return bool(self.numbers or self.emails or self.names or self.addresses)

    def are_in(self, text: str) -> bool:
        """Whether the text names the person, however it is spelt; a name counts by all of its words."""
        if not text:
            return False
        plain = normalise(text)
        if any(one in plain for one in self.emails | self.addresses):
            return True
        digits = _NO_DIGIT.sub("", fold_digits(text))
        return any(one in digits for one in self.numbers) or self._names(plain)

    def _names(self, plain: str) -> bool:
        words = name_words(plain)
        held = set(words)
        return any(set(name) <= held if len(name) > 1 else words == list(name) for name in self.names)


def marks_of(known: list[Personal]) -> Marks:
    """What recognises a person of whom all this is known."""
    numbers = {_national(number) for one in known for number in (one.phone, one.second_phone) if number}
    return Marks(
        numbers=frozenset(number for number in numbers if len(number) >= SHORTEST_NUMBER),
        emails=frozenset(normalise(one.email) for one in known if one.email),
        names=frozenset(tuple(name_words(one.name)) for one in known if name_words(one.name)),
        addresses=frozenset(
            normalise(one.address) for one in known if len(normalise(one.address)) >= SHORTEST_ADDRESS
        ),
    )


def _national(number: str) -> str:
    """The digits that every spelling of the number ends with: +213661987654 and 0661 98 76 54 share nine."""
    return _NO_DIGIT.sub("", number)[-9:]


@dataclass(frozen=True, slots=True)
class Placed:
    """One order of the person, as far as its traces elsewhere need it."""

    id: int
    uid: uuid.UUID
    number: str
    external_id: str
    placed_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """A customer with what is known of them, their orders and their conversations."""

    shop_id: int
    id: int
    uid: uuid.UUID
    marks: Marks
    phone_index: str
    orders: tuple[Placed, ...]
    talks: tuple[int, ...]
    talk_uids: tuple[uuid.UUID, ...]

    @property
    def order_ids(self) -> list[int]:
        return [order.id for order in self.orders]

    @property
    def order_numbers(self) -> list[str]:
        return sorted({order.number for order in self.orders if order.number})


def person_of(shop_id: int, uid: uuid.UUID) -> Person | None:
    """The customer with this public id; None when the shop has none."""
    with shop_scope(shop_id):
        customer: Customer | None = Customer.objects.filter(uid=uid).first()
        if customer is None:
            return None
        seal = current_seal()
        orders = list(Order.objects.filter(customer=customer.pk).order_by("pk"))
        talks = _talks(customer, [order.pk for order in orders])
        known = [open_personal(seal, customer), *open_locked(seal, customer), *_on_orders(seal, orders)]
        return Person(
            shop_id=shop_id,
            id=customer.pk,
            uid=uid,
            marks=marks_of(known),
            phone_index=customer.phone_index,
            orders=tuple(
                Placed(order.pk, order.uid, order.number, order.external_id, order.placed_at)
                for order in orders
            ),
            talks=tuple(pk for pk, _uid in talks),
            talk_uids=tuple(talk_uid for _pk, talk_uid in talks),
        )


def _on_orders(seal: ShopSeal, orders: list[Order]) -> list[Personal]:
    """Whom the orders name: often the customer in another spelling, or with a further number."""
    opened = [open_order(seal, order) for order in orders if order.personal]
    return [Personal(**{name: str(said.get(name) or "") for name in Personal.__slots__}) for said in opened]


def _talks(customer: Customer, orders: list[int]) -> list[tuple[int, uuid.UUID]]:
    """Conversations of the customer: tied to them, to their number, or to one of their orders."""
    found = Conversation.objects.filter(customer=customer.pk)
    if customer.phone_index:
        found |= Conversation.objects.filter(customer=None, phone_index=customer.phone_index)
    if orders:
        found |= Conversation.objects.filter(order__in=orders)
    return list(found.order_by("pk").values_list("pk", "uid"))
