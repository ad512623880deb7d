"""What a person does with a case: take it, answer, note, release, close, open again."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.conversations.acts import add_message
from catalog.orders.models import Order
from catalog.people.models import Membership
from catalog.shops.context import ShopContext
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope
from transparency.cases.automations import ADVISER_CALL
from transparency.cases.hearing import VERSION
from transparency.cases.letters import ask_for_answer_letter
from transparency.cases.models import Case, CaseSettings, EntryKind, Kind, Outcome, Satisfaction, State
from transparency.cases.opening import add_entry, due_of, hold_for, note_event
from transparency.ledger.holds import release
from transparency.ledger.services import record_decision

LONGEST: Final = 4000
REASONS: Final = {Outcome.CORRECTED.value: "case_corrected", Outcome.UPHELD.value: "case_upheld"}
Act = Callable[[Case, datetime], None]


class NoCase(LookupError):
    """The shop has no such case."""


def _act(shop_id: int, uid: uuid.UUID, act: Act) -> Case:
    """Do something with a case that nobody else changes meanwhile; raises :class:`NoCase`."""
    with shop_scope(shop_id):
        case = Case.objects.select_for_update(no_key=True).filter(uid=uid).first()
        if case is None:
            raise NoCase(uid)
        act(case, timezone.now())
        case.save()
        found: Case = case
        return found


def assign(shop_id: int, uid: uuid.UUID, membership: int | None, *, by: str) -> Case:
    """Say who answers; None for nobody. Raises Invalid for somebody who is not of the shop."""

    def act(case: Case, now: datetime) -> None:
        if membership is not None and not Membership.objects.filter(pk=membership, is_active=True).exists():
            raise Invalid(
                FieldError(
                    "#/assignee",
                    "unknown_member",
                    _("This person is not in the team any more: choose somebody from the list."),
                )
            )
        if case.assignee_id != membership:
            case.assignee_id = membership
            note_event(case, "assigned", now, by, member=membership)

    return _act(shop_id, uid, act)


def sort_into(shop_id: int, uid: uuid.UUID, kind: str, *, by: str) -> Case:
    """Say what the case is about."""

    def act(case: Case, now: datetime) -> None:
        if kind not in Kind.values:
            raise Invalid(FieldError("#/kind", "unknown_kind", _("There is no such kind of case.")))
        if case.kind != kind:
            case.kind = kind
            note_event(case, "sorted", now, by, kind=kind)

    return _act(shop_id, uid, act)


def tie_order(shop_id: int, uid: uuid.UUID, number: str, *, by: str) -> Case:
    """A person vouches that this order is the customer's: its customer is held as well. Raises Invalid for no such order."""

    def act(case: Case, now: datetime) -> None:
        order = Order.objects.filter(number=number.strip().lstrip("#")).order_by("-pk").first()
        if order is None:
            raise Invalid(FieldError("#/order_number", "unknown_order", _("No order has this number.")))
        case.order = order
        case.customer_id = case.customer_id or order.customer_id
        note_event(case, "tied", now, by)
        if case.released_at is None:
            hold_for(case, by=by)

    return _act(shop_id, uid, act)


def add_note(shop_id: int, uid: uuid.UUID, text: str, *, by: str) -> Case:
    """A note for the team; no customer reads it."""

    def act(case: Case, now: datetime) -> None:
        add_entry(case, EntryKind.NOTE, _said(text), by=by, at=now)

    return _act(shop_id, uid, act)


def answer(shop_id: int, uid: uuid.UUID, text: str, *, by: str) -> Case:
    """An answer of a person: on the follow-up page, and in the thread's own messages when it began there."""

    def act(case: Case, now: datetime) -> None:
        said = _said(text)
        if case.conversation_id is not None:
            add_message(shop_id, case.conversation.uid, text=said, is_inbound=False, at=now)
            case.refresh_from_db()
            note_event(case, "answered", now, by)
        else:
            _tell_customer(case, said, by, now)
        mark_answered(case, now)

    return _act(shop_id, uid, act)


def _tell_customer(case: Case, text: str, by: str, now: datetime) -> None:
    """The answer on the customer's own page, and a letter with the link where they left an address."""
    entry = add_entry(case, EntryKind.ANSWER, text, by=by, at=now)
    ask_for_answer_letter(case, entry.uid)


def mark_answered(case: Case, at: datetime) -> None:
    """A person answered, wherever that was; the caller saves."""
    if case.first_answer_at is None:
        case.first_answer_at, case.was_in_time = at, at <= case.due_at
    if case.state == State.NEW:
        case.state = State.ANSWERED


def customer_wrote(shop: ShopContext, uid: uuid.UUID, text: str) -> Case:
    """More from the customer on the follow-up page: the case waits for the team again, closed or not."""

    def act(case: Case, now: datetime) -> None:
        add_entry(case, EntryKind.MESSAGE, _said(text), at=now)
        if case.state != State.NEW:
            _wait_again(shop, case, now)
            hold_for(case, by="customer")

    return _act(shop.id, uid, act)


def _wait_again(shop: ShopContext, case: Case, now: datetime) -> None:
    if case.state == State.CLOSED:
        note_event(case, "reopened", now)
    case.state, case.outcome, case.closed_at = State.NEW, "", None
    case.due_at, case.escalated_at = due_of(shop, now), None


def release_hold(shop_id: int, uid: uuid.UUID, *, by: str) -> Case:
    """Let automations act for the customer again; only a person does this. Signed in the ledger."""
    return _act(shop_id, uid, lambda case, now: _release(case, now, by))


def _release(case: Case, now: datetime, by: str) -> None:
    if case.released_at is not None:
        return
    subjects = release(case.uid, by=by)
    case.released_at, case.released_by = now, by[:60]
    note_event(case, "released", now, by)
    record_decision(
        automation=ADVISER_CALL.code,
        subject=f"case:{case.uid.hex}",
        version=VERSION,
        inputs={"held_since": case.opened_at.isoformat()},
        output={"released": sorted({one.partition(":")[0] for one in subjects})},
        reason_code="hold_released",
        actor=by,
        about=[one for one in subjects if not one.startswith("visitor:")],
    )


def hold_again(shop_id: int, uid: uuid.UUID, *, by: str) -> Case:
    """Keep automations away from the customer again."""
    return _act(shop_id, uid, lambda case, _now: _hold_again(case, by))


def _hold_again(case: Case, by: str) -> None:
    hold_for(case, by=by)


def close(
    shop_id: int, uid: uuid.UUID, outcome: str, *, by: str, text: str = "", releases: bool = False
) -> Case:
    """Say what came of it, in words for the customer where there are any; signed in the ledger.

    A correction and a decision that stands both need words. Raises Conflict when it is closed already.
    """

    def act(case: Case, now: datetime) -> None:
        if case.state == State.CLOSED:
            raise Conflict(_("This case is closed already."))
        if outcome not in Outcome.values:
            raise Invalid(FieldError("#/outcome", "unknown_outcome", _("There is no such outcome.")))
        if outcome in REASONS and not text.strip():
            raise Invalid(
                FieldError("#/text", "required", _("Say in a sentence what was found or put right."))
            )
        if text.strip():
            _tell_customer(case, _said(text), by, now)
            mark_answered(case, now)
        case.state, case.outcome, case.closed_at = State.CLOSED, outcome, now
        note_event(case, "closed", now, by, outcome=outcome)
        _sign(case, by)
        if releases:
            _release(case, now, by)

    return _act(shop_id, uid, act)


def _sign(case: Case, by: str) -> None:
    record_decision(
        automation=ADVISER_CALL.code,
        subject=f"case:{case.uid.hex}",
        version=VERSION,
        inputs={"kind": case.kind, "contested": str(case.decision_uid) if case.decision_uid else None},
        output={"outcome": case.outcome},
        reason_code=REASONS.get(case.outcome, "case_closed"),
        actor=by,
        about=[f"decision:{case.decision_uid.hex}"] if case.decision_uid else [],
    )


def rate(shop_id: int, uid: uuid.UUID, satisfaction: str) -> Case:
    """What the customer thinks of the answer, with one tap; it may be changed."""

    def act(case: Case, now: datetime) -> None:
        if satisfaction not in Satisfaction.values:
            raise Invalid(FieldError("#/satisfaction", "unknown", _("There is no such answer.")))
        case.satisfaction, case.satisfied_at = satisfaction, now

    return _act(shop_id, uid, act)


def _said(text: str) -> str:
    said = text.replace("\x00", "").strip()
    if not said:
        raise Invalid(FieldError("#/text", "required", _("Write something first.")))
    return said[:LONGEST]


def change_settings(shop_id: int, *, answer_minutes: int, assignee: int | None, has_letters: bool) -> None:
    """Keep how fast the shop answers where its public page does not say, and who answers new cases."""
    with shop_scope(shop_id):
        CaseSettings.objects.update_or_create(
            shop_id=shop_id,
            defaults={"answer_minutes": answer_minutes, "assignee_id": assignee, "has_letters": has_letters},
        )
