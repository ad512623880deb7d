"""Where the erasures are written down outside of the database."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings

# The copy that a backup leaves in its own directory.
BESIDE: Final = "erasures.jsonl"


def logbook_file() -> Path:
    """``ERASURE_LOGBOOK``, else ``erasures.jsonl`` in the run directory, which outlives a restored database."""
    return Path(settings.ERASURE_LOGBOOK)
