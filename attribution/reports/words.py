"""The sentence of a report."""

from __future__ import annotations

from django.utils.translation import gettext as _

from attribution.digest.compute import Change
from attribution.digest.words import cause_words, channel_words
from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_share, format_times


def period_sentence(shop: ShopContext, change: Change) -> str:
    """What changed against the period before, and why; empty where there is nothing to compare."""
    if change.direction in {"none", "first"}:
        return ""
    if change.direction == "same":
        return _("Net sales are the same as in the period before.")
    times = format_times(change.share)
    amount = times or format_share(abs(change.share), 0)
    if times:
        text = _("Net sales are %(amount)s those of the period before, %(reason)s.")
    elif change.direction == "up":
        text = _("Net sales are %(amount)s above the period before, %(reason)s.")
    else:
        text = _("Net sales are %(amount)s below the period before, %(reason)s.")
    said = text % {"amount": amount, "reason": cause_words(change)}
    channel = channel_words(
        shop,
        change,
        more=_("%(channel)s brings %(amount)s more than in the period before."),
        less=_("%(channel)s brings %(amount)s less than in the period before."),
    )
    return f"{said} {channel}".strip()
