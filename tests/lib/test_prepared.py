"""Statements that are planned once: the same rows as Django's own cursor gives, in the caller's scope, counted like others."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop_ai.lib.prepared import prepared_rows
from shop_ai.lib.tenancy import shop_scope
from tests.factories import make_product, make_shop

pytestmark = pytest.mark.django_db

STATEMENT = "SELECT sku, price, %(word)s = '', %(ids)s::bigint[] FROM catalog_product WHERE shop_id = %(shop)s ORDER BY sku"


def test_it_gives_the_rows_that_any_cursor_gives_and_only_of_the_scope() -> None:
    ours, theirs = make_shop("ours"), make_shop("theirs")
    make_product(ours, sku="A", price=100)
    make_product(theirs, sku="B", price=200)
    values: dict[str, Any] = {"shop": ours.id, "word": "", "ids": [1, 2]}
    with shop_scope(ours.id), connection.cursor() as cursor:
        cursor.execute(STATEMENT, values)
        assert prepared_rows(STATEMENT, values) == cursor.fetchall()
        assert prepared_rows(STATEMENT, values | {"shop": theirs.id}) == []
    with shop_scope(theirs.id):
        assert prepared_rows(STATEMENT, values | {"shop": theirs.id})[0][0] == "B"
    assert prepared_rows(STATEMENT, values) == []


def test_it_is_planned_once_and_still_counted() -> None:
    values = {"shop": 1, "word": "x", "ids": []}
    with CaptureQueriesContext(connection) as asked:
        for _ in range(3):
            prepared_rows(STATEMENT, values)
    assert len(asked) == 3
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT sku, price%%'"
        )
        assert cursor.fetchone() == (1,)
