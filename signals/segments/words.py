"""Segments, slots, reasons and results in words that a shop owner understands."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop_ai.lib.money import format_interval, format_money, format_number, format_share
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
        "new": _("Nothing delivered yet, or one order that arrived less than %(days)s days ago."),
        "regular": _("Two delivered orders or more, the last less than %(days)s days ago."),
        "inactive": _("At least one delivered order, the last %(days)s days ago or more."),
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
        CampaignState.STOPPED: Badge(_("Stopped"), "bad", "minus"),
        CampaignState.ENDED: Badge(_("Over"), "good", "circle-check"),
    }[CampaignState(state)]


def kind_title(kind: str) -> str:
    return {
        "best_seller": _("Your best-seller"),
        "risk_free": _("A small price without risk"),
        "proof": _("What others kept"),
        "pack": _("Two that go together"),
        "complement": _("What goes with the last order"),
        "perk": _("A perk that is close"),
        "novelty": _("What is new since they left"),
        "discount": _("A small discount, bounded"),
        "guarantee": _("Easy to exchange"),
    }[kind]


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


def reason_words(code: str, values: Values, currency: str) -> str:
    """Why this product, or why nothing: the figures that decided."""
    maker = _REASONS.get(code)
    return maker(values, currency) if maker else ""


def _best_seller(values: Values, _currency: str) -> str:
    n = int(values.get("kept", 0))
    return ngettext(
        "Best score in stock; %(n)s order kept in a year.",
        "Best score in stock; %(n)s orders kept in a year.",
        n,
    ) % {"n": format_number(n)}


def _risk_free(values: Values, currency: str) -> str:
    return _(
        "Under %(price)s, and at most %(high)s of its orders come back (with room for chance); your average is"
        " %(mean)s."
    ) % {
        "price": format_money(Decimal(values.get("cheap") or 0), currency),
        "high": format_share(values.get("returns_high", 0)),
        "mean": format_share(values.get("returns", 0)),
    }


def _proof(values: Values, _currency: str) -> str:
    n = int(values.get("delivered", 0))
    return ngettext(
        "%(kept)s of %(n)s delivered order was kept.", "%(kept)s of %(n)s delivered orders were kept.", n
    ) % {"kept": format_number(int(values.get("kept", 0))), "n": format_number(n)}


def _pack(values: Values, currency: str) -> str:
    n = int(values.get("together", 0))
    bought = ngettext("%(n)s customer bought both.", "%(n)s customers bought both.", n) % {
        "n": format_number(n)
    }
    whole, price = Decimal(values.get("whole") or 0), Decimal(values.get("price") or 0)
    if not values.get("rebate"):
        return bought + " " + _("No rebate: the margin of one of them is not known.")
    rebate = _("%(price)s together instead of %(whole)s.") % {
        "price": format_money(price, currency),
        "whole": format_money(whole, currency),
    }
    return f"{bought} {rebate}"


def _personal(values: Values, _currency: str) -> str:
    n = int(values.get("products", 0))
    return ngettext(
        "For now %(n)s product fits all of them.",
        "Each customer gets the one that fits: %(n)s products in all.",
        n,
    ) % {"n": format_number(n)}


def _perk(values: Values, currency: str) -> str:
    return _("Median basket: %(basket)s. A perk is shown only to those who can reach it with one order.") % {
        "basket": format_money(Decimal(values.get("basket") or 0), currency)
    }


def _guarantee(values: Values, _currency: str) -> str:
    rule = str(values.get("rule", "")).rstrip(".")
    return _("Your rule: “%(rule)s”. %(more)s") % {"rule": rule, "more": _personal(values, "")}


def _needed(values: Values) -> str:
    needed = values.get("needed")
    return format_number(Decimal(str(needed)), 2) if needed else "–"


def _untested(values: Values, _currency: str) -> str:
    return _(
        "At a margin of %(margin)s it must bring %(needed)s times the orders to pay for itself. Not known yet: the"
        " first campaign finds out (n = %(n)s of %(floor)s held out)."
    ) % {
        "margin": format_share(values.get("margin") or 0, 0),
        "needed": _needed(values),
        "n": format_number(int(values.get("held", 0))),
        "floor": FLOOR,
    }


def _tested(values: Values, _currency: str) -> str:
    return _(
        "It must bring %(needed)s times the orders to pay for itself; after %(n)s people the chance that it does is"
        " %(chance)s."
    ) % {
        "needed": _needed(values),
        "n": format_number(int(values.get("people", 0))),
        "chance": format_share(values.get("chance") or 0, 0),
    }


_REASONS: Final[dict[str, Callable[[Values, str], str]]] = {
    "best_seller": _best_seller,
    "risk_free": _risk_free,
    "proof": _proof,
    "pack": _pack,
    "complement": _personal,
    "novelty": _personal,
    "perk": _perk,
    "guarantee": _guarantee,
    "discount_untested": _untested,
    "discount_pays": _tested,
    "discount_does_not_pay": _tested,
    "discount_margin_unknown": lambda _v, _c: _(
        "Never without a known margin: say what your products cost, in their scores."
    ),
    "discount_margin_thin": lambda _v, _c: _("A third of the margin is less than one percent of the price."),
    "no_best_seller": lambda _v, _c: _("No product in stock has been sold yet."),
    "no_risk_free": lambda _v, _c: _(
        "No cheap product has enough orders to say that it comes back less often than your average."
    ),
    "no_proof": lambda _v, _c: _("No product in stock has five delivered orders yet."),
    "no_pack": lambda _v, _c: _("No two products in stock were bought by five customers yet."),
    "no_complement": lambda _v, _c: _(
        "Nothing goes with the last orders yet: at least five buyers are needed."
    ),
    "no_perk": lambda _v, _c: _("Nobody is one median basket away from the next tier now."),
    "no_tiers": lambda _v, _c: _("Your median basket is not known yet (30 delivered orders are needed)."),
    "no_novelty": lambda _v, _c: _("Nothing came in their categories since their last order."),
    "no_guarantee": lambda _v, _c: _("No product of the categories they bought from is in stock."),
    "no_rule_written": lambda _v, _c: _(
        "Write your rule of returns first: nothing is promised that you did not write."
    ),
    "refused_lately": lambda _v, _c: _("You refused this rule; it rests for 30 days."),
}


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
    return f"+{text}" if per_head > 0 else text


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
    return _(
        "In your shop it takes %(own)s days until three customers in four have ordered again (n = %(n)s waits); within"
        " the %(days)s days that you set, %(share)s have. Think about changing the setting."
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
        "over": _("It is over, stopped, or switched off: its list can no longer be used."),
    }.get(why, why)
