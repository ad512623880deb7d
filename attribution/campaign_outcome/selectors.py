"""Reading plans of campaigns, what was said of them, and what they came to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from attribution.campaign_outcome.models import CampaignPlan
from shop_ai.lib.tenancy import shop_scope


@dataclass(frozen=True, slots=True)
class TypeSums:
    """Of one type of campaign: how many are over, and how many of them reached their goal."""

    type: str
    done: int
    reached: int


def plans(shop_id: int, *, type: str = "", words: str = "") -> QuerySet[CampaignPlan]:  # noqa: A002  # the column's name
    """Newest start first."""
    with shop_scope(shop_id):
        rows = CampaignPlan.objects.order_by("-starts_on", "-pk")
    if type:
        rows = rows.filter(type=type)
    for word in words.split()[:6]:
        rows = rows.filter(name__icontains=word)
    return rows


def sums_by_type(shop_id: int) -> list[TypeSums]:
    """What is known of each type; those of which nothing is known are left out."""
    with shop_scope(shop_id):
        rows = (
            CampaignPlan.objects.filter(is_success__isnull=False)
            .values("type")
            .annotate(done=Count("pk"), reached=Count("pk", filter=Q(is_success=True)))
            .order_by("type")
        )
        return [TypeSums(row["type"], row["done"], row["reached"]) for row in rows]
