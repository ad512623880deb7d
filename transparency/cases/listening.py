"""What customers write, heard for the call of a person; and what the shop answers, noted on the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.utils import timezone

from catalog.conversations.listening import Said
from catalog.conversations.models import Conversation
from catalog.shops.directory import context_of
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import shop_scope
from transparency.cases.automations import ADVISER_CALL
from transparency.cases.hearing import Heard, hear
from transparency.cases.models import Case, OpenedBy, Place, State
from transparency.cases.opening import NewCase, due_of, hold_for, note_event, open_case
from transparency.cases.services import mark_answered
from transparency.ledger.switches import states

# A chat of last year that is brought in today asks nobody any more.
RECENT: Final = timedelta(days=30)


def is_listening() -> bool:
    """Its own switch alone: manual mode stops what machines start, and this only calls a person."""
    return states()[ADVISER_CALL.code]


def listen(shop_id: int, said: Sequence[Said]) -> None:
    """Open a case for every conversation in which a person is asked for; in the scope and transaction of the writer."""
    since = timezone.now() - RECENT
    recent = [one for one in said if one.at >= since]
    if not recent or not is_listening():
        return
    calls: dict[int, Heard] = {}
    for one in recent:
        heard = None if one.talk in calls else hear(one.text)
        if heard is not None:
            calls[one.talk] = heard
    _answer_calls(shop_id, calls)
    _wait_again(shop_id, {one.talk for one in recent} - set(calls))


def _answer_calls(shop_id: int, calls: dict[int, Heard]) -> None:
    if not calls:
        return
    shop = context_of(Shop.objects.get(pk=shop_id))
    languages = dict(Conversation.objects.filter(pk__in=list(calls)).values_list("pk", "language"))
    for talk, heard in calls.items():
        open_case(
            shop,
            NewCase(
                opened_by=OpenedBy.WORD,
                place=Place.CONVERSATION,
                language=languages.get(talk, ""),
                conversation=talk,
                heard=heard,
            ),
        )


def _wait_again(shop_id: int, talks: set[int]) -> None:
    """A customer who writes on in a thread with an answered case waits for the team anew."""
    answered = list(Case.objects.filter(conversation__in=talks, state=State.ANSWERED)) if talks else []
    if not answered:
        return
    shop, now = context_of(Shop.objects.get(pk=shop_id)), timezone.now()
    for case in answered:
        case.state, case.due_at, case.escalated_at = State.NEW, due_of(shop, now), None
        case.save(update_fields=["state", "due_at", "escalated_at", "updated_at"])
        note_event(case, "wrote_again", now)


def note_answers(_shop_id: int, said: Sequence[Said]) -> None:
    """The shop wrote in a thread with an open case: that is its answer, wherever it was noted."""
    last = {one.talk: max(other.at for other in said if other.talk == one.talk) for one in said}
    for case in Case.objects.filter(conversation__in=list(last), state=State.NEW):
        if last[case.conversation_id] >= case.opened_at:
            mark_answered(case, last[case.conversation_id])
            case.save(update_fields=["state", "first_answer_at", "was_in_time", "updated_at"])


def hold_those_known_later(shop_id: int) -> int:
    """A thread that was tied to its customer after the case began: the customer is held as well. Returns how many."""
    with shop_scope(shop_id):
        found = Case.objects.filter(
            released_at=None, customer=None, conversation__isnull=False, conversation__customer__isnull=False
        )
        cases = list(found.select_related("conversation"))
        for case in cases:
            case.customer_id = case.conversation.customer_id
            case.save(update_fields=["customer", "updated_at"])
            hold_for(case, by="night")
        return len(cases)
