from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from shop_ai.lib.chart import CHANNEL_HUES, Chart, Mark, Series, hue_of
from shop_ai.lib.figure import Unit
from shop_ai.lib.sparkline import HEIGHT, WIDTH, sparkline


def chart(*series: Series, **more: Any) -> Chart:
    return Chart("c", "Chart", "line", ("a", "b"), series, **more)


def test_a_channel_has_one_colour_wherever_it_is_drawn() -> None:
    alone = chart(Series("WhatsApp", (1, 2), "whatsapp")).to_json()
    last = chart(Series("Facebook", (1, 2), "facebook"), Series("WhatsApp", (1, 2), "whatsapp")).to_json()
    assert alone["series"][0]["hue"] == last["series"][1]["hue"] == CHANNEL_HUES["whatsapp"]


def test_an_unknown_channel_keeps_its_colour_between_processes() -> None:
    assert hue_of("radio-bahdja") == hue_of(" Radio-Bahdja ") == 6


def test_series_that_are_no_channels_take_the_colours_in_order() -> None:
    drawn = chart(*(Series(str(place), (1, 2)) for place in range(9))).to_json()
    assert [series["hue"] for series in drawn["series"]] == [1, 2, 3, 4, 5, 6, 7, 8, 1]


def test_values_must_fit_the_labels() -> None:
    with pytest.raises(ValueError, match="1 values for 2 labels"):
        chart(Series("s", (1,)))
    with pytest.raises(ValueError, match="3 values for 2 labels"):
        chart(Series("s", (1, 2), low=(1, 2, 3)))


def test_the_table_behind_says_the_interval_and_what_is_unknown() -> None:
    with override("en"):
        told = chart(Series("s", (0.5, None), low=(0.4, None), high=(0.6, None)), unit=Unit.SHARE)
        assert told.table() == (("a", ("50.0% (between 40.0% and 60.0%)",)), ("b", ("unknown",)))


def test_money_is_told_in_its_currency() -> None:
    with override("en"):
        told = chart(Series("s", (1200.5, 3)), unit=Unit.MONEY, currency="GBP")
        assert told.table()[0] == ("a", ("£1,200.50",))
        assert told.to_json()["format"] | {"thousand": "", "million": ""} == {
            "group": ",", "decimal": ".", "percent": "%", "thousand": "", "million": "", "pattern": "£{}", "places": 2,
        }  # fmt: skip
        assert told.unit_words == "Amounts in £."


def test_arabic_charts_are_mirrored_with_western_digits() -> None:
    with override("ar"):
        data = chart(Series("s", (1, 2))).to_json()
        assert data["rtl"] is True
        assert data["format"]["group"] == "\u00a0"


def test_marks_travel_with_the_chart() -> None:
    assert chart(Series("s", (1, 2)), marks=(Mark(0, 1, "Aïd"),)).to_json()["marks"] == [
        {"first": 0, "last": 1, "name": "Aïd"}
    ]


def test_a_chart_of_unknown_values_is_empty_and_one_of_zeros_is_not() -> None:
    assert chart(Series("s", (None, None))).is_empty
    assert not chart(Series("s", (0, None))).is_empty


def test_a_sparkline_goes_from_the_lowest_to_the_highest() -> None:
    line = sparkline((0, 10))
    assert line is not None
    assert line.line == f"M0.0 {HEIGHT - 3}.0 L{WIDTH}.0 3.0"
    assert (line.last_x, line.last_y) == ("100.0", "3.0")


def test_a_sparkline_leaves_gaps_open_and_needs_two_values() -> None:
    line = sparkline((1, 2, None, 2, 1))
    assert line is not None
    assert line.line.count("M") == 2
    ElementTree.fromstring(f'<path d="{line.area}"/>')
    assert sparkline((1, None)) is None


def test_a_flat_sparkline_stands_in_the_middle() -> None:
    line = sparkline((5, 5))
    assert line is not None
    assert line.last_y == f"{HEIGHT / 2:.1f}"
