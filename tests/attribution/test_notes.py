"""Notes stand on the charts, in the tables behind them and on the report; only managers write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from attribution.kpis.models import DailyKpi
from attribution.notes.marks import around, marked, marks_of
from attribution.notes.models import DayNote
from attribution.notes.selectors import beside
from attribution.notes.services import NoteRefused, remove_note, write_note
from catalog.people.models import Role, User
from catalog.shops.context import ShopContext
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.tenancy import shop_scope
from tests.factories import join, log_in, make_shop, make_user

FIRST = date(2026, 3, 30)


@pytest.fixture
def owner(db: None) -> User:
    return make_user("notes@example.com", language="en")


@pytest.fixture
def shop(owner: User) -> ShopContext:
    """Ten days of orders, in a country without a calendar of ours, so that notes stand alone."""
    shop = make_shop("notes", owner=owner, country="FR")
    with shop_scope(shop.id):
        for place in range(10):
            DailyKpi.objects.create(shop_id=shop.id, day=FIRST + timedelta(days=place), placed=5, delivered=5)
    return shop


def a_chart(days: int) -> Chart:
    return Chart("c", "C", "line", tuple(map(str, range(days))), (Series("s", (1.0,) * days),))


def test_a_note_marks_its_days_and_the_table_behind_says_it(shop: ShopContext) -> None:
    write_note(
        shop.id, starts_on=FIRST + timedelta(days=2), ends_on=FIRST + timedelta(days=3), text="Panne", by="x"
    )
    days = [FIRST + timedelta(days=place) for place in range(10)]
    (chart,) = marked(shop.id, [a_chart(10)], days)
    assert [(mark.first, mark.last, mark.name) for mark in chart.marks] == [(2, 3, "Panne")]
    assert [cells[-1] for _label, cells in chart.table()] == ["", "", "Panne", "Panne", *[""] * 6]
    assert a_chart(10).table()[0][1] == ("1",)


def test_on_a_chart_of_weeks_a_note_marks_its_week(shop: ShopContext) -> None:
    write_note(shop.id, starts_on=FIRST + timedelta(days=9), ends_on=None, text="Salon", by="x")
    (mark,) = marks_of(
        shop.id, [FIRST, FIRST + timedelta(days=7)], 7, beside(shop.id, FIRST, FIRST + timedelta(days=13))
    )
    assert (mark.first, mark.last) == (1, 1)


def test_the_words_of_a_day_are_its_notes(shop: ShopContext) -> None:
    note = write_note(shop.id, starts_on=FIRST, ends_on=None, text="  Deux   mots ", by="x")
    names = around(shop.id, FIRST, FIRST + timedelta(days=5))
    assert (names(FIRST), names(FIRST + timedelta(days=1))) == (["Deux mots"], [])
    remove_note(shop.id, note)
    assert around(shop.id, FIRST, FIRST)(FIRST) == []


@pytest.mark.parametrize(("days", "text"), [(-1, "x"), (93, "x"), (0, " \u200b ")])
def test_a_note_without_words_or_days_is_refused(shop: ShopContext, days: int, text: str) -> None:
    with pytest.raises(NoteRefused):
        write_note(shop.id, starts_on=FIRST, ends_on=FIRST + timedelta(days=days), text=text, by="x")


def test_a_manager_writes_changes_and_removes_on_the_page(shop: ShopContext) -> None:
    manager = make_user("manager-notes@example.com", language="en")
    join(shop, manager, Role.MANAGER)
    client, base = log_in(manager), f"/shops/{shop.slug}/reports/notes/"
    assert client.post(f"{base}add/", {"starts_on": "2026-04-02", "text": "Story"}).status_code == 302
    with shop_scope(shop.id):
        note = DayNote.objects.get()
    for page in ("", "kpis/", "sales/", "reports/"):
        html = client.get(f"/shops/{shop.slug}/{page}?from=2026-03-30&to=2026-04-08").content.decode()
        assert html.count("Story") >= 2, page  # on the chart and in the table behind it
    assert client.post(f"{base}{note.uid}/", {"starts_on": "2026-04-02", "text": "Reel"}).status_code == 302
    assert "Reel" in client.get(f"{base}?q=reel").content.decode()
    assert "Reel" in client.get(f"/shops/{shop.slug}/reports/notes.csv").content.decode()
    assert (
        client.post(
            f"{base}add/", {"starts_on": "2026-04-02", "ends_on": "2026-04-01", "text": "x"}
        ).status_code
        == 422
    )
    client.post(f"{base}{note.uid}/remove/")
    with shop_scope(shop.id):
        assert not DayNote.objects.exists()


def test_a_viewer_reads_notes_and_writes_none(shop: ShopContext) -> None:
    viewer = make_user("viewer-notes@example.com", language="en")
    join(shop, viewer, Role.VIEWER)
    client, base = log_in(viewer), f"/shops/{shop.slug}/reports/notes/"
    assert "Write a note" not in client.get(base).content.decode()
    assert client.post(f"{base}add/", {"starts_on": "2026-04-02", "text": "x"}).status_code == 403
