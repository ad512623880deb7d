"""The figures that are watched day by day: where each is read, how late it is known, and which side matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Side = Literal["up", "down"]
BOTH: Final[tuple[Side, ...]] = ("up", "down")

# Each statement gives (day, value) of the shop's local days from %(start)s to %(end)s, days without a row left out.
_KPI: Final = (
    "SELECT day, sum({column}) FROM attribution_dailykpi"
    " WHERE shop_id = %(shop)s AND day BETWEEN %(start)s AND %(end)s GROUP BY day"
)
_COUNT: Final = (
    "SELECT {day}, count(*) FROM {table}"
    " WHERE shop_id = %(shop)s AND {day} BETWEEN %(start)s AND %(end)s GROUP BY 1"
)
_VISITS: Final = (
    "SELECT day, sum(sessions) FROM signals_dailysession"
    " WHERE shop_id = %(shop)s AND day BETWEEN %(start)s AND %(end)s GROUP BY day"
)
_REFUSED: Final = (
    "SELECT (closed_at AT TIME ZONE %(zone)s)::date, count(*) FROM catalog_order"
    " WHERE shop_id = %(shop)s AND parcel_state = 'refused'"
    " AND closed_at >= %(start)s::timestamp AT TIME ZONE %(zone)s"
    " AND closed_at < (%(end)s::date + 1)::timestamp AT TIME ZONE %(zone)s GROUP BY 1"
)


@dataclass(frozen=True, slots=True)
class Watched:
    """``lag``: whole days until a day is known well enough, because couriers report late. ``rows`` names the figure that
    opens to the rows behind; ``is_money``: counted in middle baskets and told in the shop's currency.
    """

    key: str
    sql: str
    lag: int = 0
    sides: tuple[Side, ...] = BOTH
    is_money: bool = False
    rows: str = ""


WATCHED: Final = (
    Watched("orders", _KPI.format(column="placed"), rows="placed"),
    Watched("sales", _KPI.format(column="revenue_ordered"), is_money=True, rows="revenue_ordered"),
    Watched("delivered", _KPI.format(column="delivered"), lag=2, rows="delivered"),
    Watched("refused", _REFUSED, lag=2, sides=("up",)),
    Watched("visits", _VISITS),
    Watched("conversations", _COUNT.format(day="started_on", table="catalog_conversation")),
)
BY_KEY: Final = {one.key: one for one in WATCHED}
