"""What was given for a consent, and whether it pays, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from shop_ai.lib.money import format_number
from transparency.ledger.models import Decision


def benefit_told(row: Decision, _names: Any) -> Iterator[str]:
    """One sentence a kind of row."""
    if "arm" in row.output:
        values = {"percent": row.output["percent"], "ceiling": row.output["ceiling"]}
        yield _("%(percent)s %% off one order was given, %(ceiling)s at most.") % values
        if row.output["arm"] == "held_out":
            yield _("Chance drew that the data is not used, to measure what its use is worth.")
    elif "verdict" in row.output:
        values = {"used": format_number(row.output["used"]), "held": format_number(row.output["held"])}
        yield (
            _("%(used)s customers whose data is used were compared with %(held)s whose data is not.") % values
        )
