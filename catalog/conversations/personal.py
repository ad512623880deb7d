"""Who wrote and what was said, sealed: bound to their row, so that a blob copied elsewhere does not open."""

from __future__ import annotations

from typing import Final

from catalog.conversations.incoming import Contact
from catalog.conversations.models import Conversation, ConversationMessage
from shop_ai.lib.sealing import ShopSeal

TABLE: Final = "catalog_conversation"
MESSAGES: Final = "catalog_conversationmessage"


def seal_contact(seal: ShopSeal, uid: object, contact: Contact) -> bytes | None:
    """The contact for its row; None for nobody."""
    if not contact:
        return None
    said = {
        "name": contact.name,
        "phone": contact.phone,
        "account": contact.account,
        "id": contact.external_id,
    }
    return seal.seal_json(TABLE, "personal", uid, {key: value for key, value in said.items() if value})


def open_contact(seal: ShopSeal, talk: Conversation) -> Contact:
    """Empty after an erasure."""
    said = seal.open_json(TABLE, "personal", talk.uid, talk.personal)
    names = {"name": "name", "phone": "phone", "account": "account", "external_id": "id"}
    return Contact(**{field: str(said.get(key, "")) for field, key in names.items()})


def seal_text(seal: ShopSeal, uid: object, position: int, text: str) -> bytes | None:
    return seal.seal(MESSAGES, "text", f"{uid}|{position}", text.encode()) if text else None


def open_text(seal: ShopSeal, talk: Conversation, message: ConversationMessage) -> str:
    """The words of a message; empty once they were forgotten."""
    if not message.text:
        return ""
    return seal.open(MESSAGES, "text", f"{talk.uid}|{message.position}", message.text).decode()


def contact_index(seal: ShopSeal, place: str, contact: Contact) -> str:
    """Blind index of the contact at this place."""
    return seal.index("conversation-contact", f"{place}|{contact.key}" if contact.key else "")


def phone_index(seal: ShopSeal, contact: Contact) -> str:
    """The same blind index as a customer's phone has."""
    return seal.index("phone", contact.phone)
