"""Conversations: who wrote and what was said; when, how many and about what stays."""

from __future__ import annotations

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from catalog.conversations.forgetting import forget_texts
from catalog.conversations.models import Conversation, ConversationChange
from transparency.erasure.person import Person


def erase_talks(person: Person) -> int:
    """The words, the contact and the tie to the customer; a name that the channel gave goes when it tells the person's.

    An export that is imported again finds its conversation by the channel's name: kept where it says nothing, so that
    the words do not come back.
    """
    forget_texts(person.shop_id, person.talks)
    talks = Conversation.objects.filter(pk__in=person.talks)
    telling = [pk for pk, name in talks.values_list("pk", "external_id") if person.marks.are_in(name)]
    Conversation.objects.filter(pk__in=telling).update(
        external_id=Concat(Value("erased-"), Cast("pk", CharField()))
    )
    ConversationChange.objects.filter(conversation__in=person.talks).delete()
    return int(
        talks.update(personal=None, contact_index="", phone_index="", referral={}, keyword="", customer=None)
    )
