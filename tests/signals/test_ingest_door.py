"""The door of the intake: what is stored, what is refused and how it is counted."""

from __future__ import annotations

from catalog.shops.context import ShopContext
from tests.signals.conftest import Post, counts, event, stored


def test_an_event_is_stored_and_acknowledged(post: Post, shop: ShopContext) -> None:
    answer = post(event())
    assert (answer.status_code, answer.json()) == (202, {"stored": 1, "duplicate": 0, "dropped": {}})
    assert stored(shop) == 1
