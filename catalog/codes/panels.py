"""One code as figures, with the sentence that leads its page."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.codes.figures import Brought
from catalog.codes.models import PlaylistCode
from catalog.codes.words import uses_words
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.figure import Figure, Unit

ROWS = "#table-uses"


def figures(shop: ShopContext, code: PlaylistCode, found: Brought) -> list[Figure]:
    """What the page of a code leads with; sums have no interval, the leak has its own with n."""
    return [
        Figure(
            "uses",
            _("Uses"),
            Unit.COUNT,
            code.uses,
            definition=_("Uses that count now: those of cancelled and refused orders are given back."),
            note=_limits(found),
            rows_url=f"?only=counted{ROWS}",
        ),
        Figure(
            "new",
            _("New customers"),
            Unit.COUNT,
            found.new_customers,
            definition=_("Customers without an order before the use."),
            rows_url=ROWS,
        ),
        Figure(
            "net",
            _("Net revenue"),
            Unit.MONEY,
            found.net,
            currency=shop.currency,
            definition=_("What the orders that used it brought: delivered, after discounts, less refunds."),
            note=_delivered(found),
            rows_url=ROWS,
        ),
        Figure(
            "discount",
            _("Discount given"),
            Unit.MONEY,
            found.discount,
            currency=shop.currency,
            definition=_("What its counted uses took off."),
            rows_url=ROWS,
        ),
        _leak(code, found),
    ]


def _limits(found: Brought) -> str:
    if not found.beyond:
        return ""
    return ngettext(
        "%(count)s order carries it beyond its limits.",
        "%(count)s orders carry it beyond their limits.",
        found.beyond,
    ) % {"count": found.beyond}


def _delivered(found: Brought) -> str:
    return ngettext("%(count)s delivered order", "%(count)s delivered orders", found.delivered) % {
        "count": found.delivered
    }


def _leak(code: PlaylistCode, found: Brought) -> Figure:
    leak = found.leak
    return Figure(
        "leak",
        _("Seen elsewhere"),
        Unit.SHARE,
        leak.value if leak else None,
        low=leak.low if leak else None,
        high=leak.high if leak else None,
        n=found.seen,
        better="down",
        definition=_(
            "Of the uses whose order says where the customer came from: those from another channel."
        ),
        advice=_("Write the channel on each order, or let your site send it."),
        note=_("%(leaks)s of %(seen)s") % {"leaks": found.leaks, "seen": found.seen} if code.channel else "",
        rows_url=f"?only=leak{ROWS}",
    )


def sentence(code: PlaylistCode, found: Brought) -> str:
    """What an owner should know first: it spreads, it leaks, or how full it is."""
    own = channel_name(code.channel)
    if found.is_spreading:
        return _(
            "Many more uses in the last seven days than chance explains: look whether it stands on a public page."
        )
    if found.leak is not None and found.leak.low > 0.1:
        return _(
            "More than one use in ten comes from elsewhere than %(channel)s: it has left its channel."
        ) % {"channel": own}
    if not found.counted:
        return _("Nobody has used it yet.")
    return uses_words(code)
