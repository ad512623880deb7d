"""What customers of the simulated shop asked about their data: one link to send, one number to correct, one STOP."""

from __future__ import annotations

from catalog.customers.models import Customer
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from transparency.rights.desk import note_wish
from transparency.rights.models import Door, RequestKind, RightsRequest
from transparency.rights.services import new_request


def show_rights(shop: ShopContext) -> None:
    """Three requests, once."""
    with shop_scope(shop.id):
        people = list(Customer.objects.filter(erased_at=None).exclude(phone_index="").order_by("pk")[:3])
        if RightsRequest.objects.exists() or len(people) < 3:
            return
        first, second, third = people
        new_request(shop, RequestKind.ACCESS, Door.PAGE, customer_id=first.pk, language="fr")
        said = {"words": "Mon numéro a changé : c'est le 0555 11 22 33."}
        new_request(shop, RequestKind.CORRECTION, Door.LINK, customer_id=second.pk, said=said, language="fr")
        note_wish(shop, third, RequestKind.WITHDRAWAL, "")
