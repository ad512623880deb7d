"""The fingerprints of a dispute file. Pure, so that anyone who holds the file can check it.

``fingerprint = SHA-256(seal \\n section \\n canonical JSON of the section's rows)``; the seal is random to everybody but
the shop, so that nobody can guess a phone number from a fingerprint.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from transparency.ledger.chain import canonical

# In the order of the file.
SECTIONS: Final = (
    "parties",
    "order",
    "lines",
    "prices",
    "course",
    "order_now",
    "lines_now",
    "terms",
    "messages",
    "parcels",
    "cash",
    "codes",
    "decisions",
    "consents",
    "cases",
)

Rows = Sequence[Mapping[str, Any]]


def fingerprint(seal: str, section: str, rows: Rows) -> str:
    """64 hex digits over one section."""
    text = f"{seal}\n{section}\n{canonical({'rows': list(rows)})}"
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprints(seal: str, sections: Mapping[str, Rows]) -> dict[str, str]:
    return {name: fingerprint(seal, name, sections[name]) for name in SECTIONS}


def changed_sections(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The sections that are not as they were filed, in the file's order."""
    return [name for name in SECTIONS if name in before and before[name] != now.get(name)]
