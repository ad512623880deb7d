"""The night and the fold on one, five and twenty million events of history, and a full night beside one scan.

``BENCH_MILLIONS`` (default ``1``) names the histories, such as ``1,5,20``: twenty take about half an hour. The history
alone is written by COPY and by ``INSERT … SELECT`` into the partitions, past the intake: it is what months of intake
would have left. Everything that is measured goes the product's own way. One simulated month of about 33,000 events a
day is the pattern; further months are copies of it, shifted, with ids of their own.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from benchmarks.ingest import Bed, bed
from benchmarks.report import Row
from benchmarks.scale_pattern import DAYS, copy_pattern
from benchmarks.scale_sql import (
    AGAIN,
    FOLD,
    NIGHT,
    OWNER,
    PARTITION,
    PUT_PRODUCTS,
    SCAN_DAY,
    SCAN_EVENTS,
    SCAN_ORDERS,
    SHOP,
    SLUG,
    SUMS,
    WAITING,
)
from shop_ai.services.paths import ROOT

NAMES = ("scale", "scale_full")
ROUNDS = 3
MOST_FULL, ORDERS_A_MILLION = 5, 100_000
MEASURED_DAYS_AGO = 13


@dataclass
class History:
    """The shop with its pattern month before ``base``; ``blocks`` months were written, ``measured`` days were taken."""

    made: Bed
    shop: int
    base: date
    per_block: int
    blocks: int = 1
    measured: int = 0
    has_orders: bool = field(default=False)

    @property
    def first(self) -> date:
        return self.base - timedelta(days=DAYS)

    def asked(self, **more: Any) -> dict[str, Any]:
        return {"shop": self.shop, "base": self.base, "first": self.first, **more}


def millions() -> list[int]:
    """The histories to measure, smallest first."""
    return sorted(int(word) for word in os.environ.get("BENCH_MILLIONS", "1").split(","))


def _manage(made: Bed, *arguments: str) -> tuple[str, float]:
    """What the command printed, and the most memory it took in MB."""
    with TemporaryDirectory() as folder, (Path(folder) / "out").open("w+") as out:
        command = [sys.executable, "manage.py", *arguments]
        process = subprocess.Popen(command, env=made.told, cwd=ROOT, stdout=out)
        _pid, status, usage = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"{arguments[0]} failed")
        out.seek(0)
        return out.read(), usage.ru_maxrss / 1024


def _shell(made: Bed, code: str) -> tuple[str, float]:
    return _manage(made, "shell", "-v", "0", "-c", code)


@cache
def history() -> History:
    """The shop with the first month of history."""
    made = bed()
    _manage(made, *SHOP, *OWNER)
    _shell(made, PUT_PRODUCTS)
    base = datetime.now(UTC).date() - timedelta(days=MEASURED_DAYS_AGO)
    with made.database() as database:
        row = database.execute("SELECT id FROM catalog_shop WHERE slug = %s", [SLUG]).fetchone()
        found = History(made, int(row[0]) if row else 0, base, 0)
        _make_room(database, found.first, base + timedelta(days=MEASURED_DAYS_AGO))
        found.per_block = copy_pattern(database, found.shop, found.base)
    _settle(found, found.first, base)
    return found


def _make_room(database: psycopg.Connection[Any], first: date, last: date) -> None:
    for offset in range(-2, (last - first).days + 2):
        day = first + timedelta(days=offset)
        if day.day == 1 or offset == -2:
            database.execute(PARTITION, [day.replace(day=1)])


def _settle(found: History, first: date, last: date) -> None:
    """Daily sums and sessions of these days, a month at a time, then one night that is not measured."""
    start = first
    while start < last:
        end = min(start + timedelta(days=DAYS), last)
        _shell(found.made, SUMS.format(first=start, last=end - timedelta(days=1)))
        start = end
    # What months of use would have written long ago is written now, not while a night is measured.
    with found.made.database() as database:
        database.execute("VACUUM ANALYZE")
        database.execute("CHECKPOINT")
    _night(found, "incremental", found.base - timedelta(days=1))


def grow(count: int) -> History:
    """The shop with at least ``count`` million events of history."""
    found = history()
    before = found.blocks
    with found.made.database() as database:
        while found.blocks * found.per_block < count * 1_000_000 * 0.97:
            shift = timedelta(days=DAYS * found.blocks)
            _make_room(database, found.first - shift, found.base - shift)
            database.execute(AGAIN, found.asked(shift=shift, block=str(found.blocks)))
            found.blocks += 1
    if found.blocks > before:
        _settle(
            found,
            found.first - timedelta(days=DAYS * (found.blocks - 1)),
            found.first - timedelta(days=DAYS * (before - 1)),
        )
    return found


def _night(found: History, mode: str, day: date) -> tuple[float, float, float]:
    """Seconds of the night itself, the processor's seconds of worker and database, and the worker's most memory in MB."""
    folder = found.made.servers.run.postgres / "data"
    said, peak = _shell(found.made, NIGHT.format(mode=mode, day=day, folder=folder))
    worked, took = (float(word) for word in said.split()[-2:])
    return took, worked, peak


def _new_day(found: History) -> tuple[float, float, float, float, int]:
    """Seconds of the fold, of the night (by the clock and by the processor) and of a scan of one more day of events."""
    found.measured += 1
    day = found.base + timedelta(days=found.measured - 1)
    pattern = found.base - timedelta(days=1)
    told = found.asked(shift=day - pattern, pattern=pattern, block=f"new{found.measured}", day=day)
    with found.made.database() as database:
        database.execute(WAITING, told)
        database.execute("ANALYZE signals_inboxevent")
        said, _peak = _shell(found.made, FOLD)
        _word, folded, fold = said.split()[-3:]
        if int(folded) < 1000:
            raise RuntimeError(f"only {folded} events were folded")
        night, worked, _peak = _night(found, "incremental", day)
        scan = _seconds(database, SCAN_DAY, told)
    return float(fold), night, worked, scan, int(folded)


def _seconds(database: psycopg.Connection[Any], statement: str, told: dict[str, Any] | None = None) -> float:
    began = time.perf_counter()
    database.execute(statement, told).fetchall()
    return time.perf_counter() - began


def _scale(name: str) -> list[Row]:
    """Fold and night of one new day on each history; the floor is a scan of the day, then the smallest history."""
    rows: list[Row] = []
    nights: list[tuple[int, float, float]] = []
    for count in millions():
        found = grow(count)
        rounds = [_new_day(found) for _ in range(ROUNDS)]
        fold, night, worked, scan, folded = (
            statistics.median(column) for column in zip(*rounds, strict=True)
        )
        rows += [
            _row(f"{name}_fold_{count}m", folded / fold, "events/s", None, None),
            _row(f"{name}_night_{count}m", night, "s", scan, night / scan),
        ]
        nights.append((count, night, worked))
        print(f"{count} million: {rounds}", file=sys.stderr, flush=True)
    first, least, least_worked = nights[0]
    for count, night, worked in nights[1:]:
        told = f"{name}_night_{count}m_to_{first}m"
        rows += [
            _row(told, night, "s", least, night / least),
            _row(f"{told}_cpu", worked, "s", least_worked, worked / least_worked),
        ]
    return rows


def _row(name: str, value: float, unit: str, floor: float | None, ratio: float | None) -> Row:
    return Row(
        name=name,
        value=round(value, 4),
        unit=unit,
        floor=None if floor is None else round(floor, 4),
        ratio=None if ratio is None else round(ratio, 3),
        n=ROUNDS,
    )


def _bring_orders(found: History, count: int) -> None:
    """Simulated orders through the importer, 100,000 for each million events."""
    if found.has_orders:
        return
    last = str(found.base - timedelta(days=1))
    sizes = ["--days", "330", "--orders", str(ORDERS_A_MILLION * count), "--visits-per-day", "0"]
    with TemporaryDirectory() as folder:
        _manage(
            found.made, "simulate", "--out", folder, "--last", last, "--products", "200", *sizes, "--json"
        )
        for path in [*Path(folder).glob("commandes-*.csv"), *Path(folder).glob("talabat-*.csv")]:
            _manage(found.made, "import_file", str(path), "--shop", SLUG, "--kind", "orders", "--json")
    found.has_orders = True


def _full(name: str) -> list[Row]:
    """A full night on the largest history up to five million events, beside one scan of the same events and orders."""
    count = max([one for one in millions() if one <= MOST_FULL] or [1])
    found = grow(count)
    _bring_orders(found, count)
    day = found.base + timedelta(days=max(found.measured - 1, 0))
    seconds, _worked, peak = _night(found, "full", day)
    with found.made.database() as database:
        floor = _seconds(database, SCAN_EVENTS) + _seconds(database, SCAN_ORDERS)
    night = _row(f"{name}_{count}m", seconds, "s", floor, seconds / floor)
    memory = _row(f"{name}_{count}m_memory", peak, "MB", None, None)
    return [{**night, "n": 1}, {**memory, "n": 1}]


def run(name: str) -> list[Row]:
    """One of ``NAMES`` on the histories of ``BENCH_MILLIONS``."""
    return {"scale": _scale, "scale_full": _full}[name](name)
