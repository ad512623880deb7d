"""Rules for texts and what they found."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("transparency", "0002_security"),
        ("catalog", "0016_parcels"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="TextCheck",
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
                        choices=[
                            ("product", "Product"),
                            ("content", "Post"),
                            ("playlist", "Playlist"),
                            ("post", "Planned post"),
                            ("landing", "Landing page"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ref", models.BigIntegerField()),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("is_blocked", models.BooleanField(default=False)),
                ("findings", models.PositiveIntegerField(default=0)),
                ("says_stock", models.BooleanField(default=False)),
                ("good_until", models.DateField(null=True)),
                ("checked_at", models.DateTimeField()),
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
            name="TextFinding",
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
                            ("product", "Product"),
                            ("content", "Post"),
                            ("playlist", "Playlist"),
                            ("post", "Planned post"),
                            ("landing", "Landing page"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ref", models.BigIntegerField()),
                ("subject_uid", models.UUIDField()),
                ("title", models.CharField(max_length=200)),
                ("field", models.CharField(max_length=20)),
                ("rule", models.CharField(max_length=40)),
                (
                    "severity",
                    models.CharField(
                        choices=[("block", "Stops it"), ("warn", "To mend"), ("note", "To know")],
                        max_length=5,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                ("around", models.CharField(blank=True, max_length=400)),
                ("values", models.JSONField(default=dict)),
                ("mends", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To settle"),
                            ("overridden", "Allowed by a person"),
                            ("gone", "Settled"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(null=True)),
                ("decision_uid", models.UUIDField(null=True)),
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
            name="TextOverride",
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
                ("why", models.CharField(max_length=500)),
                ("signed_by", models.CharField(max_length=120)),
                ("signed_at", models.DateTimeField(auto_now_add=True)),
                ("until", models.DateField()),
                ("withdrawn_by", models.CharField(blank=True, max_length=120)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("decision_uid", models.UUIDField(null=True)),
                (
                    "finding",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overrides",
                        to="transparency.textfinding",
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
        ),
        migrations.CreateModel(
            name="TextRule",
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
                ("code", models.CharField(max_length=40)),
                ("title", models.CharField(blank=True, max_length=120)),
                (
                    "severity",
                    models.CharField(
                        choices=[("block", "Stops it"), ("warn", "To mend"), ("note", "To know")],
                        default="warn",
                        max_length=5,
                    ),
                ),
                ("is_on", models.BooleanField(default=True)),
                ("is_own", models.BooleanField(default=False)),
                (
                    "terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                (
                    "excused",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("instead", models.CharField(blank=True, max_length=120)),
                ("changed_by", models.CharField(blank=True, max_length=120)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.category",
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
        ),
        migrations.AddConstraint(
            model_name="textcheck",
            constraint=models.UniqueConstraint(fields=("shop", "kind", "ref"), name="text_check_once"),
        ),
        migrations.AddIndex(
            model_name="textfinding",
            index=models.Index(fields=["shop", "state", "severity"], name="text_finding_by_state"),
        ),
        migrations.AddConstraint(
            model_name="textfinding",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="text_finding_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="textfinding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "gone"), _negated=True),
                fields=("shop", "kind", "ref", "field", "rule", "words"),
                name="text_finding_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="textoverride",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="text_override_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="textoverride",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("shop", "finding"),
                name="text_override_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="textrule",
            constraint=models.UniqueConstraint(fields=("shop", "code"), name="text_rule_once"),
        ),
        migrations.AddConstraint(
            model_name="textrule",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="text_rule_uid_once"),
        ),
        SecureTenantTables(),
    ]
