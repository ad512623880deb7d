"""The past of a record is kept by the database itself, whoever changes it and how."""

from __future__ import annotations

import importlib
from decimal import Decimal
from typing import Any, Final

import pytest
from django.db import DatabaseError, connection, transaction

from catalog.history.models import RecordChange
from catalog.history.records import MODELS, PARTS, columns
from catalog.orders.models import Order, OrderLine
from catalog.playlists.models import PlaylistItem
from catalog.products.models import PackPart, Product
from shop_ai.lib.tenancy import local_setting, shop_scope
from tests.factories import make_order, make_pack, make_playlist, make_product, make_shop

pytestmark = pytest.mark.django_db
KEPT: Final = importlib.import_module("catalog.migrations.0017_history").ALL

# What has no history, and why none is missed.
NOT_KEPT: Final = {
    "id": "the record itself",
    "uid": "never changes",
    "shop_id": "never changes",
    "created_at": "never changes",
    "updated_at": "the history has moments of its own",
    "created_import_id": "says where a row came from, never changes",
    "product.stock": "kept as its state: pieces change with every sale",
    "order.channel": "the shop's reading of where the order came from, not a part of it",
    "order.campaign": "as its channel",
    "refund.customer_id": "follows the order",
    "refund.channel": "follows the order",
    "refund.reason": "free text that may name a person",
    "playlist_item.price_seen": "a note to the shop itself",
    "content.external_id": "the platform's own id",
    "content.length_seconds": "nothing that was promised",
    "content.extra": "columns of a file without a place of their own",
    "code.normalised": "follows the code",
    "code.keyword_normalised": "follows the keyword",
    "code.note": "a note to the shop itself",
    "code.uses": "every use has its own row",
    "code.given": "every use has its own row",
    "code.created_by": "never changes",
}


def told(what: str) -> list[tuple[str, dict[str, Any], list[str]]]:
    return list(RecordChange.objects.filter(what=what).order_by("id").values_list("act", "before", "hidden"))


def grown_older(table: str) -> None:
    """As if the records had been made in a transaction before this one."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET created_at = now() - interval '1 hour'")


def test_only_the_columns_that_changed_are_kept() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        product = make_product(shop, price=Decimal("4500.00"))
        Product.objects.filter(pk=product.pk).update(price=Decimal("3900.00"))
        assert told("product") == [("changed", {"price": "4500.00"}, [])]


def test_a_statement_that_changes_nothing_kept_writes_nothing() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        product = make_product(shop, stock=7)
        product.save()
        Product.objects.filter(pk=product.pk).update(stock=3)
        assert told("product") == []


def test_of_a_stock_only_its_state_is_kept() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        product = make_product(shop, stock=2)
        for stock in (1, 0, -1, None, 5):
            Product.objects.filter(pk=product.pk).update(stock=stock)
        states = [before["stock_state"] for _act, before, _hidden in told("product")]
        assert states == ["in", "out", "uncounted"]


def test_one_statement_over_many_records_keeps_each_that_changed() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        for price in (100, 200, 300):
            make_product(shop, price=Decimal(price))
        Product.objects.update(price=Decimal(200))
        assert sorted(before["price"] for _act, before, _hidden in told("product")) == ["100.00", "300.00"]


def test_personal_fields_are_named_and_never_copied() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        order = make_order(shop, personal=b"Amina 0550")
        Order.objects.filter(pk=order.pk).update(personal=b"Karim 0660")
        assert told("order") == [("changed", {}, ["personal"])]
        order.lines.all().delete()
        Order.objects.filter(pk=order.pk).delete()
        act, before, hidden = told("order")[-1]
        assert (act, hidden, before["number"]) == ("removed", ["personal"], order.number)
        assert "Amina" not in str(told("order"))
        assert "Karim" not in str(told("order"))


def test_a_new_order_with_its_lines_writes_nothing() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        make_order(shop)
        assert not RecordChange.objects.exists()


def test_lines_that_an_older_order_gets_or_loses_are_kept() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        order = make_order(shop)
        grown_older("catalog_order")
        line = order.lines.get()
        OrderLine.objects.filter(pk=line.pk).delete()
        fields = {"quantity": 2, "unit_price": 10, "amount": 20, "title": "B"}
        OrderLine.objects.create(order=order, position=1, **fields)
        assert [act for act, _before, _hidden in told("order_line")] == ["removed", "added"]
        assert told("order_line")[0][1]["title"] == line.title


def test_parts_of_playlists_and_packs_are_kept() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        playlist, product = make_playlist(shop), make_product(shop)
        PlaylistItem.objects.filter(playlist=playlist, step="proof").update(note="Nouveau")
        PlaylistItem.objects.filter(playlist=playlist, step="proof").delete()
        assert [act for act, _before, _hidden in told("playlist_item")][-2:] == ["changed", "removed"]
        pack = make_pack(shop, [product])
        PackPart.objects.filter(pack=pack).update(quantity=3)
        assert told("pack_part")[-1] == ("changed", {"quantity": 1}, [])


def test_who_changed_it_is_kept_where_the_door_says_so() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        product = make_product(shop)
        with local_setting("app.actor", "user:7"):
            Product.objects.filter(pk=product.pk).update(title="Autre")
        Product.objects.filter(pk=product.pk).update(title="Encore")
        assert list(RecordChange.objects.order_by("id").values_list("by", flat=True)) == ["user:7", ""]


def test_nobody_rewrites_the_past() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        product = make_product(shop)
        Product.objects.filter(pk=product.pk).update(title="Autre")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            RecordChange.objects.update(before={})
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            RecordChange.objects.all().delete()


def test_another_shop_sees_no_past() -> None:
    mine, other = make_shop(), make_shop()
    with shop_scope(mine.id):
        product = make_product(mine)
        Product.objects.filter(pk=product.pk).update(title="Autre")
    with shop_scope(other.id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM catalog_recordchange")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("what", sorted(MODELS))
def test_every_column_has_a_history_or_a_reason_to_have_none(what: str) -> None:
    (kept,) = [one for one in KEPT if one.what == what]
    told_of = {*kept.columns.split(), *kept.amounts.split(), *kept.sealed.split(), kept.parent}
    missing = [
        name
        for name in columns(what)
        if name not in told_of and name not in NOT_KEPT and f"{what}.{name}" not in NOT_KEPT
    ]
    assert missing == []
    assert kept.table == MODELS[what]._meta.db_table
    parents = {parts.what: parts.parent for parts in PARTS.values()}
    assert kept.parent == parents.get(what, "")
