"""What the public page said, and since when."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("transparency", "0005_integrity")]

    operations: ClassVar[list[Operation]] = []
