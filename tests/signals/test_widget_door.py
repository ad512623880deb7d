"""``GET /w/<key>/recommendations``: what strangers ask for never becomes our failure."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize("query", ["sku=a%00", "sku=%ED%A0%80", "lang=%00", "slot=%00", "limit=-1"])
def test_whatever_is_asked_for_is_answered(key: str, query: str) -> None:
    answer = Client().get(f"/w/{key}/recommendations?{query}")
    assert (answer.status_code, answer.json()["items"]) == (200, [])
