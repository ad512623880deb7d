"""Parcels, their movements, and cash that couriers hold."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("catalog", "0015_spend")]

    operations: ClassVar[list[Operation]] = []
