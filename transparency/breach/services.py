"""Noting a breach, its steps and its end; each stands in the ledger without the words, which may name persons."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.shops.seals import current_seal
from shop_ai.lib.refusals import FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope
from transparency.breach.counting import affected
from transparency.breach.models import Breach
from transparency.breach.steps import BY_CODE, TIME_TO_TELL
from transparency.ledger.services import record_decision

TABLE: Final = "transparency_breach"
VERSION: Final = "breach-1"
BREACHES: Final = "breaches"  # what people note is signed under this name: nothing does it by itself
TOLD: Final = {"authority": "told_authority_at", "persons": "told_persons_at"}


class NoBreach(LookupError):
    """The shop has no such breach."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person knows of a breach. ``happened``, ``done`` and ``learnt`` are words and are sealed."""

    kind: str
    reach: str
    found_at: datetime
    since: date | None = None
    until: date | None = None
    fields: tuple[str, ...] = ()
    happened: str = ""
    done: str = ""
    learnt: str = ""


def open_breach(shop_id: int, said: Said, *, by: str) -> Breach:
    """Note a breach; from the finding on, five days are left to tell the authority."""
    with shop_scope(shop_id):
        breach = Breach(shop_id=shop_id, uid=uuid.uuid4(), opened_by=by[:60])
        _set(breach, said)
        breach.save(force_insert=True)
        _sign(
            "breach_opened", breach, by, {"kind": said.kind, "reach": said.reach, "persons": breach.persons}
        )
    return breach


def change_breach(shop_id: int, uid: uuid.UUID, said: Said) -> Breach:
    """What is known by now; the persons are counted again. Raises NoBreach."""
    with shop_scope(shop_id):
        breach = _held(uid)
        _set(breach, said)
        breach.save()
    return breach


def _set(breach: Breach, said: Said) -> None:
    if said.found_at > timezone.now():
        raise Invalid(FieldError("#/found_at", "future", _("It cannot be found out in the future.")))
    breach.kind, breach.reach = said.kind, said.reach
    breach.since, breach.until = said.since, said.until
    breach.fields = list(said.fields)
    breach.found_at, breach.due_at = said.found_at, said.found_at + TIME_TO_TELL
    words = {"happened": said.happened, "done": said.done, "learnt": said.learnt}
    breach.words = current_seal().seal_json(TABLE, "words", breach.uid, words)
    breach.persons = affected(breach.shop_id, said.reach, said.since, said.until)
    breach.counted_at = timezone.now()


def words_of(breach: Breach) -> dict[str, str]:
    """What was written, by name; needs the shop's scope."""
    said = current_seal().open_json(TABLE, "words", breach.uid, breach.words)
    return {name: str(said.get(name, "")) for name in ("happened", "done", "learnt")}


def tick(shop_id: int, uid: uuid.UUID, step: str, *, by: str) -> Breach:
    """Tick a step, or take the tick back. Raises NoBreach, KeyError for an unknown step."""
    known, now = BY_CODE[step], timezone.now()
    with shop_scope(shop_id):
        breach = _held(uid)
        steps: dict[str, Any] = dict(breach.steps)
        is_done = steps.pop(known.code, None) is None
        if is_done:
            steps[known.code] = {"at": now.isoformat(), "by": by[:60]}
        breach.steps = steps
        if known.code in TOLD:
            setattr(breach, TOLD[known.code], now if is_done else None)
        breach.save(update_fields=["steps", *TOLD.values()])
        _sign("breach_step_done", breach, by, {"step": known.code, "is_done": is_done})
    return breach


def close_breach(shop_id: int, uid: uuid.UUID, *, by: str) -> Breach:
    """Close it. Raises NoBreach, or Invalid while the authority was not told."""
    with shop_scope(shop_id):
        breach = _held(uid)
        if breach.told_authority_at is None:
            detail = _("Tell the authority first, and tick that step: the law asks for it.")
            raise Invalid(FieldError("#/", "authority_not_told", detail))
        breach.closed_at = timezone.now()
        breach.save(update_fields=["closed_at"])
        _sign("breach_closed", breach, by, {"steps": sorted(breach.steps)})
    return breach


def _held(uid: uuid.UUID) -> Breach:
    found: Breach | None = Breach.objects.select_for_update(no_key=True).filter(uid=uid).first()
    if found is None:
        raise NoBreach(str(uid))
    return found


def _sign(reason_code: str, breach: Breach, by: str, output: dict[str, Any]) -> None:
    record_decision(
        automation=BREACHES,
        subject="breach",
        version=VERSION,
        inputs={"breach": breach.uid.hex},
        output=output,
        reason_code=reason_code,
        actor=by,
    )
