"""Retries of a write: the first answer to an ``Idempotency-Key`` is kept and given again.

The effect and its answer are committed together, so a crash leaves both or neither. An advisory lock that ends
with the transaction says whether a first request is still under way: a retry does not queue up behind it and
hold a connection, it is told at once to come back.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.keys.models import StoredAnswer
from catalog.keys.services import KEEP_ANSWERS
from catalog.shops.seals import current_seal
from shop_ai.problems import InFlight, KeyReused

LONGEST_KEY = 255
KEPT_HEADERS = ("ETag", "Location", "Content-Type")
TABLE, COLUMN = "catalog_storedanswer", "body_sealed"


@dataclass(frozen=True, slots=True)
class Retry:
    """A write that may be sent again: whose, under which key, and the hash of what it asks for."""

    api_key_id: int
    key: str
    request_hash: str

    @property
    def row(self) -> str:
        return f"{self.api_key_id}|{self.key}"


def is_usable(key: str) -> bool:
    """1 to 255 visible ASCII characters."""
    return 0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()


def _canonical(data: Any) -> Any:
    if isinstance(data, QueryDict):
        return {name: [_canonical(value) for value in values] for name, values in data.lists()}
    if isinstance(data, UploadedFile):
        digest = hashlib.sha256()
        for chunk in data.chunks():
            digest.update(chunk)
        data.seek(0)
        return f"{data.name}:{digest.hexdigest()}"
    return data


def request_hash(method: str, path: str, data: Any) -> str:
    """SHA-256 of what is asked for; the order of JSON members and multipart boundaries do not count."""
    text = json.dumps([method, path, _canonical(data)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _is_first(retry: Retry) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"retry|{retry.row}"])
        return bool(cursor.fetchone()[0])


def _stored(retry: Retry) -> StoredAnswer | None:
    rows = StoredAnswer.objects.filter(api_key_id=retry.api_key_id, key=retry.key)
    rows.filter(created_at__lt=timezone.now() - KEEP_ANSWERS).delete()
    return rows.first()


def _keep(retry: Retry, response: HttpResponse) -> None:
    answer = {
        "headers": {name: response[name] for name in KEPT_HEADERS if name in response},
        "body": base64.b64encode(response.content).decode(),
    }
    StoredAnswer.objects.create(
        api_key_id=retry.api_key_id,
        key=retry.key,
        request_hash=retry.request_hash,
        status=response.status_code,
        body_sealed=current_seal().seal_json(TABLE, COLUMN, retry.row, answer),
    )


def _replay(retry: Retry, stored: StoredAnswer) -> HttpResponse:
    answer = current_seal().open_json(TABLE, COLUMN, retry.row, stored.body_sealed)
    response = HttpResponse(base64.b64decode(answer["body"]), status=stored.status, headers=answer["headers"])
    response["Idempotent-Replayed"] = "true"
    return response


def answer_once(retry: Retry, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The stored answer to this key, or ``answer()``, kept unless it is our failure (5xx).

    Runs inside the shop's scope. Raises InFlight while the first request runs, KeyReused for another request.
    """
    if not _is_first(retry):
        raise InFlight(_("The first request with this Idempotency-Key is still being answered."))
    stored = _stored(retry)
    if stored is None:
        response = answer()
        if response.status_code < 500:
            _keep(retry, response)
        return response
    if stored.request_hash != retry.request_hash:
        raise KeyReused(_("This Idempotency-Key was used for another request."))
    return _replay(retry, stored)
