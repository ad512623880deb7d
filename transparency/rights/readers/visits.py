"""Visits in a browser that an order of the person was placed in, where they agreed to be recognised."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop_ai.lib.channels import channel_name
from signals.recommend.models import Dismissal
from signals.rollups.models import DailySearch, Event
from signals.sessions.models import Session
from transparency.rights.known import MOST, Entry, Person, reads

_WHY: Final = gettext_lazy("To count visits and to choose products for you, while you agree to it.")


@reads(
    "visits",
    gettext_lazy("Your visits"),
    _WHY,
    *("signals_session", "signals_event", "signals_dailyvisitor", "signals_playlistvisitor"),
    *("signals_inboxevent", "signals_touchedvisitor"),
)
def visits(of: Person) -> Iterable[Entry]:
    """Sessions with the pages that were opened."""
    if not of.visitors:
        return
    for row in Session.objects.filter(visitor__in=of.visitors).order_by("-started_at")[:MOST]:
        yield Entry.of(
            f"{row.started_at:%Y-%m-%d %H:%M}",
            [
                ("began", _("Began"), row.started_at),
                ("ended", _("Ended"), row.ended_at),
                ("channel", _("Came from"), channel_name(row.channel) if row.channel else ""),
                ("device", _("Device"), row.device),
                ("pages", _("Pages"), row.pages),
                ("products", _("Products looked at"), row.product_views),
            ],
        )
    events = Event.objects.filter(visitor__in=of.visitors).order_by("-occurred_at")
    for event in events[:MOST]:
        yield Entry.of(
            event.type,
            [
                ("what", _("What"), event.type),
                ("at", _("When"), event.occurred_at),
                ("page", _("Page"), event.page),
                ("query", _("Searched"), event.query),
            ],
        )


@reads("searches", gettext_lazy("What you searched for"), _WHY, "signals_dailysearch")
def searches(of: Person) -> Iterable[Entry]:
    """Words typed into the shop's search."""
    for row in DailySearch.objects.filter(visitor__in=of.visitors).order_by("-day")[:MOST]:
        yield Entry.of(row.term, [("term", _("Words"), row.term), ("day", _("Day"), row.day)])


@reads(
    "unwanted",
    gettext_lazy("Products you did not want to see again"),
    gettext_lazy("To keep them out of your recommendations."),
    "signals_dismissal",
)
def unwanted(of: Person) -> Iterable[Entry]:
    """Dismissed products."""
    rows = Dismissal.objects.filter(visitor__in=of.visitors).select_related("product").order_by("-at")
    for row in rows[:MOST]:
        yield Entry.of(
            row.product.title, [("product", _("Product"), row.product.title), ("at", _("When"), row.at)]
        )
