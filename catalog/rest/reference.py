"""The OpenAPI document as a page reads it: operations by resource, with their fields. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; code stands between back quotes in the document."""

    text: str
    is_code: bool


Words = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a member of a body. ``name`` is a path such as ``lines[].sku``."""

    name: str
    kind: str
    is_required: bool
    words: Words
    where: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    words: Words
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    words: Words
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    name: str
    operations: tuple[Operation, ...]


def resources(document: Document) -> list[Resource]:
    """The document's resources in its order."""
    found: dict[str, list[Operation]] = {}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                found.setdefault(item[method]["tags"][0], []).append(
                    _operation(document, path, method, item[method])
                )
    return [Resource(name, tuple(operations)) for name, operations in found.items()]


def words(text: str) -> Words:
    """A sentence in pieces."""
    return tuple(Piece(piece, at % 2 == 1) for at, piece in enumerate(text.split("`")) if piece)


def _operation(document: Document, path: str, method: str, said: Document) -> Operation:
    body = said.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(
        id=said["operationId"],
        method=method.upper(),
        path=path,
        summary=said["summary"],
        words=words(said.get("description", "")),
        parameters=tuple(_parameter(document, one) for one in said.get("parameters", [])),
        body=tuple(_fields(document, body)),
        answers=tuple(_answer(document, *one) for one in sorted(said["responses"].items())),
    )


def _parameter(document: Document, said: Document) -> Field:
    return Field(
        name=said["name"],
        kind=_kind(document, said["schema"]),
        is_required=bool(said.get("required")),
        words=words(said.get("description", "")),
        where=said["in"],
    )


def _answer(document: Document, status: str, said: Document) -> Answer:
    schema = said.get("content", {}).get("application/json", {}).get("schema", {})
    return Answer(status, words(said.get("description", "")), tuple(_fields(document, schema)))


def _resolved(document: Document, schema: Document) -> Document:
    """The schema behind a reference, alone or in an ``allOf`` or ``oneOf`` of one."""
    for joined in ("allOf", "oneOf", "anyOf"):
        if schema.get(joined):
            return {
                **_resolved(document, schema[joined][0]),
                **{k: v for k, v in schema.items() if k != joined},
            }
    if "$ref" not in schema:
        return schema
    named: Document = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return {**named, **{name: value for name, value in schema.items() if name != "$ref"}}


def _fields(document: Document, schema: Document, before: str = "", depth: int = 0) -> Iterator[Field]:
    shape = _resolved(document, schema)
    required = set(shape.get("required", []))
    for name, inner in shape.get("properties", {}).items():
        member = _resolved(document, inner)
        yield Field(
            before + name, _kind(document, inner), name in required, words(member.get("description", ""))
        )
        nested = _resolved(document, member["items"]) if "items" in member else member
        if nested.get("properties") and depth < DEEPEST:
            mark = "[]." if "items" in member else "."
            yield from _fields(document, nested, before + name + mark, depth + 1)


def _kind(document: Document, schema: Document) -> str:
    shape = _resolved(document, schema)
    if "enum" in shape:
        return " | ".join(str(value) for value in shape["enum"] if value not in ("", None))
    kinds = shape.get("type", "any")
    kind = " | ".join(kinds) if isinstance(kinds, list) else str(kinds)
    if kind == "array":
        return f"{_kind(document, shape['items'])}[]"
    return f"{kind} ({shape['format']})" if "format" in shape else kind
