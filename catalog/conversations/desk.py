"""Everything that must be looked up to write conversations, fetched at once whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from catalog.conversations.automations import CONVERSATION_RULE
from catalog.conversations.incoming import Contact, Incoming
from catalog.conversations.judging import Ear, ear_of
from catalog.conversations.models import ConversationSettings, ReplyScript
from catalog.conversations.personal import contact_index, phone_index
from catalog.conversations.touching import Known, known_touches
from catalog.customers.models import Customer, CustomerIdentity
from catalog.orders.models import Order, OrderState
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.sealing import ShopSeal
from shop_ai.lib.text import normalise
from transparency.ledger.holds import held_subjects
from transparency.ledger.switches import is_on

MOST_TITLES = 20_000


@dataclass(frozen=True, slots=True)
class FoundOrder:
    id: int
    customer_id: int | None
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Looked up for a batch of conversations. ``customers`` goes by blind phone, ``identities`` by channel's id.

    ``held`` are the threads (hex) that a person has taken over: no rule judges what is said in them.
    """

    shop: ShopContext
    seal: ShopSeal
    known: Known
    ear: Ear | None
    customers: dict[str, int]
    identities: dict[tuple[str, str, str], int]
    orders: dict[str, FoundOrder]
    products: dict[str, int]
    scripts: dict[str, int]
    held: frozenset[str]

    def customer_of(self, place: str, contact: Contact, order: FoundOrder | None) -> int | None:
        """The customer with this phone or this channel's id, else the one of the order."""
        by_phone = self.customers.get(phone_index(self.seal, contact)) if contact.phone else None
        by_id = self.identities.get((place, contact.account, contact.external_id))
        return by_phone or by_id or (order.customer_id if order else None)

    def contact_index(self, said: Incoming) -> str:
        return contact_index(self.seal, said.place, said.contact)


def open_desk(shop: ShopContext, said: Sequence[Incoming]) -> Desk:
    """Look up all that these conversations name, inside the shop's scope."""
    seal = current_seal()
    rule_is_on = is_on(CONVERSATION_RULE.code)
    has_words = any(one.inbound for one in said)
    return Desk(
        shop=shop,
        seal=seal,
        known=known_touches(shop.id),
        ear=(shop_ear() if has_words else Ear()) if rule_is_on else None,
        customers=_customers(seal, [one.contact for one in said]),
        identities=_identities(said),
        orders=orders_by_number({one.order_number for one in said if one.order_number}),
        products=_products({one.sku for one in said if one.sku}),
        scripts=_scripts(any(one.script for one in said)),
        held=held_subjects("conversation"),
    )


def shop_ear() -> Ear:
    """An ear for the products and the words of the shop in scope."""
    titles: dict[int, list[str]] = defaultdict(list)
    for product, title in Product.objects.order_by("pk").values_list("pk", "title")[:MOST_TITLES]:
        titles[product].append(title)
    own = ConversationSettings.objects.values_list("extra_words", flat=True).first()
    return ear_of(titles, own or ())


def _customers(seal: ShopSeal, contacts: Sequence[Contact]) -> dict[str, int]:
    wanted = {phone_index(seal, contact) for contact in contacts if contact.phone}
    if not wanted:
        return {}
    return dict(Customer.objects.filter(phone_index__in=wanted).values_list("phone_index", "pk"))


def _identities(said: Sequence[Incoming]) -> dict[tuple[str, str, str], int]:
    wanted = {one.contact.external_id for one in said if one.contact.external_id}
    if not wanted:
        return {}
    rows = CustomerIdentity.objects.filter(external_id__in=wanted)
    return {
        (channel, account, name): customer
        for channel, account, name, customer in rows.values_list(
            "channel", "account", "external_id", "customer_id"
        )
    }


def orders_by_number(numbers: Collection[str]) -> dict[str, FoundOrder]:
    """The latest order of each number."""
    if not numbers:
        return {}
    rows = Order.objects.filter(number__in=numbers).order_by("pk")
    return {
        number: FoundOrder(pk, customer, state == OrderState.CANCELLED)
        for number, pk, customer, state in rows.values_list("number", "pk", "customer_id", "order_state")
    }


def _products(skus: Collection[str]) -> dict[str, int]:
    return dict(Product.objects.filter(sku__in=skus).values_list("sku", "pk")) if skus else {}


def _scripts(are_named: bool) -> dict[str, int]:
    if not are_named:
        return {}
    return {normalise(title): pk for title, pk in ReplyScript.objects.values_list("title", "pk")}
