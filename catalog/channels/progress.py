"""An application of the rules as long work: how far, and what it moved."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from catalog.channels.models import ChannelRun, RunState
from catalog.channels.stored import stored_kind
from shop_ai.lib.job import Job
from shop_ai.lib.money import format_number

WAITING = (RunState.QUEUED, RunState.RUNNING)


def job_of(run: ChannelRun, now: datetime) -> Job:
    total, done = run.rows_total, min(run.rows_seen, run.rows_total)
    elapsed = (now - run.started_at).total_seconds() if run.started_at else 0.0
    left = elapsed * (total - done) / done if run.state == RunState.RUNNING and done else None
    return Job(
        title=_("Applying the rules to what is stored"),
        done=done,
        total=total,
        seconds_left=left,
        is_finished=run.state not in WAITING,
        summary=moved_words(run),
        text=_("%(done)s of %(total)s rows done") % {"done": done, "total": total}
        if total
        else _("Starting…"),
    )


def moved_words(run: ChannelRun) -> str:
    """What a run moved, by kind: ``Orders: 12 · Visits: 340``."""
    if not run.moved:
        return _("Nothing had to be moved.")
    kinds = ((stored_kind(name), count) for name, count in sorted(run.moved.items()))
    return " · ".join(f"{kind.label}: {format_number(count)}" for kind, count in kinds if kind is not None)
