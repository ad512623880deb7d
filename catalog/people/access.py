"""The door of every dashboard page: who may enter, with which role, in which language, in whose scope.

A stranger and an unknown slug get the same 404; a role that is too low gets 403.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from catalog.people.models import Role, User
from catalog.shops.context import ShopContext
from catalog.shops.directory import shops_of_person
from shop_ai.lib.period import local_day
from shop_ai.lib.sheet import sheets_as_workbooks
from shop_ai.lib.tenancy import set_local, shop_scope

SAFE = frozenset({"GET", "HEAD"})
RANK = {Role.VIEWER: 0, Role.AGENT: 1, Role.MANAGER: 2, Role.OWNER: 3}

View = Callable[..., HttpResponseBase]


class ShopRequest(HttpRequest):
    """A request inside a shop: ``shop`` carries the role, ``user`` is logged in, ``shops`` are all of the person's."""

    shop: ShopContext
    shops: list[ShopContext]
    user: User  # the door lets nobody else through


def today_of(request: ShopRequest) -> date:
    """The day it is by the shop's clock."""
    return local_day(timezone.now(), request.shop.zone)


def has_role(held: str, needed: str) -> bool:
    return RANK[Role(held)] >= RANK[Role(needed)]


def _holds_nul(request: HttpRequest) -> bool:
    """Whether anything was sent that nobody types: no text of ours holds it, and Postgres refuses to look for it."""
    if "%00" in request.META.get("QUERY_STRING", ""):
        return True
    return request.method not in SAFE and any(
        "\0" in one for _name, said in request.POST.lists() for one in said
    )


def shop_page(role: str = Role.VIEWER) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """Decorator of a view under ``/shops/<slug>/``.

    Checks the person's role, opens the scope, renders inside it.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            shops = shops_of_person(request.user.pk)
            shop = next((one for one in shops if one.slug == slug), None)
            if shop is None:
                raise Http404
            if not has_role(shop.role, role):
                raise PermissionDenied
            if _holds_nul(request):
                raise BadRequest
            inside = cast(ShopRequest, request)
            inside.shop, inside.shops = shop, shops
            with ExitStack() as leaving:
                leaving.enter_context(shop_scope(shop.id))
                if request.method not in SAFE:  # the history of records notes who changed them
                    set_local("app.actor", f"user:{request.user.pk}")
                leaving.enter_context(sheets_as_workbooks("xlsx" in request.GET))
                response = view(inside, **kwargs)
                # Lazy templates query while they render: that must happen inside the scope.
                if isinstance(response, HttpResponse) and hasattr(response, "render"):
                    response.render()
                if response.streaming:  # a long sheet is read from the database while it is sent
                    response._resource_closers.append(leaving.pop_all().close)  # type: ignore[attr-defined]  # of Django's own
            return response

        wrapped.needs_role = role  # type: ignore[attr-defined]  # read by the role matrix test
        return wrapped

    return decorate
