"""Plain functions that make records with good defaults; name only what the test is about.

Each opens the shop's scope itself (free inside one). ``marked`` texts carry the shop's slug, so that a page of
another shop that shows one of them is caught.
"""

from __future__ import annotations

import hashlib
import itertools
import secrets
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.test import Client
from django.utils import timezone

from catalog.customers.models import Customer
from catalog.customers.services import create_customer
from catalog.imports.models import ImportBatch, ImportState
from catalog.keys.authentication import key_hash
from catalog.keys.models import ApiKey
from catalog.orders.models import Order, OrderLine, Refund, RefundLine
from catalog.people.models import Invitation, Membership, Role, User
from catalog.playlists.models import Playlist, PlaylistItem, Step
from catalog.products.models import Category, PackPart, Product
from catalog.shops.context import ShopContext
from catalog.shops.services import create_shop
from shop_ai.lib.tenancy import shop_scope

PASSWORD = "a long enough sentence"
NOON = datetime.fromisoformat("2026-03-02T12:00:00+01:00")

Row = TypeVar("Row", bound=models.Model)

_numbers = itertools.count(1)


def _keep(row: Row) -> Row:
    row.save(force_insert=True)
    return row


def marked(shop: ShopContext, text: str) -> str:
    """A text that only this shop's people may ever see."""
    return f"{text} {canary(shop)}"


def canary(shop: ShopContext) -> str:
    """One word without spaces that stands for the shop's data."""
    return f"canary{hashlib.sha256(shop.slug.encode()).hexdigest()[:10]}"


def make_user(email: str = "", *, password: str = PASSWORD, **fields: Any) -> User:
    return User.objects.create_user(email or f"person{next(_numbers)}@example.com", password, **fields)


def make_shop(slug: str = "", *, owner: User | None = None, **fields: Any) -> ShopContext:
    """A shop in Algiers that sells in dinars; its owner is made up when none is named."""
    slug = slug or f"shop{next(_numbers)}"
    settings = {"name": slug, "currency": "DZD", "timezone": "Africa/Algiers", "language": "fr"} | fields
    return create_shop(slug=slug, owner=owner or make_user(), **settings)


def join(shop: ShopContext, user: User, role: str = Role.VIEWER) -> Membership:
    with shop_scope(shop.id):
        return _keep(Membership(shop_id=shop.id, user=user, role=role))


def log_in(user: User | None) -> Client:
    """A browser of this person, or of nobody; it follows the rules of ``begin_session``."""
    client = Client()
    if user is not None:
        client.force_login(user)
        session, now = client.session, timezone.now().timestamp()
        session["began_at"] = session["seen_at"] = now
        session.save()
    return client


def make_category(shop: ShopContext, **fields: Any) -> Category:
    with shop_scope(shop.id):
        return _keep(Category(**{"name": marked(shop, f"Rayon {next(_numbers)}")} | fields))


def make_product(shop: ShopContext, **fields: Any) -> Product:
    """A dress at 2,500 that is sold and in stock."""
    number = next(_numbers)
    given = {
        "sku": f"SKU{number}",
        "title": marked(shop, f"Robe {number}"),
        "price": Decimal(2500),
        "stock": 10,
    }
    with shop_scope(shop.id):
        return _keep(Product(**given | fields))


def make_pack(shop: ShopContext, parts: list[Product], **fields: Any) -> Product:
    """A product made of one piece of each part."""
    with shop_scope(shop.id):
        pack = make_product(shop, **{"title": marked(shop, "Coffret"), "stock": None} | fields)
        for part in parts:
            PackPart.objects.create(pack=pack, part=part, quantity=1)
        return pack


def make_customer(shop: ShopContext, **fields: Any) -> Customer:
    """A customer known by name and phone, sealed as the product seals them."""
    number = next(_numbers)
    given = {"name": marked(shop, "Amina"), "phone": f"0550{number % 1_000_000:06d}", "wilaya": "Oran"}
    return create_customer(shop, given | fields)  # type: ignore[arg-type]  # a test names the fields


def make_order(
    shop: ShopContext,
    *,
    lines: list[tuple[Product, int, Decimal | int]] | None = None,
    at: datetime = NOON,
    delivered: bool = True,
    **fields: Any,
) -> Order:
    """An order with lines ``(product, quantity, unit price)``; delivered three days later unless told otherwise."""
    with shop_scope(shop.id):
        bought = lines if lines is not None else [(make_product(shop), 1, 2500)]
        products = sum((Decimal(quantity * price) for _product, quantity, price in bought), Decimal(0))
        order = _keep(Order(**_order_fields(shop, at, delivered, products) | fields))
        for position, (product, quantity, price) in enumerate(bought, 1):
            OrderLine.objects.create(
                order=order,
                position=position,
                product=product,
                title=product.title,
                quantity=quantity,
                unit_price=price,
                amount=quantity * price,
            )
        return order


def _order_fields(shop: ShopContext, at: datetime, delivered: bool, products: Decimal) -> dict[str, Any]:
    number = next(_numbers)
    arrived = at + timedelta(days=3)
    states: dict[str, Any] = {
        "order_state": "confirmed",
        "confirmed_at": at,
        "confirmed_on": at.astimezone(shop.zone).date(),
        "parcel_state": "delivered",
        "shipped_at": at,
        "shipped_on": at.astimezone(shop.zone).date(),
        "delivered_at": arrived,
        "delivered_on": arrived.astimezone(shop.zone).date(),
    }
    return {
        "source": "test",
        "external_id": f"test-{number}",
        "number": f"{number}-{canary(shop)}",
        "channel": "instagram",
        "currency": shop.currency,
        "placed_at": at,
        "placed_on": at.astimezone(shop.zone).date(),
        "products_amount": products,
        "total_amount": products,
        **(states if delivered else {}),
    }


def make_refund(shop: ShopContext, order: Order, amount: Decimal | int = 500, **fields: Any) -> Refund:
    """Part of an order's money given back a week after delivery."""
    at = order.placed_at + timedelta(days=10)
    given = {
        "source": "test",
        "external_id": f"refund-{next(_numbers)}",
        "order": order,
        "currency": shop.currency,
        "refunded_at": at,
        "refunded_on": at.astimezone(shop.zone).date(),
        "amount": amount,
        "products_amount": amount,
        "reason": marked(shop, "Taille"),
    }
    with shop_scope(shop.id):
        refund = _keep(Refund(**given | fields))
        line = order.lines.first()
        if line is not None:
            RefundLine.objects.create(
                refund=refund, position=1, product=line.product, title=line.title, quantity=1, amount=amount
            )
        return refund


def make_playlist(shop: ShopContext, products: list[Product] | None = None, **fields: Any) -> Playlist:
    """A published playlist of three steps, one product each."""
    number = next(_numbers)
    given = {"slug": f"liste-{number}", "title": marked(shop, f"Liste {number}"), "is_published": True}
    with shop_scope(shop.id):
        playlist = _keep(Playlist(**given | fields))
        chosen = products if products is not None else [make_product(shop) for _ in Step]
        for step, product in zip(itertools.cycle(Step), chosen, strict=False):
            PlaylistItem.objects.create(
                playlist=playlist,
                step=step,
                position=next(_numbers) % 30_000,
                product=product,
                note=marked(shop, "Mot"),
            )
        return playlist


def make_import(shop: ShopContext, **fields: Any) -> ImportBatch:
    """A finished import of ten rows."""
    given = {
        "kind": "orders",
        "format": "hand_sheet",
        "file_name": f"{canary(shop)}.csv",
        "file_sha256": secrets.token_hex(32),
        "state": ImportState.DONE,
        "rows_total": 10,
        "rows_read": 10,
        "rows_created": 10,
        "finished_at": timezone.now(),
    }
    with shop_scope(shop.id):
        return _keep(ImportBatch(**given | fields))


def make_invitation(shop: ShopContext, **fields: Any) -> Invitation:
    """An open invitation of a viewer."""
    given = {
        "email": f"{canary(shop)}@example.com",
        "role": Role.VIEWER,
        "token_hash": secrets.token_hex(32),
        "expires_at": timezone.now() + timedelta(days=7),
    }
    with shop_scope(shop.id):
        return _keep(Invitation(**given | fields))


def make_api_key(shop: ShopContext, scopes: list[str], **fields: Any) -> tuple[ApiKey, str]:
    """A live key and its secret in clear."""
    secret = f"sk_live_{secrets.token_urlsafe(32)}"
    given = {
        "name": marked(shop, "Clé"),
        "prefix": secret[:16],
        "key_hash": key_hash(secret),
        "scopes": scopes,
        "expires_at": timezone.now() + timedelta(days=30),
    }
    with shop_scope(shop.id):
        return _keep(ApiKey(**given | fields)), secret
