"""Letting go is the end of every night."""

from __future__ import annotations

from django.utils import timezone

from attribution.nightly.steps import Night, Step, add_last
from transparency.retention.services import let_go_tonight


def _night(night: Night) -> dict[str, int]:
    return let_go_tonight(night.shop_id, timezone.now())


add_last(Step("retention", _night))
