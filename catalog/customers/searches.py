"""Searching people without their names or phones in an address.

Addresses are kept in logs, histories and referrers. So what was typed is posted, and stands in the address of the
result sealed with the shop's key.
"""

from __future__ import annotations

import base64
import binascii

from django.db.models import QuerySet

from catalog.customers.models import Customer
from catalog.customers.personal import name_words
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib import phones
from shop_ai.lib.sealing import CannotOpen
from shop_ai.lib.tenancy import shop_scope

TABLE, COLUMN, ROW = "search", "words", "address"
LONGEST = 200


def sealed_words(shop_id: int, words: str) -> str:
    """``words`` for an address of this shop: nobody else can read them; empty for an empty search."""
    words = words.strip()[:LONGEST]
    if not words:
        return ""
    with shop_scope(shop_id):
        sealed = current_seal().seal(TABLE, COLUMN, ROW, words.encode())
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def opened_words(shop_id: int, token: str) -> str:
    """What was searched; empty for a token that is not of this shop."""
    if not token:
        return ""
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        with shop_scope(shop_id):
            return current_seal().open(TABLE, COLUMN, ROW, sealed).decode()
    except (CannotOpen, binascii.Error, ValueError):
        return ""


def people_matching(shop: ShopContext, words: str) -> QuerySet[Customer]:
    """Customers by a whole phone number in any spelling, a whole e-mail address, or whole words of the name."""
    with shop_scope(shop.id):
        seal = current_seal()
        rows: QuerySet[Customer] = Customer.objects.all()
        number = phones.parse(words, shop.country)
        if number:
            return rows.filter(phone_index=seal.index("phone", number))
        if "@" in words:
            return rows.filter(email_index=seal.index("email", words.strip().lower()))
        names = name_words(words)
        if not names:
            return rows.none()
        return rows.filter(name_index__contains=[seal.index("name", word) for word in names])
