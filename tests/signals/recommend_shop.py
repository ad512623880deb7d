"""A shop whose customers buy in pairs, made in a few statements: for tests of what goes with what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from catalog.customers.models import Customer
from catalog.orders.models import Order, OrderLine
from catalog.products.models import Category, Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.services import prepare
from signals.recommend.serving import Query, recommend_many
from tests.shops import a_product, a_shop
from transparency.ledger.switches import set_switch

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Africa/Algiers"))

# What the 120 customers of the shop have: so many buyers, their baskets.
BASKETS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (30, ("CUP", "SAUCER")),
    (20, ("CUP", "SAUCER", "TEAPOT")),
    (25, ("SCARF", "GLOVES")),
    (3, ("CUP", "LADDER")),
    (22, ("LAMP",)),
    (20, ("SOAP", "TOWEL")),
)
TITLES = {
    "CUP": ("Tasse bleue", "Table"),
    "SAUCER": ("Soucoupe bleue", "Table"),
    "TEAPOT": ("Théière ronde", "Table"),
    "PLATE": ("Assiette creuse", "Table"),
    "SCARF": ("Écharpe de laine", "Hiver"),
    "GLOVES": ("Gants de laine", "Hiver"),
    "LADDER": ("Échelle pliante", "Atelier"),
    "LAMP": ("Lampe de bureau", "Bureau"),
    "SOAP": ("Savon d'Alep", "Bain"),
    "TOWEL": ("Serviette", "Bain"),
}


def a_pairing_shop(*, explores: bool = False, **fields: object) -> ShopContext:
    """The shop above, prepared; without the draws of chance unless it ``explores``."""
    shop = a_shop(**fields)
    furnish_with_pairs(shop, explores=explores)
    return shop


def furnish_with_pairs(shop: ShopContext, *, explores: bool = False) -> None:
    """Its products, customers and baskets in a shop that has none, prepared."""
    with shop_scope(shop.id):
        categories = {
            name: Category.objects.create(shop_id=shop.id, name=name)
            for name in sorted({category for _title, category in TITLES.values()})
        }
        for sku, (title, category) in TITLES.items():
            a_product(shop.id, sku, title=title, category=categories[category], stock=50)
    buy(shop, [skus for n, skus in BASKETS for _ in range(n)])
    prepare(shop.id, TODAY)
    if not explores:
        with shop_scope(shop.id):
            set_switch("exploration", is_on=False, by="user:1")


def buy(
    shop: ShopContext,
    baskets: Iterable[Sequence[str]],
    *,
    at: datetime = NOON,
    customer: Customer | None = None,
) -> list[Customer]:
    """One delivered order a basket, each of a new customer unless one is named; returns the customers."""
    given = list(baskets)
    with shop_scope(shop.id):
        products = {product.sku: product for product in Product.objects.all()}
        people = [customer or Customer(shop_id=shop.id) for _ in given]
        if customer is None:
            Customer.objects.bulk_create(people)
        start = Order.objects.count()
        orders = Order.objects.bulk_create(
            Order(
                shop_id=shop.id,
                source="test",
                external_id=f"b-{start + n}",
                currency="DZD",
                customer=person,
                order_state="confirmed",
                parcel_state="delivered",
                placed_at=at + timedelta(seconds=n),
                placed_on=at.date(),
                delivered_at=at,
                delivered_on=at.date(),
            )
            for n, person in enumerate(people)
        )
        OrderLine.objects.bulk_create(
            OrderLine(
                shop_id=shop.id,
                order=order,
                position=position,
                product=products[sku],
                quantity=1,
                unit_price=Decimal(100),
                amount=Decimal(100),
            )
            for order, skus in zip(orders, given, strict=True)
            for position, sku in enumerate(skus, 1)
        )
    return people


def listed(shop: ShopContext, **asked: object) -> list[str]:
    """The SKUs of a list without exploration, so that only what is asked for decides."""
    query = Query(**{"explores": False, "limit": 12} | asked)  # type: ignore[arg-type]  # a test names the fields
    return [item.sku for item in recommend_many(shop.id, [query])[0].items]
