"""Reading customers: opened for whoever may see them, found through blind indexes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from catalog.customers.models import Customer, CustomerIdentity
from catalog.customers.personal import Personal, name_words, open_personal
from catalog.shops.seals import current_seal
from shop_ai.lib import phones
from shop_ai.lib.tenancy import shop_scope


@dataclass(frozen=True, slots=True)
class Identity:
    """A customer as one channel knows them."""

    channel: str
    account: str
    external_id: str


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """A customer with the personal fields opened; all empty after an erasure."""

    id: int
    uid: uuid.UUID
    personal: Personal
    wilaya: str
    language: str
    identities: tuple[Identity, ...]
    created_at: datetime
    updated_at: datetime
    erased_at: datetime | None


def opened(shop_id: int, customers: Iterable[Customer]) -> list[CustomerRecord]:
    """The same customers with their personal fields; one query for the seal, whatever their number."""
    with shop_scope(shop_id):
        rows = list(customers)
        seal = current_seal()
        return [
            CustomerRecord(
                id=row.pk,
                uid=row.uid,
                personal=open_personal(seal, row),
                wilaya=row.wilaya,
                language=row.language,
                identities=tuple(
                    Identity(known.channel, known.account, known.external_id)
                    for known in row.identities.all()
                ),
                created_at=row.created_at,
                updated_at=row.updated_at,
                erased_at=row.erased_at,
            )
            for row in rows
        ]


def customers(shop_id: int, *, phone: str = "", q: str = "", country: str = "DZ") -> QuerySet[Customer]:
    """Customers by exact phone (in any spelling) and by whole words of the name, still sealed."""
    with shop_scope(shop_id):
        known = Prefetch("identities", queryset=CustomerIdentity.objects.order_by("pk"))
        rows: QuerySet[Customer] = Customer.objects.prefetch_related(known)
        seal = current_seal() if phone or q else None
        if seal and phone:
            number = phones.parse(phone, country)
            rows = rows.filter(phone_index=seal.index("phone", number)) if number else rows.none()
        if seal and q:
            rows = rows.filter(name_index__contains=[seal.index("name", word) for word in name_words(q)])
        return rows


def customer_by_uid(shop_id: int, uid: uuid.UUID) -> CustomerRecord | None:
    with shop_scope(shop_id):
        return next(iter(opened(shop_id, customers(shop_id).filter(uid=uid)[:1])), None)
