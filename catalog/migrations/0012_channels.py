"""The tree of channels, campaigns, and what leads to them."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("catalog", "0011_product_holds")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="ArrivalSign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event_id", models.UUIDField()),
                ("occurred_at", models.DateTimeField()),
                ("utm_source", models.CharField(blank=True, max_length=120)),
                ("referrer", models.CharField(blank=True, max_length=120)),
                ("click_id", models.CharField(blank=True, max_length=40)),
                ("ad_id", models.CharField(blank=True, max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="Campaign",
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
                ("slug", models.SlugField(max_length=80)),
                ("name", models.CharField(max_length=120)),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("is_archived", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="CampaignName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("raw", models.CharField(max_length=200)),
                ("plain", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Channel",
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
                ("slug", models.CharField(max_length=40)),
                ("parent", models.CharField(blank=True, max_length=40)),
                ("name", models.CharField(blank=True, max_length=80)),
                ("is_paid", models.BooleanField(default=False)),
                ("is_hidden", models.BooleanField(default=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="ChannelMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("row_key", models.CharField(max_length=80)),
                ("was_channel", models.CharField(blank=True, max_length=40)),
                ("was_campaign", models.CharField(blank=True, max_length=120)),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("campaign", models.CharField(blank=True, max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="ChannelRule",
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
                    "what",
                    models.CharField(
                        choices=[
                            ("code", "Code"),
                            ("ad_id", "Ad or campaign number"),
                            ("utm_campaign", "Campaign name (utm_campaign)"),
                            ("utm_source", "Source of the link (utm_source)"),
                            ("click_id", "Click mark of a network (fbclid, ttclid …)"),
                            ("referrer", "Site they came from"),
                            ("order_source", "Channel as the order or conversation names it"),
                        ],
                        max_length=20,
                    ),
                ),
                ("value", models.CharField(max_length=200)),
                ("plain", models.CharField(max_length=200)),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("is_active", models.BooleanField(default=True)),
                ("created_by", models.CharField(blank=True, max_length=60)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="ChannelRun",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Stopped halfway"),
                            ("undone", "Undone"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("rows_total", models.PositiveIntegerField(default=0)),
                ("rows_seen", models.PositiveIntegerField(default=0)),
                ("moved", models.JSONField(default=dict)),
                ("started_by", models.CharField(blank=True, max_length=60)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ChannelSaid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("row_key", models.CharField(max_length=80)),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("campaign", models.CharField(blank=True, max_length=120)),
            ],
        ),
        migrations.AddField(
            model_name="arrivalsign",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="campaign",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="campaignname",
            name="campaign",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="names",
                to="catalog.campaign",
            ),
        ),
        migrations.AddField(
            model_name="campaignname",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="channelmove",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="channelrule",
            name="campaign",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.campaign",
            ),
        ),
        migrations.AddField(
            model_name="channelrule",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="channelrun",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="channelmove",
            name="run",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="moves",
                to="catalog.channelrun",
            ),
        ),
        migrations.AddField(
            model_name="channelsaid",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrivalsign",
            constraint=models.UniqueConstraint(
                fields=("shop", "occurred_at", "event_id"), name="arrival_sign_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.UniqueConstraint(fields=("shop", "slug"), name="campaign_slug_once"),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="campaign_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="campaign_dates_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="campaignname",
            index=models.Index(fields=["shop", "campaign"], name="campaign_name_of"),
        ),
        migrations.AddConstraint(
            model_name="campaignname",
            constraint=models.UniqueConstraint(fields=("shop", "plain"), name="campaign_name_once"),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.UniqueConstraint(fields=("shop", "slug"), name="channel_slug_once"),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="channel_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug", ""), _negated=True), name="channel_has_slug"
            ),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("slug")), _negated=True), name="channel_not_its_parent"
            ),
        ),
        migrations.AddConstraint(
            model_name="channelrule",
            constraint=models.UniqueConstraint(fields=("shop", "what", "plain"), name="channel_rule_once"),
        ),
        migrations.AddConstraint(
            model_name="channelrule",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="channel_rule_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="channelrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", ""), _negated=True), ("campaign__isnull", False), _connector="OR"
                ),
                name="channel_rule_leads_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="channelrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("plain", ""), _negated=True), name="channel_rule_has_value"
            ),
        ),
        migrations.AddConstraint(
            model_name="channelrun",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="channel_run_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="channelrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["queued", "running"])),
                fields=("shop",),
                name="channel_run_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="channelmove",
            constraint=models.UniqueConstraint(
                fields=("shop", "run", "kind", "row_key"), name="channel_move_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="channelsaid",
            constraint=models.UniqueConstraint(fields=("shop", "kind", "row_key"), name="channel_said_once"),
        ),
        SecureTenantTables(),
    ]
