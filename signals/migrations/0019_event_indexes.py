"""The few events that exposure, playlists and searches are counted from, without reading the others of the same days."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

PLACED = """
CREATE INDEX signals_event_placed ON signals_event (shop_id, day)
WHERE recommendation_id <> '' OR playlist_id IS NOT NULL OR content_ref IS NOT NULL
"""
SEARCHED = "CREATE INDEX signals_event_searched ON signals_event (shop_id, day) WHERE type = 'search' AND query <> ''"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("signals", "0018_personal_answers")]

    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(PLACED, "DROP INDEX signals_event_placed"),
        migrations.RunSQL(SEARCHED, "DROP INDEX signals_event_searched"),
    ]
