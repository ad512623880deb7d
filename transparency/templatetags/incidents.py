"""What an owner must know at once, on the pages that owners open first."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from transparency.integrity.selectors import checks, open_incident
from transparency.integrity.views import incident_words

register = template.Library()


@register.inclusion_tag("integrity/incident.html", takes_context=True)
def ledger_incident(context: Context) -> dict[str, Any]:
    """The open incident of the decision log, if there is one; one query."""
    found = open_incident(context["shop"].id)
    return {"shop": context["shop"], "incident": found, "words": incident_words(found) if found else ""}


@register.inclusion_tag("integrity/last.html", takes_context=True)
def last_check(context: Context) -> dict[str, Any]:
    """What the last check of the decision log found; one query."""
    found = checks(context["shop"].id, 1)
    return {
        "shop": context["shop"],
        "check": found[0] if found else None,
        "words": incident_words(found[0]) if found else "",
    }
