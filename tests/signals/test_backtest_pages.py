"""How recommendations are chosen: the page, its sheet and the API say the same, in plain words."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from shop_ai.lib.tenancy import shop_scope
from signals.backtest.rules import VERSION as VERSION_OF_RULE
from tests.catalog.pages import Desk, make_desk
from tests.factories import log_in, make_api_key
from tests.signals.backtest_runs import RATES, keep_run
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def names(page: str) -> list[str]:
    """The ways of the figure, in its order."""
    figure = page[page.index('id="bars-title"') : page.index('id="table-comparison"')]
    return [found.strip() for found in re.findall(r'<th scope="row">\s*<div>\s*([^<]+)', figure)]


def test_the_page_says_which_way_is_used_and_why(desk: Desk) -> None:
    keep_run(desk.shop)
    page = desk.get("model-choice")
    assert "In use: Learnt from whole baskets, quick to believe" in page
    assert "It did better than “Bought together, with caution”, by more than chance explains." in page
    assert "600 orders of four weeks were asked about." in page


def test_every_way_stands_with_its_interval_the_best_first(desk: Desk) -> None:
    keep_run(desk.shop)
    page = desk.get("model-choice")
    assert len(names(page)) == len(RATES)
    assert names(page)[0] == "Learnt from whole baskets, quick to believe"
    assert names(page)[-1] == "What sells"
    assert "33.5%" in page
    assert "+9.7 points, give or take 1.6" in page
    assert page.count('class="rank__range"') == len(RATES)


def test_the_table_is_put_in_the_order_that_is_asked_for(desk: Desk) -> None:
    keep_run(desk.shop)
    page = desk.get("model-choice", "sort=hit_rate")
    table = page[page.index('id="table-comparison"') :]
    assert table.index("What sells") < table.index("Learnt from whole baskets")


def test_too_few_buyers_are_said_with_their_number(desk: Desk) -> None:
    keep_run(
        desk.shop, {}, state="few_buyers", reason_code="model_few_buyers", buyers=43, queries=9,
        chosen="category_popularity",
    )  # fmt: skip
    page = desk.get("model-choice")
    assert "Not enough data (n = 43 of 100 buyers)" in page
    assert "In use: What sells in the category" in page
    assert 'id="bars-title"' not in page
    assert "Nothing compared yet" in page


def test_before_the_first_night_the_page_says_what_will_come(desk: Desk) -> None:
    page = desk.get("model-choice")
    assert "the first comparison is made in the night after they come in" in page
    assert "No choice yet" in page
    assert desk.agent.get(desk.url("model-choice-csv")).status_code == 404


def test_switched_off_the_page_says_so_and_names_the_default(desk: Desk) -> None:
    keep_run(desk.shop)
    with shop_scope(desk.shop.id):
        set_switch("model_choice", is_on=False, by="owner")
    page = desk.get("model-choice")
    assert "The choice is switched off" in page
    assert "In use: Bought together, with caution" in page


def test_the_sheet_holds_every_figure(desk: Desk) -> None:
    keep_run(desk.shop)
    answer = desk.agent.get(desk.url("model-choice-csv") + "?raw=1")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {row["model"]: float(row["hit_rate_at_10"]) for row in rows} == RATES
    assert [row["model"] for row in rows if row["in_use"] == "1"] == ["ease_20"]
    assert {row["queries"] for row in rows} == {"600"}


def test_former_choices_stand_below_the_newest_first(desk: Desk) -> None:
    keep_run(desk.shop, {}, as_of=date(2026, 3, 22), chosen="conf_x", reason_code="model_kept")
    keep_run(desk.shop)
    page = desk.get("model-choice")
    history = page[page.index('id="table-choices"') :]
    assert history.index("Changed: clearly better") < history.index("Kept")


def test_the_api_tells_the_same(desk: Desk) -> None:
    run = keep_run(desk.shop)
    _key, secret = make_api_key(desk.shop, ["recommendations:read"])
    answer: Any = log_in(None).get(
        "/api/v1/recommendations/model",
        headers={"Authorization": f"Bearer {secret}", "Accept-Language": "en"},
    )
    told = answer.json()
    assert (told["model"], told["queries"], told["decision"]) == ("ease_20", 600, str(run.decision_uid))
    assert told["data"][0]["hit_rate"] == 0.335
    assert told["weeks"][0] == {"first": "2026-03-02", "last": "2026-03-08", "queries": 150, "left_out": 1}


def test_the_page_costs_the_same_statements_however_much_it_shows(desk: Desk) -> None:
    keep_run(desk.shop, {})
    few = desk.queries("model-choice")
    keep_run(desk.shop, as_of=date(2026, 4, 5))
    assert desk.queries("model-choice") == few <= 15


def test_a_version_of_the_rule_is_short_enough_to_be_kept() -> None:
    assert len(VERSION_OF_RULE) <= 40


def test_the_pages_of_the_choice_load_no_arithmetic() -> None:
    """Web processes stay small: what needs numpy runs in the worker."""
    loaded = (
        "import os, sys, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop_ai.settings'); django.setup();"
        "import signals.backtest.views, signals.backtest.api, signals.backtest.services, signals.backtest.replay;"
        "import signals.management.commands.evaluate_recommendations;"
        "print(sorted({'numpy', 'scipy', 'pandas'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
