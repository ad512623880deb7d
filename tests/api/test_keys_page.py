"""The owner's page of keys: shown once, ended at once, only the owner's business."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from catalog.keys.models import ApiKey, PublicKey
from catalog.keys.services import ensure_public_key
from catalog.people.models import Role
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, caller, found, problem_of
from tests.factories import join, log_in, make_api_key, make_shop, make_user


@pytest.fixture
def shop(db: None) -> ShopContext:
    return make_shop("boutique", owner=make_user("owner@example.com", language="en"))


@pytest.fixture
def owner(shop: ShopContext) -> Client:
    from catalog.people.models import User

    return log_in(User.objects.get(email="owner@example.com"))


def page(shop: ShopContext, name: str = "keys", **more: object) -> str:
    return reverse(name, kwargs={"slug": shop.slug, **more})


def secret_in(html: str) -> str:
    match = re.search(r"sk_live_[0-9a-f]{8}_[\w-]{43}", html)
    assert match, "the page shows no secret"
    return match[0]


def test_a_secret_is_shown_once_and_kept_as_a_hash(owner: Client, shop: ShopContext) -> None:
    body = {"name": "Caisse", "scopes": ["orders:read"], "days": "30"}
    secret = secret_in(owner.post(page(shop, "keys-create"), body).content.decode())
    assert secret not in owner.get(page(shop)).content.decode()
    with shop_scope(shop.id):
        row = ApiKey.objects.values().get()
    assert secret not in str(row)
    assert (row["name"], row["scopes"], row["prefix"]) == ("Caisse", ["orders:read"], secret[:16])
    assert round((row["expires_at"] - row["created_at"]) / timedelta(days=1), 3) == 30
    assert Caller(shop, secret).get("orders").status_code == 200


def test_a_key_without_permission_or_with_an_invented_one_is_not_made(
    owner: Client, shop: ShopContext
) -> None:
    for scopes in ([], ["everything"]):
        answer = owner.post(page(shop, "keys-create"), {"name": "X", "scopes": scopes, "days": "30"})
        assert answer.status_code == 422
    with shop_scope(shop.id):
        assert not ApiKey.objects.exists()


def test_revoking_asks_first_and_then_ends_the_key_at_once(owner: Client, shop: ShopContext) -> None:
    key, secret = make_api_key(shop, ["orders:read"])
    url = page(shop, "keys-revoke", uid=key.uid)
    assert key.prefix in owner.get(url).content.decode()
    assert Caller(shop, secret).get("orders").status_code == 200
    assert owner.post(url).status_code == 302
    problem_of(Caller(shop, secret).get("orders"), 401)
    assert owner.get(url).status_code == 404


def test_a_neighbours_key_cannot_be_revoked(owner: Client, shop: ShopContext) -> None:
    theirs, secret = make_api_key(make_shop("voisin"), ["orders:read"])
    assert owner.post(page(shop, "keys-revoke", uid=theirs.uid)).status_code == 404
    assert Caller(shop, secret).get("orders").status_code == 200


def test_only_the_owner_sees_keys(shop: ShopContext) -> None:
    manager = make_user()
    join(shop, manager, Role.MANAGER)
    client = log_in(manager)
    for name in ("keys", "keys-replace"):
        assert client.get(page(shop, name)).status_code == 403
    for name in ("keys-create", "keys-origins", "keys-replace"):
        assert client.post(page(shop, name)).status_code == 403


def test_the_page_gives_the_line_for_the_shops_pages(owner: Client, shop: ShopContext) -> None:
    html = owner.get(page(shop)).content.decode()
    assert f"data-key=&quot;{ensure_public_key(shop.id)}&quot;" in html


def test_replacing_the_public_key_silences_the_old_one(owner: Client, shop: ShopContext) -> None:
    old = ensure_public_key(shop.id)
    owner.post(page(shop, "keys-origins"), {"origins": "https://Shop.example/\n\nhttps://www.shop.example"})
    assert old in owner.get(page(shop, "keys-replace")).content.decode()
    assert owner.post(page(shop, "keys-replace")).status_code == 302
    with shop_scope(shop.id):
        live = PublicKey.objects.get(is_active=True)
    assert live.key != old
    assert live.origins == ["https://shop.example", "https://www.shop.example"]


@pytest.mark.parametrize("origins", ["shop.example", "javascript:alert(1)", "https://shop.example/path"])
def test_what_is_no_site_is_refused(owner: Client, shop: ShopContext, origins: str) -> None:
    assert owner.post(page(shop, "keys-origins"), {"origins": origins}).status_code == 422


def test_the_command_prints_a_key_that_works(shop: ShopContext) -> None:
    out = StringIO()
    call_command(
        "create_api_key", "--shop", "boutique", "--scopes", "orders:read, kpis:read", "--json", stdout=out
    )
    made = json.loads(out.getvalue())
    assert (made["shop"], made["scopes"]) == ("boutique", ["kpis:read", "orders:read"])
    assert found(Caller(shop, made["key"]).get("orders"))["data"] == []


def test_the_command_refuses_an_unknown_shop_or_permission(shop: ShopContext) -> None:
    with pytest.raises(CommandError):
        call_command("create_api_key", "--shop", "nobody", "--scopes", "orders:read")
    with pytest.raises(CommandError, match="orders:burn"):
        call_command("create_api_key", "--shop", "boutique", "--scopes", "orders:burn")


def test_an_expired_key_is_refused(shop: ShopContext) -> None:
    from django.utils import timezone

    problem_of(caller(shop, expires_at=timezone.now()).get("orders"), 401)
