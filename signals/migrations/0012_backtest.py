"""How the models of recommendations did on the shop's own orders."""

from __future__ import annotations

from typing import Any, ClassVar

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
    dependencies: ClassVar = [("signals", "0011_touched_visitors")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="BacktestRun",
            fields=[
                ("id", _id()),
                ("as_of", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("judged", "Compared"),
                            ("few_buyers", "Too few buyers"),
                            ("few_queries", "Too few orders to ask about"),
                        ],
                        max_length=12,
                    ),
                ),
                ("form", models.CharField(max_length=10)),
                ("version", models.CharField(max_length=40)),
                ("buyers", models.PositiveIntegerField()),
                ("orders", models.PositiveIntegerField()),
                ("items", models.PositiveIntegerField()),
                ("queries", models.PositiveIntegerField()),
                ("folds", models.JSONField(default=list)),
                ("incumbent", models.CharField(max_length=40)),
                ("chosen", models.CharField(max_length=40)),
                ("reason_code", models.CharField(max_length=40)),
                ("decision_uid", models.UUIDField()),
                ("seconds", models.FloatField()),
                ("computed_at", models.DateTimeField()),
                ("shop", _shop()),
            ],
        ),
        migrations.CreateModel(
            name="BacktestRow",
            fields=[
                ("id", _id()),
                ("rank", models.PositiveSmallIntegerField()),
                ("model", models.CharField(max_length=40)),
                ("hit_rate", models.FloatField()),
                ("low", models.FloatField()),
                ("high", models.FloatField()),
                ("mrr", models.FloatField()),
                ("ndcg", models.FloatField()),
                ("coverage", models.FloatField()),
                ("tail_share", models.FloatField()),
                ("difference", models.FloatField()),
                ("standard_error", models.FloatField()),
                ("seconds", models.FloatField()),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="signals.backtestrun",
                    ),
                ),
                ("shop", _shop()),
            ],
            options={"ordering": ["rank"]},
        ),
        migrations.AddConstraint(
            model_name="backtestrun",
            constraint=models.UniqueConstraint(fields=("shop", "as_of"), name="backtest_run_once"),
        ),
        migrations.AddConstraint(
            model_name="backtestrow",
            constraint=models.UniqueConstraint(fields=("shop", "run", "rank"), name="backtest_row_once"),
        ),
        SecureTenantTables(),
    ]
