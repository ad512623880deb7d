"""Answers that are kept for retries of the API, and jobs that were done."""

from __future__ import annotations

import base64
from typing import Any, Final

from catalog.keys.models import StoredAnswer
from catalog.outbox.models import OutboxJob
from catalog.rest.retries import COLUMN, TABLE, Retry
from catalog.shops.seals import current_seal
from transparency.erasure.person import Person

# A retry still finds that the first request was answered: it must not be done twice.
GONE: Final = {"headers": {}, "body": ""}


def erase_answers(person: Person) -> int:
    """Empty the kept answers that name the person, and forget done jobs that were about them."""
    seal, emptied = current_seal(), 0
    for answer in StoredAnswer.objects.filter(body_sealed__isnull=False).iterator(chunk_size=500):
        row = Retry(answer.api_key_id, answer.key, answer.request_hash).row
        said = seal.open_json(TABLE, COLUMN, row, answer.body_sealed)
        if _names(person, said):
            emptied += StoredAnswer.objects.filter(pk=answer.pk).update(
                body_sealed=seal.seal_json(TABLE, COLUMN, row, GONE)
            )
    named = [pk for pk, key in StoredAnswer.objects.values_list("pk", "key") if person.marks.are_in(key)]
    emptied += StoredAnswer.objects.filter(pk__in=named).delete()[0]
    done = OutboxJob.objects.filter(done_at__isnull=False, payload__icontains=person.uid.hex)
    return int(emptied) + int(done.delete()[0])


def _names(person: Person, said: dict[str, Any]) -> bool:
    """Whether an answer shows the person, or one of their orders."""
    text = base64.b64decode(said.get("body", "")).decode("utf-8", "replace")
    ids = {person.uid.hex, *(order.uid.hex for order in person.orders)}
    return any(one in text for one in ids) or person.marks.are_in(text)
