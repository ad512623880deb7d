"""The statements that merge the staged records into the shop's tables, in the order in which they run.

Every statement takes the same parameters: shop, source, batch, now (the moment that marks the written rows),
zone (the shop's time zone). A document is compared with what is stored before anything is written, so that a
file imported twice writes nothing the second time.
"""

from __future__ import annotations

from typing import Final

# Products are made, never changed: an order file knows less of a product than its shop does.
NEW_PRODUCTS: Final = """
INSERT INTO catalog_product (shop_id, sku, title, variant, description, price, image_url, page_url, is_service,
                             is_active, created_import_id, created_at, updated_at)
SELECT %(shop)s, sku,
       coalesce(mode() WITHIN GROUP (ORDER BY title) FILTER (WHERE kind = 'sale' AND title <> ''),
                mode() WITHIN GROUP (ORDER BY title) FILTER (WHERE title <> ''), sku),
       max(variant), '',
       round((array_agg(unit_price ORDER BY at DESC, row DESC) FILTER (WHERE kind = 'sale'))[1], 2),
       '', '', bool_or(is_service), bool_or(kind = 'sale'), %(batch)s, %(now)s, %(now)s
FROM stage_line GROUP BY sku
ON CONFLICT (shop_id, sku) DO NOTHING
"""

MERGED_LINES: Final = """
CREATE TEMP TABLE merged_line ON COMMIT DROP AS
SELECT l.doc, l.kind = 'credit_note' AS is_credit, l.title, l.quantity, l.unit_price, l.discount, l.amount,
       l.is_service, p.id AS product_id,
       row_number() OVER (PARTITION BY l.doc, l.kind = 'credit_note' ORDER BY l.row)::int AS position
FROM stage_line l JOIN catalog_product p ON p.shop_id = %(shop)s AND p.sku = l.sku
"""

# What makes two lists of lines the same, on both sides of the comparison.
LINES_DIGEST: Final = (
    "md5(string_agg(concat_ws('|', {0}.product_id, {0}.title, {0}.quantity, {0}.unit_price::numeric(14,4),"
    " {0}.discount, {0}.amount, {0}.is_service), E'\\n' ORDER BY {0}.position))"
)
REFUND_LINES_DIGEST: Final = (
    "md5(string_agg(concat_ws('|', {0}.product_id, {0}.title, abs({0}.quantity), abs({0}.amount), {0}.is_service),"
    " E'\\n' ORDER BY {0}.position))"
)

MERGED_DOCUMENTS: Final = f"""
CREATE TEMP TABLE merged_document ON COMMIT DROP AS
WITH shape AS (
    SELECT doc, count(*) AS rows, bool_or(kind = 'sale') AS is_sale, bool_or(kind = 'credit_note') AS has_credit,
           min(at) AS at, min(at) FILTER (WHERE kind = 'credit_note') AS credit_at,
           coalesce(sum(amount) FILTER (WHERE kind <> 'credit_note' AND NOT is_service), 0) AS products,
           coalesce(sum(amount) FILTER (WHERE kind <> 'credit_note' AND is_service), 0) AS services,
           coalesce(-sum(amount) FILTER (WHERE kind = 'credit_note'), 0) AS credit,
           coalesce(-sum(amount) FILTER (WHERE kind = 'credit_note' AND NOT is_service), 0) AS credit_products
    FROM stage_line GROUP BY doc
), digest AS (
    SELECT m.doc, m.is_credit, {LINES_DIGEST.format("m")} AS lines, {REFUND_LINES_DIGEST.format("m")} AS refund_lines
    FROM merged_line m GROUP BY m.doc, m.is_credit
)
SELECT d.*, s.rows, s.is_sale, s.has_credit, s.at, s.credit_at, s.products, s.services, s.credit, s.credit_products,
       s.is_sale OR NOT s.has_credit AS is_order,
       g.lines AS lines_digest, r.refund_lines AS refund_digest, p.customer_id
FROM stage_document d JOIN shape s USING (doc)
LEFT JOIN digest g ON g.doc = d.doc AND NOT g.is_credit
LEFT JOIN digest r ON r.doc = d.doc AND r.is_credit
LEFT JOIN stage_person p ON p.person = d.person
"""

# Rows that exist already are held, so that what is compared is what is overwritten.
EXISTING_ORDERS: Final = """
SELECT m.doc, o.uid, o.personal, m.uid, m.personal
FROM merged_document m JOIN catalog_order o ON o.shop_id = %(shop)s AND o.source = %(source)s AND o.external_id = m.key
WHERE m.is_order ORDER BY o.id FOR NO KEY UPDATE OF o
"""

# Dates that merely repeat the head's date follow the earliest line of the document.
_DATE: Final = "CASE WHEN m.{0} = m.placed_at THEN m.at ELSE m.{0} END"
_DAY: Final = "(" + _DATE + " AT TIME ZONE %(zone)s)::date"

# Column -> what it becomes. What the file does not say leaves what is known.
ORDER_COLUMNS: Final = {
    "number": "coalesce(nullif(m.number, ''), o.number, '')",
    "kind": "CASE WHEN m.is_sale THEN 'sale' ELSE 'adjustment' END",
    "customer_id": "coalesce(m.customer_id, o.customer_id)",
    "channel": "coalesce(nullif(m.channel, ''), o.channel, '')",
    "campaign": "coalesce(nullif(m.campaign, ''), o.campaign, '')",
    "code": "coalesce(nullif(m.code, ''), o.code, '')",
    "currency": "m.currency",
    "wilaya": "coalesce(nullif(m.wilaya, ''), o.wilaya, '')",
    "order_state": "m.order_state",
    "parcel_state": "m.parcel_state",
    "money_state": "m.money_state",
    "placed_at": _DATE.format("placed_at"),
    "confirmed_at": _DATE.format("confirmed_at"),
    "shipped_at": _DATE.format("shipped_at"),
    "delivered_at": _DATE.format("delivered_at"),
    "closed_at": _DATE.format("closed_at"),
    "delivery_date_known": "m.delivery_date_known",
    "placed_on": _DAY.format("placed_at"),
    "confirmed_on": _DAY.format("confirmed_at"),
    "shipped_on": _DAY.format("shipped_at"),
    "delivered_on": _DAY.format("delivered_at"),
    "products_amount": "m.products",
    "services_amount": "m.services",
    "shipping_amount": "m.shipping",
    "discount_amount": "m.discount",
    "total_amount": "m.products + m.services + m.shipping - m.discount",
    "personal": "CASE WHEN o.id IS NULL THEN m.personal ELSE coalesce(c.personal, o.personal) END",
}

# Whose parcel its courier speaks of: a sheet that was typed before does not take the order back.
_FOLLOWED: Final = frozenset(
    "order_state parcel_state money_state confirmed_at shipped_at delivered_at closed_at delivery_date_known"
    " confirmed_on shipped_on delivered_on".split()
)


def _pairs(columns: dict[str, str]) -> str:
    return ", ".join(f"{value} AS {name}" for name, value in columns.items())


def _kept_when_followed(columns: dict[str, str]) -> dict[str, str]:
    kept = {name: f"CASE WHEN p.is_followed THEN o.{name} ELSE {columns[name]} END" for name in _FOLLOWED}
    return columns | kept


def _distinct(columns: dict[str, str]) -> str:
    stored, wanted = (", ".join(f"{alias}.{name}" for name in columns) for alias in ("o", "t"))
    return f"({stored}) IS DISTINCT FROM ({wanted})"


def _sets(columns: dict[str, str]) -> str:
    return ", ".join(f"{name} = t.{name}" for name in columns)


ORDER_TARGETS: Final = f"""
CREATE TEMP TABLE order_target ON COMMIT DROP AS
SELECT m.doc, coalesce(o.id, nextval(pg_get_serial_sequence('catalog_order', 'id'))) AS id, o.id IS NULL AS is_new,
       m.uid, m.key AS external_id, m.lines_digest, false AS is_changed, {_pairs(_kept_when_followed(ORDER_COLUMNS))}
FROM merged_document m
LEFT JOIN catalog_order o ON o.shop_id = %(shop)s AND o.source = %(source)s AND o.external_id = m.key
LEFT JOIN personal_change c ON c.doc = m.doc
LEFT JOIN LATERAL (SELECT o.id IN (SELECT order_id FROM catalog_parcel
    WHERE shop_id = %(shop)s AND order_id IS NOT NULL AND state <> '') AS is_followed OFFSET 0) p ON true
WHERE m.is_order ORDER BY m.doc
"""

CHANGED_ORDERS: Final = f"""
UPDATE order_target t SET is_changed = true
FROM catalog_order o
LEFT JOIN LATERAL (SELECT {LINES_DIGEST.format("l")} AS digest FROM catalog_orderline l
                   WHERE l.shop_id = %(shop)s AND l.order_id = o.id) s ON true
WHERE o.shop_id = %(shop)s AND o.id = t.id AND ({_distinct(ORDER_COLUMNS)} OR s.digest IS DISTINCT FROM t.lines_digest)
"""

ORDER_IMAGES: Final = """
SELECT o.id, jsonb_build_object('row', to_jsonb(o), 'lines', coalesce(
    (SELECT jsonb_agg(to_jsonb(l)) FROM catalog_orderline l WHERE l.shop_id = %(shop)s AND l.order_id = o.id), '[]'))::text
FROM order_target t JOIN catalog_order o ON o.shop_id = %(shop)s AND o.id = t.id WHERE t.is_changed
"""

UPDATE_ORDERS: Final = f"""
UPDATE catalog_order o SET updated_at = %(now)s, {_sets(ORDER_COLUMNS)}
FROM order_target t WHERE o.shop_id = %(shop)s AND o.id = t.id AND t.is_changed
"""

INSERT_ORDERS: Final = f"""
INSERT INTO catalog_order (id, shop_id, uid, source, external_id, created_import_id, created_at, updated_at,
                           {", ".join(ORDER_COLUMNS)})
SELECT t.id, %(shop)s, t.uid, %(source)s, t.external_id, %(batch)s, %(now)s, %(now)s, {", ".join(f"t.{c}" for c in ORDER_COLUMNS)}
FROM order_target t WHERE t.is_new ORDER BY t.id
"""

DROP_ORDER_LINES: Final = """
DELETE FROM catalog_orderline l USING order_target t
WHERE l.shop_id = %(shop)s AND l.order_id = t.id AND t.is_changed
"""

INSERT_ORDER_LINES: Final = """
INSERT INTO catalog_orderline (shop_id, order_id, position, product_id, title, quantity, unit_price, discount, amount,
                               is_service)
SELECT %(shop)s, t.id, m.position, m.product_id, m.title, m.quantity, m.unit_price, m.discount, m.amount, m.is_service
FROM order_target t JOIN merged_line m ON m.doc = t.doc AND NOT m.is_credit
WHERE t.is_new OR t.is_changed
ORDER BY t.id, m.position
"""

# A credit note is a refund of its own; negative lines inside an order are a refund of that order.
REFUND_COLUMNS: Final = {
    "order_id": "coalesce(w.order_id, o.order_id)",
    "customer_id": "coalesce(w.customer_id, o.customer_id)",
    "channel": "coalesce(nullif(w.channel, ''), o.channel, '')",
    "currency": "w.currency",
    "refunded_at": "w.at",
    "refunded_on": "(w.at AT TIME ZONE %(zone)s)::date",
    "date_known": "w.date_known",
    "is_credit_note": "w.is_credit_note",
    "amount": "w.amount",
    "products_amount": "w.products_amount",
}

REFUND_TARGETS: Final = f"""
CREATE TEMP TABLE refund_target ON COMMIT DROP AS
WITH wanted AS (
    SELECT m.doc, CASE WHEN m.is_order THEN m.key || ':refund' ELSE m.key END AS external_id,
           s.id AS order_id, m.customer_id, m.channel, m.currency, m.credit_at AS at,
           true AS date_known, m.is_credit_note, m.credit AS amount, m.credit_products AS products_amount,
           m.refund_digest AS lines_digest
    FROM merged_document m
    LEFT JOIN order_target s ON s.doc = m.doc
    WHERE m.has_credit
    UNION ALL
    SELECT NULL, r.key, s.id, s.customer_id, coalesce(s.channel, ''), r.currency, r.at, r.date_known, false, r.amount,
           least(r.amount, greatest(coalesce(s.products_amount - s.discount_amount, r.amount), 0)), NULL
    FROM stage_refund r
    LEFT JOIN catalog_order s ON s.shop_id = %(shop)s AND s.source = %(source)s AND s.external_id = r.order_key
)
SELECT w.doc, coalesce(o.id, nextval(pg_get_serial_sequence('catalog_refund', 'id'))) AS id, o.id IS NULL AS is_new,
       w.external_id, w.lines_digest, false AS is_changed, {_pairs(REFUND_COLUMNS)}
FROM wanted w
LEFT JOIN catalog_refund o ON o.shop_id = %(shop)s AND o.source = %(source)s AND o.external_id = w.external_id
"""

HOLD_REFUNDS: Final = """
SELECT o.id FROM refund_target t JOIN catalog_refund o ON o.shop_id = %(shop)s AND o.id = t.id
ORDER BY o.id FOR NO KEY UPDATE OF o
"""

CHANGED_REFUNDS: Final = f"""
UPDATE refund_target t SET is_changed = true
FROM catalog_refund o
LEFT JOIN LATERAL (SELECT {REFUND_LINES_DIGEST.format("l")} AS digest FROM catalog_refundline l
                   WHERE l.shop_id = %(shop)s AND l.refund_id = o.id) s ON true
WHERE o.shop_id = %(shop)s AND o.id = t.id AND ({_distinct(REFUND_COLUMNS)} OR s.digest IS DISTINCT FROM t.lines_digest)
"""

REFUND_IMAGES: Final = """
SELECT o.id, jsonb_build_object('row', to_jsonb(o), 'lines', coalesce(
    (SELECT jsonb_agg(to_jsonb(l)) FROM catalog_refundline l WHERE l.shop_id = %(shop)s AND l.refund_id = o.id), '[]'))::text
FROM refund_target t JOIN catalog_refund o ON o.shop_id = %(shop)s AND o.id = t.id WHERE t.is_changed
"""

UPDATE_REFUNDS: Final = f"""
UPDATE catalog_refund o SET updated_at = %(now)s, {_sets(REFUND_COLUMNS)}
FROM refund_target t WHERE o.shop_id = %(shop)s AND o.id = t.id AND t.is_changed
"""

INSERT_REFUNDS: Final = f"""
INSERT INTO catalog_refund (id, shop_id, source, external_id, reason, created_import_id, created_at, updated_at,
                            {", ".join(REFUND_COLUMNS)})
SELECT t.id, %(shop)s, %(source)s, t.external_id, '', %(batch)s, %(now)s, %(now)s,
       {", ".join(f"t.{c}" for c in REFUND_COLUMNS)}
FROM refund_target t WHERE t.is_new ORDER BY t.id
"""

DROP_REFUND_LINES: Final = """
DELETE FROM catalog_refundline l USING refund_target t
WHERE l.shop_id = %(shop)s AND l.refund_id = t.id AND t.is_changed
"""

INSERT_REFUND_LINES: Final = """
INSERT INTO catalog_refundline (shop_id, refund_id, position, product_id, title, quantity, amount, is_service)
SELECT %(shop)s, t.id, m.position, m.product_id, m.title, abs(m.quantity), -m.amount, m.is_service
FROM refund_target t JOIN merged_line m ON m.doc = t.doc AND m.is_credit
WHERE t.is_new OR t.is_changed
ORDER BY t.id, m.position
"""

# Rows of the file by what became of their document.
COUNT_ROWS: Final = """
WITH fate AS (
    SELECT m.doc, m.rows,
           CASE WHEN bool_or(t.is_new) OR bool_or(t.doc IS NULL AND r.is_new) THEN 'created'
                WHEN bool_or(t.is_changed) OR bool_or(r.is_changed) THEN 'updated' ELSE 'unchanged' END AS fate
    FROM merged_document m
    LEFT JOIN order_target t ON t.doc = m.doc
    LEFT JOIN refund_target r ON r.doc = m.doc
    GROUP BY m.doc, m.rows
)
SELECT fate, coalesce(sum(rows), 0) FROM fate GROUP BY fate
"""

COUNT_RECORDS: Final = """
SELECT 'orders', count(*) FILTER (WHERE t.is_new), count(*) FILTER (WHERE t.is_changed), count(*)
FROM order_target t WHERE t.kind = 'sale'
UNION ALL
SELECT 'adjustments', count(*) FILTER (WHERE t.is_new), count(*) FILTER (WHERE t.is_changed), count(*)
FROM order_target t WHERE t.kind = 'adjustment'
UNION ALL
SELECT 'refunds', count(*) FILTER (WHERE t.is_new), count(*) FILTER (WHERE t.is_changed), count(*) FROM refund_target t
UNION ALL
SELECT 'credit_notes', count(*) FILTER (WHERE t.is_new), count(*) FILTER (WHERE t.is_changed), count(*)
FROM refund_target t WHERE t.is_credit_note
UNION ALL
SELECT 'documents', count(*) FILTER (WHERE is_new), 0, count(*)
FROM (SELECT m.doc, coalesce(bool_and(t.is_new), true) AND coalesce(bool_and(r.is_new), true) AS is_new
      FROM merged_document m LEFT JOIN order_target t ON t.doc = m.doc LEFT JOIN refund_target r ON r.doc = m.doc
      GROUP BY m.doc) documents
"""
