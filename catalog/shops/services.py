"""Opening a shop."""

from __future__ import annotations

import uuid
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.people.models import Membership, Role, User
from catalog.shops.context import ShopContext
from catalog.shops.directory import context_of
from catalog.shops.models import Shop
from catalog.shops.seals import wrapped_key_for
from shop_ai.lib.tenancy import purpose, shop_scope


@transaction.atomic
def create_shop(
    *,
    slug: str,
    name: str,
    currency: str,
    timezone: str,
    language: str,
    owner: User | None,
    country: str = "DZ",
    is_simulated: bool = False,
) -> ShopContext:
    """Open a shop with its data key and its owner; raises ValidationError naming the field."""
    if timezone not in zoneinfo.available_timezones():
        raise ValidationError({"timezone": _("This time zone is not known.")})
    uid = uuid.uuid4()
    shop = Shop(
        uid=uid,
        slug=slug,
        name=name,
        currency=currency.upper(),
        timezone=timezone,
        language=language,
        country=country,
        is_simulated=is_simulated,
        wrapped_key=wrapped_key_for(uid),
    )
    with purpose("directory"):
        shop.full_clean(exclude=["wrapped_key"])
        shop.save(force_insert=True)
    if owner is not None:
        with shop_scope(shop.pk):
            Membership.objects.create(shop_id=shop.pk, user=owner, role=Role.OWNER)
    return context_of(shop, Role.OWNER if owner else "")
