"""Scores of products and content."""

from __future__ import annotations

from typing import ClassVar

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies: ClassVar = [("signals", "0006_context")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="ContentScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content_ref", models.BigIntegerField()),
                ("uid", models.UUIDField()),
                ("title", models.CharField(max_length=300)),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("kind", models.CharField(max_length=10)),
                ("length_seconds", models.PositiveIntegerField(null=True)),
                ("published_on", models.DateField(null=True)),
                ("measured_on", models.DateField(null=True)),
                ("band", models.CharField(blank=True, max_length=40)),
                ("band_posts", models.IntegerField(default=0)),
                ("exposure", models.BigIntegerField(default=0)),
                ("rating", models.FloatField(null=True)),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("chance", models.FloatField(null=True)),
                ("key", models.FloatField(null=True)),
                ("is_promoted", models.BooleanField(default=False)),
                ("reason_code", models.CharField(default="post_thin", max_length=40)),
                ("parts", models.JSONField(default=list)),
                ("missing", models.JSONField(default=list)),
                ("group_above", models.PositiveSmallIntegerField(default=0)),
                ("group_posts", models.PositiveSmallIntegerField(default=0)),
                ("value", models.FloatField(null=True)),
                ("value_low", models.FloatField(null=True)),
                ("value_high", models.FloatField(null=True)),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.shop",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["shop", "-key"], name="content_score_best")],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "content_ref"), name="content_score_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductCost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cost", models.DecimalField(decimal_places=2, max_digits=14)),
                (
                    "product",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.product",
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.shop",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "product"), name="product_cost_once"),
                    models.CheckConstraint(
                        condition=models.Q(("cost__gte", 0)), name="product_cost_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("n", models.BigIntegerField(default=0)),
                ("value", models.FloatField(null=True)),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("key", models.FloatField(null=True)),
                ("percentile", models.FloatField(null=True)),
                ("band_low", models.FloatField(null=True)),
                ("band_high", models.FloatField(null=True)),
                (
                    "advice",
                    models.CharField(
                        choices=[
                            ("promote", "Promote"),
                            ("repair", "Repair"),
                            ("stop", "Stop"),
                            ("keep", "Leave as it is"),
                            ("thin", "Not enough data"),
                        ],
                        default="thin",
                        max_length=10,
                    ),
                ),
                ("reason_code", models.CharField(default="score_thin", max_length=40)),
                ("reason_values", models.JSONField(default=dict)),
                ("log_value", models.FloatField(null=True)),
                ("base", models.FloatField(null=True)),
                ("parts", models.JSONField(default=list)),
                ("price", models.FloatField(null=True)),
                ("is_price_known", models.BooleanField(default=True)),
                ("is_margin_known", models.BooleanField(default=False)),
                ("steadiness", models.FloatField(null=True)),
                ("weekly", models.JSONField(default=list)),
                ("weeks_above", models.PositiveSmallIntegerField(default=0)),
                ("orders", models.IntegerField(default=0)),
                (
                    "product",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.product",
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.shop",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["shop", "-percentile"], name="product_score_best")],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "product"), name="product_score_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductScoreWeek",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField()),
                ("percentile", models.FloatField()),
                ("low", models.FloatField()),
                ("high", models.FloatField()),
                ("n", models.BigIntegerField()),
                (
                    "product",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.product",
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.shop",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop", "product", "week"), name="product_score_week_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("product", "Products"), ("content", "Content")], max_length=10
                    ),
                ),
                ("version", models.CharField(max_length=40)),
                ("basis", models.CharField(blank=True, max_length=10)),
                ("as_of", models.DateField()),
                ("until", models.DateField()),
                ("decision_uid", models.UUIDField(null=True)),
                ("computed_at", models.DateTimeField()),
                ("facts", models.JSONField(default=dict)),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.shop",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("shop", "kind"), name="score_run_once")],
            },
        ),
        migrations.CreateModel(
            name="ScoreSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rewatches",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(30),
                        ],
                    ),
                ),
                (
                    "completions",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(30),
                        ],
                    ),
                ),
                (
                    "shares",
                    models.PositiveSmallIntegerField(
                        default=6,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(30),
                        ],
                    ),
                ),
                (
                    "comments",
                    models.PositiveSmallIntegerField(
                        default=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(30),
                        ],
                    ),
                ),
                (
                    "likes",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(30),
                        ],
                    ),
                ),
                ("margin_share", models.DecimalField(decimal_places=3, default="0.300", max_digits=4)),
                ("return_cost", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("changed_by", models.CharField(blank=True, max_length=120)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.shop",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("shop",), name="score_settings_once"),
                    models.CheckConstraint(
                        condition=models.Q(("margin_share__gt", 0), ("margin_share__lte", 1)),
                        name="score_margin_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("return_cost__isnull", True), ("return_cost__gte", 0), _connector="OR"
                        ),
                        name="score_return_cost",
                    ),
                ],
            },
        ),
        SecureTenantTables(),
    ]
