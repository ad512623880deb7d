"""Sums of products by day, kept by triggers on the daily sums, and an index that draws a part of the visitors."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models.functions import MD5, Left

from shop_ai.lib.tenancy_sql import SecureTenantTables

# A recommendation that was shown is an impression too.
OF_PRODUCTS = "product_ref > 0 AND type IN ('impression', 'reco_impression', 'view')"
SUMMED = """
SELECT shop_id, day, product_ref, coalesce(sum(count) FILTER (WHERE type <> 'view'), 0) AS shown,
    coalesce(sum(count) FILTER (WHERE type = 'view'), 0) AS viewed
FROM {rows} WHERE {which} GROUP BY shop_id, day, product_ref
"""
ADD = """
INSERT INTO signals_dailyproduct AS d (shop_id, day, product_ref, shown, viewed)
SELECT * FROM ({summed}) more WHERE more.shown <> 0 OR more.viewed <> 0
ON CONFLICT (shop_id, day, product_ref) DO UPDATE
SET shown = d.shown + EXCLUDED.shown, viewed = d.viewed + EXCLUDED.viewed
"""
CHANGED = """(
    SELECT shop_id, day, type, product_ref, count FROM new_rows
    UNION ALL SELECT shop_id, day, type, product_ref, -count FROM old_rows
) changed"""


def add_of(rows: str) -> str:
    return ADD.format(summed=SUMMED.format(rows=rows, which=OF_PRODUCTS))


# Taking away never makes a row: with a shop, sums of products may be gone before the sums that they came from.
KEEP = f"""
CREATE FUNCTION signals_sum_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        {add_of("new_rows")};
    ELSIF TG_OP = 'UPDATE' THEN
        {add_of(CHANGED)};
    ELSE
        WITH less AS ({SUMMED.format(rows="old_rows", which=OF_PRODUCTS)})
        UPDATE signals_dailyproduct d SET shown = d.shown - less.shown, viewed = d.viewed - less.viewed FROM less
        WHERE d.shop_id = less.shop_id AND d.day = less.day AND d.product_ref = less.product_ref;
        DELETE FROM signals_dailyproduct d
        USING (SELECT DISTINCT shop_id, day, product_ref FROM old_rows WHERE {OF_PRODUCTS}) gone
        WHERE d.shop_id = gone.shop_id AND d.day = gone.day AND d.product_ref = gone.product_ref
            AND d.shown = 0 AND d.viewed = 0;
    END IF;
    RETURN NULL;
END $$
"""
TRANSITIONS = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
}
TRIGGERS = [
    f"CREATE TRIGGER sum_products_{event.lower()} AFTER {event} ON signals_dailysignal {rows} "
    "FOR EACH STATEMENT EXECUTE FUNCTION signals_sum_products()"
    for event, rows in TRANSITIONS.items()
]
UNDO = [
    *[f"DROP TRIGGER sum_products_{event.lower()} ON signals_dailysignal" for event in TRANSITIONS],
    "DROP FUNCTION signals_sum_products()",
]
# The owner of a table is held by its policies too, as everybody is; what is there is summed for all shops at once.
FILL = [
    "ALTER TABLE signals_dailysignal NO FORCE ROW LEVEL SECURITY",
    add_of("signals_dailysignal"),
    "ALTER TABLE signals_dailysignal FORCE ROW LEVEL SECURITY",
]


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("signals", "0016_prepared_answers")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="DailyProduct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("product_ref", models.BigIntegerField()),
                ("shown", models.BigIntegerField(default=0)),
                ("viewed", models.BigIntegerField(default=0)),
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
                "indexes": [models.Index(fields=["shop", "product_ref", "day"], name="daily_product_days")],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "day", "product_ref"), name="daily_product_once")
                ],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        SecureTenantTables(),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, UNDO),
        migrations.RemoveIndex("dailysignal", "daily_signal_product"),
        migrations.AddIndex(
            "session", models.Index("shop", Left(MD5("visitor"), 2), "day", name="session_draw")
        ),
    ]
