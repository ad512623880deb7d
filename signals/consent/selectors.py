"""Who agreed to what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent, Purpose

# Doors that only the person goes through.
OWN_HAND: Final = frozenset({"page", "link", "message"})
CONSENTING = "SELECT visitor FROM signals_consenting(%s, %s, %s) visitor"


def consenting(shop_id: int, visitors: Iterable[str], purpose: Purpose) -> frozenset[str]:
    """Those of the visitors whose consent for the purpose stands now. One round trip, in or out of a scope."""
    asked = list(visitors)
    if not asked:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(CONSENTING, [shop_id, asked, purpose.value])
        return frozenset(row[0] for row in cursor.fetchall())


def has_consent(shop_id: int, visitor: str, purpose: Purpose) -> bool:
    return bool(consenting(shop_id, [visitor], purpose))


def standing(shop_id: int, visitor: str) -> dict[str, bool]:
    """Each purpose with whether the visitor's consent for it stands."""
    with shop_scope(shop_id):
        found = set(
            Consent.objects.filter(visitor=visitor, withdrawn_at=None).values_list("purpose", flat=True)
        )
    return {purpose.value: purpose.value in found for purpose in Purpose}


def refusing(shop_id: int, visitors: Iterable[str], purpose: Purpose) -> frozenset[str]:
    """Those whose last word on the purpose is a no of their own: not the shop's note of it, and not words that changed."""
    with shop_scope(shop_id):
        rows = Consent.objects.filter(visitor__in=list(visitors), purpose=purpose.value)
        last = {row.visitor: row for row in rows.order_by("given_at", "pk")}
    return frozenset(name for name, row in last.items() if _said_no(row))


def _said_no(row: Consent) -> bool:
    said = row.proof.get("withdrawn") or row.proof.get("refused")
    return row.withdrawn_at is not None and said is not None and said.get("door") in OWN_HAND


def consents(visitor: str = "", purpose: str = "", standing: bool | None = None) -> QuerySet[Consent]:
    """The shop's consents with their history, in the scope of the caller."""
    found = Consent.objects.all()
    if visitor:
        found = found.filter(visitor=visitor)
    if purpose:
        found = found.filter(purpose=purpose)
    return found if standing is None else found.filter(withdrawn_at__isnull=standing)
