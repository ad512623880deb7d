"""Content pieces and what platforms measured of them."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [("catalog", "0006_public_ids")]

    operations = [
        migrations.CreateModel(
            name="ContentPiece",
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
                ("channel", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("post", "Post"),
                            ("reel", "Reel"),
                            ("story", "Story"),
                            ("video", "Video"),
                            ("page", "Page"),
                            ("email", "E-mail"),
                        ],
                        default="post",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("caption", models.TextField(blank=True)),
                ("permalink", models.URLField(blank=True, max_length=1000)),
                ("external_id", models.CharField(blank=True, max_length=190)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("length_seconds", models.PositiveIntegerField(blank=True, null=True)),
                ("language", models.CharField(blank=True, max_length=2)),
                ("is_ai_assisted", models.BooleanField(default=False)),
                ("is_archived", models.BooleanField(default=False)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "created_import",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.importbatch",
                    ),
                ),
                (
                    "playlist",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.playlist",
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
            name="ContentMetric",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("views", "Views"),
                            ("reach", "People reached"),
                            ("impressions", "Impressions"),
                            ("likes", "Likes"),
                            ("comments", "Comments"),
                            ("shares", "Shares"),
                            ("saves", "Saves"),
                            ("follows", "New followers"),
                            ("clicks", "Clicks"),
                            ("completions", "Watched to the end"),
                            ("rewatches", "Watched again"),
                            ("watch_seconds", "Seconds watched"),
                            ("interactions", "Interactions"),
                            ("messages", "Messages"),
                        ],
                        max_length=20,
                    ),
                ),
                ("value", models.DecimalField(decimal_places=3, max_digits=18)),
                ("measured_on", models.DateField()),
                (
                    "source",
                    models.CharField(
                        choices=[("hand", "Typed by hand"), ("import", "From a file"), ("api", "By the API")],
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "created_import",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.importbatch",
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
                    "content",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="metrics",
                        to="catalog.contentpiece",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ContentProduct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown_products",
                        to="catalog.contentpiece",
                    ),
                ),
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
        ),
        migrations.AddIndex(
            model_name="contentpiece",
            index=models.Index(fields=["shop", "-published_at"], name="content_by_date"),
        ),
        migrations.AddIndex(
            model_name="contentpiece",
            index=models.Index(fields=["shop", "playlist"], name="content_by_playlist"),
        ),
        migrations.AddConstraint(
            model_name="contentpiece",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="content_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="contentpiece",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_id", ""), _negated=True),
                fields=("shop", "channel", "external_id"),
                name="content_external_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="contentmetric",
            constraint=models.UniqueConstraint(
                fields=("shop", "content", "name", "measured_on"), name="content_metric_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="contentmetric",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 0)), name="content_metric_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="contentmetric",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "name__in",
                        [
                            "views",
                            "reach",
                            "impressions",
                            "likes",
                            "comments",
                            "shares",
                            "saves",
                            "follows",
                            "clicks",
                            "completions",
                            "rewatches",
                            "watch_seconds",
                            "interactions",
                            "messages",
                        ],
                    )
                ),
                name="content_metric_known",
            ),
        ),
        migrations.AddIndex(
            model_name="contentproduct",
            index=models.Index(fields=["shop", "product"], name="content_by_product"),
        ),
        migrations.AddConstraint(
            model_name="contentproduct",
            constraint=models.UniqueConstraint(
                fields=("shop", "content", "product"), name="content_product_once"
            ),
        ),
        SecureTenantTables(),
    ]
