"""The results of a playlist in short, for the page on which it is made."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from signals.playlist_results.asked import asked
from signals.playlist_results.panels import figures, sentence
from signals.playlist_results.selectors import playlist_result

register = template.Library()


@register.inclusion_tag("playlist_results/short.html", takes_context=True)
def playlist_results(context: Context, slug: str) -> dict[str, Any]:
    """Figures of the last 90 days and the way to all of them; nothing for a playlist nobody could see yet."""
    shop = context["shop"]
    asks = asked(shop, {})
    result = playlist_result(shop, asks.period, slug)
    if result is None or not (result.is_published or result.funnel.opened or result.sales.placed):
        return {"result": None}
    # What is not known yet is said by the sentence: a value as long as that would not fit on a phone.
    stats = [(one.label, one.shown or "–") for one in figures(shop, result, asks)]
    return {"result": result, "stats": stats, "sentence": sentence(result), "shop": shop}
