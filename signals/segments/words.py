"""Segments, slots, reasons and results in words that a shop owner understands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from shop_ai.lib.money import (
    LEFT_TO_RIGHT_MARK,
    format_interval,
    format_number,
    format_share,
)
from shop_ai.lib.table import Badge
from signals.segments.models import CampaignState, ProposalState
from signals.segments.rules import CONTRADICTS, FLOOR

Values = dict[str, Any]


def segment_name(code: str) -> str:
    return {"new": _("New"), "regular": _("Regular"), "inactive": _("Inactive"), "": _("Not yet a customer")}[
        code
    ]


def definition(code: str, days: int) -> str:
    """The rule of a segment, with the shop's own number of days."""
    words = {
        "new": ngettext(
            "Nothing delivered yet, or one order that arrived less than %(days)s day ago.",
            "Nothing delivered yet, or one order that arrived less than %(days)s days ago.",
            days,
        ),
        "regular": ngettext(
            "Two delivered orders or more, the last less than %(days)s day ago.",
            "Two delivered orders or more, the last less than %(days)s days ago.",
            days,
        ),
        "inactive": ngettext(
            "At least one delivered order, the last %(days)s day ago or more.",
            "At least one delivered order, the last %(days)s days ago or more.",
            days,
        ),
    }
    return words[code] % {"days": days}


def state_badge(state: str) -> Badge:
    return {
        ProposalState.OPEN: Badge(_("Waits for you"), "accent", "sparkles"),
        ProposalState.ACCEPTED: Badge(_("Accepted"), "good", "circle-check"),
        ProposalState.REFUSED: Badge(_("Refused"), "plain", "x"),
        ProposalState.LATER: Badge(_("Later"), "plain", "clock"),
        ProposalState.EMPTY: Badge(_("Nothing to propose"), "plain", "minus"),
    }[ProposalState(state)]


def campaign_badge(state: str) -> Badge:
    return {
        CampaignState.RUNNING: Badge(_("Running"), "accent", "clock"),
        CampaignState.STOPPED: Badge(pgettext("campaign", "Stopped"), "bad", "minus"),
        CampaignState.ENDED: Badge(_("Over"), "good", "circle-check"),
    }[CampaignState(state)]


KIND_TITLES = {
    "best_seller": gettext_lazy("Your best-seller"),
    "risk_free": gettext_lazy("A small price without risk"),
    "proof": gettext_lazy("What others kept"),
    "pack": gettext_lazy("Two that go together"),
    "complement": gettext_lazy("What goes with the last order"),
    "perk": gettext_lazy("A perk that is close"),
    "novelty": gettext_lazy("What is new since they left"),
    "discount": gettext_lazy("A small discount, bounded"),
    "guarantee": gettext_lazy("Easy to exchange"),
}


def kind_title(kind: str) -> str:
    return str(KIND_TITLES[kind])


def rule_words(kind: str) -> str:
    """What the slot looks for, whatever it found."""
    return {
        "best_seller": _("The product with the best score that is in stock and that they do not own."),
        "risk_free": _(
            "Among the four products in ten with the lowest prices, the best one that comes back less often than"
            " your average, with room for chance."
        ),
        "proof": _(
            "The product that the most customers surely kept, from five delivered orders on. Your reviews are not"
            " recorded yet, so orders stand in for them."
        ),
        "pack": _("Two products that at least five customers bought both; a rebate only within the margin."),
        "complement": _(
            "What other customers bought besides the customer's last order; never something that they own."
        ),
        "perk": _("Customers who are at most one median basket away from the next tier."),
        "novelty": _("The best product that came after their last order, in a category they bought from."),
        "discount": _(
            "A discount of at most 10% and at most a third of the margin, once in 60 days, within the month's"
            " amount, and not for the third that would most likely order anyway."
        ),
        "guarantee": _("The best product of the category they spent most on, with your own written rule."),
    }[kind]


def effect_words(effect: Values) -> str:
    """What earlier campaigns of the kind brought, or honestly that it is not known."""
    held = int(effect.get("held", 0))
    if "value" not in effect:
        return _("Not known yet (n = %(n)s of %(floor)s held out).") % {
            "n": format_number(held),
            "floor": FLOOR,
        }
    return _("%(value)s orders per 100 people (%(interval)s), n = %(n)s held out.") % {
        "value": per_hundred(effect["value"]),
        "interval": format_interval(per_hundred(effect["low"]), per_hundred(effect["high"])),
        "n": format_number(held),
    }


def per_hundred(per_head: float) -> str:
    """Orders per 100 people, with a sign when it is more."""
    text = format_number(Decimal(str(round(100 * per_head, 1))), 1)
    if per_head <= 0:
        return text
    # As the minus sign of format_number: it stays at its number's left in Arabic.
    return f"{LEFT_TO_RIGHT_MARK if (get_language() or '').startswith('ar') else ''}+{text}"


def nothing_noted_words(*, is_picked: bool, agrees: bool) -> str:
    """Why an agreement was noted for nobody."""
    if not is_picked:
        return _("Nothing was changed: no customer was ticked.")
    if agrees:
        return _(
            "Nothing was changed: they had agreed already, or had said no themselves, which only they can take back."
        )
    return _("Nothing was changed: this was noted already.")


def cause_words(cause: str) -> str:
    return {
        "not_now": _("Not now"),
        "wrong_product": _("Not this product"),
        "too_costly": _("It costs me too much"),
        "not_our_style": _("It is not our way of selling"),
        "no_stock": _("I keep the stock for something else"),
        "other": _("Another reason"),
    }.get(cause, "")


def perk_words(perk: str) -> str:
    return {
        "free_delivery": _("free delivery"),
        "early_access": _("new products before the others"),
        "gift": _("a small gift"),
    }.get(perk, perk)


def pace_words(pace: Values | None, days: int) -> str:
    """The shop's own time between two orders, said only where it contradicts the setting."""
    if not pace or pace["n"] < FLOOR:
        return ""
    own = pace["days"]
    share = format_share(pace["share"], 0)
    if own is None or abs(own - days) <= CONTRADICTS * days:
        return ""
    return ngettext(
        "In your shop it takes %(own)s day until three customers in four have ordered again (n = %(n)s waits); within"
        " the %(days)s days that you set, %(share)s have. Think about changing the setting.",
        "In your shop it takes %(own)s days until three customers in four have ordered again (n = %(n)s waits); within"
        " the %(days)s days that you set, %(share)s have. Think about changing the setting.",
        round(own),
    ) % {
        "own": format_number(own),
        "n": format_number(pace["n"]),
        "share": share,
        "days": format_number(days),
    }


def not_possible_words(why: str) -> str:
    return {
        "switched_off": _("Offers to segments are switched off."),
        "answered": _("It was answered meanwhile, or another proposal took its place."),
        "nobody": _("It fits nobody now: orders and stock changed since last night."),
        "nobody_agreed": _(
            "Nobody of them agreed to messages yet. Note who did in the list of the segment, then accept again."
        ),
        "sold_out": _("A product of it sold out or was hidden; another proposal comes tonight."),
        "cap": _("The month's amount for discounts is used up."),
        "text_stopped": _(
            "A rule stops the text of this message: mend it under Transparency, Check of texts."
        ),
        "over": _("It is over, stopped, or switched off: its list can no longer be used."),
    }.get(why, why)
