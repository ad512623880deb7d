"""What an import of conversations changed, and how it is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection

from catalog.conversations.models import Conversation, ConversationMessage
from catalog.conversations.personal import MESSAGES, TABLE
from catalog.imports.journal import ADDED, keep_images, restore_table, stage_images
from catalog.imports.models import ImportBatch
from catalog.imports.refusal import ImportRefused
from catalog.imports.staging import fetch
from catalog.shops.seals import current_seal

_IMAGES: Final = (
    "SELECT o.id, jsonb_build_object('row', to_jsonb(o))::text FROM catalog_conversation o"
    " WHERE o.shop_id = %(shop)s AND o.id = ANY(%(ids)s)"
)
_LATER: Final = """
SELECT count(*) FROM catalog_conversation o
WHERE o.shop_id = %(shop)s AND o.updated_at > %(stamp)s
  AND (o.created_import_id = %(batch)s OR o.id IN (SELECT id FROM undo_image WHERE name = 'catalog_conversation'))
"""


def keep_before(batch: ImportBatch, talks: Sequence[Conversation]) -> None:
    """Seal the rows as they stand before the import changes them."""
    ids = [talk.pk for talk in talks]
    images = [(row[0], row[1]) for row in fetch(_IMAGES, {"shop": batch.shop_id, "ids": ids})] if ids else []
    keep_images(batch.pk, current_seal(), TABLE, images)


def keep_added(batch: ImportBatch, messages: Sequence[ConversationMessage]) -> None:
    """Note the messages that came to conversations which were there before."""
    later = [one for one in messages if one.conversation.created_import_id != batch.pk]
    keep_images(batch.pk, current_seal(), MESSAGES, [(one.pk, ADDED) for one in later])


def take_back(batch: ImportBatch) -> None:
    """Delete what the import made, put back what it changed; raises ImportRefused (`touched_since`), then nothing."""
    parameters: dict[str, Any] = {"shop": batch.shop_id, "batch": batch.pk, "stamp": batch.started_at}
    stage_images(batch, current_seal())
    if touched := fetch(_LATER, parameters)[0][0]:
        raise ImportRefused("touched_since", count=touched)
    added = [row[0] for row in fetch("SELECT id FROM undo_image WHERE name = %s", [MESSAGES])]
    ConversationMessage.objects.filter(pk__in=added).delete()
    Conversation.objects.filter(created_import=batch).delete()
    with connection.cursor() as cursor:
        for statement in restore_table(TABLE):
            cursor.execute(statement, parameters)
