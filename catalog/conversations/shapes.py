"""Conversations as JSON."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.conversations.models import (
    Conversation,
    LostReason,
    MessageKind,
    Origin,
    Outcome,
    QualifiedBy,
    Source,
)
from catalog.rest.fields import Moment, PageParams, PublicId, Strict, page_shape

MOST_MESSAGES = 500
SLUG = r"^[\w-]*$"


class ContactShown(serializers.Serializer[Any]):
    """Who wrote; empty after an erasure."""

    name = serializers.CharField()
    phone = serializers.CharField(help_text="E.164.")
    account = serializers.CharField()
    external_id = serializers.CharField(help_text="The channel's own id of the person.")


class ConversationShown(serializers.Serializer[Any]):
    """An inbound conversation: where it came from, how fast it was answered, what became of it."""

    id = PublicId("cnv", source="uid")
    source = serializers.ChoiceField(choices=Source.choices)  # type: ignore[assignment]  # DRF takes fields off the class
    external_id = serializers.CharField()
    customer = PublicId("cus", source="customer.uid", default=None, allow_null=True)
    contact = serializers.SerializerMethodField(help_text="Left out without the scope `customers:read`.")
    place = serializers.CharField(help_text="Where the messages are exchanged: `whatsapp`, `instagram` …")
    channel = serializers.CharField(
        help_text="What brought the person; the place when nothing better is known."
    )
    campaign = serializers.CharField()
    code = serializers.CharField()
    keyword = serializers.CharField()
    ad_id = serializers.CharField()
    origin = serializers.ChoiceField(choices=Origin.choices)
    started_at = serializers.DateTimeField()
    first_reply_at = serializers.DateTimeField(allow_null=True)
    last_message_at = serializers.DateTimeField(allow_null=True)
    messages_in = serializers.IntegerField()
    messages_out = serializers.IntegerField()
    topics = serializers.ListField(
        child=serializers.CharField(),
        help_text="What the rule heard: `product`, `price`, `order`, `delivery`.",
    )
    is_qualified = serializers.BooleanField()
    qualified_by = serializers.ChoiceField(choices=QualifiedBy.choices, allow_blank=True)
    sku = serializers.CharField(source="product.sku", default=None, allow_null=True)
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    lost_reason = serializers.CharField()
    script = serializers.CharField(source="script.title", default=None, allow_null=True)
    order = PublicId("ord", source="order.uid", default=None, allow_null=True)
    text_forgotten_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    @extend_schema_field(ContactShown(allow_null=True))
    def get_contact(self, talk: Conversation) -> dict[str, str] | None:
        contact = self.context["contacts"].get(talk.pk)
        if contact is None:
            return None
        names = ("name", "phone", "account", "external_id")
        return {name: getattr(contact, name) for name in names}


class MessageBody(Strict):
    """One message. ``direction`` is `in` for what the customer wrote."""

    at = Moment()
    direction = serializers.ChoiceField(choices=[("in", "in"), ("out", "out")])
    text = serializers.CharField(max_length=20_000, allow_blank=True, default="")
    kind = serializers.ChoiceField(choices=MessageKind.choices, default=MessageKind.TEXT)


class ContactBody(Strict):
    """Who wrote; the phone in any spelling."""

    name = serializers.CharField(max_length=120, allow_blank=True, default="")
    phone = serializers.CharField(max_length=40, allow_blank=True, default="")
    account = serializers.CharField(max_length=120, allow_blank=True, default="")
    external_id = serializers.CharField(max_length=190, allow_blank=True, default="")


class ConversationBody(Strict):
    """A conversation with its first touch and messages.

    Sent again with the same ``external_id`` it is completed: later messages, an answer, an order. What is known is not
    overwritten, and the first touch never.
    """

    external_id = serializers.CharField(
        max_length=190, help_text="Your own name of it: sent again, it is the same."
    )
    place = serializers.RegexField(
        SLUG, max_length=40, help_text="`whatsapp`, `instagram`, `messenger`, `phone` …"
    )
    contact = ContactBody(required=False)
    started_at = Moment()
    first_reply_at = Moment(allow_null=True, default=None)
    messages = MessageBody(many=True, required=False, max_length=MOST_MESSAGES)  # type: ignore[call-arg]  # of its list
    channel = serializers.RegexField(SLUG, max_length=40, allow_blank=True, default="")
    campaign = serializers.CharField(max_length=120, allow_blank=True, default="")
    code = serializers.CharField(max_length=60, allow_blank=True, default="")
    keyword = serializers.CharField(max_length=60, allow_blank=True, default="")
    ad_id = serializers.CharField(max_length=60, allow_blank=True, default="")
    referral = serializers.DictField(
        required=False, help_text="What the platform says of the ad or post that was tapped, as it came."
    )
    sku = serializers.CharField(max_length=120, allow_blank=True, default="")
    order_number = serializers.CharField(max_length=100, allow_blank=True, default="")
    is_qualified = serializers.BooleanField(
        allow_null=True, default=None, help_text="A person's word; null leaves it to the rule."
    )
    outcome = serializers.ChoiceField(choices=Outcome.choices, default=Outcome.OPEN)
    lost_reason = serializers.ChoiceField(choices=LostReason.choices, allow_blank=True, default="")
    script = serializers.CharField(
        max_length=120, allow_blank=True, default="", help_text="An answer's title."
    )


class ConversationPatch(Strict):
    """What a person says of it afterwards. ``is_qualified`` null gives the verdict back to the rule."""

    is_qualified = serializers.BooleanField(allow_null=True, required=False)
    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False)
    lost_reason = serializers.ChoiceField(choices=LostReason.choices, allow_blank=True, required=False)
    order_number = serializers.CharField(max_length=100, allow_blank=True, required=False)


class ConversationParams(PageParams):
    place = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False, allow_blank=True, default="")
    is_qualified = serializers.BooleanField(required=False, allow_null=True, default=None)


ConversationPage = page_shape("ConversationPage", ConversationShown)
