"""Reading erasures: the list, one record with its steps."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from shop_ai.lib.tenancy import shop_scope
from transparency.erasure.course import STEPS
from transparency.erasure.models import ErasureRecord, ErasureState


@dataclass(frozen=True, slots=True)
class StepState:
    """A step as the page shows it; ``count`` is None while it is not done."""

    title: str | Promise
    count: int | None


def erasures(shop_id: int, limit: int, offset: int = 0) -> list[ErasureRecord]:
    """Newest first."""
    with shop_scope(shop_id):
        return list(ErasureRecord.objects.order_by("-asked_at", "-pk")[offset : offset + limit])


def count_erasures(shop_id: int) -> int:
    with shop_scope(shop_id):
        return ErasureRecord.objects.count()


def erasure(shop_id: int, uid: uuid.UUID) -> ErasureRecord | None:
    with shop_scope(shop_id):
        found: ErasureRecord | None = ErasureRecord.objects.filter(uid=uid).first()
        return found


def unfinished(shop_id: int) -> int:
    """How many wait, run or stopped."""
    with shop_scope(shop_id):
        return ErasureRecord.objects.exclude(state=ErasureState.DONE).count()


def steps_of(record: ErasureRecord) -> list[StepState]:
    counts: dict[str, Any] = record.counts
    is_done = record.state == ErasureState.DONE
    return [StepState(step.title, counts.get(step.code, 0 if is_done else None)) for step in STEPS]
