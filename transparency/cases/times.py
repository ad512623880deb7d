"""When a shop answers, and how fast it says it does."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from transparency.cases.compute import OFFICE, Times
from transparency.cases.models import CaseSettings
from transparency.public_page.calendar import special_days
from transparency.public_page.profile import contact_of, hours_of

AROUND: Final = timedelta(days=120)


def settings_of(shop_id: int) -> CaseSettings:
    """What the owner set; the defaults where nothing was."""
    with shop_scope(shop_id):
        return CaseSettings.objects.first() or CaseSettings(shop_id=shop_id)


def promised_minutes(shop: ShopContext, chosen: CaseSettings | None = None) -> int:
    """The delay that the public page announces; what is set for cases where it announces none."""
    announced = contact_of(shop.public_profile).delay_minutes
    return announced or (chosen or settings_of(shop.id)).answer_minutes


def times_of(shop: ShopContext, around: datetime | None = None) -> Times:
    """Hours, Ramadan, public holidays and days off of the shop, for the months around a moment; one query.

    A shop that has not written its hours is taken for an office of its country.
    """
    day = (around or timezone.now()).astimezone(shop.zone).date()
    hours = hours_of(shop.public_profile) or OFFICE
    profile = {**shop.public_profile, "hours": dict(hours)}
    return Times(hours, special_days(shop.id, profile, day - AROUND, day + AROUND))
