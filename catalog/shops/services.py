"""Opening a shop and changing its settings."""

from __future__ import annotations

import secrets
import uuid
import zoneinfo
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from catalog.limits.services import count_use
from catalog.people.models import Membership, Role, User
from catalog.people.services import note
from catalog.shops.context import ShopContext
from catalog.shops.directory import context_of
from catalog.shops.models import Shop
from catalog.shops.seals import wrapped_key_for
from shop_ai.lib.limits import Limit
from shop_ai.lib.tenancy import purpose, shop_scope

SHOPS_OPENED = Limit("open-shop", 10, 86400)


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


def open_shop(
    *, owner: User, slug: str, name: str, currency: str, timezone: str, language: str
) -> ShopContext:
    """Open a shop for a person from the dashboard; a name without Latin letters gets a random address."""
    if not count_use(SHOPS_OPENED, owner.pk).is_allowed:
        raise ValidationError(_("Ten shops in a day is the most. Try again tomorrow."))
    try:
        shop = create_shop(
            slug=slug or f"shop-{secrets.token_hex(4)}",
            name=name,
            currency=currency,
            timezone=timezone,
            language=language,
            owner=owner,
        )
    except IntegrityError as error:  # somebody took the address between the check and the insert
        raise ValidationError({"slug": _("This address is taken.")}) from error
    note("shop_opened", owner, shop.id)
    return shop


@transaction.atomic
def change_settings(
    *, shop_id: int, by: User, name: str, language: str, timezone: str, inactive_after_days: int
) -> None:
    """Change what an owner may change of the shop in scope; the form has checked the values."""
    Shop.objects.filter(pk=shop_id).update(
        name=name, language=language, timezone=timezone, inactive_after_days=inactive_after_days
    )
    note("shop_changed", by, shop_id)


def write_public_profile(shop_id: int, profile: dict[str, Any]) -> None:
    """Replace what the public pages say in the shop's own words: contact, hours, rules."""
    with shop_scope(shop_id):
        Shop.objects.filter(pk=shop_id).update(public_profile=profile)


def set_inactive_after(shop_id: int, days: int) -> None:
    """After how many days without a delivery a customer counts as inactive; the form has checked the number."""
    with shop_scope(shop_id):
        Shop.objects.filter(pk=shop_id).update(inactive_after_days=days)
