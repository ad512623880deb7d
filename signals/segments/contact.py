"""Who agreed to messages. A customer's consents stand under their public id, ``cus_…``, like a visitor's.

The shop's own server notes them through ``/api/v1/consents``; a person of the shop notes what was said to them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from catalog.customers.models import Customer
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.consent.selectors import consenting, refusing
from signals.consent.services import Proof, decide
from signals.consent.subjects import CUSTOMER, consent_name
from transparency.ledger.holds import held_subjects

__all__ = ["CUSTOMER", "consent_name", "contactable", "note_agreement"]


def contactable(shop_id: int, customers: Iterable[int]) -> frozenset[int]:
    """Those of the customers (ids) who have a phone, were not erased and agreed to messages; four queries.

    What is offered is chosen from what was bought: who said no to that is left in peace too, and so is whoever asked for
    a person and was not released yet.
    """
    with shop_scope(shop_id):
        rows = Customer.objects.filter(pk__in=list(customers), erased_at=None).exclude(phone_index="")
        names = {consent_name(uid): pk for pk, uid in rows.values_list("pk", "uid")}
        agreed = consenting(shop_id, names, Purpose.MESSAGES)
        agreed -= refusing(shop_id, agreed, Purpose.RECOMMENDATION)
        agreed -= {f"{CUSTOMER}_{held}" for held in held_subjects("customer")}
    return frozenset(pk for name, pk in names.items() if name in agreed)


def note_agreement(shop_id: int, uids: Iterable[uuid.UUID], *, agrees: bool) -> int:
    """Note what customers told a person of the shop; returns how many changed. Unknown ones are left out.

    Who said no with their own hand, on a page or in a message, says yes again only with their own hand.
    """
    proof = Proof(door="desk")
    with shop_scope(shop_id):
        known = Customer.objects.filter(uid__in=list(uids), erased_at=None).values_list("uid", flat=True)
        names = [consent_name(uid) for uid in known]
        refused = refusing(shop_id, names, Purpose.MESSAGES) if agrees else frozenset()
        return sum(
            decide(shop_id, name, {Purpose.MESSAGES: agrees}, proof)[Purpose.MESSAGES.value]
            for name in names
            if name not in refused
        )
