"""Cases on pages of other rooms: whether a person has a thread or a customer in hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import template
from django.template.context import Context

from catalog.conversations.models import Conversation
from transparency.cases.selectors import case_holding
from transparency.ledger.holds import subject

register = template.Library()


@register.inclusion_tag("cases/in_hand.html", takes_context=True)
def case_of_talk(context: Context, talk: Conversation) -> dict[str, Any]:
    """The case that holds this conversation, or its customer; one query."""
    subjects = [subject("conversation", talk.uid)]
    if talk.customer is not None:
        subjects.append(subject("customer", talk.customer.uid))
    return {"shop": context["shop"], "case": case_holding(context["shop"].id, *subjects)}


@register.inclusion_tag("cases/in_hand.html", takes_context=True)
def case_of_customer(context: Context, customer: UUID) -> dict[str, Any]:
    """The case that holds this customer; one query."""
    held = case_holding(context["shop"].id, subject("customer", customer))
    return {"shop": context["shop"], "case": held}
