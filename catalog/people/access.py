"""The door of every dashboard page: who may enter, with which role, in which language, in whose scope.

A stranger and an unknown slug get the same 404; a role that is too low gets 403.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from catalog.people.models import Role, User
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_of_person
from shop_ai.lib.tenancy import shop_scope

RANK = {Role.VIEWER: 0, Role.AGENT: 1, Role.MANAGER: 2, Role.OWNER: 3}

View = Callable[..., HttpResponseBase]


class ShopRequest(HttpRequest):
    """A request inside a shop: ``shop`` carries the role, ``user`` is logged in."""

    shop: ShopContext
    user: User  # type: ignore[assignment]  # the door lets nobody else through


def has_role(held: str, needed: str) -> bool:
    return RANK[Role(held)] >= RANK[Role(needed)]


def shop_page(role: str = Role.VIEWER) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """Decorator of a view under ``/shops/<slug>/``: checks the person's role, opens the scope, renders inside it."""

    def decorate(view: Callable[..., HttpResponseBase]) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            shop = shop_of_person(cast(User, request.user).pk, slug)
            if shop is None:
                raise Http404
            if not has_role(shop.role, role):
                raise PermissionDenied
            inside = cast(ShopRequest, request)
            inside.shop = shop
            with shop_scope(shop.id):
                response = view(inside, **kwargs)
                # Lazy templates query while they render: that must happen inside the scope.
                if isinstance(response, HttpResponse) and hasattr(response, "render"):
                    response.render()
            return response

        wrapped.needs_role = role  # type: ignore[attr-defined]  # read by the role matrix test
        return wrapped

    return decorate
