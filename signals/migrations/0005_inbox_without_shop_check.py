import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signals", "0004_event_security")]

    operations = [
        migrations.AlterField(
            model_name="inboxevent",
            name="shop",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.shop",
            ),
        ),
    ]
