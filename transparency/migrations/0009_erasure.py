"""Erasures, and what is kept how long."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("transparency", "0008_rights")]

    operations: ClassVar[list[Operation]] = []
