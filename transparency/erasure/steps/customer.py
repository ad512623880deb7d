"""The customer's own row, last: until then it finds the rest."""

from __future__ import annotations

from django.utils import timezone

from catalog.customers.models import Customer, CustomerIdentity
from transparency.erasure.person import Person
from transparency.retention.models import LockedPerson


def erase_customer_row(person: Person) -> int:
    """Name, numbers, address, indexes and identities. A bare row is left, so that orders still count as one person's."""
    gone = CustomerIdentity.objects.filter(customer=person.id).delete()[0]
    gone += LockedPerson.objects.filter(customer=person.id).delete()[0]
    now = timezone.now()
    rows = Customer.objects.filter(pk=person.id)
    rows.filter(erased_at=None).update(erased_at=now)
    return int(gone) + int(
        rows.update(personal=None, phone_index="", email_index="", name_index=[], language="", updated_at=now)
    )
