"""Why a proposal names this product, or why it names nothing, with the figures that decided."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop_ai.lib.money import format_money, format_number, format_share
from signals.segments.rules import FLOOR

Values = dict[str, Any]


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
        "Whoever it fits would get the same product for now.",
        "Each of them would get the one that fits: %(n)s products in all.",
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
    "all_busy": lambda _v, _c: _(
        "Everybody here takes part in an offer that runs; nobody is in two at once."
    ),
    "fits_nobody": lambda _v, _c: _("It fits nobody of this segment now."),
    "refused_lately": lambda _v, _c: _("You refused this rule; it rests for 30 days."),
}
