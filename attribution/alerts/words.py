"""Words for the watched figures, for an alert, and for what answers taught."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from attribution.alerts.figures import BY_KEY
from attribution.alerts.models import AlertBar, Answer, Direction, FigureAlert
from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_interval, format_money, format_number
from shop_ai.lib.table import Badge

RAREST_DAYS = 10_000
WEEKDAY_OF = {
    0: lambda: _("Mondays"),
    1: lambda: _("Tuesdays"),
    2: lambda: _("Wednesdays"),
    3: lambda: _("Thursdays"),
    4: lambda: _("Fridays"),
    5: lambda: _("Saturdays"),
    6: lambda: _("Sundays"),
}


def figure_name(key: str) -> str:
    """The name of a watched figure; the key itself for one that is no longer watched."""
    return {
        "orders": _("Orders placed"),
        "sales": _("Ordered revenue"),
        "delivered": _("Parcels delivered"),
        "refused": _("Parcels refused"),
        "visits": _("Visits"),
        "conversations": _("Conversations"),
    }.get(key, key)


def written(shop: ShopContext, key: str, value: float) -> str:
    watched = BY_KEY.get(key)
    if watched is not None and watched.is_money:
        return format_money(round(value), shop.currency)
    return format_number(value)


def headline(shop: ShopContext, alert: FigureAlert) -> str:
    """``Orders placed: 72 instead of about 18``."""
    return _("%(figure)s: %(observed)s instead of about %(expected)s") % {
        "figure": figure_name(alert.figure),
        "observed": written(shop, alert.figure, alert.observed),
        "expected": written(shop, alert.figure, round(alert.expected)),
    }


def reason(shop: ShopContext, alert: FigureAlert) -> str:
    """Against what, and how rare such a day is."""
    base = [value for value in alert.base if value is not None]
    low, high = (written(shop, alert.figure, value) for value in (alert.low, alert.high))
    against = ngettext(
        "Held against %(n)s of the %(weekday)s before, 95 of 100 such days lie %(range)s.",
        "Held against %(n)s %(weekday)s before, 95 of 100 such days lie %(range)s.",
        len(base),
    ) % {
        "n": format_number(len(base)),
        "weekday": WEEKDAY_OF[alert.day.weekday()](),
        "range": format_interval(low, high),
    }
    return f"{against} {rarity(alert.p)}"


def rarity(p: float) -> str:
    """How often chance alone gives such a day; beyond 10,000 days nobody has counted."""
    days = round(1 / max(p, 1e-9))
    if days > RAREST_DAYS:
        return _("By chance alone such a day comes less than once in %(days)s days.") % {
            "days": format_number(RAREST_DAYS)
        }
    return ngettext(
        "By chance alone such a day comes about once in %(days)s day.",
        "By chance alone such a day comes about once in %(days)s days.",
        days,
    ) % {"days": format_number(days)}


def side_badge(direction: str) -> Badge:
    if direction == Direction.UP:
        return Badge(_("Above"), "accent", "arrow-up")
    return Badge(_("Below"), "warn", "arrow-down")


def answer_badge(answer: str) -> Badge:
    return {
        Answer.SEEN: Badge(pgettext("alert", "Seen"), "good", "circle-check"),
        Answer.NOT_USEFUL: Badge(_("Not useful"), "plain", "circle-alert"),
    }.get(Answer(answer), Badge(_("Not answered"), "accent", "bell"))


def bar_words(bar: AlertBar) -> str:
    """What was taught about a figure and side."""
    times = format_number(1 / bar.factor)
    side = _("above") if bar.direction == Direction.UP else _("below")
    return ngettext(
        "%(figure)s, %(side)s: a day must be %(times)s times as rare, after %(n)s answer “not useful”.",
        "%(figure)s, %(side)s: a day must be %(times)s times as rare, after %(n)s answers “not useful”.",
        bar.answers,
    ) % {"figure": figure_name(bar.figure), "side": side, "times": times, "n": format_number(bar.answers)}
