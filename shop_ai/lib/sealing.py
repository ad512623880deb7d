"""Personal fields at rest: sealed per row with a key per shop, found through keyed blind indexes.

AES-256-GCM with a random 96-bit nonce; the additional data binds a ciphertext to its table, column, shop and
row, so that a blob copied elsewhere does not open. Each shop's data key is wrapped by the instance's master
key, which is neither in the database nor in its backups: losing a shop's wrapped key erases the shop.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
KEY_BYTES = 32


class CannotOpen(ValueError):
    """A sealed value was made for another row, with another key, or was damaged."""


def _encrypt(key: bytes, clear: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, clear, bound_to)


def _decrypt(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except InvalidTag as error:
        raise CannotOpen("the sealed value does not belong to this place") from error


def new_wrapped_key(master: bytes, shop_ref: str) -> bytes:
    """A fresh 32-byte data key, wrapped by the master key and bound to the shop."""
    return wrap_key(os.urandom(KEY_BYTES), master, shop_ref)


def wrap_key(data_key: bytes, master: bytes, shop_ref: str) -> bytes:
    """A data key, wrapped by the master key and bound to the shop."""
    return _encrypt(master, data_key, f"data-key|{shop_ref}".encode())


@dataclass(frozen=True, slots=True)
class ShopSeal:
    """Seals, opens and indexes the personal fields of one shop."""

    shop_id: int
    data_key: bytes
    index_key: bytes

    def _bound(self, table: str, column: str, row: object) -> bytes:
        return f"{table}|{column}|{self.shop_id}|{row}".encode()

    def seal(self, table: str, column: str, row: object, clear: bytes) -> bytes:
        return _encrypt(self.data_key, clear, self._bound(table, column, row))

    def open(self, table: str, column: str, row: object, sealed: bytes | memoryview) -> bytes:
        """Raises :class:`CannotOpen` when the blob was made for another row or shop."""
        return _decrypt(self.data_key, bytes(sealed), self._bound(table, column, row))

    def seal_json(self, table: str, column: str, row: object, value: dict[str, Any]) -> bytes:
        clear = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return self.seal(table, column, row, clear.encode())

    def open_json(
        self, table: str, column: str, row: object, sealed: bytes | memoryview | None
    ) -> dict[str, Any]:
        if not sealed:
            return {}
        value = json.loads(self.open(table, column, row, sealed))
        return value if isinstance(value, dict) else {}

    def index(self, kind: str, normalised: str) -> str:
        """Blind index of a normalised value (HMAC-SHA256, 32 hex digits); empty for an empty value."""
        if not normalised:
            return ""
        return hmac.new(self.index_key, f"{kind}|{normalised}".encode(), hashlib.sha256).hexdigest()[:32]


@lru_cache(maxsize=1024)
def shop_seal(shop_id: int, shop_ref: str, wrapped: bytes, master: bytes) -> ShopSeal:
    """The seal of a shop from its wrapped key; cached, since unwrapping is the same work every time."""
    data_key = _decrypt(master, wrapped, f"data-key|{shop_ref}".encode())
    index_key = hmac.new(data_key, b"blind-index", hashlib.sha256).digest()
    return ShopSeal(shop_id=shop_id, data_key=data_key, index_key=index_key)
