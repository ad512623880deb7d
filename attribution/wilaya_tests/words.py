"""Tests by wilaya in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from attribution.wilaya_tests.compute import readable_lift
from attribution.wilaya_tests.models import TestState, WilayaTest
from attribution.wilaya_tests.rules import DELIVERY_DAYS, FEWEST_PAIRS, FEWEST_WEEKLY
from shop_ai.lib.money import format_interval, format_number, format_share
from shop_ai.lib.table import Badge


def state_badge(state: str) -> Badge:
    return {
        TestState.PLANNED: Badge(pgettext("test", "Planned"), "plain", "clock"),
        TestState.RUNNING: Badge(_("Running"), "accent", "clock"),
        TestState.STOPPED: Badge(_("Stopped"), "plain", "x"),
        TestState.ENDED: Badge(pgettext("test", "Over"), "good", "check"),
    }[TestState(state)]


def why_not_words(code: str, weekly: float) -> str:
    """Why no test can be planned now; "" for no reason."""
    return {
        "off": _("Tests by wilaya are switched off."),
        "few_orders": ngettext(
            "Your shop has %(weekly)s order a week with a wilaya; under %(floor)s a test would see nothing but chance, so it is"
            " not offered.",
            "Your shop has %(weekly)s orders a week with a wilaya; under %(floor)s a test would see nothing but chance, so it is"
            " not offered.",
            round(weekly),
        )
        % {"weekly": format_number(weekly), "floor": FEWEST_WEEKLY},
        "few_wilayas": _("Orders come from too few wilayas: %(pairs)s pairs are needed.")
        % {"pairs": FEWEST_PAIRS},
        "running": _("One test at a time: two would disturb each other."),
        "weeks": _("Choose one of the lengths offered."),
        "past": _("The first day lies between today and 60 days from now."),
        "channel": _("Choose a channel."),
    }.get(code, "")


def readable_words(weekly: float, weeks: int) -> str:
    """Which effects a test of this size can tell from nothing."""
    low, high = readable_lift(weekly, weeks)
    return ngettext(
        "With %(weekly)s orders a week, a test of %(weeks)s week tells an effect from nothing beyond about %(low)s or +%(high)s.",
        "With %(weekly)s orders a week, a test of %(weeks)s weeks tells an effect from nothing beyond about %(low)s or +%(high)s.",
        weeks,
    ) % {
        "weekly": format_number(weekly),
        "weeks": weeks,
        "low": format_share(low, 0),
        "high": format_share(high, 0),
    }


def story(test: WilayaTest) -> str:
    """What the test says, as far as it may say anything yet."""
    if test.state == TestState.STOPPED:
        return _("A person stopped the test, so it says nothing.")
    if test.state == TestState.PLANNED:
        return _("Use the channel only in the wilayas of the first column from the first day on.")
    if not test.is_final:
        return _(
            "Nothing is told before %(days)s days after the last one, when its parcels had time to arrive: who looks early sees"
            " effects that are none."
        ) % {"days": DELIVERY_DAYS}
    found = test.result
    values = {
        "lift": format_share(found["lift"], 0),
        "interval": format_interval(format_share(found["low"], 0), format_share(found["high"], 0)),
        "p": format_share(found["p"], 0),
    }
    if found["is_beyond_chance"]:
        return (
            _(
                "With the channel: %(lift)s orders (%(interval)s). Chance alone does as much in %(p)s of cases."
            )
            % values
        )
    return _("No effect that chance could not explain: %(lift)s (%(interval)s), p = %(p)s.") % values
