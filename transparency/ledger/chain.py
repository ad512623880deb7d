"""The hash chain of the ledger: pure, so that anyone can check an export."""

from __future__ import annotations

import hashlib
import json
from typing import Any

GENESIS = "0" * 64


def canonical(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, floats as Python's shortest repr, text as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def link(prev_hash: str, content: dict[str, Any]) -> str:
    """SHA-256 of the previous hash and the row's canonical content, in hex."""
    return salted(prev_hash, content)


def salted(salt: str, value: Any) -> str:
    """SHA-256 of a salt and a value's canonical JSON, in hex: without the salt nobody can try what the value was."""
    return hashlib.sha256(f"{salt}\n{canonical(value)}".encode()).hexdigest()


def fingerprint(value: Any) -> str:
    """SHA-256 of a value's canonical JSON, in hex."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()
