"""Measures and counts in words a shop owner uses."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signals.trends.models import Measure


def unit_words(measure: Measure, count: int) -> str:
    """ "60 searches", "12 deliveries", "300 views"."""
    if measure is Measure.SEARCHES:
        text = ngettext("%(n)s search", "%(n)s searches", count)
    elif measure in {Measure.PRODUCT_VIEWS, Measure.THEME_VIEWS}:
        text = ngettext("%(n)s view", "%(n)s views", count)
    else:
        text = ngettext("%(n)s delivered order", "%(n)s delivered orders", count)
    return text % {"n": count}


def people_words(measure: Measure, count: int) -> str:
    """By how many; visitors for searches and views, customers for orders."""
    if measure in {Measure.PRODUCT_ORDERS, Measure.THEME_ORDERS}:
        return ngettext("by %(n)s customer", "by %(n)s customers", count) % {"n": count}
    return ngettext("by %(n)s visitor", "by %(n)s visitors", count) % {"n": count}


def series_words(measure: Measure) -> str:
    """The heading of the series' column."""
    if measure is Measure.SEARCHES:
        return _("Search term")
    return _("Product") if measure in {Measure.PRODUCT_VIEWS, Measure.PRODUCT_ORDERS} else _("Theme")
