"""People of one shop with a browser each, for the tests of the owner's pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.people.models import Role
from catalog.shops.context import ShopContext
from tests.factories import join, log_in, make_shop, make_user


@dataclass(frozen=True, slots=True)
class Desk:
    """A shop and its people's browsers."""

    shop: ShopContext
    manager: Client
    agent: Client
    viewer: Client

    def url(self, name: str, **kwargs: Any) -> str:
        return reverse(name, kwargs={"slug": self.shop.slug, **kwargs})

    def get(self, name: str, query: str = "", *, by: Client | None = None, **kwargs: Any) -> str:
        """The page as text with plain spaces; by the agent unless somebody else is named."""
        answer = (by or self.agent).get(f"{self.url(name, **kwargs)}?{query}")
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode().replace("\u00a0", " ")

    def post(self, name: str, body: dict[str, Any], *, by: Client | None = None, **kwargs: Any) -> Any:
        return (by or self.agent).post(self.url(name, **kwargs), body)

    def queries(self, name: str, **kwargs: Any) -> int:
        """How many statements read or write rows; those that open and close a scope are the same on every page."""
        with CaptureQueriesContext(connection) as counted:
            self.get(name, **kwargs)
        control = ("SAVEPOINT", "RELEASE", "SELECT current_setting", "SELECT set_config")
        return sum(not query["sql"].startswith(control) for query in counted.captured_queries)


def make_desk(slug: str = "boutique", **fields: Any) -> Desk:
    shop = make_shop(slug, **fields)
    clients = []
    for role in (Role.MANAGER, Role.AGENT, Role.VIEWER):
        person = make_user(f"{role.value}@{slug}.example", language="en")
        join(shop, person, role)
        clients.append(log_in(person))
    return Desk(shop, *clients)
