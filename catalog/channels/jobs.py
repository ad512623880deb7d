"""Applying the rules of channels in the background."""

from __future__ import annotations

import uuid
from typing import Any

from catalog.channels.applying import JOB, apply_rules
from catalog.outbox.services import handles


@handles(JOB)
def run_queued(shop_id: int, payload: dict[str, Any]) -> None:
    """Safe to run twice: a run that is done stays as it is."""
    apply_rules(shop_id, uuid.UUID(payload["run"]))
