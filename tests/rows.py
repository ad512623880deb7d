"""One row in every table of a shop, also in tables that nobody has thought of in the tests yet."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db import connection, models

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import ShopModel, shop_scope
from tests.factories import canary

# What the product never leaves empty, although the table lets it.
NEVER_EMPTY: dict[str, Any] = {
    "channelrule.channel": "instagram",
    "casetemplate.language": "fr",
    "spendchange.before": {"removed_at": None},
    "occasionchange.name_ar": "يوم المتجر",
    "productscore.reason_values": {"n": 1, "floor": 30},
    "servedlist.content": {
        "version": "lists-1",
        "asked": {"slot": "home", "sources": []},
        "limit": 1,
        "pins": None,
        "pool": [],
        "dropped": {},
        "explored": None,
        "output": [[0, 0, [["in_the_shop", 0, 0.0]]]],
    },
}
Made = dict[type[models.Model], models.Model]
MOMENT = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


def tenant_models() -> list[type[ShopModel]]:
    """Every model whose rows belong to a shop, in an order in which they can be made."""
    return [model for model in apps.get_models() if issubclass(model, ShopModel)]


def fill_every_table(shop: ShopContext) -> None:
    """Make a row wherever the shop has none; rows that others point at come first."""
    with shop_scope(shop.id):
        with connection.cursor() as cursor:
            cursor.execute("SELECT signals_make_partition(%s::date)", [MOMENT.date()])
        empty, made = _empty_tables(shop), Made()
        for model in tenant_models():
            if model._meta.db_table in empty:
                _ensure_row(shop, model, made)


def _empty_tables(shop: ShopContext) -> set[str]:
    """The tables without a row of the shop in scope."""
    tables = [model._meta.db_table for model in tenant_models()]
    looks = [
        f"SELECT '{table}' WHERE NOT EXISTS (SELECT FROM {table} WHERE shop_id = {shop.id})"
        for table in tables
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(looks))
        return {row[0] for row in cursor.fetchall()}


def _ensure_row(shop: ShopContext, model: type[models.Model], made: Made) -> models.Model:
    if model not in made:
        made[model] = model._default_manager.first() or _new_row(shop, model, made)
    return made[model]


def _new_row(shop: ShopContext, model: type[models.Model], made: Made) -> models.Model:
    values = {
        field.attname: value
        for field in model._meta.concrete_fields
        if (value := _value(shop, model, field, made)) is not None
    }
    row = model(**values)
    row.save(force_insert=True)
    return row


def _value(shop: ShopContext, model: type[models.Model], field: models.Field[Any, Any], made: Made) -> Any:
    if field.name == "shop":
        return shop.id
    if (known := NEVER_EMPTY.get(f"{model._meta.model_name}.{field.name}")) is not None:
        return known
    if isinstance(field, models.ForeignKey):
        return _reference(shop, model, field, made)
    if field.primary_key or field.null or field.has_default() or field.blank:
        return None
    return _plain(shop, field)


def _reference(
    shop: ShopContext, model: type[models.Model], field: models.ForeignKey[Any, Any], made: Made
) -> int | None:
    target = field.related_model
    if field.null or not (isinstance(target, type) and issubclass(target, ShopModel)) or target is model:
        return None
    return int(_ensure_row(shop, target, made).pk)


def _plain(shop: ShopContext, field: models.Field[Any, Any]) -> Any:
    if field.choices:
        return field.flatchoices[0][0]
    kinds: list[tuple[type[models.Field[Any, Any]], Any]] = [
        (models.CharField, f"{canary(shop)}"[: field.max_length or 1000]),
        (models.TextField, canary(shop)),
        (models.DateTimeField, MOMENT),
        (models.DateField, MOMENT.date()),
        (models.UUIDField, uuid.uuid4()),
        (models.BooleanField, True),
        (models.BinaryField, b"0"),
        (models.JSONField, {"note": canary(shop)}),
        (models.IntegerField, 1),
        (models.DecimalField, 1),
        (models.FloatField, 1.0),
    ]
    for kind, value in kinds:
        if isinstance(field, kind):
            return value
    raise TypeError(f"no sample value for {field}")


def fingerprint(shop: ShopContext) -> dict[str, str]:
    """A digest of each of the shop's tables, to show that nothing was written."""
    with shop_scope(shop.id), connection.cursor() as cursor:
        digests = {}
        for model in tenant_models():
            table = model._meta.db_table
            cursor.execute(
                f"SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) FROM {table} t"
            )
            digests[table] = str(cursor.fetchone()[0])
        return digests
