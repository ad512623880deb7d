"""What a reader of couriers' files yields, whatever the file. Pure."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple


class Movement(NamedTuple):
    """One event as the courier wrote it; ``at`` is UTC."""

    at: datetime
    raw: str
    reason: str = ""
    external_id: str = ""


class ParcelRow(NamedTuple):
    """One parcel of a file. Empty and None say that the file says nothing of it, which changes nothing."""

    row: int
    tracking: str
    courier: str = ""
    order_number: str = ""
    wilaya: str = ""
    cash: Decimal | None = None
    delivery_fee: Decimal | None = None
    return_fee: Decimal | None = None
    announced_at: datetime | None = None
    says_paid: bool = False
    movements: tuple[Movement, ...] = ()
