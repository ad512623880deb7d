"""The words of playlists: their state, their price rule, and what a customer reads of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalog.playlists.models import PriceRule
from catalog.playlists.paths import Path
from shop_ai.lib.money import format_money, format_share
from shop_ai.lib.table import Badge

STATES: Final[dict[str, str | Promise]] = {
    "live": gettext_lazy("On the web"),
    "draft": gettext_lazy("Draft"),
    "planned": gettext_lazy("Planned"),
    "over": gettext_lazy("Over"),
    "archived": pgettext_lazy("playlist", "Archived"),
}
_SIGNS: Final = {
    "live": ("good", "circle-check"),
    "draft": ("plain", "clock"),
    "planned": ("accent", "calendar-days"),
    "over": ("warn", "triangle-alert"),
    "archived": ("plain", "inbox"),
}


def state_badge(state: str) -> Badge:
    tone, icon = _SIGNS[state]
    return Badge(STATES[state], tone, icon)  # type: ignore[arg-type]  # one of the tones


def saving(path: Path) -> Decimal | None:
    """What the pack saves beside its parts today; None when nothing is saved or a price is missing."""
    pack, total = path.pack, path.total
    if pack is None or pack.price is None or total is None or pack.price >= total:
        return None
    return total - pack.price


def price_rule_words(path: Path, currency: str) -> str:
    """The price rule as a sentence, with today's amounts where they are known."""
    total, due = path.total, path.pack_price(currency)
    if path.price_rule == PriceRule.NONE or total is None or due is None:
        return _("Each product at its own price.")
    amounts = {"pack": format_money(due, currency), "sum": format_money(total, currency)}
    if path.price_rule == PriceRule.FIXED:
        return (
            _("The pack at a fixed price: %(pack)s instead of %(sum)s for its products one by one.") % amounts
        )
    share = format_share(Decimal(path.rebate_percent or 0) / 100, 0)
    return _("%(share)s off the pack: %(pack)s instead of %(sum)s for its products one by one.") % {
        **amounts,
        "share": share,
    }
