"""Saying what a courier's word means: parcels that carry it stand anew, and their orders follow."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.orders.models import DocumentKind, Order
from catalog.parcels.following import follow
from catalog.parcels.models import MEANINGS, CourierWord, Parcel, ParcelEvent
from catalog.parcels.services import restand
from catalog.parcels.states import meaning
from catalog.parcels.tying import orders_for, plain_number
from catalog.parcels.writing import write_columns
from catalog.shops.context import ShopContext
from shop_ai.lib.locks import take_turn
from shop_ai.lib.refusals import FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope


@dataclass(frozen=True, slots=True)
class Mapped:
    """A word whose meaning was set; ``before`` undoes it. ``parcels`` stand elsewhere now."""

    word: int
    raw: str
    before: str
    parcels: int


def map_word(shop: ShopContext, word_id: int, state: str) -> Mapped | None:
    """Set what the word means (empty: not known again); None when the shop was never asked about it."""
    if state and state not in MEANINGS:
        raise Invalid(FieldError("#/state", "unknown_state", _("There is no such state.")))
    with shop_scope(shop.id):
        take_turn("parcels", "all")
        word: CourierWord | None = (
            CourierWord.objects.select_for_update(no_key=True).filter(pk=word_id).first()
        )
        if word is None:
            return None
        before, word.state = word.state, state
        word.save(update_fields=["state", "updated_at"])
        # Without a word of the shop's own, the built-in table speaks again.
        wanted = state or meaning(word.courier, word.raw, {}) or ""
        events = ParcelEvent.objects.filter(parcel__courier=word.courier, plain=word.plain).exclude(
            state=wanted
        )
        touched = sorted(set(events.values_list("parcel", flat=True)))
        ParcelEvent.objects.filter(parcel__in=touched, plain=word.plain).update(state=wanted)
        parcels = list(Parcel.objects.select_for_update(no_key=True).filter(pk__in=touched).order_by("pk"))
        return Mapped(word.pk, word.raw, before, restand(shop, parcels, timezone.now()))


def tie_to_order(shop: ShopContext, parcel: Parcel, number: str) -> bool:
    """Say which order a parcel carries, by the order's number; False when no order, or more than one, has it."""
    with shop_scope(shop.id):
        take_turn("parcels", "all")
        plain = plain_number(number)
        forms = {number.strip(), plain, f"#{plain}", f"#{plain.upper()}", plain.upper()}
        found = Order.objects.filter(number__in=forms, kind=DocumentKind.SALE).values_list("pk", flat=True)[
            :2
        ]
        if not plain or len(found) != 1:
            return False
        stamp = timezone.now()
        Parcel.objects.filter(pk=parcel.pk).update(order=found[0], updated_at=stamp)
        parcel.order_id = found[0]
        follow(shop, [parcel], stamp, None)
        return True


def tie_loose_parcels(shop: ShopContext) -> int:
    """Tie parcels whose orders came in after them, and let these follow; how many found theirs."""
    with shop_scope(shop.id):
        take_turn("parcels", "all")
        loose = list(
            Parcel.objects.select_for_update(no_key=True).filter(order__isnull=True).order_by("-pk")[:5000]
        )
        found = orders_for(shop, loose)
        tied = [parcel for parcel in loose if parcel.pk in found]
        stamp = timezone.now()
        for parcel in tied:
            parcel.order_id, parcel.updated_at = found[parcel.pk], stamp
        write_columns(Parcel, tied, ("order", "updated_at"))
        follow(shop, tied, stamp, None)
        return len(tied)
