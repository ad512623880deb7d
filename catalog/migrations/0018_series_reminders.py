"""Reminders of posts that are due: who wants them, and the letters that went out."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables


def _id() -> tuple[str, models.Field[Any, Any]]:
    return (
        "id",
        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
    )


def _link(to: str, **options: bool) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=to, **options
    )


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("catalog", "0017_history")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="ReminderChoice",
            fields=[
                _id(),
                ("is_wanted", models.BooleanField(default=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("membership", _link("catalog.membership", db_constraint=False)),
                ("shop", _link("catalog.shop")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "membership"), name="reminder_choice_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SentReminder",
            fields=[
                _id(),
                (
                    "uid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                ("day", models.DateField()),
                ("language", models.CharField(max_length=2)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("posts", models.PositiveSmallIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("claimed_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("failure", models.CharField(blank=True, max_length=200)),
                ("membership", _link("catalog.membership", db_constraint=False)),
                ("shop", _link("catalog.shop")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "membership", "day"), name="sent_reminder_once")
                ],
            },
        ),
        SecureTenantTables(),
    ]
