"""Every column that could name a person, and what an erasure does about it. A test walks the catalogue against it.

``data/columns.toml`` names the step that empties a column, or says why it may stay: for a column, for all columns of a
name, or for a whole table of the shop's own things.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from transparency.erasure.course import STEPS

FILE: Final = Path(__file__).with_name("data") / "columns.toml"
OWN_APPS: Final = ("catalog", "signals", "attribution", "transparency")


@dataclass(frozen=True, slots=True)
class Coverage:
    """``erased``: "table.column" to the step; ``columns``, ``names`` and ``tables``: to the reason for staying."""

    erased: dict[str, str]
    columns: dict[str, str]
    names: dict[str, str]
    tables: dict[str, str]

    def answer(self, column: str) -> str:
        """What becomes of ``table.column``; empty when nobody has thought of it."""
        table, _dot, name = column.partition(".")
        found = self.erased.get(column) or self.columns.get(column)
        return found or self.tables.get(table) or self.names.get(name) or ""

    @property
    def named(self) -> set[str]:
        """Every column or table that the file names outright."""
        return {*self.erased, *self.columns, *self.tables}


@cache
def coverage() -> Coverage:
    said = tomllib.loads(FILE.read_text("utf-8"))
    known = {step.code for step in STEPS}
    erased = {
        f"{table}.{name}": step
        for table, columns in said["erased"].items()
        for step, names in columns.items()
        for name in names
    }
    unknown = set(erased.values()) - known
    if unknown:
        raise ValueError(f"no such step: {', '.join(sorted(unknown))}")
    kept = {
        f"{table}.{name}": reason
        for table, columns in said["kept"].items()
        for name, reason in columns.items()
    }
    return Coverage(erased, kept, said["names"], said["tables"])


def telling_columns() -> list[str]:
    """ "table.column" of all that may hold a text: sealed or free, in lists and documents too."""
    return sorted(
        f"{model._meta.db_table}.{field.column}"
        for app in OWN_APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.local_concrete_fields
        if _may_tell(field)
    )


def _may_tell(field: models.Field[Any, Any]) -> bool:
    """Choices and numbers name nobody; keys of other rows lead to rows that are looked at themselves."""
    if field.choices or field.is_relation:
        return False
    kind = field.base_field if isinstance(field, ArrayField) else field
    kinds = (
        models.CharField,
        models.TextField,
        models.BinaryField,
        models.JSONField,
        models.GenericIPAddressField,
    )
    return isinstance(kind, kinds)
