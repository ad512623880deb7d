"""The database's own part of tenancy: forced row-level security and composite foreign keys.

``SecureTenantTables`` stands last in every migration that makes tables. It reads the migration state, so a
new table cannot be forgotten, and a test asks the catalogue whether one was.
"""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SHOP = "shop_id = nullif(current_setting('app.shop', true), '')::bigint"

# Rows that must be found before a shop is known. Each clause names a value that only its holder knows
# (a key's hash, an invitation's hash, the person logged in), a public address, or one cross-shop chore.
ALSO_READABLE: dict[str, str] = {
    "catalog_membership": "user_id = nullif(current_setting('app.user', true), '')::bigint",
    "catalog_invitation": "token_hash = nullif(current_setting('app.lookup', true), '')",
    "catalog_apikey": "key_hash = nullif(current_setting('app.lookup', true), '')",
    "catalog_publickey": "key = nullif(current_setting('app.lookup', true), '')",
    "catalog_playlistcode": "link = nullif(current_setting('app.lookup', true), '')",
    "catalog_outboxjob": "current_setting('app.purpose', true) = 'outbox'",
    "signals_inboxevent": "current_setting('app.purpose', true) = 'drain'",
    "signals_answerchange": "current_setting('app.purpose', true) = 'answers'",
    "signals_touchedvisitor": "current_setting('app.purpose', true) = 'drain'",
}
ALSO_WRITABLE = {"catalog_outboxjob", "signals_inboxevent"}

SHOP_TABLE = "catalog_shop"
SHOP_READABLE = (
    "id = nullif(current_setting('app.shop', true), '')::bigint"
    " OR slug = nullif(current_setting('app.lookup', true), '')"
    " OR current_setting('app.purpose', true) = 'directory'"
    " OR EXISTS (SELECT 1 FROM catalog_membership m WHERE m.shop_id = catalog_shop.id"
    " AND m.user_id = nullif(current_setting('app.user', true), '')::bigint)"
)


def policies(table: str) -> list[str]:
    """SQL that (re)creates the policies of one table."""
    if table == SHOP_TABLE:
        own, read = "id = nullif(current_setting('app.shop', true), '')::bigint", SHOP_READABLE
    else:
        own = SHOP
        read = f"({SHOP}) OR ({ALSO_READABLE[table]})" if table in ALSO_READABLE else SHOP
    write = read if table in ALSO_WRITABLE else own
    insert = "current_setting('app.purpose', true) = 'directory'" if table == SHOP_TABLE else own
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        *[
            f"DROP POLICY IF EXISTS shop_{verb} ON {table}"
            for verb in ("select", "insert", "update", "delete")
        ],
        f"CREATE POLICY shop_select ON {table} FOR SELECT USING ({read})",
        f"CREATE POLICY shop_insert ON {table} FOR INSERT WITH CHECK ({insert})",
        f"CREATE POLICY shop_update ON {table} FOR UPDATE USING ({write}) WITH CHECK ({write})",
        f"CREATE POLICY shop_delete ON {table} FOR DELETE USING ({write})",
    ]


def composite_key(table: str) -> str:
    """SQL that gives a table the unique ``(shop_id, id)`` that composite foreign keys point at."""
    name = f"{table}_shop_id_id"
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{name}') THEN "
        f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE (shop_id, id); END IF; END $$"
    )


def composite_foreign_key(table: str, column: str, target: str) -> str:
    """SQL that ties ``(shop_id, column)`` to ``target(shop_id, id)``."""
    name = f"{table}_{column}_same_shop"[:63]
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{name}') THEN "
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (shop_id, {column}) "
        f"REFERENCES {target} (shop_id, id) DEFERRABLE INITIALLY IMMEDIATE; END IF; END $$"
    )


def _is_tenant(model: type[models.Model]) -> bool:
    return any(field.name == "shop" and field.is_relation for field in model._meta.get_fields())


def _single_id(model: type[models.Model]) -> bool:
    return model._meta.pk is not None and model._meta.pk.name == "id"


def statements(apps: Apps, app_label: str) -> list[str]:
    """All the SQL for one app's tables as the migration state knows them."""
    secured = [m for m in apps.get_app_config(app_label).get_models() if _is_tenant(m)]
    shop = [m for m in apps.get_app_config(app_label).get_models() if m._meta.db_table == SHOP_TABLE]
    sql: list[str] = []
    for model in [*secured, *shop]:
        sql += policies(model._meta.db_table)
    sql += [composite_key(m._meta.db_table) for m in secured if _single_id(m)]
    for model in secured:
        for field in model._meta.local_fields:
            target: Any = field.related_model
            if target is not None and field.name != "shop" and _is_tenant(target):
                sql.append(
                    composite_foreign_key(model._meta.db_table, f"{field.name}_id", target._meta.db_table)
                )
    return sql


class SecureTenantTables(Operation):
    """Migration operation: secure every shop-owned table of the app as of this migration."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in Django's picture of the tables."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for sql in schema_editor.deferred_sql[:]:
            schema_editor.execute(sql)
        schema_editor.deferred_sql.clear()
        for statement in statements(to_state.apps, app_label):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The tables go with their own migration; there is nothing to take back here."""

    def describe(self) -> str:
        return "Force row-level security and same-shop foreign keys"
