"""The shop's rules of channels, for the events that are folded and for those that were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as changed
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection

from catalog.channels.arriving import note_visits
from catalog.channels.compute import Place, Signs
from catalog.channels.selectors import rule_book
from catalog.channels.stored import StoredRow
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.tenancy import current_shop_id
from signals.rollups.folding import ARRIVALS

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SIGNED: Final = "(campaign <> '' OR code <> '' OR EXISTS (SELECT FROM catalog_arrivalsign a WHERE a.shop_id = %(shop)s AND a.occurred_at = e.occurred_at AND a.event_id = e.event_id))"
_COUNT: Final = f"SELECT count(*) FROM signals_event e WHERE shop_id = %(shop)s AND {_SIGNED}"
_SPAN: Final = "SELECT min(occurred_at), max(occurred_at) FROM signals_event WHERE shop_id = %(shop)s"
_ROWS: Final = f"""
SELECT e.occurred_at, e.event_id, e.channel, e.campaign, e.code, coalesce(s.utm_source, ''), coalesce(s.referrer, ''),
    coalesce(s.click_id, ''), coalesce(s.ad_id, '')
FROM signals_event e LEFT JOIN catalog_arrivalsign s
    ON s.shop_id = %(shop)s AND s.occurred_at = e.occurred_at AND s.event_id = e.event_id
WHERE e.shop_id = %(shop)s AND e.occurred_at >= %(first)s AND e.occurred_at < %(last)s AND {_SIGNED}
ORDER BY e.occurred_at, e.event_id
"""
_MOVE: Final = """
UPDATE signals_event e SET channel = v.channel, campaign = v.campaign
FROM unnest(%(moments)s::timestamptz[], %(ids)s::uuid[], %(channels)s::text[], %(campaigns)s::text[])
    v(at, id, channel, campaign)
WHERE e.shop_id = %(shop)s AND e.occurred_at = v.at AND e.event_id = v.id
"""
_PIECE: Final = timedelta(days=7)


@dataclass(slots=True)
class Placed:
    """Events that a rule leads elsewhere, with what they said themselves."""

    ids: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    campaigns: list[str] = field(default_factory=list)
    said: dict[str, Place] = field(default_factory=dict)

    def as_values(self) -> dict[str, Any]:
        return {"placed": self.ids, "channels": self.channels, "campaigns": self.campaigns}

    def note(self) -> None:
        note_visits(self.said)


def key_of(moment: datetime, event_id: str | UUID) -> str:
    """What names an event: its moment in microseconds, which finds its month, and its id."""
    return f"{(moment - EPOCH) // timedelta(microseconds=1)}|{event_id}"


def _moment_and_id(key: str) -> tuple[datetime, str]:
    micros, _bar, event_id = key.partition("|")
    return EPOCH + timedelta(microseconds=int(micros)), event_id


def place_arrivals(shop: ShopContext, ids: list[UUID]) -> Placed:
    """Where the shop's rules lead events that wait to be folded; inside its scope. Nothing without rules."""
    book, placed = rule_book(shop.id), Placed()
    if not book:
        return placed
    for event_id, moment, channel, campaign, *kept in _fetch(ARRIVALS, {"shop": shop.id, "ids": ids}):
        said = Place(channel, campaign)
        place = book.place(_with_said(_signs(kept), said), channel=channel, campaign=campaign)
        if place != said:
            placed.ids.append(event_id)
            placed.channels.append(place.channel)
            placed.campaigns.append(place.campaign)
            placed.said[key_of(moment, event_id)] = said
    return placed


def _signs(kept: Sequence[str]) -> Signs:
    code, source, referrer, click, ad = kept
    return Signs(code=code, utm_source=source, referrer=referrer, click_id=click, ad_id=ad)


def _with_said(signs: Signs, said: Place) -> Signs:
    return changed(signs, utm_campaign=said.campaign)


# What is stored, for rules that came later


def count() -> int:
    """How many stored events say where they came from."""
    return int(_fetch(_COUNT, {"shop": current_shop_id()})[0][0])


def pieces() -> Iterator[list[StoredRow]]:
    """Those events, a week at a time."""
    first, last = _fetch(_SPAN, {"shop": current_shop_id()})[0]
    while first is not None and first <= last:
        until = first + _PIECE
        rows = _fetch(_ROWS, {"shop": current_shop_id(), "first": first, "last": until})
        if rows:
            yield [
                StoredRow(key_of(moment, event_id), Place(channel, campaign), _signs(kept))
                for moment, event_id, channel, campaign, *kept in rows
            ]
        first = until


def move(places: Sequence[tuple[str, Place]]) -> None:
    named = [(*_moment_and_id(key), place) for key, place in places]
    values: dict[str, Any] = {
        "shop": current_shop_id(),
        "moments": [moment for moment, _id, _place in named],
        "ids": [event_id for _moment, event_id, _place in named],
        "channels": [place.channel for _moment, _id, place in named],
        "campaigns": [place.campaign for _moment, _id, place in named],
    }
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, values)


def with_said(signs: Signs, said: Place) -> Signs:
    """An event's own campaign is its first word; its channel was derived, and is no sign."""
    return _with_said(signs, said)


def days_of(shop_id: int, keys: Sequence[str]) -> list[date]:
    """The shop's days on which these events happened."""
    shop = shop_by_id(shop_id)
    if shop is None:
        return []
    return sorted({_moment_and_id(key)[0].astimezone(shop.zone).date() for key in keys})


def _fetch(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
