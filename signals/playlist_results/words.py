"""Stages, passages and ways of attribution in words a shop owner uses."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shop_ai.lib.money import format_interval, format_number, format_share
from shop_ai.lib.table import Badge
from signals.playlist_results.compute import FLOOR, Drop


def stage_words(stage: str) -> str:
    return {
        "opened": _("Opened it"),
        "step_1": _("Saw step 1"),
        "step_2": _("Saw step 2"),
        "step_3": _("Saw step 3"),
        "clicked": _("Clicked"),
    }.get(stage, stage)


def passage_words(drop: Drop) -> str:
    """Between which stages visitors are lost."""
    return {
        "step_1": _("Before step 1"),
        "step_2": _("Between step 1 and step 2"),
        "step_3": _("Before step 3"),
    }.get(drop.after, stage_words(drop.after))


def share_words(drop: Drop) -> str:
    """ "62 % (between 55 % and 69 %)", or that it is not known yet."""
    kept = drop.kept
    if kept is None:
        return thin_words(drop.n)
    bounds = format_interval(format_share(kept.low, 0), format_share(kept.high, 0))
    return f"{format_share(kept.value, 0)} ({bounds})"


def thin_words(n: int) -> str:
    return _("not enough data (n = %(n)s of %(floor)s)") % {
        "n": format_number(n),
        "floor": format_number(FLOOR),
    }


def worst_words(drop: Drop) -> str:
    """The one sentence about where most are lost; only said when their interval lies above all others."""
    lost = drop.lost
    if lost is None:
        return ""
    values = {
        "share": format_share(lost.value, 0),
        "low": format_share(lost.low, 0),
        "high": format_share(lost.high, 0),
    }
    sentence = {
        "step_1": _(
            "Most leave before step 1: %(share)s of those who open it (between %(low)s and %(high)s). A clearer"
            " first product, or a shorter introduction, is where to begin."
        ),
        "step_2": _(
            "Most leave between step 1 and step 2: %(share)s of those who saw step 1 (between %(low)s and"
            " %(high)s). Try another proof, or say more plainly why it is one."
        ),
        "step_3": _(
            "Most leave before step 3: %(share)s of those who came to the step before (between %(low)s and"
            " %(high)s). Try another product for the last step."
        ),
    }.get(drop.after, "")
    return sentence % values if sentence else ""


def how_words(how: str) -> str:
    """By what an order is tied to a playlist."""
    return {
        "code": _("Its code names it"),
        "campaign": _("Its campaign names it"),
        "visit": _("Its visitor came from it"),
    }.get(how, how)


def kind_badge(kind: str) -> Badge:
    if kind == "refund":
        return Badge(_("Refund"), "warn", "arrow-down")
    return Badge(_("Order"), "plain", "receipt-text")
