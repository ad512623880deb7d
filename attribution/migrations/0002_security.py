"""Row-level security and same-shop keys."""

from django.db import migrations

from shop_ai.lib.tenancy_sql import SecureTenantTables


class Migration(migrations.Migration):
    dependencies = [("attribution", "0001_initial"), ("catalog", "0002_security")]
    operations = [SecureTenantTables()]
