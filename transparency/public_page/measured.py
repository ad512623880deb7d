"""What is measured and for how long, from the settings that really let things go."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signals.rollups.expiry import kept_months
from transparency.public_page.profile import LANGUAGES


def kept_numbers(shop_id: int) -> dict[str, int]:
    """For how long things are kept, by name: what the sentences are made of."""
    return {"events_months": kept_months(shop_id)}


def kept_of(numbers: dict[str, int]) -> dict[str, Any]:
    """The numbers with the rows (what, for how long) in every language, as a version keeps them."""
    rows = {}
    for language in LANGUAGES:
        with translation.override(language):
            rows[language] = measured_rows(numbers)
    return {"numbers": numbers, "rows": rows}


def _months(n: int) -> str:
    return ngettext("%(n)s month", "%(n)s months", n) % {"n": n}


def measured_rows(numbers: dict[str, int]) -> list[list[str]]:
    """Pairs of what is measured and for how long, in the active language."""
    return [
        [
            _("Which pages and products are opened, and what is put into the basket"),
            _("Single visits %(months)s; daily sums without visitors as long as the shop exists")
            % {"months": _months(numbers["events_months"])},
        ],
        [
            _("Which channel or code led here, language and kind of device"),
            _("As long as the visit it belongs to"),
        ],
        [
            _("A code for your visit that changes every day; a lasting one only if you agree"),
            _("Until midnight; the lasting one until you say no"),
        ],
        [_("What became of your order: sent, received, given back"), _("With the order")],
        [_("Whether your messages are about a purchase"), _("With the message")],
    ]
