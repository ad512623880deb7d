"""Records as they were on a date: a table of what changed, filled by statement triggers.

Everything stands here in full, as a migration must not follow the code of another day. For each kept table one
function compares the rows before and after one statement; a statement that changes nothing kept writes nothing, and
new records write nothing at all. Only new parts of older records do: an import of new orders pays one join for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from shop_ai.lib.tenancy_sql import SecureTenantTables

CHANGES: Final = "catalog_recordchange"
# A year and a month: the floor under any rule of keeping.
KEPT_AT_LEAST: Final = "13 months"


@dataclass(frozen=True)
class Kept:
    """``columns`` are kept as they are, ``amounts`` as texts, of ``sealed`` only that they changed.

    ``parent`` is the column that names the record of a part, and ``born`` the table of that record: only parts that it
    gets after its own birth are worth a row.
    """

    what: str
    table: str
    columns: str
    amounts: str = ""
    sealed: str = ""
    parent: str = ""
    born: str = ""
    stock: bool = False


ALL: Final = (
    Kept(
        "product",
        "catalog_product",
        "sku title variant description parent_id category_id image_url page_url is_service is_active",
        "price",
        stock=True,
    ),
    Kept("pack_part", "catalog_packpart", "part_id quantity", parent="pack_id", born="catalog_product"),
    Kept("category", "catalog_category", "name parent_id"),
    Kept(
        "order",
        "catalog_order",
        "source external_id number kind customer_id code currency wilaya order_state parcel_state money_state"
        " placed_at confirmed_at shipped_at delivered_at closed_at delivery_date_known placed_on confirmed_on"
        " shipped_on delivered_on received_on",
        "products_amount services_amount shipping_amount discount_amount total_amount",
        "personal",
    ),
    Kept(
        "order_line",
        "catalog_orderline",
        "position product_id title quantity is_service",
        "unit_price discount amount",
        parent="order_id",
        born="catalog_order",
    ),
    Kept(
        "refund",
        "catalog_refund",
        "source external_id order_id currency refunded_at refunded_on date_known is_credit_note",
        "amount products_amount",
    ),
    Kept(
        "playlist",
        "catalog_playlist",
        "slug title intro language texts theme use season price_rule rebate_percent pack_id is_published is_archived"
        " starts_on ends_on",
        "budget fixed_price",
    ),
    Kept(
        "playlist_item",
        "catalog_playlistitem",
        "step position product_id note notes hide_when_out",
        parent="playlist_id",
        born="catalog_playlist",
    ),
    Kept("landing", "catalog_landingpage", "code_id template language texts is_open show_proof"),
    Kept(
        "landing_item",
        "catalog_landingitem",
        "product_id position",
        parent="landing_id",
        born="catalog_landingpage",
    ),
    Kept(
        "content",
        "catalog_contentpiece",
        "channel kind title caption permalink playlist_id published_at ends_on language is_ai_assisted is_archived",
    ),
    Kept(
        "code",
        "catalog_playlistcode",
        "code keyword link channel campaign playlist_id target discount_kind starts_on ends_on most_uses"
        " most_per_customer gives_back is_paused is_archived",
        "discount most_discount most_given least_basket",
    ),
    Kept("script", "catalog_replyscript", "title channel language text is_archived"),
)


def _stock_state(row: str) -> str:
    return f"CASE WHEN {row}.stock IS NULL THEN 'uncounted' WHEN {row}.stock > 0 THEN 'in' ELSE 'out' END"


def _values(kept: Kept, row: str) -> dict[str, str]:
    """Name -> expression over a row, for what is compared and kept in clear."""
    values = {name: f"{row}.{name}" for name in kept.columns.split()}
    values |= {name: f"{row}.{name}::text" for name in kept.amounts.split()}
    if kept.stock:
        values["stock_state"] = _stock_state(row)
    return values


def _head(kept: Kept) -> str:
    return f"INSERT INTO {CHANGES} (shop_id, what, record, part, act, at, by, before, hidden)"


def _row(kept: Kept, row: str, act: str) -> str:
    """The first columns of a change of ``row``."""
    record, part = (f"{row}.{kept.parent}", f"{row}.id") if kept.parent else (f"{row}.id", "NULL")
    return f"{row}.shop_id, '{kept.what}', {record}, {part}, '{act}', now(), who"


def _updated(kept: Kept) -> str:
    old, new = _values(kept, "o"), _values(kept, "n")
    sealed = kept.sealed.split()
    pairs = ", ".join(
        f"('{name}', to_jsonb({old[name]}), {old[name]} IS DISTINCT FROM {new[name]})" for name in old
    )
    before = f"(SELECT coalesce(jsonb_object_agg(c.name, c.value), '{{}}') FROM (VALUES {pairs}) c(name, value, differs) WHERE c.differs)"
    hidden = " || ".join(
        ["'{}'::varchar[]"]
        + [
            f"CASE WHEN o.{name} IS DISTINCT FROM n.{name} THEN ARRAY['{name}'] ELSE '{{}}' END::varchar[]"
            for name in sealed
        ]
    )
    was = ", ".join([*old.values(), *(f"o.{name}" for name in sealed)])
    now_is = ", ".join([*new.values(), *(f"n.{name}" for name in sealed)])
    return (
        f"{_head(kept)} SELECT {_row(kept, 'o', 'changed')}, {before}, {hidden}\n"
        f"        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE ({was}) IS DISTINCT FROM ({now_is});"
    )


def _deleted(kept: Kept) -> str:
    values = _values(kept, "o")
    if not kept.parent:
        values["uid"] = "o.uid"
    image = ", ".join(f"'{name}', {value}" for name, value in values.items())
    sealed = ", ".join(f"'{name}'" for name in kept.sealed.split())
    return (
        f"{_head(kept)} SELECT {_row(kept, 'o', 'removed')}, jsonb_build_object({image}), ARRAY[{sealed}]::varchar[]\n"
        f"        FROM old_rows o;"
    )


def _inserted(kept: Kept) -> str:
    # An import dates its records by its own beginning, which is before its transaction's.
    imported = (
        " WHERE NOT EXISTS (SELECT FROM catalog_importbatch i WHERE i.shop_id = b.shop_id"
        " AND i.id = b.created_import_id AND i.state = 'running')"
    )
    older = (
        f"JOIN {kept.born} b ON b.shop_id = n.shop_id AND b.id = n.{kept.parent} AND b.created_at < now()"
        f"{imported if kept.born == 'catalog_order' else ''}"
    )
    return (
        f"{_head(kept)} SELECT {_row(kept, 'n', 'added')}, '{{}}'::jsonb, '{{}}'::varchar[]\n"
        f"        FROM new_rows n {older};"
    )


TRANSITIONS: Final = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}
BODIES: Final = {"INSERT": _inserted, "UPDATE": _updated, "DELETE": _deleted}


def _events(kept: Kept) -> tuple[str, ...]:
    return ("INSERT", "UPDATE", "DELETE") if kept.parent else ("UPDATE", "DELETE")


def _function(kept: Kept) -> str:
    branches = "".join(
        f"""
    IF TG_OP = '{event}' THEN
        {BODIES[event](kept)}
    END IF;"""
        for event in _events(kept)
    )
    return f"""
CREATE FUNCTION catalog_keep_{kept.what}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN{branches}
    RETURN NULL;
END $$;
"""


def _triggers(kept: Kept) -> list[str]:
    return [
        f"CREATE TRIGGER keep_{event.lower()} AFTER {event} ON {kept.table} REFERENCING {TRANSITIONS[event]} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION catalog_keep_{kept.what}()"
        for event in _events(kept)
    ]


def _dropped(kept: Kept) -> list[str]:
    triggers = [f"DROP TRIGGER keep_{event.lower()} ON {kept.table}" for event in _events(kept)]
    return [*triggers, f"DROP FUNCTION catalog_keep_{kept.what}()"]


APPEND_ONLY: Final = f"""
CREATE FUNCTION catalog_keep_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '{KEPT_AT_LEAST}' THEN RETURN OLD; END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER record_change_append_only BEFORE UPDATE OR DELETE ON {CHANGES}
FOR EACH ROW EXECUTE FUNCTION catalog_keep_past();
"""
NOT_APPEND_ONLY: Final = (
    f"DROP TRIGGER record_change_append_only ON {CHANGES}; DROP FUNCTION catalog_keep_past()"
)


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("catalog", "0016_parcels")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="RecordChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("product", "Product"),
                            ("pack_part", "Part of a pack"),
                            ("category", "Category"),
                            ("order", "Order"),
                            ("order_line", "Line of an order"),
                            ("refund", "Refund"),
                            ("playlist", "Playlist"),
                            ("playlist_item", "Product of a playlist"),
                            ("landing", "Landing page"),
                            ("landing_item", "Product of a landing page"),
                            ("content", "Content"),
                            ("code", "Code"),
                            ("script", "Reply text"),
                        ],
                        max_length=16,
                    ),
                ),
                ("record", models.BigIntegerField()),
                ("part", models.BigIntegerField(blank=True, null=True)),
                (
                    "act",
                    models.CharField(
                        choices=[("added", "Added"), ("changed", "Changed"), ("removed", "Removed")],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(blank=True, max_length=60)),
                ("before", models.JSONField(default=dict)),
                (
                    "hidden",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.shop",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["shop", "what", "record", "id"], name="record_change_of"),
                    models.Index(
                        condition=models.Q(("before__has_key", "price"), ("what", "product")),
                        fields=["shop", "at"],
                        name="record_change_of_price",
                    ),
                ],
            },
        ),
        SecureTenantTables(),
        migrations.RunSQL(APPEND_ONLY, NOT_APPEND_ONLY),
        *(migrations.RunSQL([_function(kept), *_triggers(kept)], _dropped(kept)) for kept in ALL),
    ]
