"""Finding the roles of channels at night, from the journeys of the last 90 days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from attribution.credit.automations import CHANNEL_CREDIT
from attribution.credit.models import CreditRun
from attribution.credit.reading import Scene, read_scene
from attribution.credit.rules import UNATTRIBUTED
from attribution.roles.compute import Counts, Judged, judge
from attribution.roles.models import ChannelRole
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

DAYS: Final = 90
WINDOW: Final = 90  # days before the order: a role is about the whole way
VERSION: Final = "roles-1"


def find_roles(shop_id: int, as_of: date) -> int:
    """Replace the roles; returns how many channels have one. Nothing when credit is switched off, or stands already."""
    with shop_scope(shop_id):
        if not is_on(CHANNEL_CREDIT.code):
            return 0
        currency = Shop.objects.values_list("currency", flat=True).get(pk=shop_id)
        counts = count_roles(read_scene(shop_id, currency, as_of, DAYS))
        judged = {channel: judge(found) for channel, found in counts.items()}
        rows = [_row(shop_id, as_of, channel, counts[channel], judged[channel]) for channel in sorted(counts)]
        if _stands(rows):
            return len(rows)
        ChannelRole.objects.all().delete()
        ChannelRole.objects.bulk_create(rows)
        record_decision(
            automation=CHANNEL_CREDIT.code,
            subject="roles",
            version=VERSION,
            inputs={"as_of": as_of.isoformat(), "days": DAYS},
            candidates=[[channel, asdict(counts[channel])] for channel in sorted(counts)],
            output={"roles": {channel: judged[channel].role for channel in sorted(counts)}},
            reason_code="channel_roles_found",
        )
        return len(rows)


def count_roles(scene: Scene) -> dict[str, Counts]:
    """By channel, over the delivered orders; orders of one touch say nothing of who opens and who closes."""
    tally: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    some = scene.documents
    delivered = [int(at) for at in some.path[some.is_delivery]]
    multi = 0
    for at in delivered:
        way = [touch[1] for touch in scene.touches[at] if touch[1] != UNATTRIBUTED]
        for channel in set(way):
            tally[channel]["orders"] += 1
            tally[channel]["new"] += scene.is_new[at]
        if len(way) > 1:
            multi += 1
            tally[way[0]]["first"] += 1
            tally[way[-1]]["last"] += 1
            for channel in set(way[1:-1]):
                tally[channel]["middle"] += 1
    new = sum(scene.is_new[at] for at in delivered) / max(len(delivered), 1)
    names = ("first", "middle", "last", "new", "orders")
    return {
        channel: Counts(**{name: found[name] for name in names}, multi=multi, shop_new=round(new, 6))
        for channel, found in tally.items()
    }


def _row(shop_id: int, as_of: date, channel: str, counts: Counts, judged: Judged) -> ChannelRole:
    found: dict[str, Any] = asdict(counts)
    found.pop("shop_new")
    return ChannelRole(
        shop_id=shop_id,
        channel=channel,
        role=judged.role,
        as_of=as_of,
        opens=round(judged.opens, 4),
        brings_new=round(judged.brings_new, 4),
        keeps=round(judged.keeps, 4),
        **found,
    )


def _stands(rows: list[ChannelRole]) -> bool:
    """Whether the same roles are stored already, for the same day or an earlier one."""
    names = ("channel", "first", "middle", "last", "multi", "new", "orders", "opens", "brings_new", "keeps")
    stored = list(ChannelRole.objects.order_by("channel").values_list(*names, "as_of"))
    same = [tuple(getattr(row, name) for name in names) for row in rows] == [row[:-1] for row in stored]
    return bool(
        same
        and CreditRun.objects.exists()
        and all(r.as_of == s[-1] for r, s in zip(rows, stored, strict=True))
    )
