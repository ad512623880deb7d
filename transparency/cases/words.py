"""What is stored as codes, in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from shop_ai.lib.table import Badge
from transparency.cases.models import Case, Kind, Outcome, State

# The kinds as a customer would say them.
ASKED_KINDS: Final[tuple[tuple[str, Promise], ...]] = (
    (Kind.QUESTION.value, gettext_lazy("I have a question")),
    (Kind.CONTEST.value, gettext_lazy("I disagree with what a machine decided")),
    (Kind.COMPLAINT.value, gettext_lazy("Something went wrong")),
    (Kind.DATA.value, gettext_lazy("It is about my data")),
)
_EVENTS: Final[dict[str, Promise]] = {
    "held": gettext_lazy("Every automation stopped for the customer"),
    "released": gettext_lazy("Automations may act for the customer again"),
    "asked_again": gettext_lazy("The customer asked for a person again"),
    "wrote_again": gettext_lazy("The customer wrote again in the conversation"),
    "answered": gettext_lazy("Answered in the conversation"),
    "assigned": gettext_lazy("Given to somebody"),
    "sorted": gettext_lazy("Sorted"),
    "tied": gettext_lazy("Tied to an order"),
    "late": gettext_lazy("Not answered within the announced time"),
    "closed": pgettext_lazy("a case", "Closed"),
    "reopened": gettext_lazy("Opened again: the customer wrote"),
}
_HELD: Final[dict[str, Promise]] = {
    "conversation": gettext_lazy("the conversation"),
    "customer": gettext_lazy("the customer"),
    "visitor": gettext_lazy("the visitor's browser"),
}
MINUTES_AN_HOUR: Final = 60


def event_words(what: str, values: dict[str, Any]) -> str:
    said = str(_EVENTS.get(what, what))
    if what == "sorted" and values.get("kind") in Kind.values:
        return _("Sorted as: %(kind)s") % {"kind": Kind(values["kind"]).label}
    if what == "closed" and values.get("outcome") in Outcome.values:
        return _("Closed: %(outcome)s") % {"outcome": Outcome(values["outcome"]).label}
    return said


def held_words(subjects: list[str]) -> str:
    """What is held, from the kinds of the subjects."""
    kinds = [kind for kind in _HELD if any(one.startswith(f"{kind}:") for one in subjects)]
    return ", ".join(str(_HELD[kind]) for kind in kinds)


def state_badge(case: Case, now: datetime) -> Badge:
    if case.state == State.NEW and case.due_at < now:
        return Badge(_("Late"), "bad", "circle-alert")
    if case.state == State.NEW:
        return Badge(str(State.NEW.label), "warn", "clock")
    if case.state == State.ANSWERED:
        return Badge(str(State.ANSWERED.label), "good", "check")
    return Badge(str(Outcome(case.outcome).label), "plain", "check")


def delay_words(minutes: int) -> str:
    """The announced delay: "2 hours", "90 minutes"."""
    if minutes % MINUTES_AN_HOUR:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = minutes // MINUTES_AN_HOUR
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
