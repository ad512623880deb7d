"""The playlist's texts, uses, price rule and changes; series of posts."""

from __future__ import annotations

import datetime
import uuid
from typing import ClassVar

import django.contrib.postgres.functions
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies: ClassVar = [("catalog", "0009_shops_of_person")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="PlaylistAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80)),
                ("left_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="PlaylistChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=20)),
                ("by", models.CharField(blank=True, max_length=60)),
                ("before", models.JSONField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Series",
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
                ("title", models.CharField(max_length=200)),
                ("language", models.CharField(default="fr", max_length=2)),
                ("channel", models.CharField(max_length=40)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("occasion", models.CharField(blank=True, max_length=60)),
                ("is_archived", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="SeriesPost",
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
                ("position", models.PositiveSmallIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("use", "The need"),
                            ("discovery", "The easy first product"),
                            ("proof", "The proof"),
                            ("step_up", "The pack"),
                            ("last_call", "The last days"),
                        ],
                        max_length=10,
                    ),
                ),
                ("channel", models.CharField(max_length=40)),
                ("due_on", models.DateField()),
                ("due_at", models.TimeField(default=datetime.time(19, 0))),
                ("caption", models.TextField(blank=True)),
                ("template", models.CharField(blank=True, max_length=40)),
                ("is_edited", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "To post"), ("done", "Posted"), ("skipped", "Skipped")],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "skip_cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_stock", "No stock left"),
                            ("no_time", "No time"),
                            ("no_picture", "No picture or video"),
                            ("not_right", "It did not fit any more"),
                            ("other", "Another cause"),
                        ],
                        max_length=12,
                    ),
                ),
                ("skip_note", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="playlistitem",
            name="playlist_item_once",
        ),
        migrations.AddField(
            model_name="playlist",
            name="budget",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
        ),
        migrations.AddField(
            model_name="playlist",
            name="fixed_price",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
        ),
        migrations.AddField(
            model_name="playlist",
            name="is_archived",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="playlist",
            name="pack",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="catalog.product",
            ),
        ),
        migrations.AddField(
            model_name="playlist",
            name="price_rule",
            field=models.CharField(
                choices=[
                    ("none", "No pack price: each product at its own price"),
                    ("rebate", "A rebate on the pack"),
                    ("fixed", "A fixed price for the pack"),
                ],
                db_default="none",
                default="none",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="playlist",
            name="rebate_percent",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="playlist",
            name="season",
            field=models.CharField(
                blank=True,
                choices=[
                    ("spring", "Spring"),
                    ("summer", "Summer"),
                    ("autumn", "Autumn"),
                    ("winter", "Winter"),
                ],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="playlist",
            name="texts",
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name="playlist",
            name="use",
            field=models.CharField(
                blank=True,
                choices=[
                    ("every_day", "Every day"),
                    ("to_give", "To give"),
                    ("to_host", "To host"),
                    ("to_look_after", "To look after oneself"),
                    ("to_move", "To move"),
                    ("to_work", "To work or study"),
                    ("to_cook", "To cook"),
                    ("to_celebrate", "To celebrate"),
                    ("to_go_out", "To go out"),
                    ("to_begin", "To begin"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="playlistitem",
            name="hide_when_out",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="playlistitem",
            name="notes",
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name="playlistitem",
            name="price_seen",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
        ),
        migrations.AddField(
            model_name="playlistitem",
            name="uid",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False
            ),
        ),
        migrations.AlterField(
            model_name="playlist",
            name="theme",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ramadan", "Ramadan"),
                    ("eid", "Aïd"),
                    ("back_to_school", "Back to school"),
                    ("gifts", "Gifts"),
                    ("wedding", "Weddings"),
                    ("sport", "Sport"),
                    ("beauty", "Beauty and care"),
                    ("home", "Home and kitchen"),
                    ("fashion", "Fashion"),
                    ("baby", "Babies and children"),
                    ("holidays", "Holidays and travel"),
                    ("bargains", "Small prices"),
                ],
                max_length=60,
            ),
        ),
        migrations.AddIndex(
            model_name="playlistitem",
            index=models.Index(fields=["shop", "product"], name="playlist_item_by_product"),
        ),
        migrations.AddConstraint(
            model_name="playlist",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="playlist_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="playlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rebate_percent__isnull", True),
                    models.Q(("rebate_percent__gte", 1), ("rebate_percent__lte", 30)),
                    _connector="OR",
                ),
                name="playlist_rebate_bounded",
            ),
        ),
        migrations.AddConstraint(
            model_name="playlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("price_rule", "rebate"), _negated=True),
                        ("rebate_percent__isnull", False),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("price_rule", "fixed"), _negated=True),
                        ("fixed_price__gt", 0),
                        _connector="OR",
                    ),
                ),
                name="playlist_price_rule_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="playlistitem",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                fields=("shop", "playlist", "step", "position"),
                name="playlist_item_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="playlistitem",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="playlist_item_uid_once"),
        ),
        migrations.AddField(
            model_name="playlistaddress",
            name="playlist",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="old_addresses",
                to="catalog.playlist",
            ),
        ),
        migrations.AddField(
            model_name="playlistaddress",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="playlistchange",
            name="playlist",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="catalog.playlist",
            ),
        ),
        migrations.AddField(
            model_name="playlistchange",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="playlist",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="catalog.playlist",
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddField(
            model_name="seriespost",
            name="content",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="catalog.contentpiece",
            ),
        ),
        migrations.AddField(
            model_name="seriespost",
            name="product",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="catalog.product",
            ),
        ),
        migrations.AddField(
            model_name="seriespost",
            name="series",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="posts",
                to="catalog.series",
            ),
        ),
        migrations.AddField(
            model_name="seriespost",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
        migrations.AddIndex(
            model_name="playlistaddress",
            index=models.Index(fields=["shop", "playlist"], name="playlist_address_of"),
        ),
        migrations.AddConstraint(
            model_name="playlistaddress",
            constraint=models.UniqueConstraint(fields=("shop", "slug"), name="playlist_address_once"),
        ),
        migrations.AddIndex(
            model_name="playlistchange",
            index=models.Index(fields=["shop", "playlist", "-id"], name="playlist_change_last"),
        ),
        migrations.AddIndex(
            model_name="series",
            index=models.Index(fields=["shop", "playlist"], name="series_by_playlist"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="series_uid_once"),
        ),
        migrations.AddIndex(
            model_name="seriespost",
            index=models.Index(fields=["shop", "state", "due_on"], name="series_post_due"),
        ),
        migrations.AddConstraint(
            model_name="seriespost",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="series_post_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="seriespost",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                fields=("shop", "series", "position"),
                name="series_post_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="seriespost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "skipped"), _negated=True),
                    models.Q(("skip_cause", ""), _negated=True),
                    _connector="OR",
                ),
                name="series_skip_has_cause",
            ),
        ),
        migrations.AddConstraint(
            model_name="seriespost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("state", "planned")),
                    models.Q(models.Q(("state", "planned"), _negated=True), ("settled_at__isnull", False)),
                    _connector="OR",
                ),
                name="series_post_settled",
            ),
        ),
        SecureTenantTables(),
    ]
