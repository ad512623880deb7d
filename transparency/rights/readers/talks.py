"""What was said between the person and the shop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.conversations.models import Conversation
from catalog.conversations.personal import open_contact, open_text
from shop_ai.lib.channels import channel_name
from transparency.cases.models import Case
from transparency.rights.known import Entry, Person, reads


@reads(
    "conversations",
    gettext_lazy("Conversations"),
    gettext_lazy("To answer you. The words are forgotten after the time that the shop has set."),
    *("catalog_conversation", "catalog_conversationmessage", "catalog_conversationchange"),
)
def conversations(of: Person) -> Iterable[Entry]:
    """Conversations with the words that are still kept."""
    rows = Conversation.objects.filter(pk__in=of.talks).order_by("-started_at").prefetch_related("messages")
    for talk in rows:
        contact = open_contact(of.seal, talk)
        yield Entry.of(
            f"{channel_name(talk.place) if talk.place else ''} {talk.started_on}".strip(),
            [
                ("place", _("Where"), channel_name(talk.place) if talk.place else ""),
                ("started_at", _("Began"), talk.started_at),
                ("name", _("Name"), contact.name),
                ("account", _("Account"), contact.account),
                ("topics", _("About"), list(talk.topics)),
                ("qualified", _("About a purchase"), _("yes") if talk.is_qualified else _("no")),
                ("messages", _("Messages"), [_told(of, talk, message) for message in talk.messages.all()]),
                ("forgotten_at", _("Words forgotten"), talk.text_forgotten_at),
            ],
        )


def _told(of: Person, talk: Conversation, message: Any) -> str:
    who = _("You") if message.is_inbound else of.shop.name
    words = open_text(of.seal, talk, message) or message.get_kind_display()
    return f"{message.said_at:%Y-%m-%d %H:%M} {who}: {words}"


@reads(
    "cases",
    gettext_lazy("What you asked of a person"),
    gettext_lazy("To answer you in time, and to prove it."),
    *("transparency_case", "transparency_caseentry"),
)
def cases(of: Person) -> Iterable[Entry]:
    """Cases that were opened for the person, without the shop's own notes."""
    for case in Case.objects.filter(customer=of.customer).order_by("-opened_at"):
        yield Entry.of(
            _("Case %(number)s") % {"number": case.number},
            [
                ("number", _("Number"), case.number),
                ("kind", _("About"), case.get_kind_display()),
                ("opened_at", _("Opened"), case.opened_at),
                ("state", _("State"), case.get_state_display()),
                ("outcome", _("Outcome"), case.get_outcome_display() if case.outcome else ""),
            ],
        )
