"""Who the orders of a file are from: one person for every phone, channel identity or e-mail address in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog.customers.personal import Personal
from catalog.imports.records import Head

Key = tuple[str, ...]


@dataclass(slots=True)
class Person:
    """A person of the file; `number` is what the staged orders point at. The first word said of each field counts."""

    number: int
    uid: uuid.UUID = field(default_factory=uuid.uuid4)
    channel: str = ""
    external_id: str = ""
    name: str = ""
    phone: str = ""
    second_phone: str = ""
    email: str = ""
    address: str = ""
    commune: str = ""
    wilaya: str = ""

    @property
    def personal(self) -> Personal:
        return Personal(self.name, self.phone, self.second_phone, self.email, self.address, self.commune)

    def learn(self, head: Head) -> None:
        """Fill what was not known yet."""
        self.name = self.name or head.name
        self.phone = self.phone or head.phone
        self.second_phone = self.second_phone or head.second_phone
        self.email = self.email or head.email.lower()
        self.address = self.address or head.address
        self.commune = self.commune or head.commune
        self.wilaya = self.wilaya or head.wilaya
        self.channel = self.channel or head.customer_channel
        self.external_id = self.external_id or head.customer_id


class People:
    """The persons of a file, found by phone first, then by channel identity, then by e-mail."""

    def __init__(self) -> None:
        self._persons: list[Person] = []
        self._by_key: dict[Key, Person] = {}

    def __iter__(self) -> Iterator[Person]:
        return iter(self._persons)

    def person_of(self, head: Head) -> Person | None:
        """The person an order is from; None when the file does not say how to recognise them."""
        keys = _keys(head)
        if not keys:
            return None
        person = self._find(head, keys) or self._new()
        person.learn(head)
        for key in keys:
            self._by_key.setdefault(key, person)
        return person

    def _find(self, head: Head, keys: list[Key]) -> Person | None:
        for key in keys:
            found = self._by_key.get(key)
            # Two phones with one e-mail are two people: a shared address proves nothing against a phone.
            if found and (key[0] != "email" or not head.phone or found.phone in ("", head.phone)):
                return found
        return None

    def _new(self) -> Person:
        person = Person(len(self._persons))
        self._persons.append(person)
        return person


def _keys(head: Head) -> list[Key]:
    found: list[Key] = [("phone", head.phone)] if head.phone else []
    if head.customer_id:
        found.append(("identity", head.customer_channel, head.customer_id))
    if head.email:
        found.append(("email", head.email.lower()))
    return found
