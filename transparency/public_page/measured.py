"""What is counted and kept, and for how long, from the lengths that the nightly letting go really uses."""

from __future__ import annotations

from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from transparency.public_page.profile import LANGUAGES
from transparency.retention.lengths import lengths
from transparency.retention.lists import length_words
from transparency.retention.rules import BY_CODE

# The lengths that customers are told of; the others are the shop's own workshop.
TOLD: Final = (
    "events",
    "visitors",
    "messages",
    "buyers",
    "accounts",
    "prospects",
    "cases",
    "consents",
    "decisions",
)


def kept_numbers(shop_id: int) -> dict[str, int]:
    """For how long things are kept, by the rule's code and in its unit: what the sentences are made of."""
    found = lengths(shop_id)
    return {code: found[code] for code in TOLD}


def kept_of(numbers: dict[str, int]) -> dict[str, Any]:
    """The numbers with the rows (what, for how long) in every language, as a state keeps them."""
    rows = {}
    for language in LANGUAGES:
        with translation.override(language):
            rows[language] = measured_rows(numbers)
    return {"numbers": numbers, "rows": rows}


def measured_rows(numbers: dict[str, int]) -> list[list[str]]:
    """Pairs of what is kept and for how long, in the active language."""
    long = {code: length_words(BY_CODE[code], length) for code, length in numbers.items()}
    return [
        [
            _(
                "Which pages and products are opened, what is put into the basket, and the channel that led here"
            ),
            _("Single visits %(events)s; who counts in a daily sum %(visitors)s; the sums stay") % long,
        ],
        [
            _("A code for your visit"),
            _("It changes every day; a lasting one only if you agree, until you say no"),
        ],
        [
            _("Your name, phone and address"),
            _("%(buyers)s after your last order; then locked away for the accounts, %(accounts)s in all")
            % long,
        ],
        [
            _("Your name and number when you ask and never order"),
            _("%(prospects)s after you were last heard of") % long,
        ],
        [_("What you write to the shop"), _("%(messages)s after the last message") % long],
        [_("What you ask of an adviser"), _("%(cases)s after it is settled") % long],
        [_("Your yes and no"), _("%(consents)s after you took it back, as a proof") % long],
        [
            _("What a machine decided, and why"),
            _("%(decisions)s; afterwards only how often") % long,
        ],
    ]
