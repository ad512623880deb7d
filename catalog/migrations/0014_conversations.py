"""Conversations, and how customers say they heard of the shop."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("catalog", "0013_codes")]

    operations: ClassVar[list[Operation]] = []
