"""Opening a case: whose it is, until when it is answered, and whom every automation leaves alone from that moment."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from catalog.conversations.models import Conversation
from catalog.customers.models import Customer
from catalog.orders.models import Order
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.sealing import ShopSeal
from shop_ai.lib.tenancy import shop_scope
from transparency.cases.automations import ADVISER_CALL
from transparency.cases.compute import due_at
from transparency.cases.hearing import VERSION, Heard
from transparency.cases.models import Case, CaseEntry, CaseSettings, EntryKind, Kind, OpenedBy, Place, State
from transparency.cases.personal import Asker, seal_asker, seal_words
from transparency.cases.times import promised_minutes, settings_of, times_of
from transparency.ledger.holds import hold, subject
from transparency.ledger.services import record_decision

LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('cases'), %s)"


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is known when a case is opened. ``customer``, ``order`` and ``conversation`` are ids that are known to fit."""

    kind: str = Kind.QUESTION
    opened_by: str = OpenedBy.TEAM
    place: str = Place.OTHER
    language: str = ""
    asker: Asker = field(default_factory=Asker)
    message: str = ""
    note: str = ""
    visitor: str = ""
    decision: uuid.UUID | None = None
    customer: int | None = None
    order: int | None = None
    conversation: int | None = None
    heard: Heard | None = None
    by: str = ""


def open_case(shop: ShopContext, new: NewCase, now: datetime | None = None) -> Case:
    """Open a case and hold whoever it is about; a conversation with an open case goes on in that one."""
    moment = now or timezone.now()
    with shop_scope(shop.id):
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [shop.id % 2**31])
        known = _open_of(new.conversation)
        case = known or _create(shop, new, moment)
        if known is not None:
            _asked_again(shop, case, moment)
        _write_entries(case, new, moment)
        hold_for(case, by=new.by or "customer", heard=new.heard)
        return case


def _open_of(conversation: int | None) -> Case | None:
    if conversation is None:
        return None
    found: Case | None = Case.objects.filter(conversation=conversation).exclude(state=State.CLOSED).first()
    return found


def _create(shop: ShopContext, new: NewCase, now: datetime) -> Case:
    seal, chosen, uid = current_seal(), settings_of(shop.id), uuid.uuid4()
    customer, order = _whose(seal, new)
    case: Case = Case.objects.create(
        shop_id=shop.id,
        uid=uid,
        number=(Case.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        kind=new.kind,
        opened_by=new.opened_by,
        place=new.place,
        word=new.heard.term if new.heard else "",
        language=new.language,
        personal=seal_asker(seal, uid, new.asker),
        visitor=new.visitor,
        customer_id=customer,
        order_id=order,
        conversation_id=new.conversation,
        decision_uid=new.decision,
        assignee_id=chosen.assignee_id,
        opened_at=now,
        opened_on=now.astimezone(shop.zone).date(),
        due_at=due_of(shop, now, chosen),
    )
    return case


def due_of(shop: ShopContext, now: datetime, chosen: CaseSettings | None = None) -> datetime:
    """When the announced delay ends for somebody who asks now."""
    return due_at(now.astimezone(shop.zone), promised_minutes(shop, chosen), times_of(shop, now))


def _whose(seal: ShopSeal, new: NewCase) -> tuple[int | None, int | None]:
    """The customer and the order, as far as what was said proves them.

    An order number alone proves nothing: the order is theirs when the phone or the e-mail is the one on it.
    """
    customer = new.customer or _customer_of_talk(new.conversation) or _by_contact(seal, new.asker)
    if new.order is not None or not new.asker.order or customer is None:
        return customer, new.order
    orders = Order.objects.filter(number=new.asker.order, customer=customer).order_by("-pk")
    return customer, orders.values_list("pk", flat=True).first()


def _customer_of_talk(conversation: int | None) -> int | None:
    if conversation is None:
        return None
    found: int | None = (
        Conversation.objects.filter(pk=conversation).values_list("customer_id", flat=True).first()
    )
    return found


def _by_contact(seal: ShopSeal, asker: Asker) -> int | None:
    for column, index in (
        ("phone_index", seal.index("phone", asker.phone)),
        ("email_index", seal.index("email", asker.email.strip().lower())),
    ):
        rows = Customer.objects.filter(**{column: index}, erased_at=None).order_by("pk") if index else None
        found: int | None = rows.values_list("pk", flat=True).first() if rows is not None else None
        if found is not None:
            return found
    return None


def _asked_again(shop: ShopContext, case: Case, now: datetime) -> None:
    """The customer asks again in the same thread: an answered case waits for the team anew."""
    if case.state == State.ANSWERED:
        case.state, case.due_at, case.escalated_at = State.NEW, due_of(shop, now), None
        case.save(update_fields=["state", "due_at", "escalated_at", "updated_at"])
    note_event(case, "asked_again", now)


def _write_entries(case: Case, new: NewCase, now: datetime) -> None:
    if new.message:
        add_entry(case, EntryKind.MESSAGE, new.message, at=now)
    if new.note:
        add_entry(case, EntryKind.NOTE, new.note, by=new.by, at=now)


def add_entry(case: Case, kind: str, text: str, *, by: str = "", at: datetime | None = None) -> CaseEntry:
    """One more line of words, sealed."""
    uid = uuid.uuid4()
    entry: CaseEntry = CaseEntry.objects.create(
        shop_id=case.shop_id,
        uid=uid,
        case=case,
        kind=kind,
        at=at or timezone.now(),
        by=by[:60],
        text=seal_words(current_seal(), uid, text),
    )
    return entry


def note_event(case: Case, what: str, at: datetime, by: str = "", **values: Any) -> None:
    """One more line of what happened; no words of a person."""
    CaseEntry.objects.create(
        shop_id=case.shop_id, case=case, kind=EntryKind.EVENT, at=at, by=by[:60], what=what, values=values
    )


def subjects_of(case: Case) -> list[str]:
    """Whom the case is about: the thread, the customer, the visitor."""
    found = []
    if case.conversation_id is not None:
        found.append(subject("conversation", case.conversation.uid))
    if case.customer_id is not None:
        found.append(subject("customer", case.customer.uid))
    if case.visitor:
        found.append(subject("visitor", case.visitor))
    return found


def hold_for(case: Case, *, by: str, heard: Heard | None = None) -> list[str]:
    """Hold whoever the case is about, and write the first time into the ledger; returns who was not held for it."""
    fresh = hold(subjects_of(case), case=case.uid, by=by)
    is_first = not CaseEntry.objects.filter(case=case, what="held").exists()
    if not fresh and not is_first:
        return fresh
    if case.released_at is not None:
        case.released_at, case.released_by = None, ""
        case.save(update_fields=["released_at", "released_by", "updated_at"])
    kinds = sorted({one.partition(":")[0] for one in fresh})
    note_event(case, "held", timezone.now(), by, kinds=kinds)
    record_decision(
        automation=ADVISER_CALL.code,
        subject=f"case:{case.uid.hex}",
        version=VERSION,
        inputs={"kind": case.kind, "place": case.place, "opened_by": case.opened_by},
        candidates=[{"words": list(heard.words)}] if heard else [],
        output={"held": kinds} | ({"term": heard.term} if heard else {}),
        reason_code="adviser_word_heard" if heard else "adviser_asked",
        actor="" if heard else by,
        about=[one for one in fresh if not one.startswith("visitor:")],
    )
    return fresh
