"""The tree of channels, campaigns, and what leads to them."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("catalog", "0011_product_holds")]

    operations: ClassVar[list[Operation]] = []
