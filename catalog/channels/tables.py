"""Kinds of stored rows that are one table with a channel and a campaign: read and moved alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import connection, models

from catalog.channels.compute import Place, Signs
from catalog.channels.stored import StoredRow
from shop_ai.lib.tenancy import current_shop_id

PIECE: Final = 2000


@dataclass(frozen=True, slots=True)
class ChannelTable:
    """``signs`` leads from a sign to the column that keeps it; ``source`` is the column that names who brought it."""

    model: type[models.Model]
    signs: Mapping[str, str]
    source: str = ""

    def count(self) -> int:
        return int(self.model._default_manager.count())

    def pieces(self) -> Iterator[list[StoredRow]]:
        """Every row, by number, ``PIECE`` at a time."""
        columns = ("pk", "channel", "campaign", *self.signs.values(), *([self.source] if self.source else []))
        last = 0
        while True:
            rows = (
                self.model._default_manager.filter(pk__gt=last).order_by("pk").values_list(*columns)[:PIECE]
            )
            found = [self._row(row) for row in rows]
            if not found:
                return
            last = int(found[-1].key)
            yield found

    def _row(self, row: Sequence[Any]) -> StoredRow:
        pk, channel, campaign, *kept = row
        said = dict(zip(self.signs, kept, strict=False))
        source = kept[-1] if self.source else ""
        return StoredRow(str(pk), Place(channel, campaign), Signs(**said, order_source=source))

    def with_said(self, signs: Signs, said: Place) -> Signs:
        """The source's own words lead; who brought the row only when it said nothing."""
        return replace(signs, utm_campaign=said.campaign, order_source=said.channel or signs.order_source)

    def move(self, places: Sequence[tuple[str, Place]]) -> None:
        """One statement; the triggers of the table mark the days that changed."""
        sql = (
            f"UPDATE {self.model._meta.db_table} o SET channel = v.channel, campaign = v.campaign"
            " FROM unnest(%(ids)s::bigint[], %(channels)s::text[], %(campaigns)s::text[]) v(id, channel, campaign)"
            " WHERE o.shop_id = %(shop)s AND o.id = v.id"
        )
        values: dict[str, Any] = {
            "shop": current_shop_id(),
            "ids": [int(key) for key, _place in places],
            "channels": [place.channel for _key, place in places],
            "campaigns": [place.campaign for _key, place in places],
        }
        with connection.cursor() as cursor:
            cursor.execute(sql, values)


def nothing_follows(_shop_id: int, _keys: Sequence[str]) -> None:
    """Nothing is summed from these rows here; the night's sums read them."""
