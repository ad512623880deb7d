"""A customer with an order, and a browser that opened the page of their data."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from catalog.customers.models import Customer
from catalog.orders.models import Order
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.factories import make_customer, make_order, make_shop
from transparency.rights.links import make_link

PHONE = "0661987654"
EMAIL = "amina.rights@example.com"


def a_customer_of(slug: str, **fields: Any) -> tuple[ShopContext, Customer, Order]:
    """A shop, a customer and their delivered order A-1001."""
    shop = make_shop(slug)
    customer = make_customer(shop, **({"phone": PHONE, "email": EMAIL, "name": "Amina Haddad"} | fields))
    order = make_order(shop, customer=customer, number="A-1001")
    return shop, customer, order


def link_for(shop: ShopContext, customer: Customer) -> str:
    """The path of a fresh link."""
    with shop_scope(shop.id):
        return urlsplit(make_link(shop, customer.pk, sent_by="desk", made_by="user:1")).path


def browser_of(shop: ShopContext, customer: Customer, language: str = "en") -> Client:
    """A browser in which the page of the customer's data is open."""
    client = Client(headers={"accept-language": language})
    client.cookies["lang"] = language
    answer = client.post(link_for(shop, customer))
    assert answer.status_code == 302
    return client


def text_of(answer: Any) -> str:
    """The words of a page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
