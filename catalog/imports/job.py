"""An import as long work: how far, how much longer, and what came of it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from catalog.imports.models import ImportBatch, ImportState
from shop_ai.lib.job import Job

WAITING = (ImportState.QUEUED, ImportState.RUNNING)


def job_of(batch: ImportBatch, now: datetime) -> Job:
    """Reading the rows is about half of the work; writing them is the other half and has no count."""
    total, done = batch.rows_total, min(batch.rows_seen, batch.rows_total or batch.rows_seen)
    return Job(
        title=_("Import of %(file)s") % {"file": batch.file_name},
        done=done,
        total=total,
        seconds_left=_seconds_left(batch, now, done, total),
        is_finished=batch.state not in WAITING,
        summary=str(batch.get_state_display()),
        text=_text(batch, done, total),
    )


def _seconds_left(batch: ImportBatch, now: datetime, done: int, total: int) -> float | None:
    if batch.state != ImportState.RUNNING or batch.started_at is None or not done or not total:
        return None
    elapsed = (now - batch.started_at).total_seconds()
    return max(0.0, elapsed * (2 * total - done) / done - elapsed)


def _text(batch: ImportBatch, done: int, total: int) -> str:
    if batch.state == ImportState.QUEUED or not done:
        return _("Starting…")
    if total and done >= total * 0.99:
        return _("All rows are read; they are being written.")
    return _("%(done)s of %(total)s rows done") % {"done": done, "total": total or "?"}
