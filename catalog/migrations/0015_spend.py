"""What was spent on channels and campaigns, and dated rates of currencies."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("catalog", "0014_conversations")]

    operations: ClassVar[list[Operation]] = []
