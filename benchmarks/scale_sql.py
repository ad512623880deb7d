"""The statements and the small programs that the measurements of scale run."""

from __future__ import annotations

SLUG, OTHER_SLUG, PRODUCTS = "bench-scale", "bench", 200

SHOP = (
    f"create_shop --slug {SLUG} --name Scale --currency DZD --timezone Africa/Algiers --language fr".split()
)
OWNER = "--owner-email bench@scale.example --owner-password a-long-enough-phrase".split()
PUT_PRODUCTS = f"""
from decimal import Decimal
from catalog.products.services import put_product
from catalog.shops.directory import shop_by_slug
shop = shop_by_slug("{SLUG}")
for n in range({PRODUCTS}):
    put_product(shop.id, sku=f"P{{n}}", fields={{"title": f"Produit {{n}}", "price": Decimal(1000), "stock": 50}})
"""
COPY = """
COPY signals_event (shop_id, occurred_at, event_id, day, type, product_id, channel, page, device, language, visitor,
    value, query) FROM STDIN
"""
PARTITION = "SELECT signals_make_partition(%s)"
AGAIN = """
INSERT INTO signals_event (shop_id, occurred_at, event_id, day, type, product_id, channel, page, device, language,
    visitor, value, query)
SELECT shop_id, occurred_at - %(shift)s, gen_random_uuid(), (day - %(shift)s)::date, type, product_id, channel, page,
    device, language, md5(visitor || %(block)s), value, query
FROM signals_event WHERE shop_id = %(shop)s AND day >= %(first)s AND day < %(base)s
AND occurred_at >= %(first)s::date - 1 AND occurred_at < %(base)s::date + 1
"""
# The last day of the pattern once more, as the intake would hold it on the measured day.
WAITING = """
INSERT INTO signals_inboxevent (shop_id, event_id, received_at, body, is_folded)
SELECT e.shop_id, gen_random_uuid(), now(), jsonb_strip_nulls(jsonb_build_object('type', e.type, 'sku', p.sku,
    'time', to_char((e.occurred_at + %(shift)s) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+00:00"'),
    'channel', e.channel, 'page', e.page, 'device', e.device, 'lang', e.language, 'value', e.value,
    'query', nullif(e.query, ''), 'visitor', md5(e.visitor || %(block)s))), false
FROM signals_event e LEFT JOIN catalog_product p ON p.id = e.product_id
WHERE e.shop_id = %(shop)s AND e.day = %(pattern)s AND e.occurred_at BETWEEN %(pattern)s::date - 1 AND %(pattern)s::date + 2
"""
SCAN_DAY = """
SELECT day, type, product_id, channel, count(*), sum(value), count(DISTINCT visitor) FROM signals_event
WHERE shop_id = %(shop)s AND day = %(day)s AND occurred_at >= %(day)s::date - 1 AND occurred_at < %(day)s::date + 2
GROUP BY 1, 2, 3, 4
"""
SCAN_EVENTS = (
    "SELECT day, type, product_id, channel, count(*), sum(value) FROM signals_event GROUP BY 1, 2, 3, 4"
)
SCAN_ORDERS = """
SELECT o.placed_on, o.channel, count(*), sum(o.products_amount - o.discount_amount) FROM catalog_order o GROUP BY 1, 2
"""
SUMS = f"""
from datetime import date
from catalog.shops.directory import shop_by_slug
from signals.rollups.services import recount
from shop_ai.lib.tenancy import set_local, shop_scope
shop = shop_by_slug("{SLUG}")
with shop_scope(shop.id):
    set_local("statement_timeout", "0")
    recount(shop.id, date.fromisoformat("{{first}}"), date.fromisoformat("{{last}}"))
"""
FOLD = """
import time
from signals.rollups.services import fold_waiting
began, folded = time.perf_counter(), 0
while part := fold_waiting():
    folded += part
print(f"folded {folded} {time.perf_counter() - began}")
"""
# A worker sees to one shop after the other: what it loads for the first is there for all.
NIGHT = f"""
import time
from datetime import date
from pathlib import Path
from attribution.nightly.services import run_night
from benchmarks.cpu import database_seconds
from catalog.shops.directory import shop_by_slug
shop, other = shop_by_slug("{SLUG}"), shop_by_slug("{OTHER_SLUG}")
day, folder = date.fromisoformat("{{day}}"), Path("{{folder}}")
run_night(other.id, mode="incremental", as_of=day)
began, worked = time.perf_counter(), time.process_time() + database_seconds(folder)
run_night(shop.id, mode="{{mode}}", as_of=day)
print("took", time.process_time() + database_seconds(folder) - worked, time.perf_counter() - began)
"""
