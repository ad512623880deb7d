"""A ledger that keeps its chain when a person is dropped."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("transparency", "0009_erasure")]

    operations: ClassVar[list[Operation]] = []
