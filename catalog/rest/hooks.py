"""Last touches on the OpenAPI document."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema

from catalog.keys.permissions import SAFE
from catalog.rest.fields import Strict


def strict_requests(result: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """Say of every request shape that refuses unknown members that it does."""
    strict = {shape.__name__ for shape in _all_below(Strict)}
    for name, schema in result.get("components", {}).get("schemas", {}).items():
        if name.removeprefix("Patched").removesuffix("Request") in strict and name.endswith("Request"):
            schema["additionalProperties"] = False
    return result


def _all_below(shape: type) -> set[type]:
    return {found for below in shape.__subclasses__() for found in {below} | _all_below(below)}


class DescribedSchema(AutoSchema):
    """Adds to each operation which permission of the key it needs."""

    def get_description(self) -> str:  # type: ignore[override]  # the base declares a lazy text as well
        """Nothing of itself: what the code says to its readers is not for those of the document."""
        return ""

    def get_operation(self, *args: Any, **named: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **named)
        if operation is not None:
            view: Any = self.view
            needed = view.scope_read if self.method in SAFE else view.scope_write
            said = operation.get("description", "")
            operation["description"] = f"{said} Needs the permission `{needed}`.".strip()
        return operation
