"""What travels with an event, sessions, consent, and the sums that follow from them."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar = [("signals", "0005_inbox_without_shop_check")]

    operations: ClassVar[list[Operation]] = []
