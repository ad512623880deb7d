"""What a page of results was asked to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from catalog.shops.context import ShopContext
from shop_ai.lib.listing import page_of, period_of, sort_of
from shop_ai.lib.period import Period, local_day

# A small shop needs more than a month for thirty visitors a playlist.
DEFAULT_PRESET = "last_90_days"
SORTS = ("title", "opened", "to_end", "clicked", "placed", "delivered", "net", "unattributed")


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked request: days (the last 90 whole ones when they make no period), order of the list and its page."""

    period: Period
    preset: str
    sort: str
    page: int
    words: str

    @property
    def query(self) -> str:
        """The same days as a query string."""
        return f"from={self.period.start}&to={self.period.end}"


def asked(shop: ShopContext, given: Mapping[str, str]) -> Asked:
    today = local_day(timezone.now(), shop.zone)
    period, preset = period_of(given, today)
    if period is None:
        period, preset = Period.preset(DEFAULT_PRESET, today), DEFAULT_PRESET
    return Asked(
        period=period,
        preset=preset,
        sort=sort_of(given, SORTS, "-opened"),
        page=page_of(given),
        words=given.get("q", "").replace("\x00", "").strip()[:100],
    )
