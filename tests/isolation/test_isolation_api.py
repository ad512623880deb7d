"""T1 and A2 for the API: every operation of the OpenAPI document against keys that have no business there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from catalog.customers.models import Customer
from catalog.keys.scopes import SCOPES
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from tests.cast import Cast
from tests.factories import canary, make_api_key
from tests.routes import SAMPLES
from tests.rows import fingerprint

READS = {"get", "head"}
METHODS = {"get", "post", "put", "patch", "delete"}


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    path: str
    parameters: tuple[str, ...]

    def address(self, cast: Cast) -> str:
        """The address, naming records of the shop that is asked about."""
        return re.sub(r"\{(\w+)\}", lambda found: str(SAMPLES[found[1]](cast.shop)), self.path)


@pytest.fixture
def operations(db: None) -> list[Operation]:
    document = json.loads(Client().get("/api/v1/schema").content)
    found = [
        Operation(method, path, tuple(re.findall(r"\{(\w+)\}", path)))
        for path, methods in document["paths"].items()
        for method in methods
        if method in METHODS
    ]
    assert len(found) >= 10
    return found


# Each request comes from an address of its own: one that tries a hundred wrong keys in a minute is refused (429).
ADDRESSES = (f"203.0.{number // 250}.{number % 250 + 1}" for number in count())


def send(operation: Operation, cast: Cast, secret: str = "", body: Any = None) -> Any:
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return Client(REMOTE_ADDR=next(ADDRESSES)).generic(
        operation.method.upper(),
        operation.address(cast),
        json.dumps(body if body is not None else {}),
        content_type="application/json",
        headers=headers,
    )


def test_another_shops_key_finds_none_of_our_records(cast: Cast, operations: list[Operation]) -> None:
    _key, secret = make_api_key(cast.other, list(SCOPES))
    before, wrong = fingerprint(cast.shop), []
    for operation in operations:
        answer = send(operation, cast, secret)
        text = answer.content.decode()
        expected = {404} if operation.method in READS else {404, 422}
        names_a_record = set(operation.parameters) - {"segment_code", "segment_slot", "channel_slug"}
        if names_a_record and answer.status_code not in expected:
            wrong.append((operation.method, operation.path, answer.status_code))
        if canary(cast.shop) in text or answer.status_code in {401, 403} or answer.status_code >= 500:
            wrong.append((operation.method, operation.path, answer.status_code))
    assert wrong == []
    assert fingerprint(cast.shop) == before


def test_the_own_key_finds_them(cast: Cast, operations: list[Operation]) -> None:
    """Without this, an API that answers 404 to everybody would pass."""
    _key, secret = make_api_key(cast.shop, list(SCOPES))
    statuses = {
        f"{operation.method} {operation.path}": send(operation, cast, secret).status_code
        for operation in operations
        if operation.method in READS
    }
    assert {name: status for name, status in statuses.items() if status not in {200, 422}} == {}
    assert list(statuses.values()).count(200) >= 5


@pytest.mark.parametrize("kind", ["none", "junk", "revoked", "expired", "empty"])
def test_a_key_that_does_not_hold_is_401_everywhere(
    cast: Cast, operations: list[Operation], kind: str
) -> None:
    now = timezone.now()
    dates = {"revoked": {"revoked_at": now}, "expired": {"expires_at": now - timedelta(seconds=1)}}
    _key, live = make_api_key(cast.shop, list(SCOPES), **dates.get(kind, {}))
    secret = {"none": "", "junk": live[:-1] + "x", "empty": " "}.get(kind, live)
    before = fingerprint(cast.shop)
    statuses = {
        (operation.method, operation.path, send(operation, cast, secret).status_code)
        for operation in operations
    }
    assert {status for _method, _path, status in statuses} == {401}, statuses
    assert fingerprint(cast.shop) == before


def test_a_key_without_scopes_is_403_everywhere(cast: Cast, operations: list[Operation]) -> None:
    _key, secret = make_api_key(cast.shop, [])
    statuses = {(one.method, one.path, send(one, cast, secret).status_code) for one in operations}
    assert {status for _method, _path, status in statuses} == {403}, statuses


def test_each_scope_opens_its_own_operations_only(cast: Cast, operations: list[Operation]) -> None:
    """Per operation exactly one scope lets it through, found by halving; a reading scope never writes."""
    keys: dict[tuple[str, ...], str] = {}

    def passes(one: Operation, scopes: tuple[str, ...]) -> bool:
        if scopes not in keys:
            keys[scopes] = make_api_key(cast.shop, list(scopes))[1]
        with transaction.atomic():  # what one operation deletes, the next asks for
            status = send(one, cast, keys[scopes]).status_code
            transaction.set_rollback(True)
        return bool(status != 403)

    opened: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in operations:
        left = tuple(SCOPES)
        while len(left) > 1:
            half = left[: len(left) // 2]
            left = half if passes(one, half) else left[len(half) :]
        assert passes(one, left), f"no scope opens {one}"
        assert not passes(one, tuple(scope for scope in SCOPES if scope not in left)), (
            f"two scopes open {one}"
        )
        opened[one.method, one.path] = left
    # Up to 500 customers are named in the body of a question, which an address has no room for.
    asks = {"/api/v1/recommendations/batch"}
    kinds = {
        (method in READS or path in asks, scopes[0].endswith(":read"))
        for (method, path), scopes in opened.items()
    }
    assert kinds <= {(True, True), (False, False)}


def test_a_body_cannot_point_at_another_shops_records(cast: Cast) -> None:
    _key, secret = make_api_key(cast.other, list(SCOPES))
    with shop_scope(cast.shop.id):
        customer, product = Customer.objects.first(), Product.objects.filter(sku__startswith="SKU").first()
    assert customer is not None
    assert product is not None
    orders = Operation("post", "/api/v1/orders", ())
    lines = [{"sku": product.sku, "quantity": 1, "unit_price": "1.00"}]
    own = [{"sku": "of-the-other", "quantity": 1, "unit_price": "1.00"}]
    created = send(
        Operation("post", "/api/v1/products", ()),
        cast,
        secret,
        {"sku": "of-the-other", "title": "x", "price": "1.00"},
    )
    assert created.status_code == 201
    foreign_line = send(orders, cast, secret, {"external_id": "a", "lines": lines})
    foreign_customer = send(
        orders, cast, secret, {"external_id": "b", "lines": own, "customer_id": f"cus_{customer.uid.hex}"}
    )
    assert {foreign_line.status_code, foreign_customer.status_code} <= {404, 422}
    assert send(orders, cast, secret, {"external_id": "c", "lines": own}).status_code == 201


def test_a_cursor_of_another_shop_turns_no_page(cast: Cast) -> None:
    _key, ours = make_api_key(cast.shop, list(SCOPES))
    _key, theirs = make_api_key(cast.other, list(SCOPES))
    first = Client().get("/api/v1/products?limit=1", headers={"Authorization": f"Bearer {ours}"}).json()
    assert first["next"]
    cursor = first["next"].split("cursor=")[-1].split("&")[0]
    answer = Client().get(
        f"/api/v1/products?limit=1&cursor={cursor}", headers={"Authorization": f"Bearer {theirs}"}
    )
    assert answer.status_code in {400, 404, 422}
