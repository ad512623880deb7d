"""Audits of how machines treat groups."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("transparency", "0003_rules"), ("attribution", "0007_reports")]

    operations: ClassVar[list[Operation]] = []
