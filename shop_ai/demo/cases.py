"""Customers of the simulated shop who asked for a person: one waits, one was answered, one is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from catalog.orders.models import Order
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from transparency.cases.models import Case, Kind, OpenedBy, Outcome, Place, Satisfaction
from transparency.cases.opening import NewCase, open_case
from transparency.cases.personal import Asker
from transparency.cases.services import answer, close, rate

BY: Final = "demo"


def show_cases(shop: ShopContext) -> None:
    """Three cases, once."""
    now = timezone.now()
    with shop_scope(shop.id):
        if Case.objects.exists():
            return
        order = Order.objects.filter(customer__isnull=False).order_by("-placed_at").first()
        waiting = NewCase(
            kind=Kind.COMPLAINT,
            opened_by=OpenedBy.BUTTON,
            place=Place.PUBLIC_PAGE,
            language="fr",
            asker=Asker(name="Lila"),
            message="Mon colis n'est pas arrivé, je veux parler à quelqu'un.",
            customer=order.customer_id if order else None,
            order=order.pk if order else None,
        )
        asked = NewCase(
            kind=Kind.QUESTION,
            opened_by=OpenedBy.BUTTON,
            place=Place.PLAYLIST,
            language="ar",
            message="هل يمكنني تغيير المقاس بعد الطلب؟",
        )
        contested = NewCase(
            kind=Kind.CONTEST,
            opened_by=OpenedBy.BUTTON,
            place=Place.WIDGET,
            language="fr",
            message="Pourquoi me montrez-vous toujours du parfum ?",
        )
        done = open_case(shop, contested, now - timedelta(minutes=100))
        close(
            shop.id, done.uid, Outcome.EXPLAINED, by=BY, text="Tout le monde voit cette liste.", releases=True
        )
        rate(shop.id, done.uid, Satisfaction.GOOD)
        answer(
            shop.id, open_case(shop, asked, now - timedelta(minutes=60)).uid, "نعم، قبل إرسال الطرد.", by=BY
        )
        open_case(shop, waiting, now - timedelta(minutes=20))
