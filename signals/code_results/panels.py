"""The conversion of a code's link and its margin, as a table and figures."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.codes.models import PlaylistCode
from catalog.shops.context import ShopContext
from shop_ai.lib.figure import Figure, Unit
from shop_ai.lib.money import format_share
from shop_ai.lib.table import Column, Empty, Pages, Row, Table
from signals.code_results.selectors import Conversion, Day, Left, Margin

NAMES = ("visits", "messages", "orders", "delivered")


def figures(found: Conversion, kept: Margin, currency: str) -> list[Figure]:
    """Visits, what share of them wrote and ordered, and the margin after the discount."""
    visits, rows = found.total("visits"), "#table-link-days"
    return [
        Figure(
            "visits",
            _("Visits of the link"),
            Unit.COUNT,
            visits,
            definition=_("Visits that began with the code in the last 30 days, with or without consent."),
            rows_url=rows,
        ),
        _share("messages", _("Began a message"), found),
        _share("orders", _("Ordered"), found),
        _margin(kept, currency),
    ]


def _share(name: str, label: str, found: Conversion) -> Figure:
    share = found.share(name)
    return Figure(
        name,
        label,
        Unit.SHARE,
        share.value if share else None,
        low=share.low if share else None,
        high=share.high if share else None,
        n=found.total("visits"),
        definition=_("Of the visits; an order may also come from a message or a call without a visit."),
        note=f"{found.total(name)}",
        rows_url="#table-link-days",
    )


def _margin(kept: Margin, currency: str) -> Figure:
    label = _("Margin after the discount")
    if kept.share is None:
        return Figure(
            "margin",
            label,
            Unit.MONEY,
            missing=_("no cost is known of what was delivered with it"),
            currency=currency,
        )
    return Figure(
        "margin",
        label,
        Unit.MONEY,
        kept.left,
        currency=currency,
        definition=_(
            "What delivered orders with the code paid for products, less what these cost you; refunds not deducted."
        ),
        note=_("known for %(share)s of the revenue") % {"share": format_share(kept.covered_share or 0, 0)},
    )


def days_table(shop: ShopContext, code: PlaylistCode, found: Conversion) -> Table:
    """The last thirty days, newest first, with their sum."""
    labels = (_("Visits"), _("Messages"), _("Orders"), _("Delivered"))
    return Table(
        key="link-days",
        title=_("The link day by day"),
        columns=(
            Column("day", _("Day"), "code"),
            *(Column(name, label, "number") for name, label in zip(NAMES, labels, strict=True)),
        ),
        rows=tuple(Row((f"{day.day:%d/%m/%Y}", *_counts(day))) for day in found.days),
        totals=Row((_("Sum"), *(found.total(name) for name in NAMES))) if found.days else None,
        pages=Pages(1, len(found.days)),
        csv_url=reverse("code-link-days", kwargs={"slug": shop.slug, "code_uid": code.uid}),
        empty=Empty(
            _("Nobody has followed the link in 30 days"),
            _(
                "Share it, or print its QR code. The page counts visitors by itself, without asking for consent."
            ),
        ),
    )


def _counts(day: Day) -> tuple[int, ...]:
    return tuple(getattr(day, name) for name in NAMES)


def days_sheet(found: Conversion) -> tuple[list[str], list[list[object]]]:
    header = [_("Day"), _("Visits"), _("Messages"), _("Orders"), _("Delivered")]
    return header, [[day.day.isoformat(), *_counts(day)] for day in found.days]


def thin(found: list[Left]) -> list[Left]:
    """The products that the code sells at a loss or at no gain."""
    return [one for one in found if one.amount <= 0]
