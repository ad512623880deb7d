"""Cases of customers, and what a person took over."""

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
        ("transparency", "0006_public_page"),
        ("catalog", "0016_parcels"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Case",
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
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contest", "Contests a decision"),
                            ("question", "Question"),
                            ("complaint", "Complaint"),
                            ("data", "About their data"),
                        ],
                        default="question",
                        max_length=10,
                    ),
                ),
                (
                    "opened_by",
                    models.CharField(
                        choices=[
                            ("button", "The button"),
                            ("word", "A word in a message"),
                            ("team", "Your team"),
                            ("api", "API"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("public", "Public page"),
                            ("widget", "Recommended products"),
                            ("why", "“Why am I seeing this?”"),
                            ("playlist", "Playlist"),
                            ("landing", "Landing page"),
                            ("my-data", "“My data”"),
                            ("conversation", "Conversation"),
                            ("other", "Elsewhere"),
                        ],
                        default="other",
                        max_length=12,
                    ),
                ),
                ("word", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("personal", models.BinaryField(blank=True, null=True)),
                ("visitor", models.CharField(blank=True, max_length=40)),
                ("decision_uid", models.UUIDField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "Waits for you"), ("answered", "Answered"), ("closed", "Closed")],
                        default="new",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("opened_on", models.DateField()),
                ("due_at", models.DateTimeField()),
                ("first_answer_at", models.DateTimeField(blank=True, null=True)),
                ("was_in_time", models.BooleanField(blank=True, null=True)),
                ("escalated_at", models.DateTimeField(blank=True, null=True)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("released_by", models.CharField(blank=True, max_length=60)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("explained", "Explained"),
                            ("corrected", "Corrected"),
                            ("upheld", "The decision stands"),
                            ("done", "What was asked was done"),
                            ("unreached", "The customer could not be reached"),
                            ("mistaken", "Nothing was asked"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "satisfaction",
                    models.CharField(
                        blank=True,
                        choices=[("good", "Yes"), ("middling", "Partly"), ("bad", "No")],
                        max_length=10,
                    ),
                ),
                ("satisfied_at", models.DateTimeField(blank=True, null=True)),
                ("forgotten_at", models.DateTimeField(blank=True, null=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.membership",
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.conversation",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.customer",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.order",
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
            name="CaseEntry",
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
                            ("message", "The customer wrote"),
                            ("answer", "Answer"),
                            ("note", "Note of your team"),
                            ("event", "What happened"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(blank=True, max_length=60)),
                ("text", models.BinaryField(blank=True, null=True)),
                ("what", models.CharField(blank=True, max_length=20)),
                ("values", models.JSONField(blank=True, default=dict)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="transparency.case",
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
            name="CaseSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answer_minutes", models.PositiveSmallIntegerField(default=120)),
                ("has_letters", models.BooleanField(default=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.membership",
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
            name="CaseTemplate",
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
                ("title", models.CharField(max_length=120)),
                ("language", models.CharField(max_length=8)),
                ("text", models.TextField(max_length=2000)),
                ("is_archived", models.BooleanField(default=False)),
                ("changed_by", models.CharField(blank=True, max_length=60)),
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
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=120)),
                ("case", models.UUIDField()),
                ("held_at", models.DateTimeField()),
                ("held_by", models.CharField(blank=True, max_length=60)),
                ("released_at", models.DateTimeField(null=True)),
                ("released_by", models.CharField(blank=True, max_length=60)),
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
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["shop", "state", "due_at"], name="case_by_due"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["shop", "-opened_at"], name="case_by_age"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["shop", "customer"], name="case_of_customer"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["shop", "conversation"], name="case_of_conversation"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["shop", "order"], name="case_of_order"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="case_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("shop", "number"), name="case_number_once"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("conversation__isnull", False), models.Q(("state", "closed"), _negated=True)
                ),
                fields=("shop", "conversation"),
                name="case_open_once_a_conversation",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        ("state", "closed"),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "closed"), _negated=True),
                        ("closed_at__isnull", True),
                        ("outcome", ""),
                    ),
                    _connector="OR",
                ),
                name="case_closed_with_outcome",
            ),
        ),
        migrations.AddIndex(
            model_name="caseentry",
            index=models.Index(fields=["shop", "case", "id"], name="case_entry_in_order"),
        ),
        migrations.AddConstraint(
            model_name="caseentry",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="case_entry_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="casesettings",
            constraint=models.UniqueConstraint(fields=("shop",), name="case_settings_once"),
        ),
        migrations.AddConstraint(
            model_name="casesettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer_minutes__range", (15, 6000))), name="case_answer_minutes_bounded"
            ),
        ),
        migrations.AddConstraint(
            model_name="casetemplate",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="case_template_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="casetemplate",
            constraint=models.UniqueConstraint(
                fields=("shop", "code", "language"), name="case_template_once"
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(fields=["shop", "case"], name="hold_of_case"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_at__isnull", True)),
                fields=("shop", "subject", "case"),
                name="hold_once",
            ),
        ),
        SecureTenantTables(),
    ]
