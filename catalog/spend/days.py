"""Keeping the days of spend in step with what was said, the shop's rules and its rates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from catalog.channels.compute import Place, RuleBook, Signs
from catalog.channels.selectors import rule_book
from catalog.shops.models import Shop
from catalog.spend.columns import CHANNEL_OF_SOURCE
from catalog.spend.compute import Entry, RateBook, Share, counted, in_shop_currency
from catalog.spend.models import CurrencyRate, SpendDay, SpendEntry
from shop_ai.lib.tenancy import shop_scope

FIELDS: Final = (
    "entry_id", "channel", "campaign", "currency", "amount", "rate", "shop_amount", "impressions", "clicks",
    "is_spread",
)  # fmt: skip
Key = tuple[str, str, date]


def rebuild_days(shop_id: int) -> list[date]:
    """Compute every day of spend again and write what differs; returns the days that changed.

    The same rows come out whatever came first: a file, a rate or a rule. In one transaction, of the caller if any.
    """
    with shop_scope(shop_id):
        # One at a time: two that write the same days would each miss what the other read.
        shop = Shop.objects.select_for_update(no_key=True).get(pk=shop_id)
        rates = rates_of(shop_id, shop.currency)
        entries = list(SpendEntry.objects.filter(removed_at__isnull=True).order_by("pk"))
        wanted = {key_of(share): share for share in counted(placed(entries, rule_book(shop_id)))}
        return _write(shop_id, wanted, rates)


def rates_of(shop_id: int, currency: str) -> RateBook:
    """The rates that the owner typed."""
    dated: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    with shop_scope(shop_id):
        for code, since, rate in CurrencyRate.objects.order_by("starts_on").values_list(
            "currency", "starts_on", "rate"
        ):
            dated[code].append((since, rate))
    return RateBook(currency, dict(dated))


def placed(entries: Iterable[SpendEntry], book: RuleBook) -> list[Entry]:
    """Each entry with the channel and campaign that its names lead to."""
    found = []
    for entry in entries:
        place = place_of(entry, book)
        found.append(
            Entry(
                id=entry.pk,
                source=entry.source,
                external_id=entry.external_id,
                channel=place.channel,
                campaign=place.campaign,
                starts_on=entry.starts_on,
                ends_on=entry.ends_on,
                currency=entry.currency,
                amount=entry.amount,
                impressions=entry.impressions,
                clicks=entry.clicks,
            )
        )
    return found


def place_of(entry: SpendEntry, book: RuleBook) -> Place:
    """A rule leads, then what was said, then the campaign's own channel, then whose file it is."""
    signs = Signs(ad_id=entry.external_id, utm_campaign=entry.campaign_name, order_source=entry.said_channel)
    found = book.place(signs, channel=entry.said_channel, campaign=entry.campaign_name)
    return Place(found.channel or CHANNEL_OF_SOURCE.get(entry.source, ""), found.campaign)


def key_of(share: Share) -> Key:
    return share.entry.source, share.entry.external_id, share.day


def _write(shop_id: int, wanted: dict[Key, Share], rates: RateBook) -> list[date]:
    stored: dict[Key, SpendDay] = {}
    gone: list[SpendDay] = []
    for row in SpendDay.objects.order_by("pk"):
        key = (row.source, row.external_id, row.day)
        if key in wanted and key not in stored:
            stored[key] = row
        else:
            gone.append(row)
    changed, new = [], []
    for key, share in wanted.items():
        values = _values(share, rates)
        row = stored.get(key)
        if row is None:
            new.append(_new(shop_id, share, values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    SpendDay.objects.filter(pk__in=[row.pk for row in gone]).delete()
    SpendDay.objects.bulk_update(changed, [name.removesuffix("_id") for name in FIELDS], batch_size=500)
    SpendDay.objects.bulk_create(new, batch_size=1000)
    return _days([*gone, *changed, *new])


def _days(rows: Sequence[SpendDay]) -> list[date]:
    return sorted({row.day for row in rows})


def _new(shop_id: int, share: Share, values: dict[str, Any]) -> SpendDay:
    entry = share.entry
    return SpendDay(
        shop_id=shop_id, source=entry.source, external_id=entry.external_id, day=share.day, **values
    )


def _values(share: Share, rates: RateBook) -> dict[str, Any]:
    entry = share.entry
    rate = rates.on(entry.currency, share.day)
    return {
        "entry_id": entry.id,
        "channel": entry.channel,
        "campaign": entry.campaign,
        "currency": entry.currency,
        "amount": share.amount,
        "rate": rate,
        "shop_amount": in_shop_currency(share.amount, rate),
        "impressions": share.impressions,
        "clicks": share.clicks,
        "is_spread": share.is_spread,
    }
