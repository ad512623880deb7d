"""Who agreed to messages. A customer's consents stand under their public id, ``cus_…``, like a visitor's.

The shop's own server notes them through ``/api/v1/consents``; a person of the shop notes what was said to them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Final

from catalog.customers.models import Customer
from catalog.rest.fields import public_id
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.consent.selectors import consenting
from signals.consent.services import Proof, decide

CUSTOMER: Final = "cus"


def consent_name(uid: uuid.UUID) -> str:
    """What the register of consents calls the customer."""
    return public_id(CUSTOMER, uid)


def contactable(shop_id: int, customers: Iterable[int]) -> frozenset[int]:
    """Those of the customers (ids) who have a phone, were not erased and agreed to messages; two queries."""
    with shop_scope(shop_id):
        rows = Customer.objects.filter(pk__in=list(customers), erased_at=None).exclude(phone_index="")
        names = {consent_name(uid): pk for pk, uid in rows.values_list("pk", "uid")}
        agreed = consenting(shop_id, names, Purpose.MESSAGES)
    return frozenset(pk for name, pk in names.items() if name in agreed)


def note_agreement(shop_id: int, uids: Iterable[uuid.UUID], *, agrees: bool) -> int:
    """Note what customers told a person of the shop; returns how many changed. Unknown ones are left out."""
    proof = Proof(door="desk")
    with shop_scope(shop_id):
        known = Customer.objects.filter(uid__in=list(uids), erased_at=None).values_list("uid", flat=True)
        return sum(
            decide(shop_id, consent_name(uid), {Purpose.MESSAGES: agrees}, proof)[Purpose.MESSAGES.value]
            for uid in known
        )
