"""The visit of one browser to one customer's page: a cookie for half an hour, for this shop's public pages alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from catalog.customers.models import Customer
from catalog.shops.context import ShopContext
from transparency.rights.links import LIVES, close_visit, visitor_of

COOKIE = "my-data"


def _path(shop: ShopContext) -> str:
    return f"/t/{shop.slug}/"


def begin(response: HttpResponse, shop: ShopContext, visit: str) -> None:
    options: dict[str, Any] = {
        "max_age": int(LIVES.total_seconds()),
        "path": _path(shop),
        "secure": settings.SERVED_OVER_TLS,
        "httponly": True,
        "samesite": "Lax",
    }
    response.set_cookie(COOKIE, visit, **options)


def visiting(request: HttpRequest, shop: ShopContext) -> Customer | None:
    """Whose page this browser has open."""
    visit = request.COOKIES.get(COOKIE, "")
    return visitor_of(shop.id, visit) if visit else None


def end(request: HttpRequest, response: HttpResponse, shop: ShopContext) -> None:
    close_visit(shop.id, request.COOKIES.get(COOKIE, ""))
    response.delete_cookie(COOKIE, path=_path(shop), samesite="Lax")


def private(response: HttpResponse) -> HttpResponse:
    """Kept by no cache and no search engine; its address goes to nobody."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
