"""Row-level security, same-shop keys, and the triggers that mark changed days."""

from django.db import migrations

from shop_ai.lib.tenancy_sql import SecureTenantTables

# One statement writes one mark per day and customer it touched, whatever its size. Old and new rows both
# count: an order that leaves a day must heal the day it left.
MARK_FUNCTION = """
CREATE FUNCTION catalog_mark_order_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO catalog_changemark (shop_id, day, customer_ref)
        SELECT DISTINCT r.shop_id, d.day, coalesce(r.customer_id, 0)
        FROM new_rows r, LATERAL (VALUES (r.placed_on), (r.confirmed_on), (r.shipped_on), (r.delivered_on)) d(day)
        WHERE d.day IS NOT NULL;
    END IF;
    IF TG_OP IN ('DELETE', 'UPDATE') THEN
        INSERT INTO catalog_changemark (shop_id, day, customer_ref)
        SELECT DISTINCT r.shop_id, d.day, coalesce(r.customer_id, 0)
        FROM old_rows r, LATERAL (VALUES (r.placed_on), (r.confirmed_on), (r.shipped_on), (r.delivered_on)) d(day)
        WHERE d.day IS NOT NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION catalog_mark_refund_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO catalog_changemark (shop_id, day, customer_ref)
        SELECT DISTINCT r.shop_id, r.refunded_on, 0 FROM new_rows r;
    END IF;
    IF TG_OP IN ('DELETE', 'UPDATE') THEN
        INSERT INTO catalog_changemark (shop_id, day, customer_ref)
        SELECT DISTINCT r.shop_id, r.refunded_on, 0 FROM old_rows r;
    END IF;
    RETURN NULL;
END $$;
"""

TRANSITIONS = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
}

TRIGGERS = [
    f"CREATE TRIGGER mark_{event.lower()} AFTER {event} ON catalog_{table} {tables} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION catalog_mark_{table}_days()"
    for table in ("order", "refund")
    for event, tables in TRANSITIONS.items()
]
UNDO = [
    f"DROP TRIGGER mark_{event.lower()} ON catalog_{table}"
    for table in ("order", "refund")
    for event in TRANSITIONS
] + ["DROP FUNCTION catalog_mark_order_days()", "DROP FUNCTION catalog_mark_refund_days()"]

APPEND_ONLY = """
CREATE FUNCTION catalog_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER security_event_append_only BEFORE UPDATE OR DELETE ON catalog_securityevent
FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION catalog_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        SecureTenantTables(),
        migrations.RunSQL(MARK_FUNCTION, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, UNDO),
        migrations.RunSQL(
            APPEND_ONLY,
            "DROP TRIGGER security_event_append_only ON catalog_securityevent; DROP FUNCTION catalog_refuse_change()",
        ),
    ]
