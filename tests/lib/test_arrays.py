"""Arrays as text: Postgres reads from them what was written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop_ai.lib.arrays import plain_array, text_array

pytestmark = pytest.mark.django_db
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])) | st.sampled_from(
    ["", "NULL", "null", "{}", "a,b", '"', "\\", "\\\\", ' " ', "د,ج", "\n"]
)


def read(array: str, kind: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(array_agg(x ORDER BY n), '{{}}') FROM unnest(%s::{kind}[]) WITH ORDINALITY u(x, n)",
            [array],
        )
        return list(cursor.fetchone()[0])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS))
def test_texts_come_back_as_they_were(values: list[str]) -> None:
    assert read(text_array(values), "text") == values


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1)), st.lists(st.none() | st.dates(date(1, 1, 1))))
def test_numbers_and_days_come_back_as_they_were(numbers: list[int | None], days: list[date | None]) -> None:
    assert read(plain_array(numbers), "bigint") == numbers
    assert read(plain_array(days), "date") == days


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(-(10**12), 10**12)))
def test_centimes_become_amounts(centimes: list[int]) -> None:
    found = read(plain_array(f"{one}e-2" for one in centimes), "numeric")
    assert found == [Decimal(one).scaleb(-2) for one in centimes]
