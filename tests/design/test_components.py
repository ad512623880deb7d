"""What the components print, read as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.template import Context, Template, engines
from django.test import RequestFactory
from django.utils.translation import override

from catalog.templatetags import dashboard, values
from shop_ai.design.samples import SampleShop
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.figure import Figure, Unit
from shop_ai.lib.period import PRESETS, Period
from shop_ai.lib.table import Badge, Channel, Column, Empty, Filter, Pages, Row, Table

EVENING = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def render(source: str, address: str = "/?", **context: Any) -> str:
    request = RequestFactory().get(address)
    template = engines["django"].from_string("{% load dashboard %}" + source)
    return template.render({"shop": SampleShop(), **context}, request)


def figure(**more: Any) -> str:
    given: dict[str, Any] = {"value": Decimal(6480), "currency": "DZD", "n": 412} | more
    return render("{% figure_card figure %}", figure=Figure("basket", "Average basket", Unit.MONEY, **given))


def test_a_known_figure_shows_value_interval_and_n() -> None:
    html = figure(low=Decimal(6120), high=Decimal(6840))
    assert "6,480\u00a0DA" in html
    assert "between 6,120\u00a0DA and 6,840\u00a0DA" in html
    assert "n = 412" in html


def test_a_comparison_has_an_arrow_and_a_word_beside_its_colour() -> None:
    html = figure(previous=Decimal(5400), better="up")
    assert "change--good" in html
    assert "#arrow-up" in html
    assert "20% more" in html


def test_a_thin_figure_says_how_many_are_missing_and_hides_its_value() -> None:
    html = figure(n=12, advice="Choose a longer period.")
    assert "n = 12 of 30 needed" in html
    assert "Choose a longer period." in html
    assert "6,480" not in html


def test_missing_data_leads_to_bringing_it() -> None:
    html = figure(value=None, missing="No spend yet.", missing_url="/spend", rows_url="/rows")
    assert "No spend yet." in html
    assert 'href="/spend"' in html
    assert "/rows" not in html


def test_the_definition_and_the_rows_are_one_tap_away() -> None:
    html = figure(definition="Revenue over orders.", rows_url="/rows", computed_at=EVENING)
    assert "<details" in html
    assert "Revenue over orders." in html
    assert 'href="/rows"' in html
    assert "22/11/2026 00:30" in html


def test_a_moment_is_told_in_the_shops_zone() -> None:
    assert "22/11/2026 00:30" in render("{% moment when %}", when=EVENING)
    assert "21/11/2026 23:30" in render("{% moment when %}", when=EVENING, shop=None)


def test_names_are_escaped_wherever_they_stand() -> None:
    evil = "<script>alert(1)</script>"
    chart = Chart("c", evil, "bar", (evil,), (Series(evil, (1,)),))
    html = render("{% chart_panel chart %}{{ evil|bdi }}{{ evil|ltr }}", chart=chart, evil=evil)
    html += listed(rows=(Row((evil, Decimal(1), Badge(evil), Channel("x", evil), evil)),))
    assert evil not in html


def listed(address: str = "/?", **more: Any) -> str:
    columns = (
        Column("name", "Name", is_sortable=True),
        Column("total", "Total", "money", currency="DZD", is_sortable=True),
        Column("state", "State", "state"),
        Column("channel", "Channel", "channel"),
        Column("phone", "Phone", "code"),
    )
    row = Row(("Karim", Decimal(6500), Badge("Delivered", "good", "check"), None, "0550 12 34 56"), url="/k")
    given: dict[str, Any] = {"rows": (row,), "pages": Pages(2, 120)} | more
    return render("{% data_table table %}", address, table=Table("orders", "Orders", columns, **given))


def test_a_list_writes_each_cell_after_its_kind() -> None:
    html = listed()
    assert '<a href="/k"><bdi>Karim</bdi></a>' in html
    assert "6,500\u00a0DA" in html
    assert "badge--good" in html
    assert '<bdi dir="ltr">0550 12 34 56</bdi>' in html
    assert '<span class="out-of-sight">unknown</span>' in html


def test_the_pages_of_a_list_keep_the_rest_of_the_address() -> None:
    html = listed("/?q=kar&page=2")
    assert "51 to 100 of 120" in html
    assert 'href="?q=kar&amp;page=1"' in html
    assert 'href="?q=kar&amp;page=3"' in html


def test_the_last_page_has_no_next() -> None:
    html = listed(pages=Pages(3, 120))
    assert "101 to 120 of 120" in html
    assert 'rel="next"' not in html


def test_a_click_on_a_head_sorts_numbers_largest_first_and_then_turns() -> None:
    total = Column("total", "Total", "money")
    assert [dashboard.next_sort(total, sort) for sort in ("", "-total", "total")] == [
        "-total",
        "total",
        "-total",
    ]
    assert dashboard.next_sort(Column("name", "Name"), "") == "name"
    assert 'aria-sort="descending"' in listed(sort="-total")


def test_a_search_keeps_sort_and_period_but_not_the_page() -> None:
    html = listed("/?q=kar&sort=-total&page=4&preset=today", search="kar", search_label="Search a name")
    assert '<input type="hidden" name="sort" value="-total">' in html
    assert '<input type="hidden" name="preset" value="today">' in html
    assert 'name="page"' not in html
    assert 'value="kar"' in html


def test_an_empty_list_teaches_and_a_narrowed_one_offers_everything() -> None:
    empty = Empty("No order yet", "Bring your sheet.", "/import", "Bring it")
    assert 'href="/import"' in listed(rows=(), empty=empty)
    choice = Filter("state", "All states", (("x", "X"),), chosen="x")
    narrowed = listed(rows=(), empty=empty, filters=(choice,), clear_url="/orders")
    assert "No order yet" not in narrowed
    assert 'href="/orders"' in narrowed


def test_the_period_picker_marks_the_chosen_preset_and_forgets_the_other_ways_to_say_it() -> None:
    period = Period(date(2026, 11, 1), date(2026, 11, 21))
    html = render(
        "{% include 'frame/period_picker.html' %}",
        "/?from=2026-01-01&to=2026-01-02&channel=facebook&page=3",
        period=period,
        preset="this_month",
    )
    assert '<a class="menu__item" href="?channel=facebook&amp;preset=this_month" aria-current="true">' in html
    assert 'value="2026-11-01"' in html
    assert all(f"preset={preset}" in html for preset in PRESETS)


def test_two_days_of_ones_own_are_the_label() -> None:
    period = Period(date(2026, 11, 1), date(2026, 11, 21))
    both = '<bdi dir="ltr">01/11/2026</bdi> – <bdi dir="ltr">21/11/2026</bdi>'
    assert both in render("{% period_label period '' %}", period=period)


class NameForm(forms.Form):
    name = forms.CharField(help_text="As customers read it.")
    note = forms.CharField(required=False, widget=forms.Textarea)
    is_shown = forms.BooleanField(required=False)


def test_a_field_is_tied_to_its_label_help_and_error() -> None:
    html = render("{% form_field form.name %}", form=NameForm({"name": ""}))
    assert '<label class="field__label" for="id_name">' in html
    assert 'aria-describedby="id_name-help id_name-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'dir="auto"' in html
    assert "This field is required." in html


def test_an_optional_field_says_so() -> None:
    assert "(optional)" in render("{% form_field form.note %}", form=NameForm())
    assert "(optional)" not in render("{% form_field form.is_shown %}", form=NameForm())


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(59, "less than a minute left"), (61, "about 1 minute left"), (200, "about 3 minutes left")],
)
def test_time_left_is_told_as_people_do(seconds: float, words: str) -> None:
    assert values.time_left(seconds) == words


def test_the_theme_is_the_readers_and_nothing_else() -> None:
    request = RequestFactory().get("/")
    tag = Template("{% load dashboard %}{% theme_attribute %}")
    for cookie, attribute in (("dark", ' data-theme="dark"'), ('"><b', ""), ("", "")):
        request.COOKIES["theme"] = cookie
        assert tag.render(Context({"request": request})) == attribute


def test_the_cdn_is_named_only_when_the_settings_say_so(settings: Any) -> None:
    settings.CHARTJS_CDN_URL = "https://cdn.example/chart.js"
    settings.CHARTJS_SOURCE = "local"
    assert "cdn" not in dashboard.chart_library()
    settings.CHARTJS_SOURCE = "cdn"
    tag = dashboard.chart_library()
    assert 'data-cdn="https://cdn.example/chart.js"' in tag
    assert f'data-integrity="{dashboard.CHARTJS_CDN_INTEGRITY}"' in tag
    assert "data-library=" in tag


def test_a_width_stays_in_its_box_and_has_a_dot_in_every_language() -> None:
    with override("fr"):
        assert [values.svg_percent(share) for share in (-1, 0.125, 7)] == ["0.00", "12.50", "100.00"]


def test_a_moment_that_is_only_a_day_shows_no_hour() -> None:
    midnight = datetime(2026, 5, 13, 23, 0, tzinfo=UTC)  # in Algiers the 14th, 00:00
    assert ">14/05/2026<" in render("{% moment when %}", when=midnight)
    assert "14/05/2026 01:00" in render("{% moment when %}", when=datetime(2026, 5, 14, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("45\u200e%\u200e (بين 36\u200e%\u200e و54\u200e%\u200e)", '<bdi dir="rtl">'),
        ("45\u200e%\u200e of all", '<bdi dir="ltr">'),
        ("45\u200e%\u200e", '<bdi dir="ltr">'),
        ("Karim", "<bdi>"),
    ],
)
def test_a_marked_number_does_not_turn_the_words_around_it(text: str, opening: str) -> None:
    assert render("{{ text|bdi }}", text=text).startswith(opening)
