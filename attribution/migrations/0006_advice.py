"""Forecasts, budgets and what campaigns came to."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("attribution", "0005_kpis_by")]

    operations: ClassVar[list[Operation]] = []
