"""What a person changes of a conversation, and taking the last change back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.conversations.automations import CONVERSATION_RULE
from catalog.conversations.desk import orders_by_number, shop_ear
from catalog.conversations.judging import VERSION, is_qualified
from catalog.conversations.listening import said_in, tell
from catalog.conversations.models import (
    Conversation,
    ConversationChange,
    ConversationMessage,
    LostReason,
    Outcome,
    QualifiedBy,
    ReplyScript,
)
from catalog.conversations.personal import seal_text
from catalog.orders.models import Order
from catalog.shops.seals import current_seal
from shop_ai.lib.gate import written
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.holds import is_held, subject
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

JUDGED: Final = ("is_qualified", "qualified_by")
CONCLUDED: Final = ("outcome", "lost_reason", "script_id", "order_id", "customer_id")


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What became of a conversation; empty texts say nothing. ``script`` is an answer's id."""

    outcome: str = Outcome.OPEN
    lost_reason: str = ""
    script: uuid.UUID | None = None
    order_number: str = ""


def judge(shop_id: int, uid: uuid.UUID, verdict: bool | None, *, by: str) -> Conversation | None:
    """A person's word on a conversation, which wins over the rule; None gives it back to the rule.

    None when the shop has no such conversation. The ledger says who decided.
    """
    with shop_scope(shop_id):
        talk = _held(uid)
        if talk is None:
            return None
        wanted = (bool(talk.rule_says), "") if verdict is None else (verdict, str(QualifiedBy.PERSON))
        if verdict is None and talk.rule_says is not None:
            wanted = (talk.rule_says, str(QualifiedBy.RULE))
        if (talk.is_qualified, talk.qualified_by) != wanted:
            _note(talk, "judged", JUDGED, by)
            talk.is_qualified, talk.qualified_by = wanted
            _save(talk, JUDGED)
            record_decision(
                automation=CONVERSATION_RULE.code,
                version=VERSION,
                subject=f"conversation:{talk.uid.hex}",
                inputs={"rule_says": talk.rule_says, "topics": talk.topics},
                candidates=[],
                output={"is_qualified": talk.is_qualified},
                reason_code="conversation_judged_by_person",
                actor=by,
            )
        return talk


def conclude(shop_id: int, uid: uuid.UUID, said: Conclusion, *, by: str) -> Conversation | None:
    """Say what became of a conversation; raises Invalid for an order or an answer that is not there."""
    with shop_scope(shop_id):
        talk = _held(uid)
        if talk is None:
            return None
        before = _values(talk, CONCLUDED)
        _conclude(talk, said)
        if _values(talk, CONCLUDED) != before:
            ConversationChange.objects.create(
                shop_id=shop_id, conversation=talk, what="concluded", by=by[:60], before=before
            )
            _save(talk, CONCLUDED)
        return talk


def _conclude(talk: Conversation, said: Conclusion) -> None:
    order = None
    if said.order_number:
        order = orders_by_number([said.order_number]).get(said.order_number)
        if order is None:
            raise Invalid(FieldError("#/order_number", "unknown_order", _("No order has this number.")))
    talk.order_id = order.id if order else None
    talk.customer_id = talk.customer_id or (order.customer_id if order else None)
    talk.script_id = _script(said.script)
    has_order = order is not None and not order.is_cancelled
    talk.outcome = Outcome.ORDERED if has_order and said.outcome == Outcome.OPEN else said.outcome
    talk.lost_reason = said.lost_reason if talk.outcome == Outcome.LOST else ""
    if talk.lost_reason and talk.lost_reason not in LostReason.values:
        raise Invalid(FieldError("#/lost_reason", "unknown_reason", _("There is no such reason.")))


def _script(uid: uuid.UUID | None) -> int | None:
    if uid is None:
        return None
    found: int | None = ReplyScript.objects.filter(uid=uid).values_list("pk", flat=True).first()
    if found is None:
        raise Invalid(FieldError("#/script", "unknown_script", _("There is no such answer.")))
    return found


def add_message(
    shop_id: int, uid: uuid.UUID, *, text: str, is_inbound: bool, at: datetime | None = None
) -> Conversation | None:
    """One more message; what the customer wrote is judged with what they wrote before.

    Raises Invalid when it comes before the conversation began.
    """
    with shop_scope(shop_id):
        talk, moment = _held(uid), at or timezone.now()
        if talk is None:
            return None
        if moment < talk.started_at:
            text_ = _("The conversation began later than this.")
            raise Invalid(FieldError("#/at", "before_start", text_))
        position = talk.messages_in + talk.messages_out
        ConversationMessage.objects.create(
            shop_id=shop_id,
            conversation=talk,
            position=position,
            said_at=moment,
            is_inbound=is_inbound,
            text=seal_text(current_seal(), talk.uid, position, text),
        )
        _count(talk, moment, is_inbound=is_inbound)
        if is_inbound:
            _listen(talk, text)
        _save(talk, ("messages_in", "messages_out", "last_message_at", "first_reply_at", "topics", "product_id",
                     "rule_says", "rule_version", "text_forgotten_at", *JUDGED))  # fmt: skip
        tell(shop_id, [said_in(talk, moment, text, is_inbound=is_inbound)])
        return talk


def _count(talk: Conversation, at: datetime, *, is_inbound: bool) -> None:
    talk.messages_in += is_inbound
    talk.messages_out += not is_inbound
    talk.last_message_at = max(at, talk.last_message_at or at)
    talk.text_forgotten_at = None  # there are words again, and they have their own time
    if not is_inbound:
        talk.first_reply_at = min(at, talk.first_reply_at or at)


def _listen(talk: Conversation, text: str) -> None:
    if not is_on(CONVERSATION_RULE.code) or is_held(subject("conversation", talk.uid)):
        return
    ear = shop_ear()
    talk.topics = sorted({*talk.topics, *ear.topics([text])})
    talk.product_id = talk.product_id or ear.product([text])
    talk.rule_says, talk.rule_version = is_qualified(talk.topics), VERSION
    if talk.qualified_by != QualifiedBy.PERSON:
        talk.is_qualified, talk.qualified_by = talk.rule_says, QualifiedBy.RULE


def take_back(shop_id: int, uid: uuid.UUID) -> bool:
    """Take the last change of a conversation back; False when there is none."""
    with shop_scope(shop_id):
        talk = _held(uid)
        last = ConversationChange.objects.filter(conversation=talk).order_by("-pk").first() if talk else None
        if talk is None or last is None:
            return False
        names = tuple(name for name in (*JUDGED, *CONCLUDED) if name in last.before)
        for name in names:
            setattr(talk, name, last.before[name])
        if not _still_there(talk):
            raise Conflict(_("What it was tied to is not there any more."))
        _save(talk, names)
        last.delete()
        return True


def _still_there(talk: Conversation) -> bool:
    has_order = talk.order_id is None or Order.objects.filter(pk=talk.order_id).exists()
    return has_order and (talk.script_id is None or ReplyScript.objects.filter(pk=talk.script_id).exists())


def last_change(shop_id: int, talk: Conversation) -> ConversationChange | None:
    with shop_scope(shop_id):
        rows = ConversationChange.objects.filter(conversation=talk).order_by("-pk")
        found: ConversationChange | None = rows.first()
        return found


def _held(uid: uuid.UUID) -> Conversation | None:
    held = Conversation.objects.select_for_update(no_key=True)
    found: Conversation | None = held.filter(uid=uid).first()
    return found


def _values(talk: Conversation, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(talk, name) for name in names}


def _note(talk: Conversation, what: str, names: tuple[str, ...], by: str) -> None:
    ConversationChange.objects.create(
        shop_id=talk.shop_id, conversation=talk, what=what, by=by[:60], before=_values(talk, names)
    )


def _save(talk: Conversation, names: tuple[str, ...]) -> None:
    columns = [name if name == "ad_id" else name.removesuffix("_id") for name in names]
    talk.save(update_fields=[*columns, "updated_at"])


def put_script(
    shop_id: int, uid: uuid.UUID | None, *, title: str, text: str, channel: str = "", language: str = ""
) -> ReplyScript | None:
    """A new answer, or one changed; raises Conflict when another has its title. None for an unknown ``uid``."""
    with shop_scope(shop_id):
        script = ReplyScript.objects.filter(uid=uid).first() if uid else ReplyScript(shop_id=shop_id)
        if script is None:
            return None
        if ReplyScript.objects.filter(title=title).exclude(pk=script.pk).exists():
            raise Conflict(_("Another answer has this title."), field="title")
        script.title, script.text, script.channel, script.language = title, text, channel, language
        script.save()
        written(shop_id, "script", script.pk)
        found: ReplyScript = script
        return found


def archive_script(shop_id: int, uid: uuid.UUID, *, archived: bool) -> bool:
    with shop_scope(shop_id):
        return bool(ReplyScript.objects.filter(uid=uid).update(is_archived=archived))
