"""From a real file to the same figures three times: by command, by REST and on the page.

The steps are those of docs/integrators/first-path.md. The truth is computed with pandas from the file alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pandas as pd
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from catalog.people.models import User
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_slug
from shop_ai.lib.money import format_money
from shop_ai.lib.tenancy import set_local, shop_scope
from tests.attribution import independent_kpis as truth
from tests.factories import log_in
from transparency.ledger.switches import set_switch

FROM, TO = "2010-12-01", "2011-08-31"


@dataclass(frozen=True)
class Path:
    """What the steps gave: the import's summary, the command's report, the shop and its owner."""

    imported: dict[str, Any]
    again: dict[str, Any]
    report: dict[str, Any]
    months: dict[str, Any]
    shop: ShopContext
    owner: User
    key: str


def _call(*arguments: str, **options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def _create() -> None:
    call_command(
        "create_shop",
        "--slug=retail",
        "--name=Retail",
        "--currency=GBP",
        "--timezone=Europe/London",
        "--language=en",
        "--owner-email=owner@retail.example",
        "--owner-password=a-long-enough-phrase",
        stdout=StringIO(),
    )


def _kpis(*more: str) -> dict[str, Any]:
    asked = ("kpis", "--shop=retail", f"--from={FROM}", f"--to={TO}", f"--as-of={TO}", "--json")
    return _call(*asked, *more)


@pytest.fixture(scope="module")
def path(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """The whole path once for all tests of this module, then rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        set_local("idle_in_transaction_session_timeout", "0")
        _create()
        imported = _call("import_file", str(truth.FILE), "--shop=retail", "--json")
        shop = shop_by_slug("retail")
        assert shop is not None
        with shop_scope(shop.id):  # figures are compared here; what machines make of them has its own tests
            set_switch("all", is_on=False, by="user:1")
        call_command("nightly", "--shop=retail", f"--as-of={TO}", stdout=StringIO())
        report, months = _kpis(), _kpis("--by=month")
        again = _call("import_file", str(truth.FILE), "--shop=retail", "--json")
        keyed = StringIO()
        call_command("create_api_key", "--shop=retail", "--scopes=kpis:read", stdout=keyed)
        secret = next(word for word in keyed.getvalue().split() if word.startswith("sk_"))
        owner = User.objects.get(email="owner@retail.example")
        yield Path(imported, again, report, months, shop, owner, secret)
        transaction.set_rollback(True)
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(scope="module")
def lines() -> pd.DataFrame:
    return truth.read_lines()


@pytest.fixture
def inside(path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    with django_db_blocker.unblock():
        yield path


def test_every_line_of_the_file_comes_in(path: Path) -> None:
    assert path.imported["rows"] == {
        "read": 320_705,
        "created": 320_705,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
    }


def test_importing_it_again_changes_nothing(path: Path) -> None:
    assert path.again["rows"] == {
        "read": 320_705,
        "created": 0,
        "updated": 0,
        "unchanged": 320_705,
        "rejected": 0,
    }


def test_the_documents_of_the_file_are_all_accounted_for(path: Path, lines: pd.DataFrame) -> None:
    found, shown = truth.documents(lines), path.report["documents"]
    assert (found["invoices"], found["cancellations"]) == (16_459, 2_554)
    assert shown["orders"] == found["orders"]
    assert shown["adjustments"] == found["adjustments"]
    assert (
        shown["orders"]
        + shown["adjustments"]
        + shown["credit_notes"]
        + (found["negative"] if shown["credit_notes"] == found["cancellations"] else 0)
        == found["invoices"]
    )


def test_net_is_right_in_total_and_month_by_month(path: Path, lines: pd.DataFrame) -> None:
    assert path.report["total"]["revenue"]["net"] == "5761931.38"
    by_month = {row["key"]: row["revenue"]["net"] for row in path.months["rows"]}
    assert by_month == {month: f"{cents / 100:.2f}" for month, cents in truth.net_by_month(lines).items()}


def test_the_basket_is_that_of_the_independent_computation(path: Path, lines: pd.DataFrame) -> None:
    wanted, shown = truth.basket(lines), path.report["total"]["average_basket"]
    assert shown["n"] == wanted.n
    assert float(shown["value"]) == pytest.approx(wanted.value, abs=0.005)
    assert (float(shown["low"]), float(shown["high"])) == pytest.approx((wanted.low, wanted.high), abs=0.006)
    assert float(shown["net"]) == pytest.approx(wanted.net, abs=0.005)


@pytest.mark.parametrize("horizon", [30, 60])
def test_repurchase_is_that_of_the_independent_computation(
    path: Path, lines: pd.DataFrame, horizon: int
) -> None:
    wanted, shown = truth.repurchase(lines, TO, horizon), path.report["total"][f"repurchase_{horizon}"]
    assert (shown["mature"]["n"], shown["waiting"], shown["estimate"]["n"]) == (
        wanted.mature_n,
        wanted.waiting,
        wanted.n,
    )
    assert shown["mature"]["value"] == pytest.approx(wanted.mature, abs=1e-6)
    assert shown["estimate"]["value"] == pytest.approx(wanted.estimate, abs=1e-6)
    assert (shown["estimate"]["low"], shown["estimate"]["high"]) == pytest.approx(
        (wanted.low, wanted.high), abs=1e-6
    )


def test_refunds_are_those_of_the_file_on_their_own_date(path: Path, lines: pd.DataFrame) -> None:
    wanted = truth.refunds(lines)["cents"].sum() / 100
    assert path.report["total"]["revenue"]["refunds"] == f"{wanted:.2f}"


def test_rest_gives_the_same_report(inside: Path) -> None:
    address = f"/api/v1/kpis?from={FROM}&to={TO}&as_of={TO}"
    answer = Client().get(address, headers={"Authorization": f"Bearer {inside.key}"})
    assert answer.status_code == 200
    assert answer.json() == inside.report


def test_the_page_shows_the_same_figures(inside: Path) -> None:
    client = log_in(inside.owner)
    client.cookies["django_language"] = "en"
    shown = client.get(f"/shops/retail/?from={FROM}&to={TO}").content.decode()
    total = inside.report["total"]
    for amount in (
        total["revenue"]["net"],
        total["revenue"]["delivered"],
        total["average_basket"]["value"],
    ):
        assert format_money(float(amount), "GBP", "en") in shown
    share = total["repurchase_60"]["estimate"]["value"]
    assert f"{share * 100:.1f}%" in shown
