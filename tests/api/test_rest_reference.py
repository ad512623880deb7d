"""The page of the API: complete, without a script, under the page's own policy."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from catalog.rest.reference import Piece, resources
from shop_ai.api import document

DOCUMENT = {
    "paths": {
        "/api/v1/orders": {
            "post": {
                "operationId": "create",
                "summary": "Create an order",
                "tags": ["orders"],
                "parameters": [
                    {
                        "name": "limit",
                        "in": "query",
                        "required": True,
                        "schema": {"type": "integer"},
                        "description": "Rows",
                    }
                ],
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}
                },
                "responses": {"201": {"description": "Made"}},
            }
        }
    },
    "components": {
        "schemas": {
            "Order": {
                "required": ["lines"],
                "properties": {
                    "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
                    "state": {"oneOf": [{"$ref": "#/components/schemas/State"}, {"type": "null"}]},
                },
            },
            "Line": {
                "type": "object",
                "properties": {"sku": {"type": "string", "description": "Which of `sku`"}},
            },
            "State": {"enum": ["placed", "confirmed"], "type": "string"},
        }
    },
}


def test_members_are_followed_through_references_and_lists() -> None:
    operation = resources(DOCUMENT)[0].operations[0]
    assert [(f.name, f.kind, f.is_required, f.words) for f in operation.body] == [
        ("lines", "object[]", True, ()),
        ("lines[].sku", "string", False, (Piece("Which of ", False), Piece("sku", True))),
        ("state", "placed | confirmed", False, ()),
    ]
    assert [(p.name, p.where, p.is_required) for p in operation.parameters] == [("limit", "query", True)]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_shows_every_operation_and_loads_nothing_from_elsewhere(db: None, language: str) -> None:
    answer = Client().get("/api/v1/docs", headers={"Accept-Language": language})
    html = answer.content.decode()
    assert answer.status_code == 200
    for resource in resources(json.loads(document())):
        for operation in resource.operations:
            assert f'id="{operation.id}"' in html
            assert f"<strong>{operation.method}</strong> {operation.path}</code>" in html
    assert "<script" not in html
    assert "style=" not in html
    policy = answer["Content-Security-Policy"]
    assert "'unsafe" not in policy
    assert "default-src 'none'" in policy
