"""Rules for what comes in: where it belongs, and what its source said before a rule spoke."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection

from catalog.channels.compute import Place, RuleBook, Signs
from catalog.channels.models import ChannelSaid
from shop_ai.lib.tenancy import current_shop_id

ORDER, VISIT = "order", "visit"
_KEEP_SAID = """
INSERT INTO catalog_channelsaid (shop_id, kind, row_key, channel, campaign)
SELECT %(shop)s, 'order', o.id::text, v.channel, v.campaign
FROM unnest(%(keys)s::text[], %(channels)s::text[], %(campaigns)s::text[]) v(key, channel, campaign)
JOIN catalog_order o ON o.shop_id = %(shop)s AND o.source = %(source)s AND o.external_id = v.key
ON CONFLICT (shop_id, kind, row_key) DO UPDATE SET channel = EXCLUDED.channel, campaign = EXCLUDED.campaign
"""


def place_of_order(book: RuleBook, said: Place, *, code: str = "", source: str = "") -> Place:
    """Where an order belongs; its own word for the channel is asked before who brought it."""
    signs = Signs(code=code, utm_campaign=said.campaign, order_source=said.channel or source)
    return book.place(signs, channel=said.channel, campaign=said.campaign)


def note_said(row_id: int, said: Place) -> None:
    """Keep what an order said before a rule spoke; inside the shop's scope."""
    ChannelSaid.objects.update_or_create(
        kind=ORDER,
        row_key=str(row_id),
        defaults={"shop_id": current_shop_id(), "channel": said.channel, "campaign": said.campaign},
    )


def note_imported(source: str, said: Mapping[str, Place]) -> None:
    """The same for the orders of a file, by their external ids. One statement."""
    if not said:
        return
    values: dict[str, Any] = {
        "shop": current_shop_id(),
        "source": source,
        "keys": list(said),
        "channels": [place.channel for place in said.values()],
        "campaigns": [place.campaign for place in said.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_SAID, values)


def note_visits(said: Mapping[str, Place]) -> None:
    """The same for events of visits, by the keys that their room gives them."""
    ChannelSaid.objects.bulk_create(
        (
            ChannelSaid(
                shop_id=current_shop_id(),
                kind=VISIT,
                row_key=key,
                channel=place.channel,
                campaign=place.campaign,
            )
            for key, place in said.items()
        ),
        ignore_conflicts=True,
    )
