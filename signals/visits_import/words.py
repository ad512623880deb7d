"""The words that a shop owner reads for imported visits."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop_ai.lib.figure import FLOOR, Figure, Unit
from shop_ai.lib.money import format_interval, format_number, format_share
from signals.visits_import.selectors import Conversion

DIMENSION_WORDS: Final[dict[str, Promise]] = {
    "visitor_type": gettext_lazy("By kind of visitor"),
    "weekend": gettext_lazy("By weekend or weekday"),
    "traffic_type": gettext_lazy("By origin of the visit"),
    "region": gettext_lazy("By region"),
    "month": gettext_lazy("By month"),
}


def conversion_words(conversion: Conversion) -> str:
    """The share with its interval in words, or how far it is from the floor."""
    interval = conversion.interval
    if interval is None:
        return _("not enough data (n = %(n)s of %(floor)s)") % {
            "n": format_number(conversion.sessions),
            "floor": format_number(FLOOR),
        }
    bounds = format_interval(format_share(interval.low), format_share(interval.high))
    return f"{format_share(interval.value)} ({bounds})"


def conversion_figure(conversion: Conversion, key: str) -> Figure:
    """The share as the figure of a page, with n, interval and definition."""
    interval = conversion.interval
    return Figure(
        key=key,
        label=_("Visits that bought"),
        unit=Unit.SHARE,
        value=interval.value if interval else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        n=conversion.sessions,
        better="up",
        definition=_(
            "Visits of the file that ended with an order, out of all its visits. The interval is Wilson's, at 95%. "
            "These visits were counted by another tool: they are not mixed with those that your own pages report."
        ),
    )
