"""Answers of the widget, ready to be sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("signals", "0015_proposals")]

    operations: ClassVar[list[Operation]] = []
