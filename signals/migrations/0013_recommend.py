from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar = [("signals", "0012_backtest"), ("catalog", "0011_product_holds")]

    operations: ClassVar[list[Operation]] = []
