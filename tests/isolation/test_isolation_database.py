"""T2: the database itself keeps shops apart, whatever the code forgets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from catalog.orders.models import OrderLine
from catalog.products.models import Product
from shop_ai.lib.tenancy import ScopeMissing, shop_scope
from tests.cast import Cast
from tests.rows import tenant_models

# Unique without shop_id, each with the reason why it tells a stranger nothing.
GLOBAL_UNIQUE = {
    "catalog_invitation_token_hash_key": "hash of 32 random bytes that only the holder of the link knows",
    "catalog_apikey_key_hash_key": "hash of 32 random bytes that only the holder of the key knows",
    "catalog_publickey_key_key": "public by nature and random: 18 bytes cannot be guessed into collision",
    "code_link_once": "a public address, /l/<link>, that anybody may open",
}


def tenant_tables() -> dict[str, str]:
    """Tables with a shop_id as the catalogue has them: name to kind (r, p)."""
    return dict(
        query(
            "SELECT c.relname, c.relkind FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE a.attname = 'shop_id' AND NOT a.attisdropped AND c.relkind IN ('r', 'p')"
            " AND c.relnamespace = 'public'::regnamespace"
        )
    )


def query(sql: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return list(cursor.fetchall())


@contextmanager
def refused(words: str) -> Iterator[None]:
    """The database says no in these words, and the transaction around goes on."""
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        yield


def test_the_application_is_neither_owner_nor_superuser(db: None) -> None:
    rows = query(
        "SELECT r.rolsuper, r.rolbypassrls, (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid)"
        " FROM pg_roles r WHERE r.rolname = current_user"
    )
    assert rows == [(False, False, 0)]


def test_every_table_with_a_shop_forces_row_level_security(db: None) -> None:
    tables = tenant_tables()
    assert len(tables) >= len(tenant_models())
    open_ones = query(
        "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND NOT (relrowsecurity AND relforcerowsecurity)",
        list(tables),
    )
    assert open_ones == []


def test_every_table_with_a_shop_has_a_policy_for_each_verb_or_none_at_all(db: None) -> None:
    """A partition has none: it answers nobody directly."""
    partitions = {name for (name,) in query("SELECT relname FROM pg_class WHERE relispartition")}
    found: dict[str, str] = dict(
        query("SELECT tablename, string_agg(cmd, ' ' ORDER BY cmd) FROM pg_policies GROUP BY tablename")
    )
    expected = {name: "DELETE INSERT SELECT UPDATE" for name in tenant_tables() if name not in partitions}
    assert {name: found.get(name) for name in expected} == expected
    assert partitions & set(found) == set()


def test_every_policy_names_the_shop_in_scope(db: None) -> None:
    loose = query(
        "SELECT tablename, policyname FROM pg_policies WHERE tablename <> 'catalog_shop'"
        " AND coalesce(qual, with_check) NOT LIKE '%%shop_id = %%app.shop%%'"
    )
    assert loose == []


def test_every_model_of_a_shop_has_its_table_secured(db: None) -> None:
    assert {model._meta.db_table for model in tenant_models()} - set(tenant_tables()) == set()


def test_foreign_keys_between_tables_of_shops_carry_the_shop(db: None) -> None:
    defects = query(
        """
        SELECT con.conname FROM pg_constraint con
        WHERE con.contype = 'f' AND con.conrelid::regclass::text = ANY(%(tables)s)
          AND con.confrelid::regclass::text = ANY(%(tables)s)
          AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = con.conrelid
                          AND a.attnum = ANY(con.conkey) AND a.attname = 'shop_id')
        """.replace("%(tables)s", "%s"),
        list(tenant_tables()),
        list(tenant_tables()),
    )
    assert defects == []


def test_every_reference_of_a_model_is_kept_by_the_database(db: None) -> None:
    kept = set(
        query(
            "SELECT con.conrelid::regclass::text, a.attname FROM pg_constraint con JOIN pg_attribute a"
            " ON a.attrelid = con.conrelid AND a.attnum = ANY(con.conkey)"
            " WHERE con.contype = 'f' AND array_length(con.conkey, 1) = 2 AND a.attname <> 'shop_id'"
        )
    )
    tenants = set(tenant_models())
    wanted = {
        (model._meta.db_table, field.column)
        for model in tenants
        for field in model._meta.concrete_fields
        if field.related_model in tenants
    }
    assert len(wanted) > 15
    assert wanted - kept == set()


def test_unique_values_are_unique_per_shop(db: None) -> None:
    found = query(
        """
        SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
        WHERE x.indisunique AND NOT x.indisprimary AND x.indrelid::regclass::text = ANY(%s)
          AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = x.indrelid
                          AND a.attnum = ANY(x.indkey) AND a.attname = 'shop_id')
        """,
        list(tenant_tables()),
    )
    assert {name for (name,) in found} == set(GLOBAL_UNIQUE)


def test_both_shops_have_a_row_in_every_table(cast: Cast) -> None:
    for shop in (cast.shop, cast.other):
        with shop_scope(shop.id):
            empty = [model.__name__ for model in tenant_models() if not model.objects.exists()]
        assert empty == []


def test_without_a_scope_every_table_is_empty(cast: Cast) -> None:
    for table in tenant_tables():
        if table in {"catalog_shop"}:
            continue
        partition = query("SELECT relispartition FROM pg_class WHERE relname = %s", table)[0][0]
        if not partition:
            assert query(f"SELECT count(*) FROM {table}") == [(0,)], table
    assert query("SELECT count(*) FROM catalog_shop") == [(0,)]


def test_a_partition_tells_nothing_past_its_parent(cast: Cast) -> None:
    """It has forced security and no policy, which means no row for anybody who does not own it."""
    partitions = query(
        "SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r' AND relrowsecurity AND relforcerowsecurity"
    )
    with shop_scope(cast.shop.id):
        assert query("SELECT count(*) FROM signals_event") == [(1,)]
        assert [query(f"SELECT count(*) FROM {name}") for (name,) in partitions] == [[(0,)]] * len(partitions)
    assert partitions


def test_in_a_scope_only_the_shops_own_rows_exist(cast: Cast) -> None:
    with shop_scope(cast.shop.id):
        for model in tenant_models():
            table = model._meta.db_table
            assert query(f"SELECT DISTINCT shop_id FROM {table}") == [(cast.shop.id,)], table


def test_a_query_without_a_scope_raises(cast: Cast) -> None:
    for model in tenant_models():
        with pytest.raises(ScopeMissing):
            model.objects.first()


def test_a_row_cannot_be_written_for_another_shop(cast: Cast) -> None:
    foreign = Product(shop_id=cast.other.id, sku="x", title="x")
    with shop_scope(cast.shop.id), refused("row-level security"):
        foreign.save(force_insert=True)


def test_a_row_cannot_be_moved_to_another_shop(cast: Cast) -> None:
    with shop_scope(cast.shop.id), refused("row-level security"):
        Product.objects.update(shop_id=cast.other.id)


def test_a_reference_into_another_shop_is_refused(cast: Cast) -> None:
    with shop_scope(cast.other.id):
        foreign = Product.objects.values_list("pk", flat=True)[0]
    with shop_scope(cast.shop.id):
        line = OrderLine.objects.first()
        assert line is not None
        with refused("same_shop"):
            OrderLine.objects.filter(pk=line.pk).update(product_id=foreign)
