"""Why a channel should get more, less or the same, in a sentence an owner can check."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attribution.budget.models import Action, BudgetAdvice, BudgetLine
from attribution.budget.selectors import FEWEST_ORDERS, FEWEST_WEEKS
from shop_ai.lib.money import format_money, format_number, format_share
from shop_ai.lib.table import Badge

PAYS: Final = 0.8
"""From this chance on a channel is said to pay for itself: as sure as a move has to be."""
BADGES = {
    Action.RAISE: ("good", "arrow-up"),
    Action.LOWER: ("warn", "arrow-down"),
    Action.STOP: ("bad", "circle-alert"),
    Action.WAIT: ("plain", "clock"),
}


def action_badge(line: BudgetLine) -> Badge:
    tone, icon = BADGES[Action(line.action)]
    return Badge(Action(line.action).label, tone, icon)  # type: ignore[arg-type]  # the tones above are tones


def whole(amount: object, currency: str) -> str:
    return format_money(round(float(str(amount))), currency)


def reason(line: BudgetLine, currency: str) -> str:
    """The reason of one channel with the figures that it rests on."""
    return f"{_what_it_brought(line, currency)} {_why(line, currency)}"


def _what_it_brought(line: BudgetLine, currency: str) -> str:
    if not line.weekly or not line.orders:
        return _("No delivered order is known of this channel's weeks yet.")
    spent = sum(spend for _monday, spend, _orders in line.weekly)
    orders = ngettext("%(n)s delivered order", "%(n)s delivered orders", round(line.orders)) % {
        "n": format_number(line.orders, 1 if line.orders < 10 else 0)
    }
    weeks = ngettext("%(n)s week", "%(n)s weeks", line.weeks) % {"n": line.weeks}
    return _("%(orders)s for %(spent)s in %(weeks)s.") % {
        "orders": orders,
        "spent": whole(spent, currency),
        "weeks": weeks,
    }


def _why(line: BudgetLine, currency: str) -> str:
    target = {
        "low": whole(line.target_low, currency),
        "high": whole(line.target_high, currency),
        "now": whole(line.current, currency),
    }
    if line.reason_code == "budget_less" and line.p_profit is not None and line.p_profit >= PAYS:
        # Less for a channel that pays would read as a contradiction: it is said what the money does elsewhere.
        return (
            _(
                "It most likely pays for itself, but a part of this money would bring more orders in other channels: its best place lies between %(low)s and %(high)s a week, below %(now)s."
            )
            % target
        )
    return {
        "budget_more": _(
            "Its best place lies between %(low)s and %(high)s a week, above %(now)s: a step towards it."
        )
        % target,
        "budget_less": _(
            "Its best place lies between %(low)s and %(high)s a week, below %(now)s: a step towards it."
        )
        % target,
        "budget_loses": _(
            "Three weeks running, its orders most likely left less than was spent: lower it by a fifth, or stop it."
        ),
        "budget_about_right": _(
            "Its best place, between %(low)s and %(high)s a week, holds what it gets now: wait."
        )
        % target,
        "budget_depends": _(
            "Whether more is better depends on how quickly the channel tires, which is not known: wait."
        ),
        "budget_new_channel": ngettext(
            "Under %(n)s week with a spend: wait.", "Under %(n)s weeks with a spend: wait.", FEWEST_WEEKS
        )
        % {"n": FEWEST_WEEKS},
        "budget_no_partner": _("More would help, but no channel should give: wait."),
        "budget_no_taker": _("Less would do, but no channel should clearly get it: wait."),
    }.get(line.reason_code, _("Nothing can be compared yet: wait."))


def headline(advice: BudgetAdvice) -> tuple[str, str]:
    """Title and text of the advice as a whole."""
    titles = {
        "budget_moved": _("Move a little."),
        "budget_unsure": _("Wait: no move is clearly better."),
        "budget_no_spend": _("Nothing is spent at the moment."),
        "budget_one_channel": _("Wait: one channel has nobody to be compared with."),
        "budget_few_weeks": _("Not enough data: two channels need %(weeks)s weeks of spend each.")
        % {"weeks": FEWEST_WEEKS},
        "budget_few_orders": _("Not enough data: %(orders)s delivered orders are needed.")
        % {"orders": FEWEST_ORDERS},
    }
    texts = {
        "budget_moved": _(
            "Steps are a fifth of a channel at most, once a week; the next weeks tell whether it was right."
        ),
        "budget_unsure": _(
            "The figures allow either direction. Moving money on them would be a coin toss that costs you the comparison."
        ),
    }
    waiting = _(
        "Leave the split as it is, and let the weeks add up. Parcels of the last two weeks do not count yet."
    )
    return titles.get(advice.reason_code, ""), texts.get(advice.reason_code, waiting)


def profit_words(line: BudgetLine) -> str:
    """How likely the margin of its orders exceeds its spend."""
    if line.p_profit is None:
        return ""
    # Rounded to the whole, a chance would read as a certainty, which nobody has.
    if line.p_profit > 0.99:
        return _("over %(share)s") % {"share": format_share(0.99, 0)}
    if line.p_profit < 0.01:
        return _("under %(share)s") % {"share": format_share(0.01, 0)}
    return format_share(line.p_profit, 0)
