"""Series: which posts, on which days, saying what; captions claim nothing that no row says."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.series.captions import TEXTS, VERSION, Facts, caption, template_name
from catalog.series.compute import DAY, POSTING_DAYS, TOLD, month_grid, roles_of, suggest_days
from catalog.series.ics import LONGEST_LINE, Entry, calendar_file, folded

FULL = Facts(
    title="Rituel",
    intro="Trois gestes.",
    product="Savon noir",
    note="Une noix suffit.",
    price="650 DA",
    apart="3 400 DA",
    parts="Savon, Gant",
    code="H10",
    url="https://x.example/p/a/b",
    last_day="30/03/2026",
    delivered=37,
)
MONDAY = date(2026, 3, 2)


def test_posts_are_told_from_the_need_to_the_last_days() -> None:
    every = set(TOLD)
    assert roles_of(5, every) == list(TOLD)
    assert roles_of(4, every) == ["use", "discovery", "proof", "step_up"]
    assert roles_of(3, every) == ["discovery", "proof", "step_up"]
    assert roles_of(3, {"use", "last_call"}) == ["use", "last_call"]
    assert roles_of(99, every) == list(TOLD)


def test_days_are_spread_over_the_posting_days() -> None:
    days = suggest_days(4, first=MONDAY)
    assert days == [date(2026, 3, 3), date(2026, 3, 5), date(2026, 3, 8), date(2026, 3, 10)]
    assert {day.weekday() for day in days} <= set(POSTING_DAYS)
    assert suggest_days(2, first=MONDAY, busy={date(2026, 3, 3)}) == [date(2026, 3, 5), date(2026, 3, 8)]


def test_what_is_for_an_occasion_ends_while_a_parcel_can_still_arrive() -> None:
    eid = date(2026, 3, 20)
    assert suggest_days(4, first=MONDAY, before=eid) == [date(2026, 3, day) for day in (7, 10, 13, 16)]
    tight = suggest_days(5, first=date(2026, 3, 12), before=eid)
    assert tight == [date(2026, 3, day) for day in (12, 13, 14, 15, 16)]
    assert suggest_days(3, first=date(2026, 3, 19), before=eid) == [
        date(2026, 3, day) for day in (19, 20, 21)
    ]


@given(
    st.integers(1, 5),
    st.integers(0, 2000),
    st.none() | st.integers(0, 60),
    st.sets(st.integers(0, 40)),
)
def test_days_rise_and_none_is_before_the_first(
    count: int, start: int, ahead: int | None, busy: set[int]
) -> None:
    first = MONDAY + start * DAY
    before = None if ahead is None else first + ahead * DAY
    days = suggest_days(count, first=first, before=before, busy={first + n * DAY for n in busy})
    assert len(days) == count
    assert min(days) >= first
    assert all(one < other for one, other in itertools.pairwise(days))


def test_a_month_is_shown_in_whole_weeks_from_sunday_on() -> None:
    weeks = month_grid(date(2026, 2, 1))
    assert (weeks[0][0], weeks[-1][-1], len(weeks)) == (date(2026, 2, 1), date(2026, 2, 28), 4)
    for month in range(1, 13):
        days = [day for week in month_grid(date(2027, month, 5)) for day in week]
        assert days[0].weekday() == 6
        assert sum(day.month == month for day in days) >= 28
        assert len(days) % 7 == 0


@pytest.mark.parametrize(("language", "role"), list(itertools.product(TEXTS, TOLD)))
def test_a_caption_says_only_what_is_known(language: str, role: str) -> None:
    full = caption(role, language, FULL)
    assert "{" not in full
    assert len(full.split("\n")) >= 3
    empty = caption(role, language, Facts(product="Savon noir", title="Rituel"))
    assert "Savon noir" in empty or "Rituel" in empty
    for name in ("price", "code", "url", "apart", "last_day"):
        assert getattr(FULL, name) not in empty
    known = {one.name: getattr(FULL, one.name) for one in fields(Facts)}
    for name, value in known.items():
        less = caption(role, language, Facts(**known | {name: 0 if name == "delivered" else ""}))
        assert str(value) not in less or name == "title"
        assert "{" not in less


def test_a_caption_does_not_say_a_price_twice() -> None:
    assert caption("step_up", "fr", FULL).count("650 DA") == 1
    assert "Prix : 650 DA." in caption("step_up", "fr", replace(FULL, apart=""))
    assert caption("last_call", "fr", FULL).count("Rituel") == 1
    assert caption("last_call", "fr", replace(FULL, last_day="")).startswith("Si vous")


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("fr", 5, "Livré 5 fois"),
        ("en", 12, "Delivered 12 times"),
        ("ar", 5, "5 مرات"),
        ("ar", 10, "10 مرات"),
        ("ar", 11, "11 مرة"),
        ("ar", 103, "103 مرات"),
        ("ar", 100, "100 مرة"),
    ],
)
def test_deliveries_are_counted_in_the_right_form(language: str, n: int, said: str) -> None:
    assert said in caption("proof", language, replace(FULL, delivered=n))


def test_every_language_has_a_text_for_every_post() -> None:
    assert {language: set(texts) for language, texts in TEXTS.items()} == {
        code: set(TOLD) for code in ("fr", "ar", "en")
    }
    assert template_name("proof", "ar") == f"{VERSION}/proof/ar"


def test_a_calendar_file_holds_every_post_in_lines_that_readers_take() -> None:
    at = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
    text = "عروض رمضان, " * 20 + "\nDeuxième ligne; fin\\"
    file = calendar_file("Boutique", [Entry("a@b", at, at, "Série; un", text, "https://x.example/")])
    assert file.startswith("BEGIN:VCALENDAR\r\n")
    assert file.endswith("END:VCALENDAR\r\n")
    assert "DTSTART:20260302T180000Z" in file
    assert "SUMMARY:Série\\; un" in file
    assert all(len(line.encode()) <= LONGEST_LINE for line in file.split("\r\n"))
    unfolded = file.replace("\r\n ", "")
    assert "\\nDeuxième ligne\\; fin\\\\" in unfolded
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VALARM") == 1


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=300))
def test_a_folded_line_is_the_same_line(line: str) -> None:
    assert folded(line).replace("\r\n ", "") == line
