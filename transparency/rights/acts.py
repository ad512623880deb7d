"""What a customer does on their own page: choose, correct, object, ask for the end. Each act leaves its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from catalog.customers.models import Customer
from catalog.customers.personal import open_personal
from catalog.customers.services import CustomerFields, change_customer
from catalog.orders.models import MoneyState, Order, OrderState, ParcelState
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.consent.services import decide_shown
from signals.consent.subjects import consent_name
from transparency.benefits.services import end_unspent, grant_for
from transparency.erasure.services import erase_customer
from transparency.rights.models import Door, RequestKind, RequestState, RightsRequest
from transparency.rights.services import close, new_request, said_in

# What the person may change at once; the phone is how orders and people find each other, so a person looks at it.
OWN_FIELDS: Final = ("name", "second_phone", "email", "address", "commune", "wilaya", "language")
BY_CUSTOMER: Final = "customer"
OVER: Final = (ParcelState.DELIVERED, ParcelState.REFUSED, ParcelState.RETURNED)


def choose(
    shop: ShopContext,
    customer: Customer,
    choices: Mapping[Purpose, bool],
    *,
    language: str,
    door: str = "link",
) -> dict[str, bool]:
    """Give or take back consents; returns which were changed."""
    with shop_scope(shop.id):
        name = consent_name(customer.uid)
        changed = decide_shown(shop.id, name, choices, door=door, language=language)
        if choices.get(Purpose.RECOMMENDATION):
            grant_for(shop, customer)
        elif changed.get(Purpose.RECOMMENDATION.value):
            end_unspent(shop.id)
        return changed


def object_to_all(shop: ShopContext, customer: Customer, *, language: str) -> RightsRequest:
    """No to every use that needs a yes, at once: what is shown falls back to what everybody likes."""
    with shop_scope(shop.id):
        changed = choose(shop, customer, dict.fromkeys(Purpose, False), language=language)
        request = new_request(
            shop, RequestKind.OBJECTION, Door.LINK, customer_id=customer.pk, language=language
        )
        ended = sorted(name for name, is_new in changed.items() if is_new)
        close(request, RequestState.DONE, by=BY_CUSTOMER, done={"stopped": ended})
        return request


def correct(shop: ShopContext, customer: Customer, fields: CustomerFields, *, language: str) -> list[str]:
    """Write what the person says of themselves; returns the fields that changed. Raises Invalid and Conflict."""
    with shop_scope(shop.id):
        wanted = CustomerFields(**{name: fields[name] for name in OWN_FIELDS if name in fields})  # type: ignore[typeddict-item]  # all are strings
        before = _known(customer)
        after_row = change_customer(shop, customer.uid, wanted)
        if after_row is None:
            return []
        after = _known(after_row)
        changed = sorted(name for name in after if after[name] != before[name])
        if changed:
            request = new_request(
                shop, RequestKind.CORRECTION, Door.LINK, customer_id=customer.pk, language=language
            )
            done = {"fields": changed}
            close(request, RequestState.DONE, by=BY_CUSTOMER, done=done, reason_code="rights_corrected")
        return changed


def _known(customer: Customer) -> dict[str, str]:
    personal = asdict(open_personal(current_seal(), customer))
    return personal | {"wilaya": customer.wilaya, "language": customer.language}


def ask_correction(shop: ShopContext, customer: Customer, words: str, *, language: str) -> RightsRequest:
    """What the person cannot change alone: a person of the shop does, within the law's days."""
    return new_request(
        shop,
        RequestKind.CORRECTION,
        Door.LINK,
        customer_id=customer.pk,
        said={"words": words},
        language=language,
    )


def open_orders(shop_id: int, customer_id: int) -> list[Order]:
    """Orders that are still on their way: without name and address nobody could bring them."""
    with shop_scope(shop_id):
        rows = Order.objects.filter(customer=customer_id, kind="sale")
        rows = rows.exclude(order_state=OrderState.CANCELLED).exclude(parcel_state__in=OVER)
        rows = rows.exclude(money_state__in=[MoneyState.PAID_OUT, MoneyState.REFUNDED])
        return list(rows.order_by("placed_at"))


def ask_erasure(
    shop: ShopContext, customer: Customer, *, language: str, door: Door = Door.LINK, by: str = BY_CUSTOMER
) -> RightsRequest:
    """Erase now, or as soon as the last order has arrived."""
    with shop_scope(shop.id):
        asked = RightsRequest.objects.filter(
            customer=customer, kind=RequestKind.ERASURE, state=RequestState.OPEN
        ).first()
        request: RightsRequest = asked or new_request(
            shop, RequestKind.ERASURE, door, customer_id=customer.pk, language=language
        )
        carry_out_erasure(shop, request, by=by)
        return request


def carry_out_erasure(shop: ShopContext, request: RightsRequest, *, by: str, waits: bool = True) -> bool:
    """Hand the person over to the erasure; False while an order is on its way (unless ``waits`` is False)."""
    with shop_scope(shop.id):
        customer = request.customer
        if customer is None:
            return False
        if waits and (pending := open_orders(shop.id, customer.pk)):
            RightsRequest.objects.filter(pk=request.pk).update(done={"waits_for": len(pending)})
            return False
        record = erase_customer(shop.id, customer.uid, by=by, cause="request")
        close(request, RequestState.DONE, by=by, done={"erasure": record.uid.hex})
        return True


def words_of(request: RightsRequest) -> str:
    """What the person wrote; empty once it is closed."""
    return str(said_in(request).get("words", ""))
