"""Where the machine put the person: segments, offers, what it counted of their coming back."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attribution.credit.models import Journey
from attribution.kpis.models import CustomerRepurchase
from shop_ai.lib.channels import channel_name
from signals.segments.models import SegmentAssignment, SegmentMember
from transparency.rights.known import Entry, Person, reads


@reads(
    "segments",
    gettext_lazy("The group you are counted in"),
    gettext_lazy("To offer what fits new, regular and former customers."),
    "signals_segmentmember",
)
def segments(of: Person) -> Iterable[Entry]:
    """The segment as of the last night."""
    for row in SegmentMember.objects.filter(customer=of.customer):
        yield Entry.of(
            str(row.get_segment_display()),
            [
                ("segment", _("Group"), row.get_segment_display()),
                ("was", _("30 days before"), row.get_was_display() if row.was else ""),
                ("orders", _("Orders"), row.orders),
                ("delivered", _("Delivered"), row.delivered),
                ("last_on", _("Last order"), row.last_on),
            ],
        )


@reads(
    "offers",
    gettext_lazy("Offers that were chosen for you"),
    gettext_lazy("To write to you only if you agreed, and to learn whether it helps."),
    "signals_segmentassignment",
)
def offers(of: Person) -> Iterable[Entry]:
    """Campaigns that the person was drawn for."""
    rows = SegmentAssignment.objects.filter(customer=of.customer).select_related("campaign")
    for row in rows.order_by("-campaign__starts_on"):
        campaign = row.campaign
        yield Entry.of(
            str(campaign.get_kind_display()),
            [
                ("kind", _("Offer"), campaign.get_kind_display()),
                ("from", _("From"), campaign.starts_on),
                ("until", _("Until"), campaign.ends_on),
                ("held_out", _("Left out by chance"), _("yes") if row.is_held else _("no")),
            ],
        )


@reads(
    "coming_back",
    gettext_lazy("How often you came back"),
    gettext_lazy("For the share of customers who buy again; only sums are shown."),
    "attribution_customerrepurchase",
)
def coming_back(of: Person) -> Iterable[Entry]:
    """First and following delivered orders."""
    for row in CustomerRepurchase.objects.filter(customer=of.customer):
        yield Entry.of(
            _("Delivered orders"),
            [
                ("first_on", _("First"), row.first_on),
                ("next_on", _("Next"), row.next_on),
                ("last_on", _("Last"), row.last_on),
                ("delivered_orders", _("How many"), row.delivered_orders),
            ],
        )


@reads(
    "way_here",
    gettext_lazy("What led to your orders"),
    gettext_lazy("To know which channel brings orders."),
    *("attribution_journey", "attribution_creditentry", "signals_playlistvisitorder"),
)
def way_here(of: Person) -> Iterable[Entry]:
    """Channels that were met before each order."""
    for row in Journey.objects.filter(order__in=of.orders).select_related("order").order_by("-placed_on"):
        met = [channel_name(one) for one in dict.fromkeys(_channels(row)) if one]
        yield Entry.of(
            row.order.number or str(row.placed_on),
            [
                ("order", _("Order"), row.order.number),
                ("channels", _("Channels before it"), met),
                ("heard", _("You said"), channel_name(row.heard) if row.heard else ""),
            ],
        )


def _channels(row: Journey) -> list[str]:
    return [
        str(one.get("channel", "")) if isinstance(one, dict) else str(one[0]) for one in row.touches if one
    ]
