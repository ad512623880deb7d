"""Tables of visits through the importer: their conversion comes out with n and its interval."""

from __future__ import annotations

import gzip
import io
import json
from typing import Any

import pandas as pd
import pytest
from django.core.management import call_command
from django.test import Client

from catalog.imports.models import ImportBatch, ImportState
from catalog.imports.outcome import Outcome
from catalog.imports.refusal import ImportRefused
from catalog.imports.running import run_import
from catalog.imports.services import create_import, undo_import
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.visits_import.models import ImportedSessions
from signals.visits_import.selectors import Conversion, imported_visits
from tests.catalog.import_files import DATA, sample
from tests.factories import log_in, make_shop, make_user
from tests.shops import a_shop

pytestmark = pytest.mark.django_db

NAME = "online_shoppers_intention.csv.gz"
HEADER = "ProductRelated,BounceRates,ExitRates,VisitorType,Weekend,Revenue"


def table(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def bring(shop: ShopContext, content: bytes, **options: Any) -> Outcome:
    batch = create_import(shop, content=content, file_name="visits.csv")
    return run_import(shop, batch.pk, **options)


def latest(shop: ShopContext) -> ImportBatch:
    with shop_scope(shop.id):
        found: ImportBatch = ImportBatch.objects.latest("pk")
        return found


def test_the_conversion_of_the_online_shoppers_comes_out_of_the_command() -> None:
    shop, out = a_shop(), io.StringIO()
    call_command("import_file", str(DATA / NAME), shop=shop.slug, kind="events", json=True, stdout=out)
    document = json.loads(out.getvalue())
    assert (document["kind"], document["format"]) == ("events", "sessions_table")
    assert document["rows"] == {"read": 12330, "created": 12330, "updated": 0, "unchanged": 0, "rejected": 0}
    frame = pd.read_csv(DATA / NAME)
    (found,) = imported_visits(shop.id)
    assert (found.total.sessions, found.total.buying) == (len(frame), int((frame["Revenue"] == 1).sum()))
    assert (found.total.sessions, found.total.buying) == (12330, 1908)
    interval = found.total.interval
    assert interval is not None
    assert round(interval.value, 4) == 0.1547
    assert (round(interval.low, 4), round(interval.high, 4)) == (0.1485, 0.1612)
    for dimension, column in {"visitor_type": "VisitorType", "weekend": "Weekend"}.items():
        bought = frame["Revenue"].eq(1).groupby(frame[column])
        recount = zip(bought.size().items(), bought.sum(), strict=True)
        said = {one.value: (one.sessions, one.buying) for one in found.of(dimension)}
        assert said == {str(value): (size, buying) for (value, size), buying in recount}


@pytest.mark.parametrize("dimension", ["visitor_type", "weekend", "region", "traffic_type"])
def test_the_groups_of_a_column_sum_to_all_visits(dimension: str) -> None:
    shop = a_shop()
    bring(shop, sample(NAME))
    (found,) = imported_visits(shop.id)
    assert sum(one.sessions for one in found.of(dimension)) == found.total.sessions
    assert sum(one.buying for one in found.of(dimension)) == found.total.buying


def test_the_same_table_packed_another_way_changes_nothing() -> None:
    shop = a_shop()
    plain = gzip.decompress(sample(NAME))
    assert bring(shop, sample(NAME)).created == 12330
    again = bring(shop, plain)
    assert (again.created, again.unchanged) == (0, 12330)
    assert len(imported_visits(shop.id)) == 1


def test_words_for_yes_and_no_are_read_alike() -> None:
    shop = a_shop()
    bring(
        shop,
        table(
            "1,0,0,Returning_Visitor,TRUE,TRUE", "1,0,0,New_Visitor,FALSE,False", "1,0,0,New_Visitor,FALSE,0"
        ),
    )
    (found,) = imported_visits(shop.id)
    assert (found.total.sessions, found.total.buying) == (3, 1)


def test_one_row_without_an_outcome_stops_the_file_unless_it_may_be_left_out() -> None:
    shop = a_shop()
    content = table("1,0,0,1,2,1", "1,0,0,1,2,perhaps", "1,0,0,1,2,2")
    with pytest.raises(ImportRefused):
        bring(shop, content)
    assert (latest(shop).state, imported_visits(shop.id)) == (ImportState.FAILED, [])
    outcome = bring(shop, content, skip_bad_rows=True)
    assert [(error.row, error.code) for error in outcome.errors] == [(3, "no_outcome")]
    assert imported_visits(shop.id)[0].total.sessions == 2


def test_an_undone_table_leaves_nothing() -> None:
    shop = a_shop()
    bring(shop, sample(NAME))
    undo_import(shop.id, latest(shop).pk)
    with shop_scope(shop.id):
        assert not ImportedSessions.objects.exists()


def test_under_the_floor_no_share_is_told() -> None:
    assert Conversion("", "", 29, 5).interval is None
    assert Conversion("", "", 30, 5).interval is not None


def test_the_result_page_and_the_page_of_visits_show_the_share_with_its_interval() -> None:
    owner = make_user(language="en")
    shop = make_shop(owner=owner, language="en")
    browser = log_in(owner)
    bring(shop, sample(NAME))
    result = _text(browser, f"/shops/{shop.slug}/imports/{latest(shop).uid}/")
    page = _text(browser, f"/shops/{shop.slug}/signals/imported-visits/")
    for text in (result, page):
        assert "15.5%" in text
        assert "between 14.8% and 16.1%" in text or "between 14.9% and 16.1%" in text
    assert "12,330" in page
    sheet = browser.get(f"/shops/{shop.slug}/signals/imported-visits/visits.csv?raw=1").content.decode()
    assert "visits.csv,,,12330,1908,0.154745," in sheet


def test_the_page_teaches_what_to_bring() -> None:
    owner = make_user(language="en")
    shop = make_shop(owner=owner, language="en")
    assert "No imported visits yet" in _text(log_in(owner), f"/shops/{shop.slug}/signals/imported-visits/")


def _text(browser: Client, address: str) -> str:
    answer = browser.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()
