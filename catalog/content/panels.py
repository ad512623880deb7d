"""The parts of a piece's page: its latest values, their history as table, chart and sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from catalog.content.models import ContentKind, ContentPiece, Metric, MetricSource
from catalog.content.selectors import Measured, content_facts, skus_by_id
from shop_ai.lib.channels import channel_name
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.money import format_number

# The metric that a chart of a piece shows: the first of these that was measured twice.
CHARTED = (Metric.VIEWS, Metric.REACH, Metric.IMPRESSIONS, Metric.INTERACTIONS, Metric.LIKES, Metric.CLICKS)


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The history as a table: a column a metric that was ever given, None where a day has no value of it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[date, tuple[Decimal | None, ...], str], ...]


def content_trail(slug: str, piece: ContentPiece | None = None) -> list[tuple[str, str]]:
    """The way back; the list is a page of another app and may be missing."""
    try:
        trail = [(_("Content"), reverse("content", kwargs={"slug": slug}))]
    except NoReverseMatch:
        trail = []
    if piece is not None:
        trail.append((piece.title, reverse("content-piece", kwargs={"slug": slug, "uid": piece.uid})))
    return trail


def latest_view(history: Sequence[Measured]) -> list[tuple[str, str]]:
    """The latest value of each metric with its label, in the order of the metrics; what was never given is not there."""
    latest: dict[str, Decimal] = {}
    for measured in history:
        latest = measured.values | latest
    return [(str(metric.label), format_number(latest[metric])) for metric in Metric if metric in latest]


def _named(history: Sequence[Measured]) -> list[Metric]:
    return [metric for metric in Metric if any(metric in measured.values for measured in history)]


def history_view(history: Sequence[Measured]) -> HistoryView:
    names = _named(history)
    return HistoryView(
        heads=tuple(str(metric.label) for metric in names),
        rows=tuple(
            (measured.day, tuple(measured.values.get(name) for name in names), _sources(measured))
            for measured in history
        ),
    )


def _sources(measured: Measured) -> str:
    return ", ".join(str(MetricSource(source).label) for source in measured.sources)


def metric_chart(slug: str, piece: ContentPiece, history: Sequence[Measured]) -> Chart | None:
    """How the main metric grew; None until it was measured on two days."""
    for metric in CHARTED:
        points = [(one.day, one.values[metric]) for one in reversed(history) if metric in one.values]
        if len(points) > 1:
            return Chart(
                key="history",
                title=_("%(metric)s over time") % {"metric": metric.label},
                kind="line",
                labels=tuple(day.strftime("%d/%m/%Y") for day, _value in points),
                series=(
                    Series(metric.label, tuple(float(value) for _day, value in points), key=piece.channel),
                ),
                label_heading=_("Day of the count"),
                csv_url=reverse("content-history-csv", kwargs={"slug": slug, "uid": piece.uid}),
            )
    return None


def history_sheet(history: Sequence[Measured]) -> tuple[list[str], list[list[Any]]]:
    """Header and one line a day; an empty cell where nothing was given."""
    names = _named(history)
    header = [_("Day of the count"), *(str(metric.label) for metric in names), _("Source")]
    return header, [
        [measured.day, *(_plain(measured.values.get(name)) for name in names), _sources(measured)]
        for measured in history
    ]


def facts_sheet(shop_id: int) -> tuple[list[str], list[list[Any]]]:
    """Header and one line a piece that is not archived, with the latest value of each metric."""
    facts, skus = content_facts(shop_id), skus_by_id(shop_id)
    labels = [str(metric.label) for metric in Metric]
    about = [
        _("Title"),
        _("Channel"),
        _("Kind of content"),
        _("Date of publication"),
        _("Length"),
        _("Product codes"),
    ]
    rows = [
        [
            one.title,
            channel_name(one.channel),
            str(ContentKind(one.kind).label),
            one.published_on,
            one.length_seconds,
            ", ".join(skus[product] for product in one.product_ids if product in skus),
            *(_plain(one.metrics.get(metric)) for metric in Metric),
        ]
        for one in facts
    ]
    return [*about, *labels], rows


def _plain(value: Decimal | None) -> Decimal | None:
    return value.quantize(Decimal(1)) if value is not None and value == value.to_integral_value() else value
