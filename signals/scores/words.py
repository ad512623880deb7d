"""Scores in words: steps, advice, reasons in one plain sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.content.models import Metric
from shop_ai.lib.money import format_money, format_number, format_share
from shop_ai.lib.table import Badge
from signals.scores.priors import FLOOR


def step_name(step: str) -> str:
    """A factor of the value, as the question that it answers."""
    return {
        "click": _("Of those who were shown it, how many looked"),
        "order": _("Of those who looked, how many ordered"),
        "share": _("Of the shop's orders, how many hold it"),
        "delivered": _("Of its orders, how many were delivered"),
        "margin": _("What a delivered piece leaves"),
        "kept": _("What stays after returns"),
    }.get(step, step)


def advice_badge(advice: str) -> Badge:
    return {
        "promote": Badge(_("Promote"), "good", "arrow-up"),
        "repair": Badge(_("Repair"), "warn", "triangle-alert"),
        "stop": Badge(_("Stop"), "bad", "circle-alert"),
        "keep": Badge(_("Leave as it is"), "plain", "circle-check"),
    }.get(advice, Badge(_("Not enough data"), "plain", "clock"))


def basis_words(basis: str) -> str:
    """What the scores are counted per."""
    return {
        "exposures": _("Value of showing a product 1,000 times."),
        "visits": _(
            "Value of 1,000 visits of a product's page: your pages do not report yet how often it was shown."
        ),
        "orders": _(
            "Value in 1,000 orders of the shop: no visits are recorded yet, or fewer than orders, so nobody"
            " knows how many people saw a product."
        ),
    }.get(basis, "")


def counted_words(basis: str) -> str:
    """What ``n`` counts on this basis."""
    return {
        "exposures": _("Times shown"),
        "visits": _("Visits"),
        "orders": _("Orders of the shop since it is sold"),
    }.get(basis, _("Cases"))


def reason_words(code: str, values: Mapping[str, Any], currency: str) -> str:
    """Why the advice, in one sentence; the bare code for one that is no longer known."""
    number = _numbers(values, currency)
    sentences = {
        "score_thin": _("Not enough data (n = %(n)s of %(floor)s): wait, or show it more."),
        "score_sold_under_cost": _("It is sold at or under what it costs: every sale loses money."),
        "score_returns_eat_margin": _("It comes back so often (%(own)s) that returns eat its margin."),
        "score_repair_delivered": _(
            "People order it, but only %(own)s of its parcels are delivered; %(average)s is usual in your shop."
        ),
        "score_repair_kept": _(
            "It is delivered, but %(own)s comes back; %(average)s is usual in your shop. Look at size, photo"
            " and description."
        ),
        "score_promote": _(
            "Even read carefully it brings more than your middle product: %(value)s against %(middle)s."
        ),
        "score_repair_click": _(
            "Those who look buy it, but only %(own)s look; %(average)s is usual in your shop. Try another"
            " photo or title."
        ),
        "score_repair_order": _(
            "Many look, but only %(own)s order; %(average)s is usual in your shop. Look at price and page."
        ),
        "score_repair_share": _(
            "Few orders hold it: %(own)s against %(average)s, but what is ordered arrives and is kept. Show it."
        ),
        "score_stop_low": _(
            "Even read generously it brings less than half of your middle product: %(value)s against"
            " %(middle)s."
        ),
        "score_keep": _("Nothing stands out: %(value)s against %(middle)s of your middle product."),
    }
    sentence = sentences.get(code)
    try:
        return sentence % number if sentence else code
    except KeyError:
        return code


def _numbers(values: Mapping[str, Any], currency: str) -> dict[str, str]:
    """The numbers of a sentence, written: rates as shares, amounts in the shop's currency, counts plainly."""
    written = {}
    for name, value in values.items():
        if name in {"own", "average"}:
            written[name] = format_share(value)
        elif name in {"value", "middle"}:
            written[name] = whole_money(value, currency)
        else:
            written[name] = str(value) if not isinstance(value, (int, float)) else format_number(value)
    return written


def whole_money(value: float | None, currency: str) -> str:
    """An estimated amount, without cents: they would claim more than is known."""
    return "" if value is None else format_money(round(value), currency)


def steady_words(above: int, weeks: int) -> str:
    """How often an item sold more than the shop's middle product."""
    return ngettext(
        "%(above)s week of %(weeks)s above the middle", "%(above)s weeks of %(weeks)s above the middle", above
    ) % {"above": format_number(above), "weeks": format_number(weeks)}


def steady_badge(value: float | None) -> Badge:
    """Steady, uneven or a flash; the bounds are thirds of the range."""
    if value is None:
        return Badge(_("Not enough data"), "plain", "clock")
    if value >= 2 / 3:
        return Badge(_("Steady"), "good", "circle-check")
    if value >= 1 / 3:
        return Badge(_("Uneven"), "warn", "triangle-alert")
    return Badge(_("A flash"), "bad", "arrow-down")


def signal_name(signal: str) -> str:
    """As content names its metrics."""
    return str(Metric(signal).label) if signal in Metric.values else signal


def exposure_name(band: str) -> str:
    """What the band of a post counts as seen."""
    return {
        "views": _("Views"),
        "reach": _("People reached"),
        "impressions": _("Impressions"),
    }.get(band.rpartition("|")[2], _("Views"))


def band_words(band: str) -> str:
    """With which posts a post is compared."""
    length = band.split("|")[1] if band.count("|") == 2 else ""
    return {
        "short": _("your posts of this kind under 15 seconds"),
        "middle": _("your posts of this kind of 15 to 60 seconds"),
        "long": _("your posts of this kind over 60 seconds"),
    }.get(length, _("your posts of this kind"))


def post_badge(code: str) -> Badge:
    return {
        "post_above": Badge(_("Above average"), "good", "arrow-up"),
        "post_below": Badge(_("Below average"), "bad", "arrow-down"),
        "post_undecided": Badge(_("Not clear"), "plain", "minus"),
    }.get(code, Badge(_("Not enough data"), "plain", "clock"))


def post_reason(code: str, exposure: int, band_posts: int, chance: float | None) -> str:
    """Why a post has its state, in one sentence."""
    chances = format_share(chance, 0) if chance is not None else ""
    return {
        "post_unmeasured": _("No platform has said how it was received: type its numbers or import them."),
        "post_thin": _("Not enough data (n = %(n)s of 50 views).") % {"n": format_number(exposure)},
        "post_alone": _("Too few posts of its kind to compare with (n = %(n)s of 3).")
        % {"n": format_number(band_posts)},
        "post_above": _("It is above your average with a probability of %(chance)s.") % {"chance": chances},
        "post_below": _("It is above your average with a probability of only %(chance)s.")
        % {"chance": chances},
        "post_undecided": _("Above your average with a probability of %(chance)s: not clear yet.")
        % {"chance": chances},
    }.get(code, code)


def floor_words() -> str:
    return _("Under %(floor)s no place is given.") % {"floor": format_number(FLOOR)}
