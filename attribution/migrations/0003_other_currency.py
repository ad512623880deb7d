"""Count documents in another currency; let a customer's prepared row go with the customer."""

from django.db import migrations, models

TABLE, NAME = "attribution_customerrepurchase", "attribution_customerrepurchase_customer_id_same_shop"
KEY = "FOREIGN KEY (shop_id, customer_id) REFERENCES catalog_customer (shop_id, id) {} DEFERRABLE INITIALLY IMMEDIATE"
REPLACE = f"ALTER TABLE {TABLE} DROP CONSTRAINT {NAME}, ADD CONSTRAINT {NAME} {KEY}"


class Migration(migrations.Migration):
    dependencies = [("attribution", "0002_security")]

    operations = [
        migrations.AddField(
            model_name="dailykpi", name="other_currency", field=models.PositiveIntegerField(default=0)
        ),
        # An import is undone in SQL, below Django's own cascade, and knows nothing of prepared rows.
        migrations.RunSQL(REPLACE.format("ON DELETE CASCADE"), REPLACE.format("")),
    ]
