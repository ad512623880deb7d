"""``manage.py nightly`` and ``manage.py kpis``: one JSON document on standard output, and clear refusals."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from attribution.nightly.selectors import last_runs
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import a_delivery
from tests.shops import a_shop

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    call_command(*words, "--json")
    return json.loads(capsys.readouterr().out)


def test_nightly_recomputes_one_shop_and_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    shop, other = a_shop(), a_shop()
    with shop_scope(shop.id):
        a_delivery(shop.id, DAY)
    (run,) = printed(capsys, "nightly", "--shop", shop.slug, "--as-of", "2026-03-10")["runs"]
    assert (run["shop"], run["mode"], run["as_of"]) == (shop.slug, "incremental", "2026-03-10")
    assert run["counts"]["kpis"] == {"marks": 1, "days": 1, "customers": 0, "rows": 1}
    assert last_runs(other.id) == []


def test_a_full_night_finds_nothing_to_correct_after_an_incremental_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_delivery(shop.id, DAY)
    printed(capsys, "nightly", "--shop", shop.slug)
    (run,) = printed(capsys, "nightly", "--shop", shop.slug, "--full")["runs"]
    assert (run["mode"], run["counts"]["kpis"]["rows"]) == ("full", 0)


def test_nightly_without_a_shop_takes_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    slugs = {a_shop().slug, a_shop().slug}
    assert slugs <= {run["shop"] for run in printed(capsys, "nightly")["runs"]}


def test_kpis_names_the_run_behind_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_delivery(shop.id, DAY, amount=1250)
    words = ["kpis", "--shop", shop.slug, "--from", "2026-03-01", "--to", "2026-03-31", "--by", "day"]
    assert printed(capsys, *words)["run"] is None
    call_command("nightly", "--shop", shop.slug)
    capsys.readouterr()
    found = printed(capsys, *words)
    (run,) = last_runs(shop.id)
    assert (found["run"], found["computed_at"]) == (run.id, run.finished_at and run.finished_at.isoformat())
    assert [(row["key"], row["revenue"]["net"]) for row in found["rows"]] == [("2026-03-10", "1250.00")]


@pytest.mark.parametrize(
    "words",
    [
        ["nightly", "--shop", "nobody"],
        ["kpis", "--shop", "nobody", "--from", "2026-03-01", "--to", "2026-03-31"],
    ],
)
def test_an_unknown_shop_is_refused(words: list[str]) -> None:
    with pytest.raises(CommandError, match="no shop is called nobody"):
        call_command(*words)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    shop = a_shop()
    with pytest.raises(CommandError, match="cannot end"):
        call_command("kpis", "--shop", shop.slug, "--from", "2026-03-31", "--to", "2026-03-01")
