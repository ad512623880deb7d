"""A visitor's id for one day, without consent and without keeping what it was made from."""

from __future__ import annotations

import hashlib
import hmac
import os
from datetime import date

from django.db import connection

from shop_ai.lib.tenancy import shop_scope

SALT_BYTES = 32
ID_LENGTH = 32

NEW_SALT = """
INSERT INTO signals_visitorsalt (shop_id, day, salt) VALUES (%s, %s, %s) ON CONFLICT (shop_id, day) DO NOTHING
"""
READ_SALT = "SELECT salt FROM signals_visitorsalt WHERE shop_id = %s AND day = %s"

# The current day's salt of each shop. A new day replaces the old one, so no process outlives the deletion with it.
_salts: dict[int, tuple[date, bytes]] = {}


def daily_visitor(shop_id: int, day: date, address: str, user_agent: str) -> str:
    """HMAC-SHA256 of address and user agent under the day's salt, 32 hex digits.

    The salt is random, belongs to one shop and one of its local days, and is deleted with that day: from then on
    nobody, the operator included, can tell whether two days' ids are one visitor.
    """
    found = hmac.new(
        salt_of(shop_id, day), f"{address}|{user_agent}".encode(errors="replace"), hashlib.sha256
    )
    return found.hexdigest()[:ID_LENGTH]


def salt_of(shop_id: int, day: date) -> bytes:
    """The salt that all processes share for this shop and day; made by whoever asks first."""
    known = _salts.get(shop_id)
    if known is not None and known[0] == day:
        return known[1]
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(NEW_SALT, [shop_id, day, os.urandom(SALT_BYTES)])
        cursor.execute(READ_SALT, [shop_id, day])
        row = cursor.fetchone()
    salt = bytes(row[0])
    _salts[shop_id] = (day, salt)
    return salt
