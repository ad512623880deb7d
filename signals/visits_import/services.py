"""Writing what an imported table of visits says."""

from __future__ import annotations

from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch
from signals.visits_import.models import ImportedSessions
from signals.visits_import.reading import Visits


def keep_visits(batch: ImportBatch, visits: Visits) -> Merged:
    """Keep the counts of a table; the same table brought before changes nothing. Inside the import's transaction."""
    if ImportedSessions.objects.filter(content_sha256=visits.digest).exists():
        return Merged(0, 0, visits.count, {"visits": {"created": 0, "updated": 0}})
    ImportedSessions.objects.bulk_create(
        ImportedSessions(
            shop_id=batch.shop_id,
            created_import=batch,
            content_sha256=visits.digest,
            file_name=batch.file_name,
            dimension=dimension,
            value=value,
            sessions=sessions,
            buying=visits.buying[dimension, value],
        )
        for (dimension, value), sessions in visits.sessions.items()
    )
    return Merged(visits.count, 0, 0, {"visits": {"created": visits.count, "updated": 0}})


def forget_visits(batch: ImportBatch) -> None:
    """Take back what an import brought."""
    ImportedSessions.objects.filter(created_import=batch).delete()
