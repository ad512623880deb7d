"""The worker's part of an erasure."""

from __future__ import annotations

import uuid
from typing import Any

from catalog.outbox.services import handles
from transparency.erasure.services import JOB, run_erasure


@handles(JOB)
def erase(shop_id: int, payload: dict[str, Any]) -> None:
    run_erasure(shop_id, uuid.UUID(payload["record"]))
