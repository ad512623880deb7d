"""Reasons, checks, causes and lessons of proposals in words a shop owner uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop_ai.lib.money import format_money, format_number, format_share
from shop_ai.lib.table import Badge
from signals.proposals.models import LessonKind, PlaylistProposal, ProposalLesson, ProposalState


def place_reason(code: str, values: Mapping[str, Any], currency: str) -> str:
    """Why a product stands where it stands, in one sentence."""
    if code == "place_bought_with":
        buyers = int(values.get("buyers", 0))
        sentence = ngettext(
            "%(buyers)s customer bought it and “%(title)s”",
            "%(buyers)s customers bought it and “%(title)s”",
            buyers,
        )
        return sentence % {"buyers": format_number(buyers), "title": _apart(values.get("title", ""))}
    if code == "place_kept":
        return _kept(int(values.get("orders", 0)), int(values.get("back", 0)))
    if code == "place_easy":
        return _("Easy to try: %(price)s, among the lower prices of your shop") % {
            "price": format_money(values.get("price") or 0, currency)
        }
    if code == "place_pack":
        return _("A pack that holds “%(title)s”") % {"title": _apart(values.get("title", ""))}
    return _("Of the same theme, and a step further: %(price)s") % {
        "price": format_money(values.get("price") or 0, currency)
    }


def _apart(title: str) -> str:
    """A title inside a sentence of another direction, between marks that keep both in order."""
    return f"\u2068{title}\u2069"


def _kept(orders: int, back: int) -> str:
    sentence = ngettext("%(orders)s delivered order", "%(orders)s delivered orders", orders) % {
        "orders": format_number(orders)
    }
    if not back:
        return _("%(orders)s, none came back") % {"orders": sentence}
    came = ngettext("%(back)s came back", "%(back)s came back", back) % {"back": format_number(back)}
    return _("%(orders)s, of which %(back)s") % {"orders": sentence, "back": came}


def check_words(code: str, value: Any, currency: str) -> str:
    """What was looked at and passed."""
    if code == "check_stock":
        if value is None:
            return _("Stock: not counted for any of them")
        return ngettext(
            "Stock: at least %(n)s piece of each", "Stock: at least %(n)s pieces of each", int(value)
        ) % {"n": format_number(value)}
    if code == "check_margin":
        return _("Margin: at least %(share)s of each price stays") % {"share": format_share(value, 0)}
    if code == "check_proof":
        return ngettext("Proof: %(n)s delivered order", "Proof: %(n)s delivered orders", int(value)) % {
            "n": format_number(value)
        }
    if code == "check_prices":
        return _("Prices: all known, the highest is %(price)s") % {"price": format_money(value, currency)}
    return _("New: shares %(share)s of its products with the nearest playlist") % {
        "share": format_share(value, 0)
    }


def expected_words(expected: Mapping[str, Any]) -> str:
    """What past playlists lead one to expect, or that it is not known yet."""
    if not expected:
        return _("Not known yet: at least three playlists with 30 visitors each are needed to say.")
    numbers = {name: format_number(expected[name], 1) for name in ("value", "low", "high")}
    if expected["low"] <= 0:
        # Few playlists, far apart: the interval reaches from nothing to more orders than visitors, and tells nothing.
        sentence = ngettext(
            "Not known yet: %(n)s playlist of yours brought %(value)s orders for 100 visitors on average, but too "
            "unevenly to say what a new one brings.",
            "Not known yet: %(n)s playlists of yours brought %(value)s orders for 100 visitors on average, but too "
            "unevenly to say what a new one brings.",
            int(expected["playlists"]),
        )
        return sentence % {**numbers, "n": format_number(expected["playlists"])}
    sentence = ngettext(
        "About %(value)s orders for 100 visitors, between %(low)s and %(high)s, from %(n)s playlist of yours.",
        "About %(value)s orders for 100 visitors, between %(low)s and %(high)s, from %(n)s playlists of yours.",
        int(expected["playlists"]),
    )
    return sentence % {**numbers, "n": format_number(expected["playlists"])}


def occasion_words(proposal: PlaylistProposal) -> str:
    """For which occasion it is; its dates would be taken over."""
    if not proposal.occasion_name:
        return ""
    return _("In time for %(occasion)s") % {"occasion": proposal.occasion_name}


def state_badge(state: str) -> Badge:
    return {
        ProposalState.STANDING: Badge(ProposalState.STANDING.label, "accent", "sparkles"),
        ProposalState.ACCEPTED: Badge(ProposalState.ACCEPTED.label, "good", "circle-check"),
        ProposalState.REFUSED: Badge(ProposalState.REFUSED.label, "bad", "x"),
    }.get(ProposalState(state), Badge(ProposalState(state).label, "plain", "clock"))


def ended_words(code: str) -> str:
    """Why a proposal ended by itself."""
    return {
        "ended_by_time": _("Nobody decided within three weeks, or its occasion is over"),
        "ended_stock": _("One of its products is nearly sold out"),
        "ended_margin": _("One of its products earns too little now"),
        "ended_gone": _("One of its products is no longer shown or sold"),
        "ended_made": _("A playlist holds half of its products already"),
        "ended_taught": _("A later refusal spoke against it"),
    }.get(code, code)


def lesson_words(lesson: ProposalLesson) -> str:
    """What a refusal changes, as a rule."""
    if lesson.kind == LessonKind.THEME:
        if lesson.factor:
            return _("Proposals of this theme count half")
        return _("Nothing of this theme is proposed")
    if lesson.kind == LessonKind.TOGETHER:
        return _("No two of these are proposed together")
    if lesson.above_stock is not None:
        return ngettext(
            "Not proposed until there is more than %(n)s piece",
            "Not proposed until there are more than %(n)s pieces",
            lesson.above_stock,
        ) % {"n": format_number(lesson.above_stock)}
    return _("Not proposed")


def silence(facts: Mapping[str, Any] | None) -> tuple[str, str]:
    """Title and text that say why nothing is proposed."""
    if facts is None:
        return (
            _("Nothing was looked for yet"),
            _("Proposals are made every night, from what was ordered, kept and bought together."),
        )
    faults = facts.get("faults", {})
    without, products = int(faults.get("no_price", 0)), int(facts.get("products", 0))
    if without and without * 2 > products:
        return (
            _("Most products have no price"),
            ngettext(
                "%(n)s of %(all)s products has no price, and a path states all of its prices.",
                "%(n)s of %(all)s products have no price, and a path states all of its prices.",
                without,
            )
            % {"n": format_number(without), "all": format_number(products)},
        )
    if not facts.get("proven"):
        return (
            _("Nothing proves itself yet"),
            _("A path needs a product with five delivered orders or more in the last 180 days."),
        )
    return (
        _("Nothing new to propose"),
        _("What goes together is in your playlists already, was refused, or lacks stock or margin."),
    )
