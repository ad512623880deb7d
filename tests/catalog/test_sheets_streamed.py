"""A long sheet is sent while it is read, in its shop's scope; the scope ends with the download."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client

from catalog.orders.models import Order
from catalog.people.models import User
from catalog.shops.context import ShopContext
from shop_ai.lib.sheet import PART, write_sheet
from shop_ai.lib.tenancy import ScopeMissing, current_shop_id, shop_scope
from tests.factories import NOON, log_in, make_order, make_shop, make_user

pytestmark = pytest.mark.django_db(transaction=True)
ORDERS = 2 * PART + 3


def fill(shop: ShopContext, count: int) -> None:
    one = make_order(shop, number="0")
    with shop_scope(shop.id):
        model = Order.objects.get(pk=one.pk)
        names = [f.attname for f in Order._meta.concrete_fields if f.attname not in {"id", "uid"}]
        fields = {name: getattr(model, name) for name in names}
        Order.objects.bulk_create(
            Order(
                **fields
                | {"number": str(n), "external_id": f"x{n}", "placed_at": NOON + timedelta(seconds=n)}
            )
            for n in range(1, count)
        )


@pytest.fixture
def owner() -> User:
    return make_user(language="en")


@pytest.fixture
def client(owner: User) -> Client:
    shop = make_shop("long", owner=owner)
    fill(shop, ORDERS)
    fill(make_shop("other"), 5)
    return log_in(owner)


def sent(answer: Any) -> Iterator[bytes]:
    return iter(answer.streaming_content)


def test_every_order_is_in_the_sheet_once_and_nobody_elses(client: Client) -> None:
    answer = client.get("/shops/long/orders/orders.csv?raw=1")
    assert isinstance(answer, StreamingHttpResponse)
    lines = list(csv.DictReader(io.StringIO(b"".join(sent(answer)).decode())))
    answer.close()
    assert sorted(int(line["Order"]) for line in lines) == list(range(ORDERS))


def test_the_scope_ends_with_the_download_even_when_it_is_broken_off(client: Client) -> None:
    answer = client.get("/shops/long/orders/orders.csv?raw=1")
    next(sent(answer))
    answer.close()
    with pytest.raises(ScopeMissing):
        current_shop_id()
    assert not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM catalog_order")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("rows", [0, 1, PART - 1, PART, PART + 1, 3 * PART])
def test_parts_make_the_same_sheet_whatever_their_number(rows: int) -> None:
    sheet = write_sheet(["n", "word"], ([n, f"a{n}"] for n in range(rows)), raw=True)
    assert list(csv.reader(io.StringIO(sheet))) == [["n", "word"], *([str(n), f"a{n}"] for n in range(rows))]
