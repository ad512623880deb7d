"""Making answers for everybody and keeping them ready: on the first ask, at night, and after a change.

The version is read first, then all that an answer is made of. What is committed in between makes the version move on,
and the answer is never sent: nothing that was true before a change only is served after it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation

from catalog.shops.context import ShopContext
from catalog.shops.directory import context_of
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.serving import Place, places_of, with_places
from signals.recommend.serving import Query, recommend_many
from signals.widget.addresses import FRAME, Frame, Plain
from signals.widget.frames import frame_of, version_of
from signals.widget.offers import Offers, offers_of
from signals.widget.packing import Packed, packed
from signals.widget.payload import Found, payload

# So many answers of a shop are kept at most: enough for 500 products in three languages at two lengths.
MOST_KEPT: Final = 3000
_KEEP: Final = """
INSERT INTO signals_preparedanswer
    (shop_id, address, edition, version, until, body, crc, length, made_at, asked_on)
SELECT %(shop)s, x.address, %(edition)s, %(version)s, %(until)s, x.body, x.crc, x.length, now(), %(asked_on)s
FROM unnest(%(addresses)s::text[], %(skus)s::text[], %(bodies)s::bytea[], %(crcs)s::bigint[], %(lengths)s::int[])
    AS x(address, sku, body, crc, length)
WHERE (x.sku = '' OR EXISTS (SELECT 1 FROM catalog_product p WHERE p.shop_id = %(shop)s AND p.sku = x.sku))
    AND ((SELECT count(*) FROM signals_preparedanswer WHERE shop_id = %(shop)s) < %(most)s OR EXISTS (
        SELECT 1 FROM signals_preparedanswer a WHERE a.shop_id = %(shop)s AND a.address = x.address))
ON CONFLICT (shop_id, address) DO UPDATE
SET edition = excluded.edition, version = excluded.version, until = excluded.until, body = excluded.body,
    crc = excluded.crc, length = excluded.length, made_at = excluded.made_at,
    asked_on = coalesce(excluded.asked_on, signals_preparedanswer.asked_on)
WHERE signals_preparedanswer.version <= excluded.version OR signals_preparedanswer.edition <> excluded.edition
"""
# Whose words and rules an answer is made of: with another release nothing that the last one made is sent.
_WRITTEN_BY: Final = (
    *(f"signals/{room}/*.py" for room in ("widget", "recommend", "exposure")),
    "shop_ai/lib/money.py",
    "locale/**/django.mo",
)


@cache
def edition() -> str:
    """A fingerprint of the code, the texts and the public address that answers are written with."""
    found = hashlib.sha256(str(settings.PUBLIC_URL).encode())
    for pattern in _WRITTEN_BY:
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Standing:
    """A shop as of one version, and what all its answers share."""

    shop: ShopContext
    version: int
    frame: Frame
    places: Sequence[Place]
    offers: Offers

    @classmethod
    def read(cls, shop_id: int, at: datetime) -> Standing:
        """Inside the shop's scope; the version first."""
        version = version_of(shop_id)
        shop = context_of(Shop.objects.get(pk=shop_id))
        places = places_of(shop_id)
        frame = frame_of(shop, places, at)
        return cls(shop, version, frame, places, offers_of(shop_id, at.astimezone(shop.zone).date()))


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer with what it is kept under."""

    address: str
    sku: str
    body: Packed


def answer_now(shop_id: int, plain: Plain) -> Packed:
    """The answer to one question, made and kept."""
    at = timezone.now()
    with shop_scope(shop_id):
        standing = Standing.read(shop_id, at)
        made = _made(standing, [plain], at)
        _keep(standing, made, asked_on=at)
    return made[0].body


def answers(standing: Standing, plains: Sequence[Plain], at: datetime) -> int:
    """Make and keep the answers to many questions, as of the tick of ``at``; returns how many. Inside the scope."""
    made = [one for group in _alike(plains) for one in _made(standing, group, at)]
    _keep(standing, made, asked_on=None)
    return len(made)


def _alike(plains: Iterable[Plain]) -> list[list[Plain]]:
    """Questions whose lists can be read in one go: of one slot."""
    groups: dict[str, list[Plain]] = {}
    for plain in plains:
        groups.setdefault(plain.slot, []).append(plain)
    return list(groups.values())


def _made(standing: Standing, plains: Sequence[Plain], at: datetime) -> list[Ready]:
    """The lists of one slot, then each in words; one list is worded in as many languages as are asked for."""
    lists = list(dict.fromkeys((one.slot, one.sku, one.limit) for one in plains))
    queries = [Query(slot=slot, sku=sku, limit=limit) for slot, sku, limit in lists]
    found = dict(zip(lists, recommend_many(standing.shop.id, queries, at=at), strict=True))
    ready = []
    for plain in plains:
        answer = found[plain.slot, plain.sku, plain.limit]
        items = with_places(
            answer.items, standing.places, slot=plain.slot, sku=plain.sku, limit=plain.limit, at=at
        )
        body = _worded(standing, plain, Found(items, False, answer.computed_at, standing.offers))
        ready.append(Ready(standing.frame.address(plain, at.timestamp()), plain.sku, body))
    return ready


def _worded(standing: Standing, plain: Plain, found: Found) -> Packed:
    language = plain.language or standing.shop.language
    with translation.override(language):
        return packed(payload(standing.shop, plain.asked(), found, language=language))


def _keep(standing: Standing, made: Sequence[Ready], *, asked_on: datetime | None) -> None:
    frame = json.dumps(standing.frame.stored(), separators=(",", ":")).encode()
    rows = [*made, Ready(FRAME, "", Packed(frame, 0, len(frame)))]
    # In one order, so that two who keep the same answers wait for each other and never in a ring.
    rows = sorted({one.address: one for one in rows}.values(), key=lambda one: one.address)
    values: dict[str, Any] = {
        "shop": standing.shop.id,
        "edition": edition(),
        "version": standing.version,
        "until": datetime.fromtimestamp(standing.frame.until, UTC),
        "asked_on": asked_on.astimezone(UTC).date() if asked_on else None,
        "addresses": [one.address for one in rows],
        "skus": [one.sku for one in rows],
        "bodies": [one.body.body for one in rows],
        "crcs": [one.body.crc for one in rows],
        "lengths": [one.body.length for one in rows],
        "most": MOST_KEPT,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, values)
