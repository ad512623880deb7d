"""Writing conversations: one way in for every door, and what a person changes afterwards."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from catalog.conversations.automations import CONVERSATION_RULE
from catalog.conversations.desk import Desk, open_desk
from catalog.conversations.incoming import Incoming, Message
from catalog.conversations.judging import VERSION, is_qualified, language_of
from catalog.conversations.listening import Said, said_in, tell
from catalog.conversations.models import (
    Conversation,
    ConversationMessage,
    MessageKind,
    Outcome,
    QualifiedBy,
    Source,
)
from catalog.conversations.personal import phone_index, seal_contact, seal_text
from catalog.imports.models import ImportBatch
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from shop_ai.lib.text import normalise
from transparency.ledger.services import record_decision

PIECE: Final = 500
# What a later file or call may add to a conversation that is there; what is known is not overwritten.
COMPLETED: Final = (
    "first_reply_at", "last_message_at", "messages_in", "messages_out", "customer_id", "order_id", "product_id",
    "script_id", "outcome", "lost_reason", "topics", "is_qualified", "qualified_by", "rule_says", "rule_version",
    "code", "keyword", "ad_id", "referral", "campaign",
)  # fmt: skip
WRITTEN: Final = (
    *(name.removesuffix("_id") if name != "ad_id" else name for name in COMPLETED),
    "updated_at",
)
Before = Callable[[Sequence[Conversation]], None]


@dataclass(slots=True)
class Brought:
    """What became of each conversation that came in, in their order."""

    created: list[Conversation] = field(default_factory=list)
    updated: list[Conversation] = field(default_factory=list)
    unchanged: list[Conversation] = field(default_factory=list)
    messages: list[ConversationMessage] = field(default_factory=list)
    fates: list[str] = field(default_factory=list)
    heard: list[tuple[Conversation, Sequence[Message]]] = field(default_factory=list)

    @property
    def said(self) -> list[Said]:
        """What was written that was not known before; the conversations are written by now."""
        return [
            said_in(talk, one.at, one.text, is_inbound=one.is_inbound)
            for talk, messages in self.heard
            for one in messages
            if one.text or not one.is_inbound
        ]

    @property
    def all(self) -> list[Conversation]:
        return [*self.created, *self.updated, *self.unchanged]


@dataclass(slots=True)
class _Change:
    """A stored conversation and what is added to it."""

    talk: Conversation
    before: dict[str, Any]
    new: list[ConversationMessage] = field(default_factory=list)
    said: Sequence[Message] = ()

    @property
    def is_real(self) -> bool:
        return bool(self.new) or any(getattr(self.talk, name) != value for name, value in self.before.items())


def bring(
    shop: ShopContext,
    said: Sequence[Incoming],
    *,
    source: str,
    batch: ImportBatch | None = None,
    keep: Before | None = None,
) -> Brought:
    """Write conversations in one transaction; the same ones again change nothing.

    ``keep`` is told the stored ones before they change, for an import that can be taken back. What the rule makes of
    them stands in the ledger.
    """
    with shop_scope(shop.id):
        desk = open_desk(shop, said)
        stored = _stored(desk, said, source)
        brought, changes = Brought(), list[_Change]()
        for one in said:
            talk = stored.get(one.key)
            if talk is None:
                talk = stored[one.key] = _new(desk, one, source, batch)
                brought.created.append(talk)
                brought.messages += _messages(desk, talk, one.messages, 0)
                brought.heard.append((talk, one.messages))
                brought.fates.append("created")
            elif talk.pk is None:  # twice in one file
                brought.fates.append("unchanged")
            else:
                changes.append(_completed(desk, talk, one))
                brought.heard.append((talk, changes[-1].said))
                brought.fates.append("updated" if changes[-1].is_real else "unchanged")
        _write(brought, changes, keep)
        _record(brought, batch)
        tell(shop.id, brought.said)
    return brought


def _stored(desk: Desk, said: Sequence[Incoming], source: str) -> dict[str, Conversation]:
    """Conversations of this source by key, held; of an export also those that its contact had at that time."""
    held = Conversation.objects.select_for_update(no_key=True).order_by("pk").filter(source=source)
    found = {talk.external_id: talk for talk in held.filter(external_id__in={one.key for one in said})}
    left = [one for one in said if one.key not in found]
    if source != Source.WHATSAPP_FILE or not left:
        return found
    others: dict[str, list[Conversation]] = {}
    for talk in held.filter(contact_index__in={desk.contact_index(one) for one in left}):
        others.setdefault(talk.contact_index, []).append(talk)
    for one in left:
        around = others.get(desk.contact_index(one), [])
        same = next((talk for talk in around if _holds(talk, one.started_at)), None)
        if same is not None:
            found[one.key] = same
    return found


def _holds(talk: Conversation, at: datetime) -> bool:
    return talk.started_at <= at <= (talk.last_message_at or talk.started_at)


def _new(desk: Desk, said: Incoming, source: str, batch: ImportBatch | None) -> Conversation:
    touch, origin = desk.known.complete(said)
    order = desk.orders.get(said.order_number)
    talk = Conversation(
        shop_id=desk.shop.id,
        uid=uuid.uuid4(),
        source=source,
        external_id=said.key,
        customer_id=desk.customer_of(said.place, said.contact, order),
        contact_index=desk.contact_index(said),
        phone_index=phone_index(desk.seal, said.contact),
        place=said.place,
        channel=touch.channel,
        campaign=touch.campaign,
        code=touch.code,
        keyword=touch.keyword,
        ad_id=touch.ad_id,
        referral=dict(touch.referral),
        origin=origin,
        started_at=said.started_at,
        started_on=said.started_at.astimezone(desk.shop.zone).date(),
        language=language_of(said.inbound),
        created_import=batch,
    )
    talk.personal = seal_contact(desk.seal, talk.uid, said.contact)
    _tell(desk, talk, said, said.messages)
    return talk


def _tell(desk: Desk, talk: Conversation, said: Incoming, new: Sequence[Message]) -> None:
    """Give the conversation what was said of it and is not known yet."""
    order = desk.orders.get(said.order_number)
    talk.first_reply_at = talk.first_reply_at or _answer(said, talk.started_at)
    talk.messages_in += sum(message.is_inbound for message in new)
    talk.messages_out += sum(not message.is_inbound for message in new)
    moments = [talk.last_message_at, talk.first_reply_at, *(message.at for message in new)]
    talk.last_message_at = max((at for at in moments if at is not None), default=talk.started_at)
    talk.product_id = talk.product_id or desk.products.get(said.sku)
    talk.order_id = talk.order_id or (order.id if order else None)
    talk.script_id = talk.script_id or desk.scripts.get(normalise(said.script))
    _conclude(talk, said, has_order=order is not None and not order.is_cancelled)
    _judge(desk, talk, said, [message.text for message in new if message.is_inbound])


def _answer(said: Incoming, started_at: datetime) -> datetime | None:
    answered = said.answered_at
    return answered if answered is not None and answered >= started_at else None


def _conclude(talk: Conversation, said: Incoming, *, has_order: bool) -> None:
    if talk.outcome != Outcome.OPEN:
        return
    if has_order:
        talk.outcome = Outcome.ORDERED
    elif said.outcome:
        talk.outcome = said.outcome
        talk.lost_reason = said.lost_reason if said.outcome == Outcome.LOST else ""


def _judge(desk: Desk, talk: Conversation, said: Incoming, texts: Sequence[str]) -> None:
    """The rule's verdict, and above it a person's."""
    if desk.ear is not None and talk.uid.hex not in desk.held:
        heard = {*talk.topics, *desk.ear.topics(texts)}
        heard |= ({"product"} if talk.product_id else set()) | ({"order"} if talk.order_id else set())
        talk.topics = sorted(heard)
        talk.product_id = talk.product_id or desk.ear.product(texts)
        talk.rule_says, talk.rule_version = is_qualified(talk.topics), VERSION
        if talk.qualified_by != QualifiedBy.PERSON:
            talk.is_qualified, talk.qualified_by = talk.rule_says, QualifiedBy.RULE
    if said.qualified is not None and talk.qualified_by != QualifiedBy.PERSON:
        talk.is_qualified, talk.qualified_by = said.qualified, QualifiedBy.PERSON


def _messages(
    desk: Desk, talk: Conversation, new: Sequence[Message], first: int
) -> list[ConversationMessage]:
    return [
        ConversationMessage(
            shop_id=desk.shop.id,
            conversation=talk,
            position=first + at,
            said_at=message.at,
            is_inbound=message.is_inbound,
            kind=message.kind,
            text=seal_text(desk.seal, talk.uid, first + at, message.text)
            if message.kind == MessageKind.TEXT
            else None,
        )
        for at, message in enumerate(new)
    ]


def _completed(desk: Desk, talk: Conversation, said: Incoming) -> _Change:
    """What a conversation that is there gets: later messages, and what was not known of it."""
    before = {name: getattr(talk, name) for name in COMPLETED}
    count = talk.messages_in + talk.messages_out
    if said.started_at == talk.started_at:
        new = list(said.messages[count:])
    else:
        last = talk.last_message_at or talk.started_at
        new = [message for message in said.messages if message.at > last]
    touch, _origin = desk.known.complete(said)
    for name in ("code", "keyword", "ad_id", "campaign"):
        setattr(talk, name, getattr(talk, name) or getattr(touch, name))
    talk.referral = talk.referral or dict(touch.referral)
    order = desk.orders.get(said.order_number)
    talk.customer_id = talk.customer_id or desk.customer_of(said.place, said.contact, order)
    _tell(desk, talk, said, new)
    return _Change(talk, before, _messages(desk, talk, new, count), new)


def _write(brought: Brought, changes: Sequence[_Change], keep: Before | None) -> None:
    real = [change for change in changes if change.is_real]
    brought.updated = [change.talk for change in real]
    brought.unchanged = [change.talk for change in changes if not change.is_real]
    if keep is not None:
        keep(brought.updated)
    Conversation.objects.bulk_create(brought.created, batch_size=PIECE)
    now = timezone.now()
    for talk in brought.updated:
        talk.updated_at = now
    Conversation.objects.bulk_update(brought.updated, WRITTEN, batch_size=PIECE)
    brought.messages += [message for change in real for message in change.new]
    ConversationMessage.objects.bulk_create(brought.messages, batch_size=PIECE)


def _record(brought: Brought, batch: ImportBatch | None) -> None:
    """What the rule made of new conversations: of one its topics, of many how often each set of topics was heard."""
    judged = [talk for talk in brought.created if talk.rule_says is not None]
    if not judged:
        return
    heard = Counter(tuple(talk.topics) for talk in judged)
    qualified = sum(bool(talk.rule_says) for talk in judged)
    single = judged[0] if len(judged) == 1 else None
    named = "conversation_names_purchase" if qualified else "conversation_names_nothing"
    record_decision(
        automation=CONVERSATION_RULE.code,
        version=VERSION,
        subject=f"conversation:{single.uid.hex}" if single else f"import:{batch.uid.hex}" if batch else "",
        inputs={"conversations": len(judged), "by_person": sum(_is_by_person(talk) for talk in judged)},
        candidates=[{"topics": list(topics), "n": n} for topics, n in sorted(heard.items())],
        output={"qualified": qualified, "not_qualified": len(judged) - qualified},
        reason_code=named if single else "conversations_judged",
    )


def _is_by_person(talk: Conversation) -> bool:
    return talk.qualified_by == QualifiedBy.PERSON
