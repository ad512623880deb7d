"""Asking for the link to one's own page: whatever is typed gets the same answer in the same time.

The door only writes the wish down, sealed; the worker looks for the order afterwards and forgets a wish that fits none.
"""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from catalog.customers.models import Customer
from catalog.customers.personal import open_personal
from catalog.limits.services import count_use
from catalog.orders.models import Order
from catalog.outbox.services import enqueue
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from catalog.shops.seals import current_seal
from shop_ai.lib import phones
from shop_ai.lib.limits import Limit
from shop_ai.lib.tenancy import shop_scope
from shop_ai.lib.text import fold_digits, tidy
from transparency.ledger.switches import is_on
from transparency.rights.automations import MY_DATA_LINKS
from transparency.rights.models import Door, RequestKind, RequestState, RightsRequest
from transparency.rights.sending import can_mail, mail_link
from transparency.rights.services import new_request, said_in

PER_ADDRESS: Final = Limit("my-data-ask", 10, 3600)
PER_CONTACT: Final = Limit("my-data-contact", 5, 86_400)
PER_SHOP: Final = Limit("my-data-shop", 300, 3600)
LOOK_UP: Final = "rights-look-up"
LONGEST: Final = 100
MOST_ORDERS: Final = 20


def contact_of(shop: ShopContext, typed: str) -> str:
    """A phone as E.164 or an e-mail in lower case; empty for what is neither."""
    text = tidy(fold_digits(typed))[:254]
    if "@" in text:
        return text.lower() if text.count("@") == 1 and "." in text.split("@")[1] else ""
    return phones.parse(text, shop.country) or ""


def ask_for_link(shop: ShopContext, *, number: str, contact: str, language: str, address: str) -> bool:
    """Write the wish down; False when there were too many. ``contact`` as :func:`contact_of` gives it."""
    uses = [(PER_ADDRESS, address), (PER_CONTACT, contact), (PER_SHOP, "")]
    if not all(count_use(limit, shop.id, who).is_allowed for limit, who in uses):
        return False
    with shop_scope(shop.id):
        request = new_request(
            shop,
            RequestKind.ACCESS,
            Door.PAGE,
            state=RequestState.CHECKING,
            said={"number": tidy(fold_digits(number))[:LONGEST], "contact": contact},
            language=language,
        )
        enqueue(kind=LOOK_UP, payload={"request": request.uid.hex}, unique_key=request.uid.hex)
    return True


def look_up(shop_id: int, request_uid: str) -> None:
    """Find whose order it is: then the link is sent, or waits for the owner to send it; else the wish is forgotten."""
    shop = shop_by_id(shop_id)
    if shop is None:
        return
    with shop_scope(shop_id):
        held = RightsRequest.objects.select_for_update(no_key=True)
        request = held.filter(uid=request_uid, state=RequestState.CHECKING).first()
        if request is None:
            return
        said = said_in(request)
        customer = customer_of(said.get("number", ""), said.get("contact", ""))
        if customer is None:
            request.delete()
            return
        request.customer, request.state, request.personal = customer, RequestState.OPEN, None
        request.save()
        email = open_personal(current_seal(), customer).email
        mails = can_mail() and is_on(MY_DATA_LINKS.code)
    if email and mails:
        mail_link(shop, request, email)


def customer_of(number: str, contact: str) -> Customer | None:
    """Whose order has this number, if the contact is theirs; in the scope of the caller."""
    bare = number.lstrip("#").strip()
    if not bare or not contact:
        return None
    spelt = {bare, f"#{bare}", bare.upper(), bare.lower()}
    rows = Order.objects.filter(customer__isnull=False, customer__erased_at=None).select_related("customer")
    named = rows.filter(Q(number__in=spelt)).order_by("-placed_at")[:MOST_ORDERS]
    found = list(named) or list(rows.filter(external_id__in=spelt).order_by("-placed_at")[:MOST_ORDERS])
    return next((order.customer for order in found if _is_theirs(order.customer, contact)), None)


def _is_theirs(customer: Customer, contact: str) -> bool:
    seal = current_seal()
    if "@" in contact:
        return customer.email_index == seal.index("email", contact)
    if customer.phone_index == seal.index("phone", contact):
        return True
    return open_personal(seal, customer).second_phone == contact
