"""The small mark beside everything that a machine decided: opens the reason, the data, the switch and how to contest."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse

from transparency.ledger.automations import automation
from transparency.ledger.models import Decision
from transparency.ledger.reasons import REASONS
from transparency.public_page.profile import in_charge_of

register = template.Library()


@register.inclusion_tag("components/automatic.html", takes_context=True)
def automatic(
    context: Context, code: str, decision: UUID | None = None, reason: str = "", label: str = ""
) -> dict[str, Any]:
    """The mark of an automation; reads nothing from the database.

    ``decision`` is the public id of the decision behind what stands there, ``reason`` its code, ``label`` says of what
    the mark speaks where a page has several. Raises UnknownAutomation for a code that no app registered.
    """
    shop = context["shop"]
    return {
        "shop": shop,
        "automation": automation(code),
        "decision": decision or None,
        "reason": REASONS.get(reason, ""),
        "label": label,
        "contest": _contest(shop.slug, decision or None),
    }


@register.simple_tag(takes_context=True)
def person_in_charge(context: Context, code: str) -> str:
    """Who answers for an automation, as the shop wrote it; empty while nobody is named."""
    return in_charge_of(context["shop"].public_profile, code)


@register.simple_tag(takes_context=True)
def contest_url(context: Context, decision: Decision) -> str:
    """Where anybody, also a customer without an account, contests this decision."""
    return _contest(context["shop"].slug, decision.uid)


def _contest(slug: str, decision: UUID | None) -> str:
    try:
        address = reverse("public-adviser", kwargs={"slug": slug})
    except NoReverseMatch:
        return ""
    return f"{address}?decision={decision}" if decision else address
