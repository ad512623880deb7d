"""Callers of the API: a key of the shop with every permission, one of a neighbour, one with few permissions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, cast

import pytest
from django.http import HttpResponse
from django.test import Client

from catalog.keys.scopes import SCOPES
from catalog.shops.context import ShopContext
from tests.factories import make_api_key, make_shop


@dataclass(frozen=True, slots=True)
class Caller:
    """Sends requests with one key, like a program of the shop's would."""

    shop: ShopContext
    secret: str

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """The answer; header names are written with underscores, as in ``Idempotency_Key``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, (str, bytes)) else json.dumps(body)
        kind = named.pop("Content-Type", "application/json")
        sent = {"Authorization": f"Bearer {self.secret}"} | named
        response: Any = Client().generic(
            method, f"/api/v1/{path}", b"" if body is None else data, kind, headers=sent
        )
        return cast(HttpResponse, response)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> HttpResponse:
        return self.send("POST", path, body, **headers)

    def put(self, path: str, body: Any, **headers: str) -> HttpResponse:
        return self.send("PUT", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> HttpResponse:
        return self.send("PATCH", path, body, **headers)


def caller(shop: ShopContext, scopes: list[str] | None = None, **fields: Any) -> Caller:
    _key, secret = make_api_key(shop, list(SCOPES) if scopes is None else scopes, **fields)
    return Caller(shop, secret)


def problem_of(response: Any, status: int) -> dict[str, Any]:
    """The problem document of an answer that must have this status."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    document: dict[str, Any] = json.loads(response.content)
    assert document["status"] == status
    return document


def found(response: Any, status: int = 200) -> Any:
    """The JSON of an answer that must have this status."""
    assert response.status_code == status, response.content
    return json.loads(response.content)


@pytest.fixture
def shop(db: None) -> ShopContext:
    return make_shop("boutique", name="Boutique")


@pytest.fixture
def neighbour(db: None) -> ShopContext:
    return make_shop("voisin", name="Voisin")


@pytest.fixture
def api(shop: ShopContext) -> Caller:
    """A key of the shop that may do everything."""
    return caller(shop)
