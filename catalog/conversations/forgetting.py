"""Forgetting: the words of a conversation after they were read, or when their time is over."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from catalog.conversations.models import Conversation, ConversationMessage
from catalog.conversations.settings import settings_of
from shop_ai.lib.tenancy import shop_scope


def forget_texts(shop_id: int, talk_ids: Sequence[int]) -> int:
    """Empty the messages of these conversations; when, how many and about what stays. Returns how many had words."""
    with shop_scope(shop_id):
        if not talk_ids:
            return 0
        emptied: int = ConversationMessage.objects.filter(
            conversation__in=talk_ids, text__isnull=False
        ).update(text=None)
        # ``updated_at`` stays: forgetting is no change that an import could not be taken back after.
        Conversation.objects.filter(pk__in=talk_ids, text_forgotten_at__isnull=True).update(
            text_forgotten_at=timezone.now()
        )
        return emptied


def forget_text_of(shop_id: int, uid: uuid.UUID) -> bool:
    """Forget the words of one conversation; False when the shop has none with this id."""
    with shop_scope(shop_id):
        found = list(Conversation.objects.filter(uid=uid).values_list("pk", flat=True))
        forget_texts(shop_id, found)
        return bool(found)


def forget_person(shop_id: int, customer_id: int) -> int:
    """Erase who wrote and what was said in a customer's conversations; the counts stay. Returns how many there were."""
    with shop_scope(shop_id):
        talks = list(Conversation.objects.filter(customer=customer_id).values_list("pk", flat=True))
        forget_texts(shop_id, talks)
        Conversation.objects.filter(pk__in=talks).update(
            personal=None, contact_index="", phone_index="", referral={}, customer=None
        )
        return len(talks)


def forget_old_texts(shop_id: int, now: datetime) -> int:
    """Forget the words of conversations that have been quiet for longer than the owner keeps them."""
    with shop_scope(shop_id):
        since = now - timedelta(days=settings_of(shop_id).keep_days)
        old = Conversation.objects.filter(text_forgotten_at__isnull=True).filter(
            Q(last_message_at__lt=since) | Q(last_message_at__isnull=True, started_at__lt=since)
        )
        return forget_texts(shop_id, list(old.values_list("pk", flat=True)))
