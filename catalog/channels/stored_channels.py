"""Orders and conversations, for the rules of channels."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from catalog.channels.stored import StoredKind, register_stored
from catalog.channels.tables import ChannelTable, nothing_follows
from catalog.conversations.models import Conversation
from catalog.orders.models import Order

ORDERS = ChannelTable(Order, {"code": "code"}, source="source")
CONVERSATIONS = ChannelTable(Conversation, {"code": "code", "ad_id": "ad_id"})

for name, label, table in (
    ("order", _("Orders"), ORDERS),
    ("conversation", _("Conversations"), CONVERSATIONS),
):
    register_stored(
        StoredKind(
            name=name,
            label=label,
            count=table.count,
            pieces=table.pieces,
            move=table.move,
            with_said=table.with_said,
            finish=nothing_follows,
        )
    )
