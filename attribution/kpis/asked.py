"""What a page was asked to show: period, channel, and the day its records reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.utils import timezone

from attribution.kpis.behind import KEYS, Narrowed
from attribution.kpis.reach import ended_on, known_until
from attribution.kpis.selectors import BY
from attribution.kpis.windows import stand
from catalog.shops.context import ShopContext
from shop_ai.lib.listing import chosen_of
from shop_ai.lib.period import PRESETS, Period, last_complete_day

DEFAULT_PRESET = "last_30_days"
LONGEST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked request. ``as_of`` is the last day whose orders are known; ``ended_on`` is set for history.

    ``channels`` are those that may be asked for; ``without_rate`` is that of :class:`attribution.kpis.windows.Stand`.
    """

    period: Period
    preset: str
    channel: str | None
    as_of: date
    ended_on: date | None
    computed_at: datetime | None
    is_refused: bool
    channels: tuple[str, ...]
    without_rate: int = 0
    by: str = "channel"
    key: str | None = None

    @property
    def query(self) -> str:
        """The same request as a query string, for links to other pages."""
        when = {"from": str(self.period.start), "to": str(self.period.end)}
        return urlencode(when if self.channel is None else {**when, "channel": self.channel})

    def key_query(self, key: str) -> str:
        """The same for the rows of one key of the breakdown."""
        return f"{self.query}&{urlencode({'by': self.by, 'key': key})}"

    @property
    def rows_query(self) -> str:
        """The same with the key that the rows are narrowed to."""
        narrowed = self.narrowed
        return self.key_query(narrowed.key) if narrowed else self.query

    @property
    def narrowed(self) -> Narrowed | None:
        """The key of a breakdown that rows are narrowed to."""
        return Narrowed(self.by, self.key) if self.key is not None and self.by in KEYS else None


def _own_days(given: Mapping[str, str]) -> Period | None:
    """``from`` and ``to`` of the address; None when absent. Raises ValueError when they make no period."""
    first, last = given.get("from", ""), given.get("to", "")
    if not first and not last:
        return None
    period = Period(date.fromisoformat(first), date.fromisoformat(last))
    if period.length > LONGEST_DAYS or period.start.year < 1990:
        raise ValueError("too long")
    return period


def asked(shop: ShopContext, given: Mapping[str, str]) -> Asked:
    """Read period and channel from an address; days that make no sense fall back to the default, and say so."""
    reach = stand(shop.id)
    yesterday = last_complete_day(timezone.now(), shop.zone)
    as_of = known_until(reach.data_until, yesterday)
    today = as_of + timedelta(days=1)
    preset = given.get("preset", "")
    preset = preset if preset in PRESETS else ""
    is_refused = False
    period: Period | None = None
    if not preset:
        try:
            period = _own_days(given)
        except ValueError:
            is_refused = True
    if period is None:
        preset = preset or DEFAULT_PRESET
        period = Period.preset(preset, today)
    return Asked(
        period=period,
        preset=preset,
        channel=given.get("channel", "").replace("\x00", "")[:40] or None,
        as_of=as_of,
        ended_on=ended_on(reach.data_until, yesterday),
        computed_at=reach.computed_at,
        is_refused=is_refused,
        channels=reach.channels,
        without_rate=reach.without_rate,
        by=chosen_of(given, "by", BY) or "channel",
        key=given["key"].replace("\x00", "")[:120] if "key" in given else None,
    )
