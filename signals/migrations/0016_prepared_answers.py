"""Answers of the widget, ready to be sent, and the triggers that tell when they are no longer right."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables

# Which columns of an update an answer depends on; of the other tables every change counts. Stock counts when it crosses
# zero, and always where others are made of it: variants of a product, parts of a pack. A new product counts as a variant
# only: nothing that was answered before can hold it.
MARK = """
CREATE FUNCTION signals_mark_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO signals_answerchange (shop_id) SELECT DISTINCT shop_id FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO signals_answerchange (shop_id) SELECT DISTINCT shop_id FROM old_rows;
    ELSE
        INSERT INTO signals_answerchange (shop_id)
        SELECT DISTINCT shop_id FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) changed;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION signals_mark_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO signals_answerchange (shop_id)
        SELECT DISTINCT shop_id FROM new_rows WHERE parent_id IS NOT NULL;
    ELSE
        INSERT INTO signals_answerchange (shop_id)
        SELECT DISTINCT n.shop_id FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE (n.sku, n.title, n.price, n.parent_id, n.category_id, n.image_url, n.page_url, n.is_active, n.is_service)
            IS DISTINCT FROM
            (o.sku, o.title, o.price, o.parent_id, o.category_id, o.image_url, o.page_url, o.is_active, o.is_service)
            OR (n.stock IS DISTINCT FROM o.stock AND (
                (n.stock > 0) IS DISTINCT FROM (o.stock > 0) OR n.parent_id IS NOT NULL OR EXISTS (
                    SELECT 1 FROM catalog_packpart k WHERE k.shop_id = n.shop_id AND k.part_id = n.id)));
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION signals_mark_tests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO signals_answerchange (shop_id)
    SELECT DISTINCT n.shop_id FROM new_rows n JOIN old_rows o ON o.id = n.id
    WHERE (n.stage, n.is_current, n.product_id, n.kind) IS DISTINCT FROM (o.stage, o.is_current, o.product_id, o.kind);
    RETURN NULL;
END $$;
CREATE FUNCTION signals_mark_shop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO signals_answerchange (shop_id)
    SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
    WHERE (n.slug, n.name, n.currency, n.timezone, n.language, n.is_simulated, n.public_profile) IS DISTINCT FROM
        (o.slug, o.name, o.currency, o.timezone, o.language, o.is_simulated, o.public_profile);
    RETURN NULL;
END $$;
"""
TRANSITIONS = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
}
ALL = ("INSERT", "UPDATE", "DELETE")
# Table, the function that marks, and the statements after which it does.
MARKED = [
    ("catalog_product", "signals_mark_products", ("INSERT", "UPDATE")),
    ("catalog_product", "signals_mark_answers", ("DELETE",)),
    ("catalog_packpart", "signals_mark_answers", ALL),
    ("catalog_producthold", "signals_mark_answers", ALL),
    ("catalog_playlist", "signals_mark_answers", ALL),
    ("catalog_playlistitem", "signals_mark_answers", ALL),
    ("catalog_shop", "signals_mark_shop", ("UPDATE",)),
    ("signals_merchantchoice", "signals_mark_answers", ALL),
    ("signals_excludedcategory", "signals_mark_answers", ALL),
    ("signals_recommendationrun", "signals_mark_answers", ALL),
    ("signals_exposuretest", "signals_mark_answers", ("INSERT", "DELETE")),
    ("signals_exposuretest", "signals_mark_tests", ("UPDATE",)),
    ("signals_exposureplace", "signals_mark_answers", ALL),
    ("transparency_automationswitch", "signals_mark_answers", ALL),
]
TRIGGERS = [
    f"CREATE TRIGGER mark_answers_{event.lower()} AFTER {event} ON {table} {TRANSITIONS[event]} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    for table, function, events in MARKED
    for event in events
]
UNDO = [
    *[
        f"DROP TRIGGER mark_answers_{event.lower()} ON {table}"
        for table, _f, events in MARKED
        for event in events
    ],
    *[f"DROP FUNCTION {name}()" for name in dict.fromkeys(function for _table, function, _events in MARKED)],
]
# The way from a public key to the bytes in one statement. Who knows the shop's version asks for an answer by its address;
# whoever does not know it, or knows an old one, gets the frame, which tells how to make addresses.
READY = """
CREATE FUNCTION signals_ready_answer(
    asked_key text, asked_edition text, known bigint, asked_address text,
    OUT version bigint, OUT is_frame boolean, OUT body bytea, OUT crc bigint, OUT length integer, OUT until float8, OUT is_first boolean
) LANGUAGE plpgsql AS $$
DECLARE
    shop bigint;
    before text[] := ARRAY[current_setting('app.lookup', true), current_setting('app.shop', true)];
BEGIN
    PERFORM set_config('app.lookup', asked_key, true);
    SELECT k.shop_id INTO shop FROM catalog_publickey k WHERE k.key = asked_key AND k.is_active;
    PERFORM set_config('app.lookup', coalesce(before[1], ''), true);
    IF shop IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('app.shop', shop::text, true);
    SELECT coalesce(sum(c.amount), 0) INTO version FROM signals_answerchange c WHERE c.shop_id = shop;
    is_frame := version IS DISTINCT FROM known;
    SELECT a.body, a.crc, a.length, extract(epoch FROM a.until), coalesce(a.asked_on < current_date, true)
    INTO body, crc, length, until, is_first
    FROM signals_preparedanswer a
    WHERE a.shop_id = shop AND a.address = CASE WHEN is_frame THEN 'frame' ELSE asked_address END
        AND a.version = signals_ready_answer.version AND a.edition = asked_edition AND a.until > now();
    PERFORM set_config('app.shop', coalesce(before[2], ''), true);
END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("signals", "0015_proposals"),
        ("catalog", "0016_parcels"),
        ("transparency", "0002_security"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="AnswerChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField(db_default=1, default=1)),
                ("is_folded", models.BooleanField(db_default=False, default=False)),
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
                    models.Index(fields=["shop"], include=("amount",), name="answer_change_sum"),
                    models.Index(
                        condition=models.Q(("is_folded", False)), fields=["id"], name="answer_change_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreparedAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=200)),
                ("edition", models.CharField(max_length=16)),
                ("version", models.BigIntegerField()),
                ("until", models.DateTimeField()),
                ("body", models.BinaryField()),
                ("crc", models.BigIntegerField(default=0)),
                ("length", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField(auto_now=True)),
                ("asked_on", models.DateField(null=True)),
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
                    models.UniqueConstraint(fields=("shop", "address"), name="prepared_answer_once")
                ],
            },
        ),
        SecureTenantTables(),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, UNDO),
        migrations.RunSQL(READY, "DROP FUNCTION signals_ready_answer(text, text, bigint, text)"),
    ]
