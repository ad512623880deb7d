"""The fixed cast: two shops full of records, the people of the first, and those who have no business there."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.people.models import Role, User
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.tenancy import shop_scope
from tests import factories, rows
from tests.factories import canary, join, make_shop, make_user
from transparency.disputes.services import file_dispute, filed_disputes
from transparency.retention.locked import TABLE as LOCKER
from transparency.retention.models import LockedPerson


@dataclass(frozen=True, slots=True)
class Cast:
    """``shop`` is whose pages are asked for; ``other`` is a shop of somebody else.

    The colleague belongs to both, as a viewer here and as the owner there; the stranger belongs to none.
    """

    shop: ShopContext
    other: ShopContext
    owner: User
    manager: User
    agent: User
    viewer: User
    colleague: User
    other_owner: User
    stranger: User

    def person(self, name: str) -> User | None:
        """The person of that name; ``anonymous`` is nobody."""
        return None if name == "anonymous" else getattr(self, name)


def make_cast() -> Cast:
    people = {
        name: make_user(f"{name}@example.com", language="en")
        for name in ("owner", "manager", "agent", "viewer", "colleague", "other_owner", "stranger")
    }
    shop = make_shop("boutique", owner=people["owner"], name="Boutique")
    other = make_shop("voisin", owner=people["other_owner"], name="Voisin")
    for role in (Role.MANAGER, Role.AGENT, Role.VIEWER):
        join(shop, people[role.value], role)
    join(shop, people["colleague"], Role.VIEWER)
    join(other, people["colleague"], Role.OWNER)
    for one in (shop, other):
        furnish(one)
    return Cast(shop=shop, other=other, **people)


def furnish(shop: ShopContext, copies: int = 1) -> None:
    """Records with the shop's canary in every text, ``copies`` of each list; then a row in every other table."""
    with shop_scope(shop.id):
        for _ in range(copies):
            product = factories.make_product(shop, category=factories.make_category(shop))
            customer = factories.make_customer(shop)
            order = factories.make_order(shop, lines=[(product, 2, 2500)], customer=customer)
            factories.make_refund(shop, order)
            factories.make_playlist(shop, [product, factories.make_pack(shop, [product])])
            factories.make_import(shop)
            factories.make_api_key(shop, ["products:read"])
            factories.make_invitation(shop)
        rows.fill_every_table(shop)
        for locked in LockedPerson.objects.select_related("customer"):
            uid = locked.customer.uid
            locked.sealed = current_seal().seal_json(
                LOCKER, "sealed", uid, {"customer": {"name": canary(shop)}}
            )
            locked.save(update_fields=["sealed"])
    if not filed_disputes(shop.id):
        file_dispute(shop, order.uid, by="user:1")
