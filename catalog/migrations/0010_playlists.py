from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar = [("catalog", "0009_shops_of_person")]

    operations: ClassVar[list[Operation]] = []
