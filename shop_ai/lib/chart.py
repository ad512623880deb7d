"""Charts as data: the page draws them, the table behind them and the API read the same frozen value."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal
from zlib import crc32

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from shop_ai.lib.figure import Text, Unit
from shop_ai.lib.money import (
    currency_pattern,
    currency_places,
    format_interval,
    format_money,
    format_number,
    format_share,
    number_style,
)

Kind = Literal["line", "bar", "stacked"]
HUES = 8
# A channel keeps its colour on every page: the known ones by hand, the others by their name.
CHANNEL_HUES = {
    "facebook": 1,
    "instagram": 2,
    "whatsapp": 3,
    "tiktok": 4,
    "google": 5,
    "email": 6,
    "direct": 7,
    "unattributed": 8,
    "other": 8,
    "": 8,  # unknown
}


def hue_of(key: str) -> int:
    """The colour number (1…8) of a channel's slug, the same in every process and on every page."""
    slug = key.strip().lower()
    return CHANNEL_HUES.get(slug, crc32(slug.encode()) % HUES + 1)


@dataclass(frozen=True, slots=True)
class Series:
    """One line or colour: ``values`` in the chart's unit, one per label, None where nothing is known.

    ``low`` and ``high`` draw the interval as a band. ``key`` is the channel's slug when the series is a channel,
    else "" and the series takes the colour of its place.
    """

    name: Text
    values: tuple[float | None, ...]
    key: str = ""
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of labels (both ends included, by position) that is shaded and named: an occasion, a gap."""

    first: int
    last: int
    name: Text


@dataclass(frozen=True, slots=True)
class Chart:
    """``key`` is unique on its page; ``labels`` are already written for the reader, in reading order."""

    key: str
    title: Text
    kind: Kind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit = Unit.COUNT
    currency: str = ""
    label_heading: Text = ""
    summary: Text = ""
    marks: tuple[Mark, ...] = ()
    csv_url: str = ""

    def __post_init__(self) -> None:
        for series in self.series:
            for values in (series.values, series.low, series.high):
                if values and len(values) != len(self.labels):
                    raise ValueError(f"{series.name}: {len(values)} values for {len(self.labels)} labels")

    @property
    def is_empty(self) -> bool:
        return not any(value is not None for series in self.series for value in series.values)

    @property
    def unit_words(self) -> str:
        """In which currency the axis counts; shares and counts say it themselves."""
        if self.unit is not Unit.MONEY:
            return ""
        return _("Amounts in %(currency)s.") % {
            "currency": currency_pattern(self.currency).replace("{}", "").strip()
        }

    def to_json(self) -> dict[str, Any]:
        """What ``static/js/chart.js`` reads, and what the API gives: labels, series and how to write a number."""
        return {
            "kind": self.kind,
            "title": str(self.title),
            "labels": list(self.labels),
            "series": [self._series_json(place, series) for place, series in enumerate(self.series)],
            "marks": [{"first": m.first, "last": m.last, "name": str(m.name)} for m in self.marks],
            "unit": self.unit.value,
            "format": asdict(number_style()) | {"pattern": self._pattern(), "places": self._places()},
            "rtl": get_language_bidi(),
        }

    def _series_json(self, place: int, series: Series) -> dict[str, Any]:
        hue = hue_of(series.key) if series.key else place % HUES + 1
        return {
            "name": str(series.name),
            "key": series.key,
            "hue": hue,
            "values": list(series.values),
            "low": list(series.low),
            "high": list(series.high),
        }

    def _pattern(self) -> str:
        if self.unit is Unit.MONEY:
            return currency_pattern(self.currency)
        return "{}" + number_style().percent if self.unit is Unit.SHARE else "{}"

    def _places(self) -> int:
        if self.unit is Unit.MONEY:
            return currency_places(self.currency)
        return 1 if self.unit is Unit.SHARE else 0

    def words_at(self, row: int) -> str:
        """The names of the marks that touch a label, for the table behind the chart."""
        return ", ".join(str(mark.name) for mark in self.marks if mark.first <= row <= mark.last)

    def table(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The same chart as rows: a label and one written cell per series, with its interval when it has one.

        A chart with marks has their words in one more cell.
        """
        return tuple(
            (label, (*(self._cell(series, row) for series in self.series), *self._marks_cell(row)))
            for row, label in enumerate(self.labels)
        )

    def _marks_cell(self, row: int) -> tuple[str, ...]:
        return (self.words_at(row),) if self.marks else ()

    def _cell(self, series: Series, row: int) -> str:
        value = series.values[row]
        if value is None:
            return _("unknown")
        low = series.low[row] if series.low else None
        high = series.high[row] if series.high else None
        if low is None or high is None:
            return self.written(value)
        return f"{self.written(value)} ({format_interval(self.written(low), self.written(high))})"

    def written(self, value: float) -> str:
        """A value in the chart's unit, formatted for the active language."""
        if self.unit is Unit.MONEY:
            return format_money(value, self.currency)
        return format_share(value) if self.unit is Unit.SHARE else format_number(value)
