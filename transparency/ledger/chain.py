"""The hash chain of the ledger: pure, so that anyone can check an export."""

from __future__ import annotations

import hashlib
import json
from typing import Any

GENESIS = "0" * 64


def canonical(value: dict[str, Any]) -> str:
    """Canonical JSON: sorted keys, no spaces, floats as Python's shortest repr, text as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def link(prev_hash: str, content: dict[str, Any]) -> str:
    """SHA-256 of the previous hash and the row's canonical content, in hex."""
    return hashlib.sha256(f"{prev_hash}\n{canonical(content)}".encode()).hexdigest()
