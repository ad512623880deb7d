"""How the shop answers, as figures."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.figure import Figure, Unit
from shop_ai.lib.intervals import wilson
from transparency.cases.compute import Service
from transparency.cases.selectors import Counts, counts, service
from transparency.cases.times import promised_minutes
from transparency.cases.words import delay_words


def case_figures(shop: ShopContext, now: datetime) -> list[Figure]:
    """What waits, and how cases of the last 90 days were answered."""
    waiting, found = counts(shop.id, now), service(shop, now)
    delay = delay_words(promised_minutes(shop))
    return [_waiting(waiting), _in_time(found, delay), _first_answer(found), _helped(found)]


def _waiting(waiting: Counts) -> Figure:
    return Figure(
        key="cases_waiting",
        label=_("Wait for you"),
        unit=Unit.COUNT,
        value=waiting.new,
        note=_("%(late)s of them late, %(open)s not closed") % {"late": waiting.late, "open": waiting.open},
        definition=_("Cases whose last word came from the customer."),
    )


def _in_time(found: Service, delay: str) -> Figure:
    bounds = wilson(found.in_time, found.judged) if found.judged else None
    return Figure(
        key="cases_in_time",
        label=_("Answered in time"),
        unit=Unit.SHARE,
        value=bounds.value if bounds else None,
        low=bounds.low if bounds else None,
        high=bounds.high if bounds else None,
        n=found.judged,
        better="up",
        definition=_(
            "Cases of the last 90 days whose first answer came within the announced %(delay)s of opening time, of those "
            "that were answered or fell late."
        )
        % {"delay": delay},
    )


def _first_answer(found: Service) -> Figure:
    return Figure(
        key="cases_first_answer",
        label=_("Minutes to the first answer"),
        unit=Unit.COUNT,
        value=found.middle,
        low=found.low,
        high=found.high,
        n=found.answered,
        better="down",
        definition=_(
            "Half of the customers were answered faster. Only minutes of opening time count; last 90 days."
        ),
    )


def _helped(found: Service) -> Figure:
    bounds = wilson(found.satisfied, found.rated) if found.rated else None
    return Figure(
        key="cases_helped",
        label=_("“It helped”"),
        unit=Unit.SHARE,
        value=bounds.value if bounds else None,
        low=bounds.low if bounds else None,
        high=bounds.high if bounds else None,
        n=found.rated,
        better="up",
        definition=_("Of those who tapped an answer on their page, who said yes; last 90 days."),
    )
