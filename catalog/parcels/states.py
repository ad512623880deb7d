"""What couriers' words mean: the built-in table, and the words that one shop settled itself. Pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from catalog.imports.mapping import Mapping as SheetWords
from shop_ai.lib.text import letters_only, normalise

_TABLE: Final = Path(__file__).with_name("data") / "courier_status_map.csv"
LONGEST_WORD, LONGEST_COURIER = 120, 40
UNNAMED: Final = "courier"

# The start of a courier's name as people write it -> its slug. Guepex and Yalitec run Yalidine's own system.
_NAMES: Final = {
    "yalidine": "yalidine",
    "guepex": "guepex",
    "yalitec": "yalitec",
    "maystro": "maystro",
    "noest": "noest",
    "zrexpress": "zr",
    "zr": "zr",
    "procolis": "procolis",
}
_TABLE_OF: Final = {"guepex": "yalidine", "yalitec": "yalidine", "zr": "procolis"}
_TITLES: Final = {
    "yalidine": "Yalidine",
    "guepex": "Guepex",
    "yalitec": "Yalitec",
    "maystro": "Maystro",
    "noest": "Noest",
    "zr": "ZR Express",
    "procolis": "Procolis",
}
_TRACKING: Final = {"yal-": "yalidine", "gpx-": "guepex", "ytc-": "yalitec", "noest-": "noest", "zr-": "zr"}

# What the words of hand-kept sheets say of a parcel. "Retour" is the failure, not yet the parcel's arrival.
_SHEET_STATES: Final = {
    "pending": "pending",
    "confirmed": "pending",
    "preparing": "pending",
    "unreachable": "attempt_failed",
    "postponed": "attempt_failed",
    "in_transit": "in_transit",
    "delivered": "delivered",
    "exchange": "exception",
    "refused": "returning",
    "returned": "returning",
    "cancelled": "cancelled",
}

Words = Mapping[tuple[str, str], str]  # (courier, plain word) -> meaning, of one shop


def plain_word(raw: str) -> str:
    """The form in which words are compared."""
    return normalise(raw)[:LONGEST_WORD]


def courier_slug(name: str) -> str:
    """``Yalidine Express`` → yalidine; a courier that nobody knows keeps its own name, an empty one is ``""``."""
    letters = letters_only(name)
    known = next((slug for start, slug in _NAMES.items() if letters.startswith(start)), None)
    return known or re.sub(r"[^\w]+", "-", normalise(name)).strip("-")[:LONGEST_COURIER]


def courier_of_tracking(tracking: str) -> str:
    """The courier whose numbers begin like this one, else ``""``."""
    plain = tracking.strip().lower()
    return next((slug for start, slug in _TRACKING.items() if plain.startswith(start)), "")


def courier_title(slug: str) -> str:
    """The courier's name as it is written."""
    return _TITLES.get(slug, slug)


def meaning(courier: str, raw: str, own: Words) -> str | None:
    """The state that a courier's word names, "ignore" when nothing moved, None when nobody has said yet."""
    plain = plain_word(raw)
    settled = own.get((courier, plain))
    if settled:
        return settled
    table = _tables().get(_TABLE_OF.get(courier, courier), {})
    if plain in table:
        return table[plain]
    begun = next(
        (state for start, state in table.items() if start.endswith("*") and _begins(plain, start)), None
    )
    return begun or (_of_any_courier(plain) if courier not in _tables() else None)


def _begins(plain: str, start: str) -> bool:
    return plain.startswith(start.rstrip("*").rstrip())


def _of_any_courier(plain: str) -> str | None:
    """For couriers without a table of their own: what all tables that know the word agree on, else the sheets' words."""
    found = {table[plain] for table in _tables().values() if plain in table and not plain.isdigit()}
    if len(found) == 1:
        return found.pop()
    return _SHEET_STATES.get(SheetWords().status(plain) or "")


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            tables.setdefault(row["provider"], {})[plain_word(row["raw"])] = row["canonical"]
    return tables
