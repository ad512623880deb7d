"""Who asked and what was written, sealed: bound to their row, so that a blob copied elsewhere does not open."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from typing import Final

from shop_ai.lib.sealing import ShopSeal
from transparency.cases.models import Case, CaseEntry

TABLE: Final = "transparency_case"
ENTRIES: Final = "transparency_caseentry"


@dataclass(frozen=True, slots=True)
class Asker:
    """What a person said of themselves; any of it may be empty. ``phone`` is E.164, ``order`` as they wrote it."""

    name: str = ""
    phone: str = ""
    email: str = ""
    order: str = ""


def seal_asker(seal: ShopSeal, uid: uuid.UUID, asker: Asker) -> bytes | None:
    known = {field: value for field, value in asdict(asker).items() if value}
    return seal.seal_json(TABLE, "personal", uid, known) if known else None


def open_asker(seal: ShopSeal, case: Case) -> Asker:
    """Empty after an erasure."""
    known = seal.open_json(TABLE, "personal", case.uid, case.personal)
    return Asker(**{field: str(known.get(field, "")) for field in Asker.__slots__})


def seal_words(seal: ShopSeal, uid: uuid.UUID, text: str) -> bytes | None:
    return seal.seal(ENTRIES, "text", uid, text.encode()) if text else None


def open_words(seal: ShopSeal, entry: CaseEntry) -> str:
    """The words of an entry; empty once they were forgotten."""
    return seal.open(ENTRIES, "text", entry.uid, entry.text).decode() if entry.text else ""
