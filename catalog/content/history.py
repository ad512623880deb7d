"""The history of the metrics of many pieces, as an import adds to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from catalog.content.compute import Known, fate_of
from catalog.content.models import ContentMetric, ContentPiece, MetricSource
from catalog.imports.models import ImportBatch

PIECE = 500


class History:
    """Loads what is known of some pieces in one query, takes new values, and writes them in one go."""

    def __init__(self, content_ids: Sequence[int]) -> None:
        self._known: dict[tuple[int, str], list[Known]] = defaultdict(list)
        self._added: list[ContentMetric] = []
        self._changed: dict[int, Decimal] = {}
        columns = ("pk", "content_id", "name", "measured_on", "value")
        rows = ContentMetric.objects.filter(content_id__in=content_ids)
        for pk, content_id, name, day, value in rows.values_list(*columns):
            self._known[content_id, name].append(Known(day, value, pk))

    @property
    def replaced(self) -> list[int]:
        """The ids of the rows that ``write`` will change."""
        return list(self._changed)

    def put(self, piece: ContentPiece, day: date, metrics: Mapping[str, Decimal]) -> tuple[int, int]:
        """Take values measured on a day; returns how many rows they add and how many they change."""
        before = len(self._added), len(self._changed)
        for name, value in metrics.items():
            known = self._known[piece.pk, name]
            fate = fate_of(known, day, value)
            if fate.replaces:
                self._changed[fate.replaces] = value
            elif fate.adds:
                known.append(Known(day, value))
                self._added.append(
                    ContentMetric(
                        shop_id=piece.shop_id, content=piece, name=name, value=value, measured_on=day
                    )
                )
        return len(self._added) - before[0], len(self._changed) - before[1]

    def write(self, batch: ImportBatch, stamp: datetime) -> None:
        """Write what was taken, as brought by the batch at ``stamp``."""
        rows = list(ContentMetric.objects.filter(pk__in=self._changed))
        for row in rows:
            row.value, row.source, row.updated_at = self._changed[row.pk], MetricSource.IMPORT, stamp
        ContentMetric.objects.bulk_update(rows, ("value", "source", "updated_at"), batch_size=PIECE)
        for row in self._added:
            row.source, row.created_import = MetricSource.IMPORT, batch
        ContentMetric.objects.bulk_create(self._added, batch_size=PIECE)
