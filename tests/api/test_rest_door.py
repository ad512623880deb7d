"""The door of the API: keys, permissions, limits, versions, pages and problems."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern

from catalog.keys.models import ApiKey
from catalog.keys.scopes import SCOPES
from catalog.orders.models import Order
from catalog.people.models import RateWindow
from catalog.rest import door
from catalog.shops.context import ShopContext
from shop_ai.api import resources
from shop_ai.lib.limits import Limit
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, caller, found, problem_of
from tests.factories import make_customer, make_order, make_product, make_refund

METHODS = ("get", "post", "put", "patch")
NOWHERE = {"product_id": "prd_" + "0" * 32, "customer_id": "cus_" + "0" * 32, "order_id": "ord_" + "0" * 32}
NOWHERE |= {"playlist_id": "pl_" + "0" * 32, "import_id": "imp_" + "0" * 32, "sku": "none"}


def operations() -> list[tuple[str, str, str]]:
    """Every operation as (method, path to a record that is not there, the permission it needs)."""
    listed = []
    for pattern in resources:
        assert isinstance(pattern, URLPattern)
        view: Any = pattern.callback.view_class  # type: ignore[attr-defined]  # set by as_view
        path = str(pattern.pattern)
        for name, value in NOWHERE.items():
            path = path.replace(f"<str:{name}>", value).replace(f"<path:{name}>", value)
        listed += [
            (method.upper(), path, view.scope_read if method == "get" else view.scope_write)
            for method in METHODS
            if hasattr(view, method)
        ]
    return listed


OPERATIONS = operations()


def test_every_operation_needs_one_of_the_known_permissions() -> None:
    assert {scope for _method, _path, scope in OPERATIONS} == set(SCOPES)


@pytest.mark.parametrize(("method", "path", "scope"), OPERATIONS)
def test_an_operation_opens_to_its_own_permission_only(
    shop: ShopContext, method: str, path: str, scope: str
) -> None:
    others = caller(shop, [other for other in SCOPES if other != scope])
    document = problem_of(others.send(method, path, {}), 403)
    assert scope in document["detail"]
    assert caller(shop, [scope]).send(method, path, {}).status_code in {200, 201, 404, 422}


@pytest.mark.parametrize(("method", "path", "scope"), OPERATIONS)
def test_nobody_without_a_live_key_comes_in(shop: ShopContext, method: str, path: str, scope: str) -> None:
    key = caller(shop, [scope])
    with shop_scope(shop.id):
        ApiKey.objects.update(revoked_at="2026-01-01T00:00:00Z")
    for secret in (key.secret, "sk_live_junk", "é", ""):
        answer = Caller(shop, secret).send(method, path, {})
        problem_of(answer, 401)
        assert answer["WWW-Authenticate"] == "Bearer"
    problem_of(Client().generic(method, f"/api/v1/{path}"), 401)


def test_a_session_of_the_dashboard_is_no_key(shop: ShopContext) -> None:
    from catalog.people.models import User

    client = Client()
    client.force_login(User.objects.get())
    problem_of(client.get("/api/v1/orders"), 401)


def test_the_use_of_a_key_is_noted(api: Caller) -> None:
    api.get("orders")
    with shop_scope(api.shop.id):
        assert ApiKey.objects.get().last_used_at is not None


def test_reads_and_writes_have_limits_of_their_own(api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "READS", Limit("api-read", 3, 3600))
    monkeypatch.setattr(door, "WRITES", Limit("api-write", 2, 3600))
    answers = [api.get("orders") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert [answer["RateLimit"].partition(";t=")[0] for answer in answers[:4]] == [
        '"api-read";r=2',
        '"api-read";r=1',
        '"api-read";r=0',
        '"api-read";r=0',
    ]
    assert answers[0]["RateLimit-Policy"] == '"api-read";q=3;w=3600'
    assert 0 < int(answers[3]["Retry-After"]) <= 3600
    problem_of(answers[3], 429)
    assert [api.post("products", {}).status_code for _ in range(3)] == [422, 422, 429]


def test_the_figures_of_the_limits_are_those_promised() -> None:
    assert (door.READS.uses, door.READS.seconds) == (600, 60)
    assert (door.WRITES.uses, door.WRITES.seconds) == (120, 60)


def test_after_sixty_unknown_keys_an_address_waits_but_live_keys_pass(api: Caller) -> None:
    stranger = Caller(api.shop, "sk_live_guess")
    statuses = [stranger.get("orders").status_code for _ in range(61)]
    assert statuses == [401] * 60 + [429]
    assert int(stranger.get("orders")["Retry-After"]) > 0
    assert api.get("orders").status_code == 200
    assert "127.0.0.1" not in str(list(RateWindow.objects.values()))


def test_a_version_saves_the_answer_and_guards_the_change(api: Caller, shop: ShopContext) -> None:
    path = f"products/prd_{make_product(shop).uid.hex}"
    version = api.get(path)["ETag"]
    same = api.get(path, If_None_Match=version)
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", version)
    changed = api.patch(path, {"stock": 1}, If_Match=version)
    assert changed.status_code == 200
    problem_of(api.patch(path, {"stock": 2}, If_Match=version), 412)
    assert found(api.get(path))["stock"] == 1
    assert api.patch(path, {"stock": 3}, If_Match=changed["ETag"]).status_code == 200
    assert api.get(path, If_None_Match=version).status_code == 200


def test_pages_hold_every_row_once_newest_first(api: Caller, shop: ShopContext) -> None:
    skus = [make_product(shop).sku for _ in range(7)]
    seen, cursor = [], ""
    while True:
        page = found(api.get(f"products?limit=3{cursor}"))
        seen += [product["sku"] for product in page["data"]]
        if page["next"] is None:
            break
        make_product(shop)  # a row that comes meanwhile neither repeats nor hides another
        cursor = f"&cursor={page['next']}"
    assert seen == skus[::-1]


@pytest.mark.parametrize("cursor", ["x", "A" * 32, "%00", "é", "-" * 64])
def test_an_invented_cursor_is_refused(api: Caller, cursor: str) -> None:
    assert api.get(f"products?cursor={cursor}").status_code in {400, 422}


def test_a_cursor_serves_its_own_list_only(api: Caller, shop: ShopContext, neighbour: ShopContext) -> None:
    for _ in range(2):
        make_product(shop)
        make_product(neighbour)
    cursor = found(api.get("products?limit=1"))["next"]
    problem_of(api.get(f"products?limit=1&q=robe&cursor={cursor}"), 400)
    problem_of(api.get(f"customers?limit=1&cursor={cursor}"), 400)
    problem_of(caller(neighbour).get(f"products?limit=1&cursor={cursor}"), 400)


def test_a_misspelt_filter_is_refused_rather_than_left_out(api: Caller) -> None:
    errors = problem_of(api.get("orders?plcaed_from=2026-03-01"), 422)["errors"]
    assert [(e["pointer"], e["code"]) for e in errors] == [("#/plcaed_from", "unknown_field")]


def test_a_page_has_at_most_a_hundred_rows(api: Caller) -> None:
    problem_of(api.get("products?limit=101"), 422)
    assert api.get("products?limit=100").status_code == 200


@pytest.mark.parametrize("path", ["products", "customers", "orders", "playlists", "imports"])
def test_a_list_makes_as_many_queries_for_two_rows_as_for_twenty(
    api: Caller, shop: ShopContext, path: str, django_assert_max_num_queries: Any
) -> None:
    from tests.cast import furnish

    def count() -> int:
        with django_assert_max_num_queries(40) as captured:
            assert len(found(api.get(f"{path}?limit=100"))["data"]) > 0
        return len(captured)

    furnish(shop, 2)
    api.get(path)
    few = count()
    with shop_scope(shop.id):
        for _ in range(20):
            order = make_order(shop, customer=make_customer(shop))
            make_refund(shop, order)
    assert count() == few


BROKEN = [
    ("{", 400),
    ("[" * 100_000, 400),
    ('{"sku": NaN}', 400),
    (b"\xff\xfe", 400),
    ("[]", 422),
    ('"text"', 422),
    ("null", 422),
    ('{"sku": "a\\u0000b", "title": "x"}', 422),
    ('{"sku": "\\ud800", "title": "x"}', 422),
    ('{"sku": "a", "title": "x", "price": "1e400"}', 422),
    ('{"sku": "a", "title": "x", "price": 1' + "0" * 5000 + "}", 400),
    ('{"sku": "a", "title": "x", "stock": 99999999999999}', 422),
    ('{"sku": {"a": []}, "title": ["x"]}', 422),
    ('{"\\ud800": 1}', 422),
]


@pytest.mark.parametrize(("body", "status"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_body_is_a_problem_and_never_our_failure(
    api: Caller, body: str | bytes, status: int
) -> None:
    problem_of(api.post("products", body), status)


def test_a_refusal_quotes_what_no_text_can_hold_as_its_escape(api: Caller) -> None:
    answer = api.post("customers", '{"name": "N", "language": "\\ud800"}')
    assert b"\\ud800" in answer.content
    problem_of(answer, 422)


def test_a_body_that_is_too_large_is_not_read(api: Caller) -> None:
    problem_of(api.post("products", json.dumps({"title": "x" * door.LARGEST_BODY})), 413)


def test_a_body_that_is_not_json_is_named(api: Caller) -> None:
    problem_of(api.post("products", "<p>", Content_Type="text/html"), 415)


def test_a_method_that_is_not_offered_names_those_that_are(api: Caller) -> None:
    answer = api.send("DELETE", "products")
    problem_of(answer, 405)
    assert answer["Allow"] == "GET, HEAD, POST"
    problem_of(api.send("OPTIONS", "kpis"), 405)


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "orders/1",
        "orders/ord_x",
        "products/prd_%00",
        "customers/cus_" + "g" * 32,
        "orders/",
        "products/by-sku/a%0Ab",
    ],
)
def test_an_address_that_leads_nowhere_is_a_problem(api: Caller, path: str) -> None:
    problem_of(api.get(path), 404)
    problem_of(api.patch(path, {}), 404)


def test_problems_are_worded_in_the_callers_language(api: Caller) -> None:
    french = problem_of(api.get("orders/ord_x", Accept_Language="fr"), 404)
    assert french["type"] == "about:blank"
    assert set(french) == {"type", "title", "status", "detail"}


def test_a_database_that_is_too_slow_is_a_503(api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def slow(*_args: object, **_named: object) -> None:
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr("catalog.orders.api.orders", slow)
    answer = api.get("orders")
    problem_of(answer, 503)
    assert answer["Retry-After"] == "2"


def test_what_nobody_foresaw_is_logged_and_explains_nothing(
    api: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("catalog.orders.api.orders", broken)
    document = problem_of(api.get("orders"), 500)
    assert "secret detail" not in str(document)
    assert "unforeseen" in caplog.text


def test_a_refused_write_leaves_nothing_behind(api: Caller, shop: ShopContext) -> None:
    make_product(shop, sku="R-1")
    body = {
        "lines": [{"sku": "R-1", "quantity": 1}],
        "customer": {"phone": "0550000001"},
        "discount": "9999999.00",
    }
    problem_of(api.post("orders", body), 422)
    with shop_scope(shop.id):
        assert not Order.objects.exists()
