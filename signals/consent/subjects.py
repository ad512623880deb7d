"""What the register of consents calls people: a visitor by a lasting id, a customer by their public id, ``cus_…``."""

from __future__ import annotations

import uuid
from typing import Final

from catalog.rest.fields import public_id
from catalog.shops.seals import current_seal

CUSTOMER: Final = "cus"


def consent_name(uid: uuid.UUID) -> str:
    """What the register of consents calls the customer."""
    return public_id(CUSTOMER, uid)


def is_customer(name: str) -> bool:
    return name.startswith(f"{CUSTOMER}_")


def subject_key(name: str) -> str:
    """A person in the ledger: a keyed hash that only this shop can make, and nobody once its key is gone."""
    return f"person:{current_seal().index('consent-subject', name)}"
