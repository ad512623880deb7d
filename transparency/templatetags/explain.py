"""Words for what the ledger stores as codes."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from signals.recommend.words import left_out_words
from transparency.ledger.automations import UnknownAutomation, automation
from transparency.ledger.reasons import REASONS
from transparency.ledger.selectors import LEDGER
from transparency.ledger.switches import EVERYTHING
from transparency.ledger.wording import weight_words

register = template.Library()


register.filter("weight_words", weight_words)


@register.filter
def automation_title(code: str) -> str:
    """The automation's title; the bare code for one that no longer exists."""
    if code == EVERYTHING:
        return _("Manual mode")
    if code == LEDGER:
        return _("Decision log")
    try:
        return str(automation(code).title)
    except UnknownAutomation:
        return _acts_of_people().get(code, code)


def _acts_of_people() -> dict[str, str]:
    """What people sign in the log beside the automations."""
    return {
        "breaches": _("Breaches of data"),
        "consents": _("Consents"),
        "disputes": _("Dispute files"),
        "public_page": _("Public page"),
        "register": _("Register of processing"),
        "rights": _("Rights over data"),
    }


@register.filter
def decision_reason(code: str) -> str:
    """Why, in one plain sentence."""
    return str(REASONS.get(code, code))


@register.filter
def left_out(code: str) -> str:
    """Why a product was not on a list."""
    return left_out_words(code)


@register.filter
def rule_name(code: str) -> str:
    return {
        "delivery_times": _("Delivery times"),
        "returns": _("Returns"),
        "guarantee": _("Guarantee"),
        "delivery": _("Delivery"),
        "after_sales": _("After-sales service"),
    }.get(code, code)
