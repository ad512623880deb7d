"""Fresh planner statistics after a bulk write, which only the owner of the tables may make.

Autovacuum gets there a minute later. Until then the planner takes a table of 300,000 new lines for an empty one
and joins it row by row, which turned a query of half a second into one of minutes.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION catalog_refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    ANALYZE catalog_product, catalog_customer, catalog_customeridentity, catalog_order, catalog_orderline,
        catalog_refund, catalog_refundline, catalog_changemark;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0004_changed_dates")]
    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION catalog_refresh_statistics()")]
