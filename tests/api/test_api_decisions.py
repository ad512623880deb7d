"""The decision log by the API: searched, read in full with its replay, and never of another shop."""

from __future__ import annotations

import pytest

from tests.api.conftest import caller, found
from tests.shops import a_shop
from tests.signals.recommend_shop import a_pairing_shop

pytestmark = pytest.mark.django_db


def test_decisions_are_listed_newest_first_and_searched() -> None:
    key = caller(a_pairing_shop())
    rows = found(key.get("decisions"))["data"]
    assert [row["sequence"] for row in rows] == sorted((row["sequence"] for row in rows), reverse=True)
    assert {"id", "at", "automation_title", "reason", "is_by_person"} <= set(rows[0])
    only = found(key.get("decisions?automation=best_sellers"))["data"]
    assert {row["automation"] for row in only} == {"best_sellers"}
    assert found(key.get("decisions?about=no-such-thing"))["data"] == []


def test_one_decision_comes_in_full_and_decided_again() -> None:
    key = caller(a_pairing_shop())
    asked = found(key.get("decisions?automation=best_sellers"))["data"][0]["id"]
    one = found(key.get(f"decisions/{asked}"))
    assert one["replayed"] is True
    assert one["output"]["lists"]["home"]
    assert any("produit" in sentence for sentence in one["told"])  # the shop's language
    assert len(one["hash"]) == 64


def test_a_decision_of_another_shop_is_not_there() -> None:
    other = found(caller(a_pairing_shop()).get("decisions"))["data"][0]["id"]
    assert caller(a_shop()).get(f"decisions/{other}").status_code == 404
