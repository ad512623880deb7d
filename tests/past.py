"""A past for records of tests: what triggers write over months, written at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from catalog.history.models import RecordChange
from shop_ai.lib.tenancy import current_shop_id


def known_since(row: models.Model, moment: datetime) -> None:
    """The record (with ``created_at``) was there since then."""
    type(row)._default_manager.filter(pk=row.pk).update(created_at=moment)


def changed(
    what: str, record: int, at: datetime, *, act: str = "changed", part: int | None = None, **before: Any
) -> RecordChange:
    """The columns were ``before`` until ``at``; amounts as texts, as the triggers keep them."""
    made: RecordChange = RecordChange.objects.create(
        shop_id=current_shop_id(),
        what=what,
        record=record,
        part=part,
        act=act,
        at=at,
        before=before,
        by="user:1",
    )
    return made
