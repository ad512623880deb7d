"""Content pieces and what platforms measured of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar = [("catalog", "0006_public_ids")]

    operations: ClassVar[list[Operation]] = []
