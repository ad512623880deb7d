"""The partitioned event table, made by SQL because Django cannot declare partitions, and row-level security."""

from django.db import migrations

from shop_ai.lib.tenancy_sql import SecureTenantTables

# Time-ordered and read by range of time: BRIN costs nothing on insert, and each B-tree would halve the
# intake.
EVENT_TABLE = """
CREATE TABLE signals_event (
    shop_id bigint NOT NULL,
    occurred_at timestamptz NOT NULL,
    event_id uuid NOT NULL,
    day date NOT NULL,
    type varchar(30) NOT NULL,
    product_id bigint,
    channel varchar(40) NOT NULL DEFAULT '',
    campaign varchar(120) NOT NULL DEFAULT '',
    page varchar(500) NOT NULL DEFAULT '',
    device varchar(10) NOT NULL DEFAULT '',
    language varchar(10) NOT NULL DEFAULT '',
    visitor varchar(40) NOT NULL DEFAULT '',
    session varchar(40) NOT NULL DEFAULT '',
    recommendation_id varchar(60) NOT NULL DEFAULT '',
    playlist_id bigint,
    value numeric(14, 2),
    PRIMARY KEY (shop_id, occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);
CREATE INDEX signals_event_time ON signals_event USING brin (occurred_at);
"""

# The application role owns nothing; it may only ask for the partition of a month. Direct access to a
# partition
# would pass by the policies of the parent, so the partition is closed to everyone but its owner.
MAKE_PARTITION = """
CREATE FUNCTION signals_make_partition(month date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    first date := date_trunc('month', month)::date;
    name text := 'signals_event_' || to_char(first, 'YYYY_MM');
BEGIN
    IF first < date '2000-01-01' OR first > (now() + interval '2 months')::date THEN
        RAISE EXCEPTION 'no partition for %', month;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('signals_make_partition'));
    IF to_regclass(name) IS NOT NULL THEN RETURN; END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF signals_event FOR VALUES FROM (%L) TO (%L)',
        name, first::timestamp AT TIME ZONE 'UTC', (first + interval '1 month')::timestamp AT TIME ZONE 'UTC');
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', name);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("signals", "0001_initial"), ("catalog", "0002_security")]

    operations = [
        migrations.RunSQL(EVENT_TABLE, "DROP TABLE signals_event"),
        migrations.RunSQL(MAKE_PARTITION, "DROP FUNCTION signals_make_partition(date)"),
        SecureTenantTables(),
    ]
