"""The calendar's pages and its address in the API."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from attribution.kpis.services import recompute_all
from catalog.occasions.selectors import occasion_of, occasions_between
from catalog.occasions.services import add_occasion, hide_occasion
from tests.catalog.pages import Desk, make_desk
from tests.factories import log_in, make_api_key, make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def test_the_calendar_lists_filters_and_sorts(desk: Desk) -> None:
    page = desk.get("occasions", "year=2027")
    assert "Ramadan" in page
    assert "08/02/2027" in page
    assert "By the moon: a day earlier or later" in page
    commerce = desk.get("occasions", "year=2027&kind=commerce")
    assert ("26/11/2027" in commerce, "08/02/2027" in commerce) == (True, False)
    found = desk.get("occasions", "year=2027&q=رمضان")
    assert ("08/02/2027" in found, "26/11/2027" in found) == (True, False)
    assert "No row fits this search" in desk.get("occasions", "q=xyz")


def test_the_sheet_holds_what_the_list_holds(desk: Desk) -> None:
    answer = desk.agent.get(f"{desk.url('occasions-csv')}?year=2027&kind=commerce&raw")
    lines = answer.content.decode().strip().split("\n")
    assert len(lines) == 2
    assert lines[1].startswith("Black Friday,Black Friday,الجمعة السوداء (عروض),Black Friday,2027-11-26")


def test_an_occasion_is_moved_hidden_shown_and_put_back(desk: Desk) -> None:
    def say(action: str) -> str:
        address = desk.url("occasion-change", occasion="ramadan-1448")
        answer = desk.manager.post(address, {"action": action}, follow=True)
        return str(answer.content.decode())

    assert "09/02/2027" in say("later")
    assert "Hidden by you" in say("hide")
    assert "Moved by you" in say("show")
    assert "08/02/2027" in say("back")
    body = {"starts_on": "2027-02-10", "ends_on": "2027-03-11"}
    desk.post("occasion-save", body, by=desk.manager, occasion="ramadan-1448")
    found = occasion_of(desk.shop.id, "ramadan-1448")
    assert found is not None
    assert (found.starts_on, found.ends_on) == (date(2027, 2, 10), date(2027, 3, 11))


def test_bad_days_come_back_with_their_error(desk: Desk) -> None:
    for body in (
        {"starts_on": "2027-03-10", "ends_on": "2027-02-11"},
        {"starts_on": "2027-08-10", "ends_on": "2027-08-11"},
        {"starts_on": "nonsense", "ends_on": ""},
    ):
        answer = desk.post("occasion-save", body, by=desk.manager, occasion="ramadan-1448")
        assert answer.status_code == 422
    assert desk.post("occasion-add", {"starts_on": "2027-01-01"}, by=desk.manager).status_code == 422
    own = {"name_fr": "", "starts_on": "2027-01-01", "ends_on": "2027-01-02"}
    assert desk.post("occasion-add", own, by=desk.manager).status_code == 422


def test_an_own_occasion_is_added_and_removed(desk: Desk) -> None:
    body = {"name_ar": "سوق", "starts_on": "2027-01-01", "ends_on": "2027-01-02"}
    page = desk.manager.post(desk.url("occasion-add"), body, follow=True)
    assert "سوق" in page.content.decode()
    day = date(2027, 1, 2)
    (made,) = [one for one in occasions_between(desk.shop.id, day, day) if one.is_own]
    desk.post("occasion-change", {"action": "remove"}, by=desk.manager, occasion=made.id)
    assert occasion_of(desk.shop.id, made.id) is None


def test_only_managers_change_and_unknown_occasions_are_not_found(desk: Desk) -> None:
    body = {"action": "hide"}
    assert desk.post("occasion-change", body, occasion="ramadan-1448").status_code == 403
    assert desk.post("occasion-change", body, by=desk.manager, occasion="x-9").status_code == 404
    odd = desk.post("occasion-change", {"action": "explode"}, by=desk.manager, occasion="ramadan-1448")
    assert odd.status_code == 404
    assert desk.agent.get(desk.url("occasion", occasion="nothing-2026")).status_code == 404
    assert "Its days in your shop" not in desk.get("occasion", occasion="ramadan-1448")


def test_an_occasion_shows_its_sales_beside_the_last_and_gives_them_as_a_sheet(desk: Desk) -> None:
    assert "Nothing to compare yet" in desk.get("occasion", occasion="ramadan-1448")
    make_order(desk.shop, at=datetime(2025, 2, 1, 12, tzinfo=UTC))
    make_order(desk.shop, at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    page = desk.get("occasion", occasion="ramadan-1447")
    assert "Compared with the last time by the Hijri year" in page
    assert "Before, during and after" in page
    answer = desk.agent.get(f"{desk.url('occasion', occasion='ramadan-1447')}?csv&raw")
    lines = answer.content.decode().strip().split("\n")
    assert len(lines) == 1 + 14 + 30 + 7
    assert "12,2026-03-01,1,2500.00,2025-03-12,0,0" in lines


def test_what_is_coming_stands_on_the_first_page(desk: Desk) -> None:
    make_order(desk.shop)
    recompute_all(desk.shop.id)
    soon = timezone.now().astimezone(desk.shop.zone).date() + timedelta(days=3)
    add_occasion(desk.shop.id, starts_on=soon, ends_on=soon, names=("Grande vente", "", ""))
    page = desk.get("today")
    assert "What is coming" in page
    assert "Grande vente" in page
    assert "in 3 days" in page


def test_the_calendar_takes_the_same_queries_whatever_it_holds(desk: Desk) -> None:
    few = desk.queries("occasions")
    for number in range(40):
        day = timezone.now().date() + timedelta(days=number)
        add_occasion(desk.shop.id, starts_on=day, ends_on=day, names=(f"Vente {number}", "", ""))
    assert desk.queries("occasions") == few <= 8


def test_the_api_lists_the_shops_calendar(desk: Desk) -> None:
    hide_occasion(desk.shop.id, "eid_fitr-1448", is_hidden=True)
    _key, secret = make_api_key(desk.shop, ["occasions:read"])

    def ask(query: str) -> tuple[int, list[str]]:
        answer = log_in(None).get(
            f"/api/v1/occasions?{query}",
            headers={"Authorization": f"Bearer {secret}", "Accept-Language": "ar"},
        )
        body = answer.json()
        return answer.status_code, [one["id"] for one in body.get("data", [])]

    assert ask("from=2027-02-01&to=2027-03-31") == (200, ["ramadan-1448"])
    assert ask("from=2027-02-01&to=2027-03-31&hidden=true") == (200, ["ramadan-1448", "eid_fitr-1448"])
    assert ask("from=2027-02-01&to=2027-01-01")[0] == 422
    assert ask("to=9999-12-31")[0] == 422
    assert ask("")[0] == 200
