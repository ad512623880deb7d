"""What the page of the audience was asked to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from django.db import connection
from django.utils import timezone

from catalog.shops.context import ShopContext
from shop_ai.lib.listing import chosen_of, period_of
from shop_ai.lib.period import Period, last_complete_day
from shop_ai.lib.tenancy import shop_scope

DEFAULT_PRESET: Final = "last_90_days"
LONGEST: Final = 3660
HEATS: Final = ("orders", "visits")
REACH: Final = """
SELECT greatest((SELECT max(placed_on) FROM catalog_order WHERE shop_id = %(shop)s),
                (SELECT max(day) FROM signals_dailymoment WHERE shop_id = %(shop)s))
"""


@dataclass(frozen=True, slots=True)
class AudienceAsked:
    """A checked request. ``group`` is "new", "returning", "wilaya:…" or "channel:…": whose tastes are compared."""

    period: Period
    preset: str
    as_of: date
    group: str
    wilaya: str
    heat: str

    @property
    def query(self) -> str:
        """The same request as a query string, for sheets."""
        values = {"from": str(self.period.start), "to": str(self.period.end), "group": self.group}
        values |= {"wilaya": self.wilaya, "heat": self.heat}
        return urlencode({name: value for name, value in values.items() if value})


def audience_asked(shop: ShopContext, given: Mapping[str, str]) -> AudienceAsked:
    """Days that make no sense fall back to the last 90; of records that ended long ago, to their last."""
    as_of = _as_of(shop)
    period, preset = period_of(given, as_of + timedelta(days=1))
    if period is None or period.length > LONGEST:
        preset = DEFAULT_PRESET
        period = Period.preset(preset, as_of + timedelta(days=1))
    return AudienceAsked(
        period=period,
        preset=preset,
        as_of=as_of,
        group=_text(given, "group") or "returning",
        wilaya=_text(given, "wilaya"),
        heat=chosen_of(given, "heat", HEATS) or HEATS[0],
    )


def _text(given: Mapping[str, str], name: str) -> str:
    return given.get(name, "").replace("\x00", "")[:80]


def _as_of(shop: ShopContext) -> date:
    yesterday = last_complete_day(timezone.now(), shop.zone)
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(REACH, {"shop": shop.id})
        ((latest,),) = cursor.fetchall()
    return min(latest, yesterday) if latest else yesterday
