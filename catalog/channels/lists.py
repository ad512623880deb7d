"""Campaigns as a table, and names that nothing answers to yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.channels.compute import plain
from catalog.channels.selectors import campaigns, channel_names, rule_book, shown_campaigns
from catalog.orders.models import Order
from catalog.shops.context import ShopContext
from catalog.spend.selectors import seen_names
from shop_ai.lib.listing import chosen_of, page_of, sort_of
from shop_ai.lib.table import PER_PAGE, Channel, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope

SORTS: Final = {"name": "name", "starts": "starts_on", "ends": "ends_on"}
STATES: Final = {"archived": gettext_lazy("Put away")}
MOST_SEEN: Final = 200
MOST_SHOWN: Final = 20


def campaign_table(shop: ShopContext, given: Mapping[str, str]) -> Table:
    """Campaigns with their names; those put away only when they are asked for."""
    sort = sort_of(given, SORTS, "name")
    state = chosen_of(given, "state", STATES)
    words = given.get("q", "").strip()[:200]
    rows = campaigns(shop.id, archived=state == "archived")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(names__raw__icontains=words)).distinct()
    with shop_scope(shop.id):
        total = rows.count()
        pages = Pages(min(page_of(given), max(1, -(-total // PER_PAGE))), total)
        order = SORTS[sort.removeprefix("-")]
        rows = rows.order_by(f"-{order}" if sort.startswith("-") else order, "pk")
        shown = list(rows[(pages.page - 1) * PER_PAGE : pages.page * PER_PAGE])
    names = channel_names(shop.id)
    return Table(
        key="campaigns",
        title=_("Campaigns"),
        columns=(
            Column("name", _("Campaign"), is_sortable=True),
            Column("channel", _("Channel"), "channel"),
            Column("starts", _("First day"), "day", is_sortable=True),
            Column("ends", _("Last day"), "day", is_sortable=True),
            Column("names", _("Names that mean it")),
        ),
        rows=tuple(
            Row(
                (
                    one.name,
                    Channel(one.channel, names.get(one.channel, one.channel)) if one.channel else None,
                    one.starts_on,
                    one.ends_on,
                    ", ".join(one.raw_names),
                ),
                url=reverse("campaign", kwargs={"slug": shop.slug, "uid": one.uid}),
            )
            for one in shown_campaigns(shop.id, shown)
        ),
        pages=pages,
        sort=sort,
        search=words,
        search_label=_("Words of a name"),
        filters=(Filter("state", _("In use"), tuple(STATES.items()), state),),
        csv_url=reverse("campaigns-csv", kwargs={"slug": shop.slug}),
        empty=Empty(
            title=_("No campaign yet"),
            text=_(
                "A campaign gathers what platforms, links and your sheet call by different names: its spend then stands beside its orders."
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A name that orders or spend carry and that no campaign answers to; ``channel`` is where it was seen most."""

    name: str
    channel: str
    orders: int
    days: int


def unmapped_names(shop_id: int) -> list[Unmapped]:
    """The most frequent names without a campaign, those of spend and of orders together. Four queries."""
    book = rule_book(shop_id)
    spend = {name: (channel, days) for name, channel, days in reversed(seen_names(shop_id, MOST_SEEN))}
    with shop_scope(shop_id):
        rows = Order.objects.exclude(campaign="").values_list("campaign").annotate(count=Count("pk"))
        orders = dict(rows.order_by("-count", "campaign")[:MOST_SEEN])
    known = set(book.names) | {plain(slug) for slug in book.names.values()}
    found = [
        Unmapped(name, spend.get(name, ("", 0))[0], orders.get(name, 0), spend.get(name, ("", 0))[1])
        for name in spend.keys() | orders.keys()
        if plain(name) not in known
    ]
    return sorted(found, key=_most_first)[:MOST_SHOWN]


def _most_first(one: Unmapped) -> tuple[int, int, str]:
    return -one.orders, -one.days, one.name


def campaign_sheet(shop: ShopContext) -> tuple[list[str], list[list[object]]]:
    header = [_("Campaign"), _("Slug"), _("Channel"), _("First day"), _("Last day"), _("Names that mean it")]
    with shop_scope(shop.id):
        rows = shown_campaigns(shop.id, list(campaigns(shop.id)))
    return header, [
        [one.name, one.slug, one.channel, one.starts_on, one.ends_on, " | ".join(one.raw_names)]
        for one in rows
    ]
