"""What the owner adds to the register."""

from __future__ import annotations

from datetime import date
from typing import Final, TypedDict

from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.services import record_decision
from transparency.register.models import RegisterNote
from transparency.register.processings import BY_CODE

REGISTER: Final = "register"  # what people write here is signed under this name: nothing does it by itself


class NoteFields(TypedDict, total=False):
    receipt: str
    declared_on: date | None
    recipients: str
    transfer: str
    officer: str


class NoProcessing(LookupError):
    """The register has no such line."""


def note_on(shop_id: int, code: str, fields: NoteFields, *, by: str) -> RegisterNote:
    """Set the owner's words on a line, or with an empty ``code`` on the whole register. Raises NoProcessing."""
    if code and code not in BY_CODE:
        raise NoProcessing(code)
    with shop_scope(shop_id):
        note: RegisterNote
        note, _is_new = RegisterNote.objects.update_or_create(
            code=code, defaults={"shop_id": shop_id, "changed_by": by[:60], **fields}
        )
        record_decision(
            automation=REGISTER,
            subject="register",
            version="register-1",
            output={"line": code, "fields": sorted(fields)},
            reason_code="register_changed",
            actor=by,
        )
    return note
