"""What the software itself says on the page, in every language, and its fingerprint: it changes with a release only."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from transparency.ledger.automations import Automation, all_automations
from transparency.ledger.wording import weight_words
from transparency.public_page.profile import LANGUAGES


def _automation(one: Automation) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": str(one.title),
        "purpose": str(one.purpose),
        "data": [str(text) for text in one.data_used],
        "criteria": [[str(criterion.name), weight_words(criterion.weight)] for criterion in one.criteria],
        "when_off": str(one.when_off),
        "kept_for": str(one.kept_for),
    }


def _said() -> dict[str, Any]:
    """In the active language."""
    return {
        "automations": [_automation(one) for one in all_automations() if one.is_public],
        "refuse": [
            _("Visits are counted without cookies and without your name."),
            _("A browser that asks not to be tracked is not counted at all."),
            _(
                "In the box of recommended products, “Why am I seeing this?” has a switch that stops the use of your browsing."
            ),
            _("Answer STOP to any message, and no more messages of this kind are sent to you."),
            _("Whoever says no sees the same prices and gets the same service."),
        ],
        "contest": [
            _("Ask for a person: what a machine proposed, a person can change."),
            _("From that moment nothing automatic is done for you until a person has answered."),
            _("You get a link on which you can follow what becomes of it."),
            _(
                "If you still disagree, you may turn to the authority for personal data or for consumer protection."
            ),
        ],
    }


@cache
def all_words() -> tuple[str, dict[str, Any]]:
    """The words by language and their SHA-256; made once a process."""
    words = {}
    for language in LANGUAGES:
        with translation.override(language):
            words[language] = _said()
    canonical = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest(), words
