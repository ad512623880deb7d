"""The parts of the Signals page: charts and lists, with the addresses of their downloads."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from shop_ai.lib.channels import channel_name
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.table import Channel, Column, Empty, Pages, Row, Table
from signals.ingest.models import Outcome
from signals.ingest.selectors import FunnelStep, IntakeHour, Seen
from signals.ingest.words import device_name, kind_name, step_name, way_to_bring

HOURS_A_DAY = 24


def intake_chart(hours: tuple[IntakeHour, ...], zone: ZoneInfo, csv_url: str) -> Chart:
    """Events by hour of the shop's clock, stored, sent twice and left out on top of each other."""
    pattern = "%H:%M" if len(hours) <= HOURS_A_DAY else "%d/%m %H:%M"
    parts = (
        (_("Stored"), [hour.of(Outcome.STORED) for hour in hours]),
        (_("Sent twice"), [hour.of(Outcome.DUPLICATE) for hour in hours]),
        (_("Left out"), [hour.dropped for hour in hours]),
    )
    return Chart(
        key="intake",
        title=_("Events received, by hour"),
        kind="stacked",
        labels=tuple(hour.hour.astimezone(zone).strftime(pattern) for hour in hours),
        series=tuple(Series(name, tuple(float(count) for count in counts)) for name, counts in parts),
        label_heading=_("Hour"),
        csv_url=csv_url,
    )


def outcome_table(total: dict[str, int]) -> Table:
    """What became of the events: every one is in one row, and the rows sum to what was received."""
    received = sum(total.values())
    rows = tuple(Row((Outcome(outcome).label, count, count / received)) for outcome, count in total.items())
    return Table(
        key="outcomes",
        title=_("What became of them"),
        lead=_("Every event that arrives is in one of these rows; nothing is left out silently."),
        columns=(
            Column("outcome", _("Outcome")),
            Column("events", _("Events"), "number"),
            Column("share", _("Share"), "share"),
        ),
        rows=rows,
        totals=Row((_("Received"), received, 1.0)) if rows else None,
        pages=Pages(1, len(rows)),
        empty=Empty(
            _("No event has arrived yet"),
            _(
                "Put the line below into your shop's pages; the first visit then shows up here within seconds."
            ),
            "#install",
            _("Show the line"),
        ),
    )


def funnel_chart(steps: tuple[FunnelStep, ...]) -> Chart:
    return Chart(
        key="funnel",
        title=_("From a page to an order"),
        kind="bar",
        labels=tuple(step_name(step.code) for step in steps),
        series=(Series(_("Number"), tuple(float(step.count) for step in steps)),),
        label_heading=_("Step"),
        summary=_("Orders are counted from every source, also those that began elsewhere than on the site."),
    )


def funnel_table(steps: tuple[FunnelStep, ...], csv_url: str) -> Table:
    """The steps with their share of the one before; a step that exceeds it has none."""
    return Table(
        key="funnel-steps",
        title=_("The steps in numbers"),
        columns=(
            Column("step", _("Step")),
            Column("count", _("Number"), "number"),
            Column("kept", _("Of the step before"), "share"),
        ),
        rows=tuple(Row((step_name(step.code), step.count, step.kept)) for step in steps),
        pages=Pages(1, len(steps)),
        csv_url=csv_url,
    )


def tail_table(seen: tuple[Seen, ...], csv_url: str) -> Table:
    return Table(
        key="tail",
        title=_("The last events"),
        lead=_("Without names, addresses or cookies: this is all that is kept of a visit."),
        columns=(
            Column("at", _("Time"), "moment"),
            Column("kind", _("What")),
            Column("page", _("Page"), "code"),
            Column("sku", _("Product"), "code"),
            Column("channel", _("Channel"), "channel"),
            Column("device", _("Device")),
            Column("language", _("Language"), "code"),
        ),
        rows=tuple(Row(_tail_cells(event)) for event in seen),
        pages=Pages(1, len(seen)),
        csv_url=csv_url,
        empty=Empty(_("No event has arrived yet")),
    )


def _tail_cells(event: Seen) -> tuple[object, ...]:
    return (
        event.at,
        kind_name(event.type),
        event.page or None,
        event.sku or None,
        Channel(event.channel, channel_name(event.channel)),
        device_name(event.device) or None,
        event.language or None,
    )


def missing_table(missing: tuple[str, ...]) -> Table:
    """What was not heard of in the last 30 days, with the way to bring it."""
    return Table(
        key="missing",
        title=_("What is missing, and how to bring it"),
        columns=(Column("what", _("Missing")), Column("how", _("How it comes"))),
        rows=tuple(Row(way_to_bring(code)) for code in missing),
        pages=Pages(1, len(missing)),
        empty=Empty(_("Nothing is missing"), _("Your pages report all that the scores can use.")),
    )
