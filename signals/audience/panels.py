"""The page of the audience as data: ranked bars, the heat map, tastes, and a sheet of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_interval, format_money, format_number, format_share
from shop_ai.lib.table import Badge, Column, Empty, Pages, Row, Table
from signals.audience.asked import AudienceAsked
from signals.audience.communes import Communes
from signals.audience.heat import Heat
from signals.audience.hiding import FEWEST
from signals.audience.ranks import OTHERS, Rank, count_ranks, ranks, visit_ranks
from signals.audience.selectors import Audience
from signals.audience.tastes import Taste, Tastes
from signals.audience.words import commune_name, group_name, weekday_name

ORDERED: Final = ("wilaya", "channel", "who")
VISITED: Final = ("device", "language")


@dataclass(frozen=True, slots=True)
class RankPanel:
    """Ranked bars with their table; ``second`` is the heading of orders or sessions, "" without."""

    key: str
    title: str
    lead: str
    heading: str
    people: str
    second: str
    ranks: tuple[Rank, ...]
    has_basket: bool
    csv_url: str
    empty: str
    currency: str

    @property
    def rows(self) -> list[tuple[Rank, str, tuple[str, str]]]:
        """Each bar with its share and basket in words."""
        return [(rank, share_words(rank), basket_words(rank, self.currency)) for rank in self.ranks]


def share_words(rank: Rank) -> str:
    return "" if rank.share is None else format_share(rank.share)


def basket_words(rank: Rank, currency: str) -> tuple[str, str]:
    """The mean and its interval; how many delivered orders there are where they are under the floor."""
    if rank.basket is None:
        return _("not enough data (n = %(n)s)") % {"n": rank.delivered}, ""
    low, high = (format_money(round(bound), currency) for bound in (rank.basket.low, rank.basket.high))
    return format_money(round(rank.basket.value), currency), format_interval(low, high)


def _titles() -> dict[str, tuple[str, str]]:
    """Title and heading of each kind of group."""
    return {
        "wilaya": (_("By wilaya"), _("Wilaya")),
        "channel": (_("By channel"), _("Channel")),
        "who": (_("New and returning"), _("Customers")),
        "device": (_("By device"), _("Device")),
        "language": (_("By language of the browser"), _("Language")),
        "communes": (_("By commune"), _("Commune")),
    }


def rank_panels(shop: ShopContext, asked: AudienceAsked, found: Audience) -> list[RankPanel]:
    """Orders by wilaya, channel, new or returning, then visits by device and language."""
    return [_order_panel(shop, asked, found, kind) for kind in ORDERED] + [
        _visit_panel(shop, asked, found, kind) for kind in VISITED
    ]


def _namer(kind: str) -> Callable[[str], str]:
    return lambda key: group_name(kind, key)


def _csv(shop: ShopContext, asked: AudienceAsked, part: str) -> str:
    return f"{reverse('audience-csv', kwargs={'slug': shop.slug})}?part={part}&{asked.query}"


def _order_panel(shop: ShopContext, asked: AudienceAsked, found: Audience, kind: str) -> RankPanel:
    title, heading = _titles()[kind]
    address = reverse("audience", kwargs={"slug": shop.slug})
    period = f"from={asked.period.start}&to={asked.period.end}"

    def url(key: str) -> str:
        return f"{address}?{period}&wilaya={key}#rank-communes" if kind == "wilaya" and key else ""

    return RankPanel(
        key=kind,
        title=title,
        lead=_("Customers who ordered in the period, each in the group of the last order."),
        heading=heading,
        people=_("Customers"),
        second=_("Orders"),
        ranks=tuple(ranks(found.groups[kind], _namer(kind), url)),
        has_basket=True,
        csv_url=_csv(shop, asked, kind),
        empty=_("No customer ordered in this period."),
        currency=shop.currency,
    )


def _visit_panel(shop: ShopContext, asked: AudienceAsked, found: Audience, kind: str) -> RankPanel:
    title, heading = _titles()[kind]
    return RankPanel(
        key=kind,
        title=title,
        lead=_("Visitors of your pages; without consent the same person counts again every day."),
        heading=heading,
        people=_("Visitors"),
        second=_("Sessions"),
        ranks=tuple(visit_ranks(found.visits[kind], _namer(kind))),
        has_basket=False,
        csv_url=_csv(shop, asked, kind),
        empty=_("No visit was counted in this period."),
        currency=shop.currency,
    )


def commune_panel(shop: ShopContext, asked: AudienceAsked, found: Communes) -> RankPanel:
    """The communes of the wilaya that was asked for."""
    title, heading = _titles()["communes"]

    def name(key: str) -> str:
        return group_name("wilaya", key) if key == OTHERS else commune_name(asked.wilaya, key)

    lead = ""
    if found.opened < found.customers:
        lead = _("The newest %(opened)s of %(customers)s customers.") % {
            "opened": format_number(found.opened),
            "customers": format_number(found.customers),
        }
    return RankPanel(
        key="communes",
        title=f"{title}: {group_name('wilaya', asked.wilaya)}",
        lead=lead,
        heading=heading,
        people=_("Customers"),
        second="",
        ranks=tuple(count_ranks(found.counts, name)),
        has_basket=False,
        csv_url=_csv(shop, asked, "communes"),
        empty=_("No customer of this wilaya ordered in this period."),
        currency=shop.currency,
    )


def rank_sheet(panel: RankPanel) -> tuple[list[str], list[list[Any]]]:
    """One line a bar; amounts are in the shop's currency."""
    header = [panel.heading, panel.people, _("Share")]
    if panel.second:
        header.append(panel.second)
    if panel.has_basket:
        header += [_("Delivered"), _("Mean of delivered orders"), _("Lower bound"), _("Upper bound")]
    return header, [_rank_line(panel, rank) for rank in panel.ranks]


def _rank_line(panel: RankPanel, rank: Rank) -> list[Any]:
    line: list[Any] = [rank.name, rank.people, None if rank.share is None else round(rank.share, 6)]
    if panel.second:
        line.append(rank.orders)
    if panel.has_basket:
        bounds = rank.basket
        values = (None,) * 3 if bounds is None else (bounds.value, bounds.low, bounds.high)
        line += [rank.delivered, *(None if value is None else round(value, 2) for value in values)]
    return line


def hour_words(hour: int, span: int) -> str:
    """ "14:00", or "12:00–18:00" for a row of several hours."""
    return f"{hour:02d}:00" if span == 1 else f"{hour:02d}:00–{hour + span:02d}:00"


def heat_rows(heat: Heat) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Each row's hours and its cells with their day's name, for the table that is the map."""
    names = [weekday_name(day) for day in heat.weekdays]
    return [(hour_words(hour, heat.span), list(zip(names, cells, strict=True))) for hour, cells in heat.rows]


def heat_sheet(heat: Heat) -> tuple[list[str], list[list[Any]]]:
    """The map as it stands on the page; an empty cell is fewer than ten, or hidden with such a one."""
    header = [_("Hour"), *(weekday_name(day) for day in heat.weekdays)]
    return header, [
        [hour_words(hour, heat.span), *(cell.count for cell in cells)] for hour, cells in heat.rows
    ]


def taste_table(shop: ShopContext, asked: AudienceAsked, found: Tastes) -> Table:
    """Themes by the share of the group that bought them, beside the share of all customers."""
    return Table(
        key="tastes",
        title=_("Tastes"),
        lead=_taste_lead(found),
        columns=(
            Column("name", _("Theme")),
            Column("buyers", _("Customers who bought it"), "number"),
            Column("share", _("Share of the group")),
            Column("average", _("All customers"), "share"),
            Column("verdict", _("Beside the average"), "state"),
        ),
        rows=tuple(_taste_row(shop, taste) for taste in found.themes),
        pages=Pages(1, len(found.themes)),
        csv_url=_csv(shop, asked, "tastes"),
        empty=Empty(
            title=_("Nothing to compare yet"),
            text=_("Tastes need a group of ten customers, as many outside it, and products with a category."),
        ),
    )


def _taste_lead(found: Tastes) -> str:
    if found.size is None:
        return ""
    return ngettext(
        "%(n)s customer of this group, of %(all)s; a dash: fewer than %(few)s bought it, here or elsewhere.",
        "%(n)s customers of this group, of %(all)s; a dash: fewer than %(few)s bought it, here or elsewhere.",
        found.size,
    ) % {"n": format_number(found.size), "all": format_number(found.customers), "few": FEWEST}


def _taste_row(shop: ShopContext, taste: Taste) -> Row:
    share = None
    if taste.share is not None:
        bounds = format_interval(format_share(taste.share.low), format_share(taste.share.high))
        share = f"{format_share(taste.share.value)} ({bounds})"
    badges = {"more": Badge(_("More"), "accent", "arrow-up"), "less": Badge(_("Less"), "plain", "arrow-down")}
    url = f"{reverse('products', kwargs={'slug': shop.slug})}?category={taste.uid.replace('-', '')}"
    return Row((taste.name, taste.buyers, share, taste.average, badges.get(taste.verdict)), url=url)


def taste_sheet(found: Tastes) -> tuple[list[str], list[list[Any]]]:
    header = [
        *(_("Theme"), _("Customers who bought it"), _("Share of the group"), _("Lower bound")),
        *(_("Upper bound"), _("All customers")),
    ]
    return header, [
        [
            *(taste.name, taste.buyers),
            *(
                (None,) * 3
                if taste.share is None
                else (round(bound, 6) for bound in (taste.share.value, taste.share.low, taste.share.high))
            ),
            round(taste.average, 6),
        ]
        for taste in found.themes
    ]


def group_options(found: Audience) -> list[tuple[str, str]]:
    """The groups whose tastes can be asked for: those that are shown."""
    options = [(key, group_name("who", key)) for key in ("returning", "new")]
    for kind in ("wilaya", "channel"):
        shown = ranks(found.groups[kind], _namer(kind))
        options += [(f"{kind}:{rank.key}", rank.name) for rank in shown if not rank.is_others]
    return options
