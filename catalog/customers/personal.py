"""A customer's personal fields: sealed together, found one by one through blind indexes."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from catalog.customers.models import Customer
from shop_ai.lib.sealing import ShopSeal
from shop_ai.lib.text import normalise

TABLE, COLUMN = "catalog_customer", "personal"


@dataclass(frozen=True, slots=True)
class Personal:
    """What is known of a person. ``phone`` is E.164, ``email`` lower case."""

    name: str = ""
    phone: str = ""
    second_phone: str = ""
    email: str = ""
    address: str = ""
    commune: str = ""


def name_words(name: str) -> list[str]:
    """The distinct normalised words of a name, in order."""
    return list(dict.fromkeys(re.findall(r"\w+", normalise(name))))


def indexes_of(seal: ShopSeal, personal: Personal) -> dict[str, Any]:
    """The blind-index columns of a customer row."""
    return {
        "phone_index": seal.index("phone", personal.phone),
        "email_index": seal.index("email", personal.email.strip().lower()),
        "name_index": [seal.index("name", word) for word in name_words(personal.name)],
    }


def seal_personal(seal: ShopSeal, uid: object, personal: Personal) -> bytes:
    known = {field: value for field, value in asdict(personal).items() if value}
    return seal.seal_json(TABLE, COLUMN, uid, known)


def open_personal(seal: ShopSeal, customer: Customer) -> Personal:
    """Empty for an erased customer; raises CannotOpen when the blob belongs to another row."""
    known = seal.open_json(TABLE, COLUMN, customer.uid, customer.personal)
    return Personal(**{field: str(known.get(field, "")) for field in Personal.__slots__})
