"""What the machine of the rights came to, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from transparency.ledger.models import Decision


def stop_told(row: Decision, _names: Any) -> Iterator[str]:
    yield _("The message was “%(words)s” and nothing more: the shop sends no more offers there.") % {
        "words": row.candidates[0]
    }
