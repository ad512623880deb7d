"""Trends of terms, products and themes."""

from __future__ import annotations

from typing import Any, ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables


def _id() -> models.BigAutoField[Any, Any]:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _shop() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.shop"
    )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("signals", "0008_exposure")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="TrendRun",
            fields=[
                ("id", _id()),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("searches", "Search terms"),
                            ("product_views", "Products looked at"),
                            ("product_orders", "Products delivered"),
                            ("theme_views", "Themes looked at"),
                            ("theme_orders", "Themes delivered"),
                        ],
                        max_length=20,
                    ),
                ),
                ("week", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("judged", "Judged"),
                            ("short", "Too few weeks"),
                            ("few", "Too few counts"),
                        ],
                        max_length=10,
                    ),
                ),
                ("version", models.CharField(max_length=40)),
                ("total", models.BigIntegerField()),
                ("series", models.IntegerField()),
                ("weeks_known", models.PositiveSmallIntegerField()),
                ("spread", models.FloatField(null=True)),
                ("decision_uid", models.UUIDField(null=True)),
                ("computed_at", models.DateTimeField()),
                ("shop", _shop()),
            ],
        ),
        migrations.CreateModel(
            name="TrendItem",
            fields=[
                ("id", _id()),
                ("rank", models.PositiveIntegerField()),
                ("label", models.CharField(max_length=500)),
                ("ref", models.BigIntegerField(default=0)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("trend", "Trend"), ("watch", "To watch"), ("", "Nothing unusual")],
                        max_length=10,
                    ),
                ),
                (
                    "counts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None
                    ),
                ),
                ("people", models.IntegerField(null=True)),
                ("expected", models.FloatField(null=True)),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("p", models.FloatField(null=True)),
                ("q", models.FloatField(null=True)),
                ("spellings", models.JSONField(blank=True, default=list)),
                ("shop", _shop()),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="signals.trendrun",
                    ),
                ),
            ],
            options={"ordering": ["rank"]},
        ),
        migrations.AddConstraint(
            model_name="trendrun",
            constraint=models.UniqueConstraint(fields=("shop", "measure", "week"), name="trend_run_once"),
        ),
        migrations.AddConstraint(
            model_name="trenditem",
            constraint=models.UniqueConstraint(fields=("shop", "run", "rank"), name="trend_item_once"),
        ),
        SecureTenantTables(),
    ]
