"""Writing requests: a new one with its number and deadline, and its end with the proof of what was done."""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.db.models import Max
from django.utils import timezone

from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.locks import take_turn
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from signals.consent.subjects import consent_name, subject_key
from transparency.ledger.services import record_decision
from transparency.rights.automations import MY_DATA_LINKS
from transparency.rights.compute import due_on
from transparency.rights.models import Door, RequestKind, RequestState, RightsRequest

VERSION: Final = "rights-1"
RIGHTS: Final = "rights"  # what people do is signed under this name; the machine signs under its own
MACHINE: Final = "machine"
TABLE: Final = "transparency_rightsrequest"
CLOSED: Final = frozenset({RequestState.DONE, RequestState.REFUSED})


def new_request(
    shop: ShopContext,
    kind: RequestKind,
    door: Door,
    *,
    state: RequestState = RequestState.OPEN,
    customer_id: int | None = None,
    conversation_id: int | None = None,
    said: dict[str, Any] | None = None,
    language: str = "",
) -> RightsRequest:
    """A request with the next number of the shop; ``said`` is sealed."""
    now = timezone.now()
    with shop_scope(shop.id):
        take_turn("rights-number")
        last = RightsRequest.objects.aggregate(last=Max("number"))["last"] or 0
        request = RightsRequest(
            shop_id=shop.id,
            number=last + 1,
            kind=kind,
            state=state,
            door=door,
            customer_id=customer_id,
            conversation_id=conversation_id,
            language=language,
            asked_at=now,
            due_on=due_on(kind, local_day(now, shop.zone)),
        )
        if said:
            request.personal = current_seal().seal_json(TABLE, "personal", request.uid, said)
        request.save(force_insert=True)
        return request


def said_in(request: RightsRequest) -> dict[str, Any]:
    """What the person wrote; empty once the request is closed or the person erased."""
    return current_seal().open_json(TABLE, "personal", request.uid, request.personal)


def close(
    request: RightsRequest,
    state: RequestState,
    *,
    by: str,
    why: str = "",
    done: dict[str, Any] | None = None,
    reason_code: str = "",
) -> None:
    """End a request, keep the proof and sign it; what the person wrote is emptied. In the scope of the caller."""
    request.state, request.why, request.closed_by = state, why, by
    request.closed_at = timezone.now()
    request.done = request.done | (done or {})
    request.personal = None
    request.decision_uid = sign(
        reason_code or ("rights_refused" if state == RequestState.REFUSED else "rights_done"),
        by=by,
        customer=request.customer.uid if request.customer else None,
        subject=f"request {request.number}",
        output={"kind": request.kind, "door": request.door, **request.done},
    )
    request.save()


def sign(
    reason_code: str,
    *,
    by: str,
    customer: uuid.UUID | None = None,
    subject: str = "",
    output: dict[str, Any] | None = None,
) -> uuid.UUID:
    """One line of the ledger about somebody's data: who did what, without saying whose. In the scope of the caller."""
    decision = record_decision(
        automation=MY_DATA_LINKS.code if by == MACHINE else RIGHTS,
        subject=subject,
        version=VERSION,
        inputs={"person": subject_key(consent_name(customer))} if customer else {},
        output=output or {},
        reason_code=reason_code,
        actor=by,
        about=[f"customer:{customer.hex}"] if customer else [],
    )
    return decision.uid


def request_by_uid(shop_id: int, uid: uuid.UUID, *, is_held: bool = False) -> RightsRequest | None:
    with shop_scope(shop_id):
        rows = RightsRequest.objects.select_related("customer", "conversation")
        if is_held:
            rows = rows.select_for_update(no_key=True, of=("self",))
        return rows.filter(uid=uid).first()
