"""R16: no page asks more of the database because a shop has more rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from catalog.shops.context import ShopContext
from tests.cast import furnish
from tests.factories import log_in, make_shop, make_user
from tests.queries import queries_of
from tests.routes import Route, all_routes, shop_routes
from transparency.public_page.keeping import forget_parts

MOST = 15
# The bench of a playlist reads its checks, its results and what rules found besides.
# Of one customer every room tells what it knows: one question each, more rooms more questions.
# How long data is kept: what would go tonight is counted in every table that holds some.
# A dispute file brings together what twenty tables know of one order.
FILE = 36
MORE = {
    "shops/<slug:slug>/transparency/disputes/<uuid:uid>/": FILE,
    "shops/<slug:slug>/transparency/disputes/<uuid:uid>/file.csv": FILE,
    "shops/<slug:slug>/transparency/disputes/<uuid:uid>/file.json": FILE,
    "shops/<slug:slug>/playlists/<slug:playlist>/": 17,
    "shops/<slug:slug>/transparency/retention/": 46,
    "shops/<slug:slug>/transparency/retention/retention.csv": 44,
    "shops/<slug:slug>/transparency/rights/customers/<uuid:customer>/": 34,
}


@pytest.fixture
def grown(db: None) -> tuple[Client, Callable[[int], ShopContext]]:
    """The owner's browser, and a shop that can be given more of everything."""
    owner = make_user("owner@example.com", language="en")
    shop = make_shop("boutique", owner=owner)

    def grow(copies: int) -> ShopContext:
        furnish(shop, copies)
        return shop

    return log_in(owner), grow


def pages() -> list[Route]:
    return [*shop_routes(), *(route for route in all_routes() if route.name.startswith("public-"))]


def asked_by_pages(client: Client, shop: ShopContext) -> dict[str, list[str]]:
    """The statements of every page; a public page keeps its state when it is first shown, which is not counted."""
    for route in pages():
        if route.name.startswith("public-"):
            client.get(route.address(shop))
    forget_parts()
    return {route.pattern: queries_of(client, route.address(shop)) for route in pages()}


def test_queries_at_two_rows_are_the_queries_at_forty(
    grown: tuple[Client, Callable[[int], ShopContext]],
) -> None:
    client, grow = grown
    shop = grow(2)
    few = asked_by_pages(client, shop)
    grow(38)
    many = asked_by_pages(client, shop)
    more = {
        pattern: (len(asked), len(many[pattern]), sorted(set(many[pattern]) - set(asked))[:2])
        for pattern, asked in few.items()
        if len(many[pattern]) != len(asked)
    }
    assert more == {}
    assert {
        pattern: len(asked) for pattern, asked in many.items() if len(asked) > MORE.get(pattern, MOST)
    } == {}
