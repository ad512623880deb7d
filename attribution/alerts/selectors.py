"""Reading the watched figures day by day, and the alerts that stand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from attribution.alerts.figures import WATCHED
from attribution.alerts.models import AlertBar, AlertNight, Answer, FigureAlert
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope

SHOWN_FOR: Final = timedelta(days=14)


def daily_values(shop: ShopContext, period: Period) -> dict[str, list[float]]:
    """Each watched figure's value on every day of the period, oldest first; a day without a record is 0."""
    values: dict[str, Any] = {
        "shop": shop.id,
        "start": period.start,
        "end": period.end,
        "zone": shop.timezone,
    }
    found = {}
    with shop_scope(shop.id), connection.cursor() as cursor:
        for one in WATCHED:
            cursor.execute(one.sql, values)
            by_day = dict(cursor.fetchall())
            found[one.key] = [float(by_day.get(day, 0)) for day in period.days()]
    return found


def first_days(shop_id: int) -> dict[str, date | None]:
    """The first day that each source of figures knows: before it there is nothing, not zero."""
    sql = """SELECT (SELECT min(day) FROM attribution_dailykpi WHERE shop_id = %(shop)s),
       (SELECT min(day) FROM signals_dailysession WHERE shop_id = %(shop)s),
       (SELECT min(started_on) FROM catalog_conversation WHERE shop_id = %(shop)s)"""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(sql, {"shop": shop_id})
        orders, visits, conversations = cursor.fetchone()
    return {
        **dict.fromkeys(("orders", "sales", "delivered", "refused"), orders),
        "visits": visits,
        "conversations": conversations,
    }


def middle_basket(shop_id: int, period: Period) -> float:
    """Ordered revenue of an order in the middle day of the period; 0 without orders."""
    sql = """SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY basket) FROM (
    SELECT sum(revenue_ordered) / sum(placed) AS basket FROM attribution_dailykpi
    WHERE shop_id = %s AND day BETWEEN %s AND %s GROUP BY day HAVING sum(placed) > 0) days"""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(sql, [shop_id, period.start, period.end])
        return float(cursor.fetchone()[0] or 0)


def factors(shop_id: int) -> dict[tuple[str, str], float]:
    """What answers taught: (figure, side) -> factor of the allowed chance; 1 where nothing was taught."""
    with shop_scope(shop_id):
        return {(bar.figure, bar.direction): bar.factor for bar in AlertBar.objects.all()}


def bars(shop_id: int) -> list[AlertBar]:
    with shop_scope(shop_id):
        return list(AlertBar.objects.order_by("figure", "direction"))


def standing_alerts(shop_id: int, as_of: date) -> list[FigureAlert]:
    """Alerts of the last two weeks that nobody answered, newest first; one query."""
    with shop_scope(shop_id):
        rows = FigureAlert.objects.filter(answer=Answer.NEW, day__gt=as_of - SHOWN_FOR)
        return list(rows.order_by("-day", "figure"))


def alerts_between(shop_id: int, period: Period) -> list[FigureAlert]:
    """The alerts about the days of a period, but for those found not useful; in order."""
    with shop_scope(shop_id):
        rows = FigureAlert.objects.filter(day__gte=period.start, day__lte=period.end)
        return list(rows.exclude(answer=Answer.NOT_USEFUL).order_by("day", "figure"))


def alerts(shop_id: int, *, figure: str = "", answer: str = "") -> QuerySet[FigureAlert]:
    """All alerts, newest first."""
    with shop_scope(shop_id):
        rows: QuerySet[FigureAlert] = FigureAlert.objects.order_by("-day", "figure")
    if figure:
        rows = rows.filter(figure=figure)
    return rows.filter(answer=answer) if answer else rows


def alert_of(shop_id: int, uid: UUID) -> FigureAlert | None:
    with shop_scope(shop_id):
        return FigureAlert.objects.filter(uid=uid).first()


def last_night(shop_id: int) -> AlertNight | None:
    """The newest night that judged something; of records that ended long ago, their last one."""
    with shop_scope(shop_id):
        nights = AlertNight.objects.order_by("-day")
        return nights.filter(watched__gt=0).first() or nights.first()


def alerts_made_on(shop_id: int, night: date) -> list[FigureAlert]:
    """The unanswered alerts that the night of ``night`` found, whatever day they are about."""
    with shop_scope(shop_id):
        decided = AlertNight.objects.filter(day=night).values("decision_uid")
        return list(FigureAlert.objects.filter(decision_uid__in=decided).order_by("figure"))
