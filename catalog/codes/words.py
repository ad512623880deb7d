"""The words of codes: their state, what they give, why a use does not count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from catalog.codes.models import PlaylistCode
from shop_ai.lib.money import format_money, format_share
from shop_ai.lib.table import Badge

Words = dict[str, str | Promise]

STATES: Final[Words] = {
    "live": pgettext_lazy("code", "Open"),
    "planned": pgettext_lazy("code", "Planned"),
    "used_up": gettext_lazy("Used up"),
    "over": pgettext_lazy("code", "Over"),
    "paused": gettext_lazy("Paused"),
    "archived": gettext_lazy("Archived"),
}
_SIGNS: Final = {
    "live": ("good", "circle-check"),
    "planned": ("accent", "calendar-days"),
    "used_up": ("warn", "triangle-alert"),
    "over": ("plain", "clock"),
    "paused": ("warn", "minus"),
    "archived": ("plain", "inbox"),
}
_CLOSED: Final[Words] = {
    "planned": gettext_lazy(
        "This code has not begun: until its first day, its link says that it is not open."
    ),
    "used_up": gettext_lazy(
        "All uses of this code are taken: its link still opens, but it gives nothing more."
    ),
    "over": gettext_lazy("This code has ended: its link says that it is not open."),
    "paused": gettext_lazy("This code is paused: its link says that it is not open."),
    "archived": gettext_lazy("This code is archived: its link says that it is not open."),
}
USE_STATES: Final[Words] = {
    "counted": gettext_lazy("Counted"),
    "given_back": gettext_lazy("Given back"),
    "beyond": gettext_lazy("Beyond its limits"),
}
_USE_SIGNS: Final = {
    "counted": ("good", "circle-check"),
    "given_back": ("plain", "undo-2"),
    "beyond": ("warn", "triangle-alert"),
}
REASONS: Final[Words] = {
    "cancelled": gettext_lazy("The order was cancelled"),
    "refused": gettext_lazy("The parcel was refused"),
    "by_hand": gettext_lazy("Given back by hand"),
    "not_open": gettext_lazy("The code was paused"),
    "not_begun": gettext_lazy("Before its first day"),
    "over": gettext_lazy("After its last day"),
    "used_up": gettext_lazy("All its uses were taken"),
    "customer_limit": gettext_lazy("The customer had used it"),
    "small_basket": gettext_lazy("The basket was too small"),
    "given_out": gettext_lazy("Its whole discount was given out"),
}


def state_of(code: PlaylistCode, today: date) -> str:
    """Where the code stands on a shop-local day, as one of STATES."""
    steps = (
        ("archived", code.is_archived),
        ("paused", code.is_paused),
        ("over", code.ends_on is not None and code.ends_on < today),
        ("used_up", code.most_uses is not None and code.uses >= code.most_uses),
        ("planned", code.starts_on is not None and code.starts_on > today),
    )
    return next((name for name, is_true in steps if is_true), "live")


def state_badge(state: str) -> Badge:
    tone, icon = _SIGNS[state]
    return Badge(STATES[state], tone, icon)  # type: ignore[arg-type]  # one of the tones


def closed_words(state: str) -> str:
    """What whoever shares or prints a code should know before: that its link opens to nobody. Empty for an open one."""
    return str(_CLOSED.get(state, ""))


def use_badge(state: str) -> Badge:
    tone, icon = _USE_SIGNS[state]
    return Badge(USE_STATES[state], tone, icon)  # type: ignore[arg-type]  # as above


def reason_words(reason: str) -> str:
    return str(REASONS.get(reason, ""))


def discount_words(code: PlaylistCode, currency: str) -> str:
    """``20 % off``, ``500 DA off``; empty for a code that gives none."""
    if code.discount_kind == "percent":
        share = format_share(
            code.discount / 100, 0 if code.discount == code.discount.to_integral_value() else 1
        )
        return _("%(share)s off") % {"share": share}
    if code.discount_kind == "amount":
        return _("%(amount)s off") % {"amount": format_money(code.discount, currency)}
    return ""


def uses_words(code: PlaylistCode) -> str:
    """``7 of 10 uses`` or ``7 uses``."""
    if code.most_uses is None:
        return ngettext("%(uses)s use", "%(uses)s uses", code.uses) % {"uses": code.uses}
    about = {"uses": code.uses, "most": code.most_uses}
    return ngettext("%(uses)s of %(most)s use", "%(uses)s of %(most)s uses", code.most_uses) % about


def rules_of(code: PlaylistCode, currency: str) -> list[str]:
    """Every condition as a sentence that a customer understands, for the page, the print sheet and the owner."""
    rules = []
    if code.least_basket:
        amount = {"amount": format_money(code.least_basket, currency)}
        rules.append(_("From a basket of %(amount)s.") % amount)
    if code.most_discount and code.discount_kind == "percent":
        rules.append(_("At most %(amount)s off.") % {"amount": format_money(code.most_discount, currency)})
    if code.most_per_customer:
        count = code.most_per_customer
        rules.append(
            ngettext("%(count)s use a customer.", "%(count)s uses a customer.", count) % {"count": count}
        )
    if code.most_uses:
        count = code.most_uses
        rules.append(
            ngettext("For the first %(count)s customer.", "For the first %(count)s customers.", count)
            % {"count": count}
        )
    return rules


def price_after(code: PlaylistCode, price: Decimal | None) -> Decimal | None:
    """A product's price with the code; None where the code does not lower the price of a single product."""
    if price is None or code.discount_kind != "percent":
        return None
    off = price * code.discount / 100
    if code.most_discount is not None:
        off = min(off, code.most_discount)
    return (price - off).quantize(Decimal("0.01"))
