"""Giving, refusing and withdrawing consent, with the same effort; each choice stands in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

from django.utils import timezone

from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent, Purpose
from signals.consent.subjects import is_customer, subject_key
from signals.consent.wordings import Wording, keep_wording, wordings
from transparency.ledger.services import record_decision

VERSION: Final = "consents-1"


@dataclass(frozen=True, slots=True)
class Proof:
    """How a choice reached us: ``door`` (page, link, message, desk, api), the site and path it was made on, the wording.

    Never an address, a browser or a name.
    """

    door: str = "page"
    site: str = ""
    page: str = ""
    text_version: str = ""
    language: str = ""


ANYHOW = Proof()


def decide(
    shop_id: int, visitor: str, choices: Mapping[Purpose, bool], proof: Proof = ANYHOW
) -> dict[str, bool]:
    """Note each choice: True gives, False withdraws; what is not named stays. Returns which were changed.

    Saying the same again changes nothing, so that a page may repeat itself after a failure. A customer's first word may be
    no: it is kept, so that nobody asks again. A visitor's is not, because it would need a lasting id.
    """
    with shop_scope(shop_id):
        shown = _shown(shop_id, proof) if any(choices.values()) else None
        changed = {
            purpose.value: _give(visitor, purpose, proof, shown)
            if agrees
            else _withdraw(visitor, purpose, proof)
            for purpose, agrees in choices.items()
        }
        _record(visitor, {name: choices[Purpose(name)] for name, is_new in changed.items() if is_new}, proof)
    return changed


def decide_shown(
    shop_id: int, visitor: str, choices: Mapping[Purpose, bool], *, door: str, language: str, page: str = ""
) -> dict[str, bool]:
    """The same for choices made under our own wordings as they stand now: each is noted with its version."""
    now = wordings(shop_id)
    changed: dict[str, bool] = {}
    with shop_scope(shop_id):
        for purpose, agrees in choices.items():
            proof = Proof(door=door, page=page, text_version=now[purpose].version, language=language)
            changed |= decide(shop_id, visitor, {purpose: agrees}, proof)
    return changed


def hold_out(shop_id: int, visitor: str, purpose: Purpose) -> bool:
    """By lot, do not use what the consent allows; it still stands. False when there is none to hold."""
    with shop_scope(shop_id):
        standing = Consent.objects.filter(visitor=visitor, purpose=purpose.value, withdrawn_at=None)
        found = standing.select_for_update(no_key=True).first()
        return found is not None and bool(standing.update(proof=found.proof | {"held_out": True}))


def _shown(shop_id: int, proof: Proof) -> Wording | None:
    """Our own wording that the proof names, kept now if it was not; None for a wording of the shop's own site."""
    if not proof.text_version:
        return None
    found = next((one for one in wordings(shop_id).values() if one.version == proof.text_version), None)
    if found is not None:
        keep_wording(found)
    return found


def _give(visitor: str, purpose: Purpose, proof: Proof, shown: Wording | None) -> bool:
    given = asdict(proof)
    if shown is not None and shown.purpose == purpose:
        given["sha256"] = shown.sha256
    _consent, is_new = Consent.objects.get_or_create(
        visitor=visitor,
        purpose=purpose.value,
        withdrawn_at=None,
        defaults={
            "given_at": timezone.now(),
            "text_version": proof.text_version,
            "language": proof.language,
            "proof": {"given": given},
        },
    )
    return bool(is_new)


def _withdraw(visitor: str, purpose: Purpose, proof: Proof) -> bool:
    standing = Consent.objects.filter(visitor=visitor, purpose=purpose.value, withdrawn_at=None)
    found = standing.select_for_update(no_key=True).first()
    if found is None:
        return is_customer(visitor) and _refuse(visitor, purpose, proof)
    # Clocks of two machines may differ: an end never stands before its beginning.
    return bool(
        standing.update(
            withdrawn_at=max(timezone.now(), found.given_at),
            proof=found.proof | {"withdrawn": asdict(proof)},
        )
    )


def _refuse(visitor: str, purpose: Purpose, proof: Proof) -> bool:
    """Keep a customer's no: a row that ended when it began. One is enough."""
    last = Consent.objects.filter(visitor=visitor, purpose=purpose.value).order_by("-given_at").first()
    if last is not None and {"withdrawn", "refused"} & set(last.proof):
        return False
    now = timezone.now()
    Consent.objects.create(
        visitor=visitor,
        purpose=purpose.value,
        given_at=now,
        withdrawn_at=now,
        text_version=proof.text_version,
        language=proof.language,
        proof={"refused": asdict(proof)},
    )
    return True


def _record(visitor: str, choices: Mapping[str, bool], proof: Proof) -> None:
    """One link of the chain for what was chosen at once; of the person only a keyed hash."""
    if not choices:
        return
    record_decision(
        automation="consents",
        subject=subject_key(visitor),
        version=VERSION,
        inputs={"door": proof.door, "text_version": proof.text_version, "language": proof.language},
        output={"choices": dict(choices)},
        reason_code="consent_given" if all(choices.values()) else "consent_withdrawn",
        actor="customer" if is_customer(visitor) else "visitor",
        consent=proof.text_version,
        about=[f"customer:{visitor.split('_')[1]}"] if is_customer(visitor) else [],
    )
