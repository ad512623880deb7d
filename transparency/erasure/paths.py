"""Where the erasures are written down outside of the database."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def logbook_file() -> Path:
    """``ERASURE_LOGBOOK``, else ``erasures.jsonl`` in the run directory, which outlives a restored database."""
    return Path(settings.ERASURE_LOGBOOK)
