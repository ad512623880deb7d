"""Cases of customers, and what a person took over."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("transparency", "0006_public_page")]

    operations: ClassVar[list[Operation]] = []
