"""Audits of how machines treat groups."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("transparency", "0003_rules"),
        ("attribution", "0007_reports"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="AuditRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                ("as_of", models.DateField()),
                ("days", models.PositiveSmallIntegerField()),
                ("version", models.CharField(max_length=40)),
                ("customers", models.PositiveIntegerField(default=0)),
                ("tests", models.PositiveSmallIntegerField(default=0)),
                ("different", models.PositiveSmallIntegerField(default=0)),
                ("computed_at", models.DateTimeField()),
                ("decision_uid", models.UUIDField(null=True)),
                ("signed_by", models.CharField(blank=True, max_length=120)),
                ("signed_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
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
        ),
        migrations.CreateModel(
            name="AuditResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                ("measure", models.CharField(max_length=30)),
                ("grouping", models.CharField(max_length=30)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("different", "Treated differently"),
                            ("not_shown", "No difference shown"),
                            ("thin", "Not enough data"),
                        ],
                        max_length=10,
                    ),
                ),
                ("n", models.PositiveIntegerField()),
                ("mean", models.FloatField(null=True)),
                ("p", models.FloatField(null=True)),
                ("q", models.FloatField(null=True)),
                ("excludes", models.FloatField(null=True)),
                ("groups", models.JSONField(default=list)),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.shop",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="transparency.auditrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuditAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("explained", "It has a fair cause"),
                            ("changed", "We changed something"),
                            ("watched", "We watch it until the next audit"),
                            ("wrong", "The data behind it was wrong"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(max_length=1000)),
                ("by", models.CharField(max_length=120)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.shop",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="transparency.auditresult",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["shop", "result"], name="audit_answer_of")],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "uid"), name="audit_answer_uid_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="audit_answer_has_text"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="auditrun",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="audit_run_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="auditrun",
            constraint=models.UniqueConstraint(fields=("shop", "as_of"), name="audit_run_once"),
        ),
        migrations.AddConstraint(
            model_name="auditresult",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="audit_result_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="auditresult",
            constraint=models.UniqueConstraint(
                fields=("shop", "run", "measure", "grouping"), name="audit_result_once"
            ),
        ),
        SecureTenantTables(),
    ]
