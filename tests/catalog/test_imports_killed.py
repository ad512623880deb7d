"""An import that is killed at any moment leaves all of the file or nothing of it, and can be run again."""

from __future__ import annotations

import gzip
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from catalog.customers.models import Customer
from catalog.imports.models import ImportBatch, ImportState
from catalog.imports.running import run_import
from catalog.orders.models import Order, OrderLine, Refund, RefundLine
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import RETAIL
from tests.services.instances import within
from tests.shops import a_shop

ROOT = Path(__file__).parents[2]
ROWS = 6000
TABLES = (Order, OrderLine, Refund, RefundLine, Customer, Product)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("killed") / "part.csv"
    with gzip.open(RETAIL) as whole:
        path.write_bytes(b"".join(next(whole) for _row in range(ROWS + 1)))
    return path


def british_shop() -> ShopContext:
    return a_shop(currency="GBP", timezone="Europe/London", country="GB")


def start(shop: ShopContext, file: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "manage.py",
        "import_file",
        str(file),
        "--shop",
        shop.slug,
        "--json",
        "--skip-checks",
    ]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    )


def wait_until_running(shop: ShopContext, process: subprocess.Popen[bytes]) -> float:
    """The moment when the import's own transaction begins."""
    while process.poll() is None:
        with shop_scope(shop.id):
            if ImportBatch.objects.filter(state=ImportState.RUNNING).exists():
                break
        time.sleep(0.02)
    return time.monotonic()


def connections() -> int:
    """How many connections this database has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def contents(shop: ShopContext) -> tuple[int, ...]:
    with shop_scope(shop.id):
        return tuple(table.objects.count() for table in TABLES)


def check_kills(file: Path, times: int) -> None:
    whole = british_shop()
    process = start(whole, file)
    began = wait_until_running(whole, process)
    assert process.wait() == 0
    seconds, everything = time.monotonic() - began, contents(whole)
    assert sum(everything) > ROWS
    moments, before = random.Random(7), connections()
    for _round in range(times):
        shop = british_shop()
        process = start(shop, file)
        wait_until_running(shop, process)
        time.sleep(moments.uniform(0, seconds))
        process.send_signal(signal.SIGKILL)
        process.wait()
        # Its statement may still run, and even be committed, until Postgres sees that nobody waits for it.
        assert within(60, lambda: connections() <= before)
        with shop_scope(shop.id):
            batch = ImportBatch.objects.get()
        if batch.state == ImportState.DONE:
            assert contents(shop) == everything
        else:
            assert contents(shop) == (0,) * len(TABLES)
            run_import(shop, batch.pk)
            assert contents(shop) == everything


def test_four_kills_leave_all_or_nothing(file: Path) -> None:
    check_kills(file, 4)


@pytest.mark.long
def test_twenty_kills_leave_all_or_nothing(file: Path) -> None:
    check_kills(file, 20)
