"""Spend as a table and as a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.channels.selectors import channel_names
from catalog.orders.asked import NO_CHANNEL
from catalog.shops.context import ShopContext
from catalog.spend.models import SpendEntry, SpendSource
from catalog.spend.selectors import entries
from shop_ai.lib.listing import chosen_of, page_of, period_of, query_of, sort_of
from shop_ai.lib.money import format_money
from shop_ai.lib.table import PER_PAGE, Amount, Badge, Channel, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope

SORTS: Final = {"day": "starts_on", "campaign": "campaign_name", "amount": "amount", "shop": "in_shop"}
KINDS: Final = {"day": gettext_lazy("Measured by day"), "period": gettext_lazy("Totals of periods")}
NARROWING: Final = ("q", "source", "channel", "kind", "preset", "from", "to", "sort")


@dataclass(frozen=True, slots=True)
class Names:
    """The shop's words: channel and campaign by slug."""

    channels: Mapping[str, str]
    campaigns: Mapping[str, str]


def spend_table(shop: ShopContext, given: Mapping[str, str], today: date, words: Names) -> Table:
    """Every amount as it was said, and what is counted of it."""
    names, campaigns = words.channels, words.campaigns
    sort = sort_of(given, SORTS, "-day")
    found = _matching(shop.id, given, names, today)
    with shop_scope(shop.id):
        total = found.count()
        pages = Pages(min(page_of(given), max(1, -(-total // PER_PAGE))), total)
        first = (pages.page - 1) * PER_PAGE
        rows = tuple(
            _row(shop, entry, names, campaigns) for entry in _sorted(found, sort)[first : first + PER_PAGE]
        )
    options = ((NO_CHANNEL, _("Unattributed")), *names.items())
    return Table(
        key="spend",
        title=_("Amounts spent"),
        columns=(
            Column("day", _("Days"), is_sortable=True),
            Column("campaign", _("Campaign"), is_sortable=True),
            Column("channel", _("Channel"), "channel"),
            Column("amount", _("Amount spent"), "money", currency=shop.currency, is_sortable=True),
            Column("shop", _("Counted"), "money", currency=shop.currency, is_sortable=True),
            Column("state", _("State"), "state"),
            Column("source", _("Source")),
        ),
        rows=rows,
        pages=pages,
        sort=sort,
        search=given.get("q", "").strip()[:200],
        search_label=_("Words of a campaign's name"),
        filters=(
            Filter(
                "source",
                _("From anywhere"),
                tuple(SpendSource.choices),
                chosen_of(given, "source", SpendSource.values),
            ),
            Filter("channel", _("All channels"), options, chosen_of(given, "channel", dict(options))),
            Filter("kind", _("Days and periods"), tuple(KINDS.items()), chosen_of(given, "kind", KINDS)),
        ),
        csv_url=f"{reverse('spend-csv', kwargs={'slug': shop.slug})}?{query_of(given, NARROWING)}",
        empty=Empty(
            title=_("No spend yet"),
            text=_(
                "Export your campaigns by day from Meta, TikTok or Google, or type what you paid: then each order has its cost."
            ),
            url=reverse("imports", kwargs={"slug": shop.slug}),
            action=_("Bring a file of spend"),
        ),
    )


def _matching(
    shop_id: int, given: Mapping[str, str], names: Mapping[str, str], today: date
) -> QuerySet[SpendEntry]:
    period, _preset = period_of(given, today)
    channel = chosen_of(given, "channel", {NO_CHANNEL, *names})
    found = entries(
        shop_id,
        period=period,
        source=chosen_of(given, "source", SpendSource.values),
        channel=("" if channel == NO_CHANNEL else channel) if channel else None,
        words=given.get("q", "").strip()[:200],
    )
    kind = chosen_of(given, "kind", KINDS)
    if kind:
        same_day = {"ends_on": F("starts_on")}
        found = found.filter(**same_day) if kind == "day" else found.exclude(**same_day)
    return found


def _sorted(found: QuerySet[SpendEntry], sort: str) -> QuerySet[SpendEntry]:
    column = F(SORTS[sort.removeprefix("-")])
    return found.order_by(
        column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True), "-pk"
    )


def _row(shop: ShopContext, entry: Any, names: Mapping[str, str], campaigns: Mapping[str, str]) -> Row:
    return Row(
        (
            days_words(entry),
            campaigns.get(entry.campaign or "", entry.campaign_name) or _("no campaign"),
            Channel(entry.channel or "", _channel_words(entry, names)),
            Amount(entry.amount, entry.currency),
            entry.in_shop,
            entry_badge(entry),
            SpendSource(entry.source).label,
        ),
        url=reverse("spend-entry", kwargs={"slug": shop.slug, "uid": entry.uid}),
    )


def _channel_words(entry: Any, names: Mapping[str, str]) -> str:
    if not entry.channel:
        return _("Unattributed")
    return names.get(entry.channel, entry.channel)


def days_words(entry: SpendEntry) -> str:
    first = f"{entry.starts_on:%d/%m/%Y}"
    return first if entry.starts_on == entry.ends_on else f"{first} – {entry.ends_on:%d/%m/%Y}"


def entry_badge(entry: Any) -> Badge:
    """Whether the amount is counted as it stands, and why not."""
    if entry.removed_at is not None:
        return Badge(_("Taken out"), "plain", "minus")
    if entry.days_counted == 0:
        return Badge(_("Told by another source, counted once"), "plain", "circle-check")
    if entry.missing:
        return Badge(_("No rate of exchange"), "warn", "triangle-alert")
    if entry.days_spread:
        return Badge(_("Spread over its days"), "warn", "triangle-alert")
    return Badge(_("Counted"), "good", "circle-check")


def spend_sheet(
    shop: ShopContext, given: Mapping[str, str], today: date
) -> tuple[list[str], list[list[Any]]]:
    """Every amount of the list, all pages."""
    names = channel_names(shop.id)
    header = [
        _("First day"), _("Last day"), _("Campaign"), _("Campaign's number"), _("Channel"), _("Amount spent"),
        _("Currency"), _("Counted in %(currency)s") % {"currency": shop.currency}, _("Impressions"), _("Clicks"),
        _("Source"), _("State"), _("Note"),
    ]  # fmt: skip
    with shop_scope(shop.id):
        return header, list(_lines(_sorted(_matching(shop.id, given, names, today), "-day"), names))


def _lines(found: QuerySet[SpendEntry], names: Mapping[str, str]) -> Iterator[list[Any]]:
    for entry in found:
        extra: Any = entry
        number = "" if entry.external_id.startswith("name:") else entry.external_id
        yield [
            entry.starts_on, entry.ends_on, entry.campaign_name, number, _channel_words(extra, names), entry.amount,
            entry.currency, extra.in_shop, entry.impressions, entry.clicks, SpendSource(entry.source).label,
            entry_badge(extra).word, entry.note,
        ]  # fmt: skip


def rate_words(rate: Decimal, currency: str, shop: ShopContext) -> str:
    """``1 USD = 135,50 DA``."""
    return _("1 %(currency)s = %(amount)s") % {
        "currency": currency,
        "amount": format_money(rate.quantize(Decimal("0.01")) if rate >= 1 else rate, shop.currency),
    }
