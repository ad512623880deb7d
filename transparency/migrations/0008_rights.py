"""What people ask about their data, the wordings they were shown, and what is given for a consent."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables

APPEND_ONLY = """
CREATE TRIGGER shown_text_append_only BEFORE UPDATE OR DELETE ON transparency_showntext
FOR EACH ROW EXECUTE FUNCTION catalog_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("transparency", "0007_cases"),
        ("catalog", "0016_parcels"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="ConsentBenefit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=20)),
                ("is_on", models.BooleanField(default=False)),
                ("percent", models.PositiveSmallIntegerField(default=10)),
                ("ceiling", models.DecimalField(decimal_places=2, max_digits=14)),
                ("budget", models.DecimalField(decimal_places=2, max_digits=16)),
                ("valid_days", models.PositiveSmallIntegerField(default=60)),
                ("stopped_because", models.CharField(blank=True, max_length=20)),
                ("measured", models.JSONField(blank=True, default=dict)),
                ("measured_at", models.DateTimeField(blank=True, null=True)),
                ("changed_by", models.CharField(blank=True, max_length=120)),
                (
                    "changed_at",
                    models.DateTimeField(auto_now=True, db_default=django.db.models.functions.datetime.Now()),
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
            name="BenefitGrant",
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
                    "arm",
                    models.CharField(
                        choices=[
                            ("used", "Their data is used"),
                            ("held_out", "Held out by chance: the data is not used"),
                        ],
                        max_length=10,
                    ),
                ),
                ("granted_at", models.DateTimeField()),
                ("decision_uid", models.UUIDField(blank=True, null=True)),
                (
                    "code",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.playlistcode",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.customer",
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
                (
                    "benefit",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="transparency.consentbenefit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RightsRequest",
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
                            ("access", "See the data"),
                            ("copy", "Take a copy along"),
                            ("correction", "Correct the data"),
                            ("objection", "Object to a use"),
                            ("withdrawal", "Take a consent back"),
                            ("erasure", "Erase the data"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "Being looked up"),
                            ("open", "To do"),
                            ("sent", "Link sent"),
                            ("done", "Done"),
                            ("refused", "Refused"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "door",
                    models.CharField(
                        choices=[
                            ("page", "The public page"),
                            ("link", "The customer's own page"),
                            ("message", "A message"),
                            ("desk", "Noted by the shop"),
                            ("api", "API"),
                        ],
                        max_length=8,
                    ),
                ),
                ("personal", models.BinaryField(blank=True, null=True)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by", models.CharField(blank=True, max_length=120)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("done", models.JSONField(blank=True, default=dict)),
                ("decision_uid", models.UUIDField(blank=True, null=True)),
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
            name="MyDataLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64)),
                ("sent_by", models.CharField(max_length=10)),
                ("made_by", models.CharField(blank=True, max_length=120)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("visit_hash", models.CharField(blank=True, max_length=64)),
                ("visit_until", models.DateTimeField(blank=True, null=True)),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.customer",
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
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="transparency.rightsrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ShownText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("texts", models.JSONField(default=dict)),
                ("sha256", models.CharField(max_length=64)),
                ("asks_again", models.BooleanField(default=False)),
                ("published_by", models.CharField(blank=True, max_length=120)),
                ("published_at", models.DateTimeField()),
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
            model_name="consentbenefit",
            constraint=models.UniqueConstraint(fields=("shop", "purpose"), name="consent_benefit_once"),
        ),
        migrations.AddConstraint(
            model_name="consentbenefit",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__gte", 1), ("percent__lte", 30)), name="consent_benefit_bounded"
            ),
        ),
        migrations.AddIndex(
            model_name="benefitgrant",
            index=models.Index(fields=["shop", "benefit", "granted_at"], name="benefit_by_time"),
        ),
        migrations.AddConstraint(
            model_name="benefitgrant",
            constraint=models.UniqueConstraint(
                fields=("shop", "benefit", "customer"), name="benefit_once_a_customer"
            ),
        ),
        migrations.AddIndex(
            model_name="rightsrequest",
            index=models.Index(fields=["shop", "state", "due_on"], name="rights_request_queue"),
        ),
        migrations.AddIndex(
            model_name="rightsrequest",
            index=models.Index(fields=["shop", "customer"], name="rights_request_of"),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="rights_request_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.UniqueConstraint(fields=("shop", "number"), name="rights_request_number_once"),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state__in", ["done", "refused"])),
                    models.Q(
                        models.Q(("state__in", ["done", "refused"]), _negated=True),
                        ("closed_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="rights_request_closed",
            ),
        ),
        migrations.AddIndex(
            model_name="mydatalink",
            index=models.Index(fields=["shop", "customer"], name="my_data_link_of"),
        ),
        migrations.AddConstraint(
            model_name="mydatalink",
            constraint=models.UniqueConstraint(fields=("shop", "token_hash"), name="my_data_link_once"),
        ),
        migrations.AddConstraint(
            model_name="mydatalink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("visit_hash", ""), _negated=True),
                fields=("shop", "visit_hash"),
                name="my_data_visit_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="showntext",
            constraint=models.UniqueConstraint(
                fields=("shop", "kind", "version"), name="shown_text_version_once"
            ),
        ),
        SecureTenantTables(),
        migrations.RunSQL(APPEND_ONLY, "DROP TRIGGER shown_text_append_only ON transparency_showntext"),
    ]
