"""The OpenAPI document says what the API does: valid, complete, and true under generated requests (promise I1)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import checks
from schemathesis.core.result import Ok

from catalog.keys.models import ApiKey
from catalog.rest import door
from shop_ai.api import document, resources
from shop_ai.lib.limits import Limit
from shop_ai.lib.tenancy import shop_scope
from shop_ai.wsgi import application
from tests.api.conftest import Caller, caller
from tests.cast import furnish
from tests.factories import make_product, make_shop

METHODS = ("get", "post", "put", "patch", "delete")
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(document())
    return found


def operations(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in spec["paths"].items():
        for method in METHODS:
            if method in item:
                yield method, path, item[method]


def test_the_document_is_valid_openapi_31(spec: dict[str, Any]) -> None:
    assert spec["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(spec).validate()


def test_the_generator_has_nothing_to_complain_about() -> None:
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    assert "openapi: 3.1" in out.getvalue()


def test_every_address_and_method_is_described(spec: dict[str, Any]) -> None:
    described = {(method, path) for method, path, _operation in operations(spec)}
    offered = set()
    for pattern in resources:
        assert isinstance(pattern, URLPattern)
        view: Any = pattern.callback.view_class  # type: ignore[attr-defined]  # set by as_view
        path = "/api/v1/" + str(pattern.pattern).replace("<str:", "{").replace("<path:", "{").replace(
            ">", "}"
        )
        offered |= {(method, path) for method in METHODS if hasattr(view, method)}
    assert described == offered


def test_every_operation_says_what_it_needs_and_what_can_go_wrong(spec: dict[str, Any]) -> None:
    for method, path, operation in operations(spec):
        where = f"{method} {path}"
        assert operation["summary"], where
        assert operation["security"] == [{"key": []}], where
        for status in ("400", "401", "403", "422", "429", "503"):
            assert "application/problem+json" in operation["responses"][status]["content"], where
        if method != "get":
            assert "Idempotency-Key" in [parameter["name"] for parameter in operation["parameters"]], where
    assert spec["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


def test_every_list_says_whether_something_follows() -> None:
    spec = json.loads(document())
    shapes = spec["components"]["schemas"]
    lists = {}
    for path, operations in spec["paths"].items():
        answer = operations.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        shape = answer.get("application/json", {}).get("schema", {})
        fields = shapes.get(shape.get("$ref", "").rsplit("/", 1)[-1], shape).get("properties", {})
        if fields.get("data", {}).get("type") == "array":
            lists[path] = "next" in fields
    assert len(lists) > 25
    assert [path for path, follows in lists.items() if not follows] == []


def test_the_document_is_served(db: None) -> None:
    answer = Client().get("/api/v1/schema")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.content == document()


@pytest.fixture
def furnished(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Caller:
    """A shop with records, and a key whose limits do not end the search."""
    monkeypatch.setattr(door, "READS", Limit("api-read", 1_000_000, 60))
    monkeypatch.setattr(door, "WRITES", Limit("api-write", 1_000_000, 60))
    monkeypatch.setattr("catalog.imports.api.PER_DAY", Limit("api-import", 1_000_000, 60))
    shop = make_shop("boutique")
    furnish(shop)
    make_product(shop, sku="R-1")
    return caller(shop)


def _examples(api: Caller, number: int) -> Counter[int]:
    """Send ``number`` generated requests, good and bad, and hold each answer against the document."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema", application)
    headers = {"Authorization": f"Bearer {api.secret}"}
    seen: Counter[int] = Counter()
    chosen = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    cases: st.SearchStrategy[Any] = st.one_of(
        *[
            operation.as_strategy(generation_mode=mode, headers=headers)
            for operation in chosen
            for mode in schemathesis.GenerationMode
        ]
    )

    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases)
    def hold(case: Any) -> None:
        answer = case.call()
        seen[answer.status_code] += 1
        assert answer.status_code < 500, (case.as_curl_command(), answer.text)
        case.validate_response(answer, checks=CHECKS)

    hold()
    return seen


def _meaningful(seen: Counter[int]) -> float:
    """The share of answers that got past the key: without one, everything would be a 401."""
    return 1 - (seen[401] + seen[403] + seen[429]) / seen.total()


def test_generated_requests_find_no_failure_and_no_undocumented_answer(furnished: Caller) -> None:
    seen = _examples(furnished, 150)
    assert _meaningful(seen) > 0.6, seen
    with shop_scope(furnished.shop.id):
        assert ApiKey.objects.exists()


@pytest.mark.long
def test_five_thousand_generated_requests_find_no_failure(furnished: Caller) -> None:
    seen = _examples(furnished, 5000)
    assert _meaningful(seen) > 0.6, seen
    assert seen[200] + seen[201] > 100, seen
