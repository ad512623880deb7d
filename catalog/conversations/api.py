"""``/api/v1/conversations``."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.conversations.acts import Conclusion, conclude, judge
from catalog.conversations.forgetting import forget_text_of
from catalog.conversations.incoming import Contact, Incoming, Message, Touch
from catalog.conversations.models import Conversation, Source
from catalog.conversations.selectors import contacts_of, conversation_by_uid, conversations
from catalog.conversations.services import bring
from catalog.conversations.shapes import (
    ConversationBody,
    ConversationPage,
    ConversationParams,
    ConversationPatch,
    ConversationShown,
)
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import public_id, uid_of
from shop_ai.lib import phones
from shop_ai.lib.refusals import FieldError, Invalid

CONTACTS = "customers:read"


class ConversationView(ShopAPIView):
    scope_read, scope_write = "conversations:read", "conversations:write"

    def talk(self, conversation_id: str) -> Conversation:
        found = conversation_by_uid(self.shop.id, uid_of("cnv", conversation_id))
        if found is None:
            raise Http404
        return found

    def all_shown(self, rows: list[Conversation]) -> list[dict[str, Any]]:
        """Names and numbers only for keys that may read customers."""
        contacts = contacts_of(self.shop.id, rows) if CONTACTS in self.holder.scopes else {}
        return list(ConversationShown(rows, many=True, context={"contacts": contacts}).data)

    def shown(self, conversation_id: str) -> dict[str, Any]:
        return self.all_shown([self.talk(conversation_id)])[0]


class ConversationList(ConversationView):
    @reads("List conversations", ConversationPage, params=ConversationParams)
    def get(self, request: Request) -> Response:
        params = self.params(ConversationParams)
        asked = {name: params[name] for name in ("place", "outcome") if params[name]}
        rows: QuerySet[Conversation] = conversations(self.shop.id).filter(**asked)
        if params["is_qualified"] is not None:
            rows = rows.filter(is_qualified=params["is_qualified"])
        return self.page(rows, params, self.all_shown)

    @writes(
        "Send a conversation",
        ConversationBody,
        {200: ConversationShown, 201: ConversationShown},
        description="A new conversation, or more of one that was sent before under the same `external_id`.",
    )
    def post(self, request: Request) -> Response:
        said = _incoming(self.body(ConversationBody), self.shop.country)
        brought = bring(self.shop, [said], source=Source.API)
        conversation_id = public_id("cnv", brought.all[0].uid)
        shown = self.shown(conversation_id)
        if brought.created:
            return self.created(shown, reverse("api-conversation", args=[conversation_id]))
        return self.one(shown)


def _incoming(body: dict[str, Any], country: str) -> Incoming:
    """A checked body; raises Invalid for what contradicts itself."""
    if body["first_reply_at"] and body["first_reply_at"] < body["started_at"]:
        text = _("The answer cannot come before the first message.")
        raise Invalid(FieldError("#/first_reply_at", "before_start", text))
    messages = sorted(body.get("messages") or [], key=lambda one: one["at"])
    contact = body.get("contact") or {}
    phone = contact.get("phone", "")
    number = phones.parse(phone, country) or ""
    if phone and not number:
        raise Invalid(FieldError("#/contact/phone", "bad_phone", _("This is not a complete phone number.")))
    touch = {name: body[name] for name in ("channel", "campaign", "code", "keyword", "ad_id")}
    return Incoming(
        key=body["external_id"],
        place=body["place"],
        started_at=body["started_at"],
        contact=Contact(**{**contact, "phone": number}),
        touch=Touch(**touch, referral=body.get("referral") or {}),
        messages=tuple(
            Message(one["at"], one["direction"] == "in", one["text"], one["kind"]) for one in messages
        ),
        first_reply_at=body["first_reply_at"],
        sku=body["sku"],
        order_number=body["order_number"],
        qualified=body["is_qualified"],
        outcome=body["outcome"],
        lost_reason=body["lost_reason"],
        script=body["script"],
    )


class ConversationOne(ConversationView):
    @reads("Read a conversation", ConversationShown, single=True)
    def get(self, request: Request, conversation_id: str) -> Response:
        return self.one(self.shown(conversation_id))

    @writes("Change a conversation", ConversationPatch, {200: ConversationShown}, of_one=True, versioned=True)
    def patch(self, request: Request, conversation_id: str) -> Response:
        talk = self.talk(conversation_id)
        self.require_version(self.shown(conversation_id))
        body = self.body(ConversationPatch, partial=True)
        if "is_qualified" in body:
            judge(self.shop.id, talk.uid, body["is_qualified"], by="api")
        if set(body) - {"is_qualified"}:
            conclude(self.shop.id, talk.uid, _conclusion(talk, body), by="api")
        return self.one(self.shown(conversation_id))


def _conclusion(talk: Conversation, body: dict[str, Any]) -> Conclusion:
    """What the body names, and the rest as it stands."""
    order = talk.order.number if talk.order else ""
    return Conclusion(
        outcome=body.get("outcome", talk.outcome),
        lost_reason=body.get("lost_reason", talk.lost_reason),
        script=talk.script.uid if talk.script else None,
        order_number=body.get("order_number", order),
    )


class ConversationForget(ConversationView):
    @writes(
        "Forget what was said in a conversation",
        None,
        {200: ConversationShown},
        of_one=True,
        description="The words go; when, how many and about what stays.",
    )
    def post(self, request: Request, conversation_id: str) -> Response:
        forget_text_of(self.shop.id, self.talk(conversation_id).uid)
        return self.one(self.shown(conversation_id))
