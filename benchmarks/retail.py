"""Importing the retail file beside a COPY of it, and the night beside one scan of the same rows."""

from __future__ import annotations

import csv
import gzip
import io
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cache

from benchmarks.ingest import Bed, bed
from benchmarks.report import Row
from shop_ai.services.paths import ROOT

NAMES = ("import", "nightly")
FILE = ROOT / "catalog" / "demo" / "data" / "online_retail_to_2011-08-31.csv.gz"
LINES = 320_705
COLUMNS = "invoice, code, description, quantity, at, price, customer, country"
SCAN = """
SELECT o.placed_on, o.channel, count(*), sum(o.products_amount + o.services_amount - o.discount_amount)
FROM catalog_order o GROUP BY 1, 2
"""
FULL = """
import time
from catalog.shops.directory import shop_by_slug
from attribution.kpis.services import recompute_all
shop = shop_by_slug("bench-retail")
began = time.perf_counter(); recompute_all(shop.id); print(f"took {time.perf_counter() - began}")
"""
ONE_DAY = """
import time
from django.db import connection
from catalog.shops.directory import shop_by_slug
from catalog.orders.models import Order
from shop_ai.lib.tenancy import shop_scope
from attribution.kpis.services import recompute_days
shop = shop_by_slug("bench-retail")
with shop_scope(shop.id):
    Order.objects.filter(placed_on="2011-05-12").update(campaign="touched")
began = time.perf_counter(); recompute_days(shop.id); print(f"took {time.perf_counter() - began}")
"""
SHOP = (
    "create_shop --slug bench-retail --name R --currency GBP --timezone Europe/London --language en".split()
)
OWNER = "--owner-email bench@retail.example --owner-password a-long-enough-phrase".split()


@dataclass(frozen=True)
class Imported:
    seconds: float
    peak_mb: float


def _manage(made: Bed, *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, env=made.told, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


@cache
def imported() -> Imported:
    """The file through the importer's own command, once; seconds and peak memory of that process."""
    made = bed()
    _manage(made, *SHOP, *OWNER)
    command = [sys.executable, "manage.py", "import_file", str(FILE), "--shop", "bench-retail", "--json"]
    began = time.perf_counter()
    process = subprocess.Popen(command, env=made.told, cwd=ROOT, stdout=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError("the import failed")
    return Imported(time.perf_counter() - began, usage.ru_maxrss / 1024)


def _copy(made: Bed) -> float:
    """Seconds of COPY of the same lines into a table without indexes, committed durably."""
    text = io.StringIO(gzip.decompress(FILE.read_bytes()).decode("utf-8", "replace"))
    rows = list(csv.reader(text))[1:]
    columns = ", ".join(f"{name.strip()} text" for name in COLUMNS.split(","))
    with made.database() as database:
        database.execute(f"CREATE TABLE bare_retail ({columns})")
        began = time.perf_counter()
        with (
            database.transaction(),
            database.cursor().copy(f"COPY bare_retail ({COLUMNS}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
        took = time.perf_counter() - began
        database.execute("DROP TABLE bare_retail")
    return took


def _import(name: str) -> list[Row]:
    ours, floor = imported(), _copy(bed())
    return [
        Row(
            name=name,
            value=round(LINES / ours.seconds),
            unit="rows/s",
            floor=round(LINES / floor),
            ratio=round(ours.seconds / floor, 2),
            n=1,
        ),
        Row(name=f"{name}_seconds", value=round(ours.seconds, 1), unit="s", floor=None, ratio=None, n=1),
        Row(name=f"{name}_peak", value=round(ours.peak_mb), unit="MB", floor=None, ratio=None, n=1),
    ]


def _scan(made: Bed) -> float:
    with made.database() as database:
        database.execute(SCAN).fetchall()
        began = time.perf_counter()
        database.execute(SCAN).fetchall()
        return time.perf_counter() - began


def _timed(made: Bed, script: str) -> float:
    return float(_manage(made, "shell", "-v", "0", "-c", script).split("took")[1])


def _nightly(name: str) -> list[Row]:
    imported()
    made = bed()
    _timed(made, FULL)
    rows = []
    for label, script in ((f"{name}_full", FULL), (f"{name}_one_day", ONE_DAY)):
        ours, floor = _timed(made, script), _scan(made)
        rows.append(
            Row(
                name=label,
                value=round(ours, 4),
                unit="s",
                floor=round(floor, 4),
                ratio=round(ours / floor, 2),
                n=1,
            )
        )
    return rows


def run(name: str) -> list[Row]:
    """Rows of one measurement."""
    return _import(name) if name == "import" else _nightly(name)
