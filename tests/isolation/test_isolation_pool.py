"""T3: a scope ends with its request or task, also on a connection that everybody shares."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from celery import shared_task
from django.db import DatabaseError, connection, transaction
from django.test import Client

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import ScopeConflict, ScopeMissing, current_shop_id, shop_scope
from tests.factories import canary, log_in, make_playlist, make_product, make_shop, make_user

# 10,000 is what is promised; the ordinary run has fewer, and the troubles are as frequent.
ROUNDS = [400, pytest.param(10_000, marks=pytest.mark.long)]
POOL = {"min_size": 1, "max_size": 1, "timeout": 60}
TROUBLES = ("none", "error", "timeout", "database error", "inner error")


class Trouble(Exception):
    pass


@pytest.fixture
def one_connection(transactional_db: None) -> Iterator[None]:
    """A pool of one connection, the hardest case; the product keeps one connection a thread."""
    options, age = connection.settings_dict["OPTIONS"], connection.settings_dict["CONN_MAX_AGE"]
    connection.close()
    options["pool"], connection.settings_dict["CONN_MAX_AGE"] = POOL, 0
    yield
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # of the Postgres backend only
    del options["pool"]
    connection.settings_dict["CONN_MAX_AGE"] = age


@pytest.fixture
def shops(transactional_db: None) -> list[ShopContext]:
    made = [make_shop("un"), make_shop("deux")]
    for shop in made:
        for _ in range(3):
            make_product(shop)
    return made


def ask(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0])


def one_request(shop: ShopContext, trouble: str) -> tuple[set[int], str]:
    """Reads a shop's products, then gets into trouble; returns whose rows it saw and on which connection."""
    with shop_scope(shop.id):
        seen = set(Product.objects.values_list("shop_id", flat=True))
        seen |= {
            int(ask("SELECT max(shop_id) FROM catalog_product")),
            int(ask("SELECT min(shop_id) FROM catalog_product")),
        }
        process = ask("SELECT pg_backend_pid()")
        if trouble == "error":
            raise Trouble
        if trouble == "timeout":
            ask("SELECT set_config('statement_timeout', '5', true)")
            ask("SELECT pg_sleep(1)")
        if trouble == "database error":
            ask("SELECT 1 / 0")
        if trouble == "inner error":
            with transaction.atomic(), shop_scope(shop.id):
                raise Trouble
    return seen, process


def left_behind() -> tuple[str, str]:
    """What the next user of the connection finds without a scope: the setting, and how many products."""
    return ask("SELECT coalesce(current_setting('app.shop', true), '')"), ask(
        "SELECT count(*) FROM catalog_product"
    )


@pytest.mark.parametrize("rounds", ROUNDS)
def test_alternating_shops_on_one_connection_leave_nothing(
    one_connection: None, shops: list[ShopContext], rounds: int
) -> None:
    processes = set()
    for number in range(rounds):
        shop, trouble = shops[number % 2], TROUBLES[number % len(TROUBLES)] if number % 10 < 5 else "none"
        if trouble == "none":
            seen, process = one_request(shop, trouble)
            processes.add(process)
            assert seen == {shop.id}
        else:
            with pytest.raises((Trouble, DatabaseError)):
                one_request(shop, trouble)
        assert left_behind() == ("", "0")
        with pytest.raises(ScopeMissing):
            current_shop_id()
        connection.close()  # back to the pool, as at the end of a request
    assert len(processes) == 1


def test_threads_that_share_one_connection_see_their_own_shop(
    one_connection: None, shops: list[ShopContext]
) -> None:
    wrong: list[object] = []

    def work(shop: ShopContext) -> None:
        for _ in range(60):
            seen, _process = one_request(shop, "none")
            if seen != {shop.id} or left_behind() != ("", "0"):
                wrong.append((shop.slug, seen))
            connection.close()

    threads = [threading.Thread(target=work, args=[shops[number % 2]]) for number in range(4)]
    connection.close()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_pages_of_two_shops_on_one_connection_show_their_own(one_connection: None) -> None:
    owners = [make_user("un@example.com"), make_user("deux@example.com")]
    shops = [make_shop("un", owner=owners[0]), make_shop("deux", owner=owners[1])]
    for shop in shops:
        make_playlist(shop)
    clients = [log_in(owner) for owner in owners]
    for number in range(20):
        one, two = number % 2, 1 - number % 2
        page = clients[one].get(f"/shops/{shops[one].slug}/playlists/").content.decode()
        assert canary(shops[one]) in page
        assert canary(shops[two]) not in page
        assert clients[one].get(f"/shops/{shops[two].slug}/playlists/").status_code == 404
        connection.close()


def test_another_shops_scope_does_not_open_inside(shops: list[ShopContext]) -> None:
    with shop_scope(shops[0].id), pytest.raises(ScopeConflict), shop_scope(shops[1].id):
        pass


@shared_task(name="tests.isolation.look")
def look(shop_id: int, fail: bool) -> list[int]:
    """A task like the product's own: an id in, a scope of its own."""
    with shop_scope(shop_id):
        seen = sorted(set(Product.objects.values_list("shop_id", flat=True)))
        if fail:
            raise Trouble
        return seen


@shared_task(name="tests.isolation.look_without_scope")
def look_without_scope() -> int:
    return Product.objects.count()


def test_tasks_in_one_process_see_their_own_shop(one_connection: None, shops: list[ShopContext]) -> None:
    for number in range(40):
        shop = shops[number % 2]
        result = look.apply((shop.id, number % 3 == 0))
        assert isinstance(result.result, Trouble) if number % 3 == 0 else result.result == [shop.id]
        assert isinstance(look_without_scope.apply().result, ScopeMissing)
        assert left_behind() == ("", "0")


def test_a_client_that_goes_away_leaves_no_scope(one_connection: None, shops: list[ShopContext]) -> None:
    """The page of a shop that does not exist, and of one that does, by nobody."""
    for path in ("/shops/un/", "/shops/nowhere/", "/t/un/", "/t/nowhere/"):
        Client().get(path)
        assert left_behind() == ("", "0")
