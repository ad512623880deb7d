"""Giving and withdrawing consent, with the same effort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.utils import timezone

from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent, Purpose


@dataclass(frozen=True, slots=True)
class Proof:
    """How a choice reached us: ``door`` (page, api), the site and path it was made on, the wording that was shown.

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

    Saying the same again changes nothing, so that a page may repeat itself after a failure.
    """
    with shop_scope(shop_id):
        return {
            purpose.value: (_give if agrees else _withdraw)(visitor, purpose, proof)
            for purpose, agrees in choices.items()
        }


def _give(visitor: str, purpose: Purpose, proof: Proof) -> bool:
    _consent, is_new = Consent.objects.get_or_create(
        visitor=visitor,
        purpose=purpose.value,
        withdrawn_at=None,
        defaults={
            "given_at": timezone.now(),
            "text_version": proof.text_version,
            "language": proof.language,
            "proof": {"given": asdict(proof)},
        },
    )
    return bool(is_new)


def _withdraw(visitor: str, purpose: Purpose, proof: Proof) -> bool:
    standing = Consent.objects.filter(visitor=visitor, purpose=purpose.value, withdrawn_at=None)
    found = standing.select_for_update(no_key=True).first()
    if found is None:
        return False
    # Clocks of two machines may differ: an end never stands before its beginning.
    return bool(
        standing.update(
            withdrawn_at=max(timezone.now(), found.given_at),
            proof=found.proof | {"withdrawn": asdict(proof)},
        )
    )
