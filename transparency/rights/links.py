"""One-time links to a customer's own page. Only hashes are stored; a link lives half an hour and opens once.

Opening needs a tap on a button: programs that look at links before people do would use them up otherwise.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from catalog.customers.models import Customer
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from transparency.rights.models import MyDataLink, RequestState, RightsRequest
from transparency.rights.services import close, sign

LIVES: Final = timedelta(minutes=30)
TOKEN_LENGTH: Final = 43


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def make_link(
    shop: ShopContext, customer_id: int, *, sent_by: str, made_by: str, request: RightsRequest | None = None
) -> str:
    """A new link's address; earlier ones of the customer that nobody opened stop working."""
    token, now = secrets.token_urlsafe(32), timezone.now()
    with shop_scope(shop.id):
        customer = Customer.objects.get(pk=customer_id)
        MyDataLink.objects.filter(customer=customer_id, opened_at=None, expires_at__gt=now).update(
            expires_at=now
        )
        MyDataLink.objects.create(
            customer_id=customer_id,
            request=request,
            token_hash=_hash(token),
            sent_by=sent_by,
            made_by=made_by,
            created_at=now,
            expires_at=now + LIVES,
        )
        subject = f"request {request.number}" if request else ""
        sign("rights_link_made", by=made_by, customer=customer.uid, subject=subject, output={"by": sent_by})
    path = reverse("my-data-link", kwargs={"slug": shop.slug, "token": token})
    return str(settings.PUBLIC_URL).rstrip("/") + path


def is_live(shop_id: int, token: str) -> bool:
    """Whether the link still opens."""
    with shop_scope(shop_id):
        rows = MyDataLink.objects.filter(
            token_hash=_hash(token), opened_at=None, expires_at__gt=timezone.now()
        )
        return bool(rows.filter(customer__erased_at=None).exists())


def open_link(shop_id: int, token: str) -> str | None:
    """Use the link up and answer the secret of a visit; None when it is over, used or unknown. Only one can win."""
    visit, now = secrets.token_urlsafe(32), timezone.now()
    with shop_scope(shop_id):
        # No join in this statement: Postgres would look at the joined rows as they were before the other one opened it.
        unopened = MyDataLink.objects.filter(token_hash=_hash(token), opened_at=None, expires_at__gt=now)
        if not unopened.update(opened_at=now, visit_hash=_hash(visit), visit_until=now + LIVES):
            return None
        link = MyDataLink.objects.select_related("customer", "request").get(visit_hash=_hash(visit))
        if link.customer.erased_at is not None:
            return None
        sign("rights_opened", by="customer", customer=link.customer.uid)
        if link.request is not None and link.request.state in {RequestState.OPEN, RequestState.SENT}:
            proof = {"opened_at": now.isoformat(timespec="seconds")}
            close(link.request, RequestState.DONE, by="customer", done=proof)
    return visit


def visitor_of(shop_id: int, visit: str) -> Customer | None:
    """The customer whose page this browser has open, in the scope of the caller."""
    if len(visit) != TOKEN_LENGTH:
        return None
    with shop_scope(shop_id):
        rows = MyDataLink.objects.select_related("customer").filter(
            visit_hash=_hash(visit), visit_until__gt=timezone.now(), customer__erased_at=None
        )
        found = rows.first()
        return found.customer if found else None


def close_visit(shop_id: int, visit: str) -> None:
    """End the visit before its time."""
    with shop_scope(shop_id):
        MyDataLink.objects.filter(visit_hash=_hash(visit)).update(visit_until=timezone.now())
