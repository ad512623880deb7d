"""Rules, kinds of touches and disagreements in words a shop owner uses: always "share", never "generated"."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from attribution.credit.rules import FLOOR, UNATTRIBUTED
from shop_ai.lib.money import format_interval, format_number, format_share
from shop_ai.lib.table import Badge


def rule_words(rule: str) -> str:
    return {
        "first": _("First touch"),
        "last": _("Last touch"),
        "last_non_direct": _("Last touch that is not direct"),
        "linear": _("Every touch equally"),
        "position": _("First and last most (40/20/40)"),
        "time_decay": _("The closer, the more"),
        "markov": _("What would be lost without it (Markov)"),
        "shapley": _("Equal shares (Shapley)"),
        "question": _("Corrected by the question"),
        "codes": _("Corrected by codes"),
    }.get(rule, rule)


def rule_definition(rule: str) -> str:
    return {
        "first": _("The whole order goes to the channel that came first in the window."),
        "last": _("The whole order goes to the channel that came last before it."),
        "last_non_direct": _(
            "The whole order goes to the last channel before it that is not a direct visit."
        ),
        "linear": _("Every visit or conversation before the order gets the same part."),
        "position": _("40 % to the first touch, 40 % to the last, 20 % shared by those between."),
        "time_decay": _("A touch weighs half as much every seven days before the order."),
        "markov": _(
            "Each channel in proportion to the orders that would be missing if nobody came through it. It looks at all ways"
            " together, also those that led to no order, so it has no credit for one order alone."
        ),
        "shapley": _("Each different channel on the way gets the same part, however often it was seen."),
        "question": _(
            "What customers answered to “how did you hear of us?” corrects what was recorded for the others; it is closer to"
            " the truth than any rule, as far as people remember well."
        ),
        "codes": _(
            "The codes that customers gave correct what was recorded for the others. How readily each channel’s customers use"
            " codes is learnt from those who were also asked; that codes travel further than their channel is not."
        ),
    }.get(rule, "")


def how_words(how: str) -> str:
    """How a touch is known."""
    return {
        "visit": _("Visit of the site"),
        "conversation": _("Conversation"),
        "code": _("Code given"),
        "order": _("The order says so"),
    }.get(how, how)


def kind_badge(kind: str) -> Badge:
    return {
        "delivered": Badge(pgettext("order", "Delivered"), "good", "circle-check"),
        "refund": Badge(_("Refund"), "warn", "arrow-down"),
        "withdrawn": Badge(_("Taken back"), "bad", "x"),
        "corrected": Badge(_("Corrected"), "plain", "equal"),
    }.get(kind, Badge(kind))


def name_of(names: Mapping[str, str], channel: str) -> str:
    return _("Unattributed") if channel == UNATTRIBUTED else names.get(channel, channel)


def share_words(share: float, low: float | None, high: float | None, n: int) -> str:
    """ "31 % (between 24 % and 39 %)", or that it is not known yet."""
    if n < FLOOR:
        return thin_words(n)
    value = format_share(share, 0)
    if low is None or high is None:
        return value
    return f"{value} ({format_interval(format_share(low, 0), format_share(high, 0))})"


def band_words(low: float, high: float) -> str:
    if round(low, 2) == round(high, 2):
        return format_share(low, 0)
    return format_interval(format_share(low, 0), format_share(high, 0))


def thin_words(n: int, floor: int = FLOOR) -> str:
    return _("not enough data (n = %(n)s of %(floor)s)") % {
        "n": format_number(n),
        "floor": format_number(floor),
    }


def window_words(days: int) -> str:
    return ngettext("%(days)s day before the order", "%(days)s days before the order", days) % {"days": days}


def period_words(days: int) -> str:
    return ngettext("Last %(days)s day", "Last %(days)s days", days) % {"days": days}


def disagreement(flipping: list[str]) -> str:
    """The warning that the order of channels depends on the rule; empty when it does not."""
    if not flipping:
        return ""
    return _(
        "The rules put %(channels)s in different orders. Do not move money between them on this page alone: ask"
        " customers how they heard of you, or test by wilaya."
    ) % {"channels": ", ".join(flipping)}
