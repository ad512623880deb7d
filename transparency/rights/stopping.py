"""Who writes STOP gets no more offers: the consent to messages ends in the transaction that brings the message.

An acknowledgement waits in the owner's queue; the law gives a day for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.utils import timezone

from catalog.conversations.listening import Said
from catalog.conversations.models import Conversation
from catalog.customers.models import Customer
from catalog.shops.directory import shop_by_id
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent, Purpose
from signals.consent.services import decide_shown
from signals.consent.stopping import is_stop, words_of
from signals.consent.subjects import consent_name
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on
from transparency.rights.automations import STOP_WORDS
from transparency.rights.compute import OPEN_STATES
from transparency.rights.models import Door, RequestKind, RightsRequest
from transparency.rights.services import new_request

# An older message, brought by an import, ended its consents then; nobody waits for an answer to it today.
FRESH_DAYS: Final = 7
VERSION: Final = "stop-1"


def hear_stops(shop_id: int, said: Sequence[Said]) -> int:
    """Obey every wish to be left alone among what was written; returns how many there were."""
    wishes = {one.talk: one for one in said if is_stop(one.text)}
    if not wishes:
        return 0
    with shop_scope(shop_id):
        talks = {talk.pk: talk for talk in Conversation.objects.filter(pk__in=wishes)}
        for talk_id, wish in wishes.items():
            _obey(shop_id, talks[talk_id], wish)
    return len(wishes)


def _obey(shop_id: int, talk: Conversation, wish: Said) -> None:
    customer = _writer(talk)
    if customer is not None and is_on(STOP_WORDS.code) and not _agreed_since(customer, wish):
        choices = {Purpose.MESSAGES: False}
        decide_shown(shop_id, consent_name(customer.uid), choices, door="message", language=talk.language[:2])
        _sign(talk, customer, wish)
    shop = shop_by_id(shop_id)
    if shop is None or not _is_fresh(wish) or _is_noted(talk):
        return
    new_request(
        shop,
        RequestKind.WITHDRAWAL,
        Door.MESSAGE,
        customer_id=customer.pk if customer else None,
        conversation_id=talk.pk,
        language=talk.language,
    )


def _sign(talk: Conversation, customer: Customer, wish: Said) -> None:
    """The words may stand here: they say nothing but STOP."""
    record_decision(
        automation=STOP_WORDS.code,
        version=VERSION,
        subject=f"conversation:{talk.uid.hex}",
        candidates=[words_of(wish.text)],
        output={"stops": True},
        reason_code="stop_heard",
        about=[f"customer:{customer.uid.hex}"],
    )


def replays(candidates: list[Any], output: dict[str, Any]) -> bool | None:
    """Whether the words are still heard as the wish to be left alone."""
    return bool(candidates) and is_stop(str(candidates[0])) == output["stops"]


def _writer(talk: Conversation) -> Customer | None:
    """The customer of the conversation, else who has its phone."""
    rows = Customer.objects.filter(erased_at=None)
    if talk.customer_id is not None:
        return rows.filter(pk=talk.customer_id).first()
    return rows.filter(phone_index=talk.phone_index).first() if talk.phone_index else None


def _agreed_since(customer: Customer, wish: Said) -> bool:
    """Whether a standing consent is younger than the message: an old chat that is imported takes nothing back."""
    rows = Consent.objects.filter(
        visitor=consent_name(customer.uid), purpose=Purpose.MESSAGES.value, withdrawn_at=None
    )
    return bool(rows.filter(given_at__gt=wish.at).exists())


def _is_fresh(wish: Said) -> bool:
    return (timezone.now() - wish.at).days < FRESH_DAYS


def _is_noted(talk: Conversation) -> bool:
    rows = RightsRequest.objects.filter(conversation=talk, kind=RequestKind.WITHDRAWAL, state__in=OPEN_STATES)
    return bool(rows.exists())
