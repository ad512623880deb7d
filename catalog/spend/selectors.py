"""Reading spend: entries as they were said, sums by channel and campaign, rates, and what is missing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum

from catalog.spend.models import CurrencyRate, SpendChange, SpendDay, SpendEntry
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file came to: sums by currency, how many totals of periods, how many days without a rate."""

    by_currency: tuple[tuple[str, Decimal], ...]
    periods: int
    without_rate: int


def brought_by(shop_id: int, batch_id: int) -> Brought:
    with shop_scope(shop_id):
        entries = SpendEntry.objects.filter(created_import=batch_id)
        sums = entries.values_list("currency").annotate(total=Sum("amount")).order_by("currency")
        missing = SpendDay.objects.filter(entry__created_import=batch_id, shop_amount__isnull=True)
        return Brought(tuple(sums), entries.filter(ends_on__gt=F("starts_on")).count(), missing.count())


@dataclass(frozen=True, slots=True)
class SpentOn:
    """What one channel and campaign cost in a period, in the shop's currency.

    ``spread`` is the part of ``amount`` that comes from totals of periods; ``without_rate`` counts amounts of a day
    that have no rate and are in no sum.
    """

    channel: str
    campaign: str
    amount: Decimal
    spread: Decimal
    without_rate: int
    impressions: int | None
    clicks: int | None


def spent_on(shop_id: int, period: Period) -> list[SpentOn]:
    """Spend of a period by channel and campaign. One query."""
    with shop_scope(shop_id):
        days = SpendDay.objects.filter(day__range=(period.start, period.end))
        rows = days.values("channel", "campaign").annotate(
            total=Sum("shop_amount"),
            spread=Sum("shop_amount", filter=Q(is_spread=True)),
            missing=Count("pk", filter=Q(shop_amount__isnull=True)),
            seen=Sum("impressions"),
            clicked=Sum("clicks"),
        )
        return [
            SpentOn(
                row["channel"],
                row["campaign"],
                row["total"] or ZERO,
                row["spread"] or ZERO,
                row["missing"],
                row["seen"],
                row["clicked"],
            )
            for row in rows.order_by("channel", "campaign")
        ]


@dataclass(frozen=True, slots=True)
class MissingRate:
    """Amounts in a currency on days for which no rate was typed; they are in no sum."""

    currency: str
    first: date
    last: date
    amount: Decimal
    days: int


def missing_rates(shop_id: int, period: Period | None = None) -> list[MissingRate]:
    """By currency, of a period or of all time. One query."""
    with shop_scope(shop_id):
        days = SpendDay.objects.filter(shop_amount__isnull=True, amount__gt=0)
        if period is not None:
            days = days.filter(day__range=(period.start, period.end))
        rows = days.values("currency").annotate(
            first=Min("day"), last=Max("day"), total=Sum("amount"), days=Count("day", distinct=True)
        )
        return [
            MissingRate(row["currency"], row["first"], row["last"], row["total"], row["days"])
            for row in rows.order_by("currency")
        ]


def entries(
    shop_id: int,
    *,
    period: Period | None = None,
    source: str = "",
    channel: str | None = None,
    words: str = "",
) -> QuerySet[SpendEntry]:
    """Entries that are counted or could be, the latest first; use it inside the shop's scope.

    Each has ``counted`` (its days' sum in its own currency), ``in_shop`` (in the shop's), ``missing`` (days without a
    rate), ``days_counted`` and ``days_spread``.
    """
    with shop_scope(shop_id):
        rows: QuerySet[SpendEntry] = SpendEntry.objects.filter(removed_at__isnull=True)
        if period is not None:
            rows = rows.filter(starts_on__lte=period.end, ends_on__gte=period.start)
        if source:
            rows = rows.filter(source=source)
        if channel is not None:
            rows = rows.filter(days__channel=channel)
        if words:
            rows = rows.filter(Q(campaign_name__icontains=words) | Q(external_id__icontains=words))
        return _with_sums(rows)


def _with_sums(rows: QuerySet[SpendEntry]) -> QuerySet[Any]:
    """With what the days of each entry add up to."""
    return rows.annotate(
        counted=Sum("days__amount"),
        in_shop=Sum("days__shop_amount"),
        missing=Count("days", filter=Q(days__shop_amount__isnull=True)),
        days_counted=Count("days"),
        days_spread=Count("days", filter=Q(days__is_spread=True)),
        channel=Max("days__channel"),
        campaign=Max("days__campaign"),
    )


def entry_by_uid(shop_id: int, uid: uuid.UUID | None) -> Any:
    """One entry with its sums, also a removed one; None when there is none."""
    with shop_scope(shop_id):
        found = SpendEntry.objects.filter(uid=uid) if uid else SpendEntry.objects.none()
        return _with_sums(found).first()


def last_change(shop_id: int) -> SpendChange | None:
    """The last change that somebody made by hand."""
    with shop_scope(shop_id):
        found: SpendChange | None = SpendChange.objects.select_related("entry").order_by("-pk").first()
        return found


def currency_rates(shop_id: int) -> list[CurrencyRate]:
    """Every rate, by currency and then the latest first."""
    with shop_scope(shop_id):
        return list(CurrencyRate.objects.order_by("currency", "-starts_on"))


def seen_names(shop_id: int, limit: int = 200) -> list[tuple[str, str, int]]:
    """(campaign as it stands, channel, days) that spend is kept under. One query."""
    with shop_scope(shop_id):
        rows = SpendDay.objects.exclude(campaign="").values_list("campaign", "channel")
        return list(rows.annotate(count=Count("pk")).order_by("-count", "campaign", "channel")[:limit])
