"""What the page of the discount for agreeing shows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.amount_field import written
from shop_ai.lib.money import format_money, format_number
from shop_ai.lib.tenancy import shop_scope
from signals.segments.rules import FLOOR
from transparency.benefits.models import ConsentBenefit
from transparency.benefits.selectors import given_so_far

FIRST: dict[str, Any] = {"percent": 10, "ceiling": "500", "budget": "20000", "valid_days": 60}


@dataclass(frozen=True, slots=True)
class Panel:
    """``sentence`` is the verdict in plain words."""

    stats: list[tuple[str, str]]
    sentence: str
    is_stopped: bool
    is_used_up: bool


def first_terms(benefit: ConsentBenefit | None) -> dict[str, Any]:
    """What the form starts with."""
    if benefit is None:
        return FIRST
    return {
        "is_on": benefit.is_on,
        "percent": benefit.percent,
        "ceiling": written(benefit.ceiling),
        "budget": written(benefit.budget),
        "valid_days": benefit.valid_days,
    }


def benefit_panel(shop: ShopContext, benefit: ConsentBenefit | None) -> Panel | None:
    """Counts, cost and verdict; None before anything was set."""
    if benefit is None:
        return None
    with shop_scope(shop.id):
        given = given_so_far(shop, benefit)
    stats = [
        (_("Customers who got it"), format_number(given.used + given.held)),
        (_("of them held out by lot"), format_number(given.held)),
        (_("Codes used"), format_number(given.redeemed)),
        (_("Taken off so far"), format_money(given.spent, shop.currency)),
        (_("Codes still out, at most"), format_money(given.promised, shop.currency)),
    ]
    return Panel(
        stats=stats,
        sentence=_sentence(shop, benefit.measured),
        is_stopped=bool(benefit.stopped_because),
        is_used_up=given.spent + given.promised + benefit.ceiling > benefit.budget,
    )


def _sentence(shop: ShopContext, measured: dict[str, Any]) -> str:
    """What is known of its worth, with n and the interval."""
    value = measured.get("value")
    if not value:
        n = min(int(measured.get("used", 0)), int(measured.get("held", 0)))
        return _(
            "Not enough data yet to say what it is worth (n = %(n)s of %(floor)s in the smaller group, 74 days "
            "after agreeing)."
        ) % {"n": format_number(n), "floor": format_number(FLOOR)}
    money = {
        name: format_money(Decimal(str(round(value[name], 2))), shop.currency) for name in ("low", "high")
    }
    cost = format_money(Decimal(str(round(measured["cost"], 2))), shop.currency)
    sums = money | {"cost": cost, "used": measured["used"], "held": measured["held"]}
    told = {
        "pays": _(
            "It pays: using the data brings between %(low)s and %(high)s a customer, and costs %(cost)s."
        ),
        "costs_more": _(
            "It costs more than it brings: between %(low)s and %(high)s a customer, for %(cost)s."
        ),
        "unproven": _(
            "Not clear yet: using the data brings between %(low)s and %(high)s a customer, and costs %(cost)s."
        ),
    }
    return str(told[measured["verdict"]] % sums)
