"""Conversations, and how customers say they heard of the shop."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables

# The first touch may be completed and erased, never replaced: later contacts must not rewrite where a person came from.
FIRST_TOUCH = """
CREATE FUNCTION catalog_keep_first_touch() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (OLD.code <> '' AND NEW.code NOT IN ('', OLD.code))
        OR (OLD.keyword <> '' AND NEW.keyword NOT IN ('', OLD.keyword))
        OR (OLD.ad_id <> '' AND NEW.ad_id NOT IN ('', OLD.ad_id))
        OR (OLD.referral <> '{}' AND NEW.referral <> '{}' AND NEW.referral <> OLD.referral)
    THEN
        RAISE EXCEPTION 'the first touch of conversation % is kept', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER conversation_first_touch BEFORE UPDATE OF code, keyword, ad_id, referral ON catalog_conversation
    FOR EACH ROW EXECUTE FUNCTION catalog_keep_first_touch();
"""
FORGET_FIRST_TOUCH = """
DROP TRIGGER conversation_first_touch ON catalog_conversation;
DROP FUNCTION catalog_keep_first_touch();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("catalog", "0013_codes")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="ReplyScript",
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
                ("title", models.CharField(max_length=120)),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("text", models.TextField(blank=True)),
                ("is_archived", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
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
            name="Conversation",
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
                    "source",
                    models.CharField(
                        choices=[
                            ("typed", "Typed by hand"),
                            ("whatsapp_file", "WhatsApp export"),
                            ("sheet", "Sheet"),
                            ("api", "API"),
                        ],
                        max_length=20,
                    ),
                ),
                ("external_id", models.CharField(max_length=200)),
                ("contact_index", models.CharField(blank=True, max_length=32)),
                ("phone_index", models.CharField(blank=True, max_length=32)),
                ("personal", models.BinaryField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=40)),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("campaign", models.CharField(blank=True, max_length=120)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("keyword", models.CharField(blank=True, max_length=60)),
                ("ad_id", models.CharField(blank=True, max_length=60)),
                ("referral", models.JSONField(blank=True, db_default={}, default=dict)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("ad", "An advertisement"),
                            ("post", "A post"),
                            ("code", "A code or keyword"),
                            ("link", "A link"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("started_on", models.DateField()),
                ("first_reply_at", models.DateTimeField(blank=True, null=True)),
                ("last_message_at", models.DateTimeField(blank=True, null=True)),
                ("messages_in", models.PositiveIntegerField(default=0)),
                ("messages_out", models.PositiveIntegerField(default=0)),
                ("language", models.CharField(blank=True, max_length=8)),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), blank=True, default=list, size=None
                    ),
                ),
                ("is_qualified", models.BooleanField(default=False)),
                (
                    "qualified_by",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not judged yet"), ("rule", "The rule"), ("person", "A person")],
                        max_length=8,
                    ),
                ),
                ("rule_says", models.BooleanField(blank=True, null=True)),
                ("rule_version", models.CharField(blank=True, max_length=12)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("open", "Open"), ("ordered", "Ordered"), ("lost", "Lost")],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "lost_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("price", "Too expensive"),
                            ("delivery_fee", "Delivery too expensive"),
                            ("delivery_time", "Delivery too slow or not to their place"),
                            ("out_of_stock", "Not in stock"),
                            ("size", "Size or colour missing"),
                            ("trust", "Not sure whether to trust the shop"),
                            ("late_reply", "Our answer came too late"),
                            ("silent", "Stopped answering"),
                            ("curious", "Only asked"),
                            ("other", "Another reason"),
                        ],
                        max_length=16,
                    ),
                ),
                ("text_forgotten_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="conversations",
                        to="catalog.order",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
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
                (
                    "script",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.replyscript",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConversationChange",
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
                (
                    "conversation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="catalog.conversation",
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
                "indexes": [
                    models.Index(fields=["shop", "conversation", "-id"], name="conversation_change_last")
                ],
            },
        ),
        migrations.CreateModel(
            name="ConversationMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("said_at", models.DateTimeField()),
                ("is_inbound", models.BooleanField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("media", "Picture, voice or file"),
                            ("deleted", "Deleted message"),
                        ],
                        default="text",
                        max_length=8,
                    ),
                ),
                ("text", models.BinaryField(blank=True, null=True)),
                (
                    "conversation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="catalog.conversation",
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
                        fields=("shop", "conversation", "position"), name="conversation_message_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConversationSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("keep_days", models.PositiveSmallIntegerField(default=180)),
                (
                    "extra_words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "own_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
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
                    models.UniqueConstraint(fields=("shop",), name="conversation_settings_once"),
                    models.CheckConstraint(
                        condition=models.Q(("keep_days__range", (7, 1825))),
                        name="conversation_keep_days_bounded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeardAnswer",
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
                ("channel", models.CharField(blank=True, max_length=40)),
                ("campaign", models.CharField(blank=True, max_length=120)),
                ("order_number", models.CharField(blank=True, max_length=100)),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("link", "Link in a message"),
                            ("fragment", "Thank-you page"),
                            ("call", "Confirmation call"),
                            ("api", "API"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField()),
                ("answered_on", models.DateField()),
                (
                    "shown_order",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=8)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                        related_name="heard",
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
            options={
                "indexes": [
                    models.Index(fields=["shop", "answered_on"], name="heard_answer_by_day"),
                    models.Index(fields=["shop", "customer"], name="heard_answer_of_customer"),
                    models.Index(fields=["shop", "conversation"], name="heard_answer_of_talk"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "uid"), name="heard_answer_uid_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("order__isnull", False)),
                        fields=("shop", "order"),
                        name="heard_answer_once_an_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("order__isnull", True), models.Q(("order_number", ""), _negated=True)
                        ),
                        fields=("shop", "order_number"),
                        name="heard_answer_once_a_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeardSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_on", models.BooleanField(default=True)),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
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
                "constraints": [models.UniqueConstraint(fields=("shop",), name="heard_settings_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="replyscript",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="reply_script_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="replyscript",
            constraint=models.UniqueConstraint(fields=("shop", "title"), name="reply_script_title_once"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["shop", "started_on"], name="conversation_by_day"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["shop", "customer"], name="conversation_of_customer"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["shop", "order"], name="conversation_of_order"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["shop", "contact_index"], name="conversation_of_contact"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("customer__isnull", True), models.Q(("phone_index", ""), _negated=True)),
                fields=["shop", "phone_index"],
                name="conversation_of_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["shop", "created_import"], name="conversation_by_import"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("text_forgotten_at__isnull", True)),
                fields=["shop", "last_message_at"],
                name="conversation_with_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(fields=("shop", "uid"), name="conversation_uid_once"),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(
                fields=("shop", "source", "external_id"), name="conversation_source_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_reply_at__isnull", True),
                    ("first_reply_at__gte", models.F("started_at")),
                    _connector="OR",
                ),
                name="conversation_reply_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(("lost_reason", ""), ("outcome", "lost"), _connector="OR"),
                name="conversation_reason_of_lost",
            ),
        ),
        migrations.RunSQL(FIRST_TOUCH, FORGET_FIRST_TOUCH),
        SecureTenantTables(),
    ]
