"""A test in words that a shop owner understands."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop_ai.lib.money import format_number, format_share
from shop_ai.lib.table import Badge
from signals.exposure.models import ExposureKind, ExposureLook, ExposureTest, Stage
from signals.exposure.rules import COMPLAINTS, FIRST_LOOK, REST_DAYS, ROUND, ROUNDS, WIDE_DAYS
from transparency.ledger.automations import Text


def stage_badge(stage: str) -> Badge:
    tones = {
        Stage.WAITING: Badge(_("Waiting"), "plain", "clock"),
        Stage.TESTING: Badge(_("In test"), "accent", "sparkles"),
        Stage.WIDE: Badge(_("Promoted"), "good", "circle-check"),
        Stage.STOPPED: Badge(_("Stopped"), "bad", "minus"),
        Stage.RESTING: Badge(_("Resting"), "plain", "clock"),
    }
    return tones[Stage(stage)]


def action_words(action: str) -> Text:
    return {
        "promote": _("Promote it"),
        "stop": _("Stop it"),
        "rest": _("Let it rest"),
        "restart": _("Start again from nothing"),
        "complain": _("Note a complaint"),
    }[action]


def why_words(why: str) -> Text:
    return {
        "know_better": _("I know this product better than the numbers do"),
        "season": _("Its season begins or ends"),
        "stock": _("Too much or too little of it is left"),
        "quality": _("Its quality is better or worse than it looks"),
        "other": _("Another reason"),
    }.get(why, "")


def seen_words(test: ExposureTest) -> str:
    """How many people saw it and what they did, against what is usual for as many."""
    if test.shown == 0:
        return _("Nobody has seen it yet.")
    seen = ngettext("Seen by %(n)s person", "Seen by %(n)s people", test.shown) % {
        "n": format_number(test.shown)
    }
    took = _taken_words(test) % {"n": format_number(test.taken)}
    if test.usual is None:
        return _("%(seen)s, %(took)s.") % {"seen": seen, "took": took}
    usual = format_number(test.usual * test.shown, 0 if test.usual * test.shown >= 10 else 1)
    return _("%(seen)s, %(took)s; usual would be %(usual)s.") % {"seen": seen, "took": took, "usual": usual}


def _taken_words(test: ExposureTest) -> str:
    if test.kind == ExposureKind.CONTENT:
        return ngettext("%(n)s reacted", "%(n)s reacted", test.taken)
    if test.kind == ExposureKind.PLAYLIST:
        return ngettext("%(n)s opened a step", "%(n)s opened a step", test.taken)
    return ngettext("%(n)s opened it", "%(n)s opened it", test.taken)


def chance_words(chance: float | None, shown: int) -> str:
    """How sure one can be, as a count of a hundred; nothing before the first look."""
    if chance is None or shown < FIRST_LOOK:
        return _("Too early to tell: %(n)s of the first %(first)s people.") % {
            "n": format_number(min(shown, FIRST_LOOK)),
            "first": FIRST_LOOK,
        }
    # Never 100 of 100: no number of people makes it certain.
    of_hundred = min(max(round(100 * chance), 1), 99)
    if of_hundred >= 50:
        return _("Likely better than usual (%(n)s of 100).") % {"n": of_hundred}
    return _("Likely not better than usual (%(n)s of 100).") % {"n": of_hundred}


def next_words(test: ExposureTest) -> str:
    """What happens next, or why nothing does."""
    if is_sold_out(test) and test.stage in {Stage.TESTING, Stage.WAITING}:
        # Said from the stock itself: the night that makes the test wait may still be to come.
        return sold_out_words()
    if test.stage == Stage.TESTING:
        return _("Next look at %(n)s people.") % {"n": format_number(test.next_at)}
    if test.stage == Stage.WAITING:
        return {
            "test_not_showable": _("It waits until it is in stock and on sale again."),
            "test_rested": _("It has rested, and waits for a free place."),
        }.get(test.reason_code, _("It waits for a free place: eight products are in test together."))
    return end_words(test)


def sold_out_words() -> str:
    return _("It is sold out: the test waits until it is back in stock.")


def is_sold_out(test: ExposureTest) -> bool:
    """Only of tests of products, read with their product."""
    product = test.product if test.kind == ExposureKind.PRODUCT else None
    return product is not None and product.stock is not None and product.stock <= 0


def end_words(test: ExposureTest) -> str:
    """Why a test is where it is."""
    if test.overruled_by and test.reason_code == "test_overruled":
        return _("You decided so; the numbers were left aside.")
    return {
        "test_promoted": ngettext(
            "It has a place of its own in the list for %(days)s day.",
            "It has a place of its own in the list for %(days)s days.",
            WIDE_DAYS,
        )
        % {"days": WIDE_DAYS},
        "test_place_over": ngettext(
            "It had a place of its own for %(days)s day; now the ranking decides.",
            "It had a place of its own for %(days)s days; now the ranking decides.",
            WIDE_DAYS,
        )
        % {"days": WIDE_DAYS},
        "test_stopped": _("It lost its test place; the ranking may still show it."),
        "test_undecided": _rest_words(test),
        "test_complained": ngettext(
            "%(n)s complaint ended it.", "%(n)s complaints ended it.", test.complaints or COMPLAINTS
        )
        % {"n": test.complaints or COMPLAINTS},
        "test_returned": _("It came back more than twice as often as your other products."),
    }.get(test.reason_code, "")


def _rest_words(test: ExposureTest) -> str:
    if test.rounds >= ROUNDS:
        return _("Neither better nor worse than usual after three rounds: it is left to you.")
    return _(
        "Neither better nor worse after %(n)s people: it rests %(days)s days, then %(round)s more may see it."
    ) % {"n": format_number(test.shown), "days": REST_DAYS, "round": ROUND}


def story(test: ExposureTest) -> str:
    """The whole test in two or three sentences."""
    parts = [seen_words(test)]
    if test.shown:
        parts.append(chance_words(test.chance, test.shown))
    return " ".join(part for part in (*parts, next_words(test)) if part)


def verdict_badge(verdict: str) -> Badge:
    return {
        "promote": Badge(_("Promoted"), "good", "circle-check"),
        "stop": Badge(_("Stopped"), "bad", "minus"),
        "undecided": Badge(_("Undecided: rests"), "plain", "clock"),
    }.get(verdict, Badge(_("Goes on"), "accent", "chevron-right"))


def look_range(look: ExposureLook) -> str:
    return _("between %(low)s and %(high)s") % {
        "low": format_share(look.low),
        "high": format_share(look.high),
    }
