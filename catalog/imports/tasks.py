"""The background half of imports."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task

from catalog.imports.forgetting import forget_files_of_all_shops
from catalog.imports.refusal import ImportRefused
from catalog.imports.running import run_import
from catalog.outbox.services import handles
from catalog.shops.directory import shop_by_id

log = logging.getLogger(__name__)


@handles("import")
def run_queued(shop_id: int, payload: dict[str, Any]) -> None:
    """A file that is refused is an answer, not a failure of the job: it is not tried again."""
    shop = shop_by_id(shop_id)
    if shop is None:
        return
    try:
        run_import(shop, payload["batch"], skip_bad_rows=payload["skip_bad_rows"], dry_run=payload["dry_run"])
    except ImportRefused as refused:
        log.info("import %s refused: %s", payload["batch"], refused.code)


@shared_task
def forget_old_files() -> None:
    forget_files_of_all_shops()
