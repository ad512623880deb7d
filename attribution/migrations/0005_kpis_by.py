"""Key figures by campaign, segment, playlist and wilaya, and targets."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("attribution", "0004_credit")]

    operations: ClassVar[list[Operation]] = []
