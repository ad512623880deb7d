"""Events per second into Postgres, beside a bare durable INSERT and a COPY; and folding beside one GROUP BY."""

from __future__ import annotations

import atexit
import json
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

import psycopg

from benchmarks.load import Load, fire, post
from benchmarks.report import Row
from shop_ai.services.database import OWNER
from shop_ai.services.paths import ROOT
from shop_ai.services.plan import environment
from shop_ai.services.postgres import ADMIN
from shop_ai.services.process import Spec, launch, stop, wait_until
from shop_ai.services.temporary import TemporaryServers
from tests.reliability.instance import MAKE_SHOP, free_port

NAMES = ("ingest_single", "ingest_batch", "drain", "fold")
ROUNDS, SECONDS = 5, 4.0
READY = int(3_000 * SECONDS)
BATCH, COPIED, COPIES, FOLDED = 20, 5_000, 16, 40_000

WAITING = """
INSERT INTO signals_inboxevent (shop_id, event_id, received_at, body, is_folded)
SELECT s.id, gen_random_uuid(), now(), jsonb_build_object('type', (ARRAY['view','dwell','add_to_cart'])[1 + n %% 3],
    'time', to_char(now() - n * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SSOF'), 'channel', 'direct',
    'page', '/p/' || n %% 500, 'device', 'mobile', 'visitor', md5((n %% 3000)::text), 'value', n %% 90), false
FROM generate_series(1, %s) n, catalog_shop s
"""
GROUP_BY = """
SELECT day, type, coalesce(product_id, 0), coalesce(playlist_id, 0), channel, count(*), sum(value)
FROM signals_event GROUP BY 1, 2, 3, 4, 5
"""
DRAIN = """
import time
from signals.rollups.services import count_due_sessions, fold_waiting
began, folded = time.perf_counter(), 0
while part := fold_waiting(in_turn=True):
    folded += part
count_due_sessions(at_once=True)
print(f"folded {folded} {time.perf_counter() - began}")
"""
RECOUNT = """
import time
from datetime import date
from catalog.shops.directory import all_shop_ids
from signals.rollups.services import recount
def count(first, last):
    for shop_id in all_shop_ids():
        recount(shop_id, first, last, with_sessions=False)
count(date(1999, 1, 1), date(1999, 1, 2))  # nothing: a worker is connected already
began = time.perf_counter()
count(date(2000, 1, 1), date(2100, 1, 1))
print(f"counted {time.perf_counter() - began}")
"""
# The least that draining can do: read the waiting rows, write them among the raw ones, mark them.
BARE_DRAIN = """
WITH marked AS (UPDATE signals_inboxevent SET is_folded = true WHERE NOT is_folded RETURNING *)
INSERT INTO signals_event (shop_id, occurred_at, event_id, day, type, channel, page, device, visitor, value)
SELECT shop_id, (body->>'time')::timestamptz, event_id, ((body->>'time')::timestamptz)::date, body->>'type',
    body->>'channel', body->>'page', body->>'device', body->>'visitor', (body->>'value')::numeric FROM marked
"""
EMPTY = (
    "TRUNCATE signals_inboxevent, signals_event, signals_dailysignal, signals_dailyvisitor, signals_dailysearch,"
    " signals_dailymoment, signals_dailyproduct, signals_session, signals_dailysession"
)


@dataclass(frozen=True)
class Bed:
    """Servers of their own, a shop with its key, our web processes and the bare ones."""

    servers: TemporaryServers
    told: dict[str, str]
    key: str
    port: int
    bare_port: int

    def database(self) -> psycopg.Connection[Any]:
        return psycopg.connect(
            host=str(self.servers.run.postgres), user=ADMIN, dbname="shop_ai", autocommit=True
        )


def _manage(told: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, env=told, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def _web(stack: ExitStack, servers: TemporaryServers, application: str, told: dict[str, str]) -> int:
    """Start gunicorn as ``./run`` does; returns its port."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        application,
        "-b",
        f"127.0.0.1:{port}",
        "--no-control-socket",
    ]
    spec = Spec(
        application,
        [*command, "-w", "2", "-k", "gthread", "--threads", "4"],
        environment=told,
        directory=ROOT,
    )
    process = launch(spec, servers.run.logs / f"{application}.log")
    stack.callback(stop, process, spec)
    return port


def _accepts(port: int, path: str) -> bool:
    """Whether a new event is taken; each try sends one of its own, since the bare server refuses a second copy."""
    try:
        return 202 in fire(port, lambda: _events(path, 1), seconds=0.2, connections=1).answers
    except OSError:
        return False


@cache
def bed() -> Bed:
    stack = ExitStack()
    atexit.register(stack.close)
    servers = stack.enter_context(TemporaryServers(durable=True))
    servers.prepare()
    plenty = {"INGEST_EVENTS_PER_SECOND": "100000000", "INGEST_EVENTS_BURST": "100000000"}
    told = servers.environment | environment(servers.run, 8000) | plenty
    _manage(told | {"DATABASE_USER": OWNER}, "migrate", "-v", "0")
    said = _manage(told, "shell", "-v", "0", "-c", MAKE_SHOP.format(slug="bench"))
    key = next(line[4:] for line in said.splitlines() if line.startswith("key:"))
    made = Bed(
        servers,
        told,
        key,
        _web(stack, servers, "shop_ai.wsgi", told),
        _web(stack, servers, "benchmarks.floors.bare_wsgi", told),
    )
    with made.database() as database:
        database.execute("CREATE TABLE bare_inbox (LIKE signals_inboxevent INCLUDING ALL)")
    for port, path in ((made.port, f"/e/{key}"), (made.bare_port, "/bare")):
        wait_until(partial(_accepts, port, path), 120, pause=0.5)
    return made


def _event() -> dict[str, object]:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {
        "id": str(uuid.uuid4()),
        "type": "view",
        "time": now,
        "page": "/p/robe",
        "sku": "ROBE",
        "lang": "fr",
        "w": 412,
    }


def _events(path: str, count: int) -> bytes:
    return post(path, json.dumps({"events": [_event() for _ in range(count)]}).encode())


def _load(port: int, path: str, count: int) -> Load:
    # Written before the clock runs, as the rows of the floors are: browsers write their events on their own processors.
    ready = [_events(path, count) for _ in range(READY)]
    load = fire(port, lambda: ready.pop() if ready else _events(path, count), seconds=SECONDS)
    if set(load.answers) != {202}:
        raise RuntimeError(f"{path} answered {dict(load.answers)}")
    return load


def _row(name: str, value: float, unit: str, floor: float, ratio: float) -> Row:
    return Row(
        name=name, value=round(value, 4), unit=unit, floor=round(floor, 4), ratio=round(ratio, 3), n=ROUNDS
    )


def _rounds(measure: Callable[[], Load], floor: Callable[[], Load]) -> tuple[list[Load], list[Load]]:
    """Ours and the floor in turn, so that both meet the same moods of the machine."""
    pairs = [(measure(), floor()) for _ in range(ROUNDS)]
    return [ours for ours, _floor in pairs], [bare for _ours, bare in pairs]


def _single(name: str) -> list[Row]:
    made = bed()
    ours, bare = _rounds(
        lambda: _load(made.port, f"/e/{made.key}", 1), lambda: _load(made.bare_port, "/bare", 1)
    )
    speed, least = (statistics.median(load.per_second for load in loads) for loads in (ours, bare))
    late, least_late = (statistics.median(load.p99 for load in loads) for loads in (ours, bare))
    return [
        _row(name, speed, "events/s", least, speed / least),
        _row(f"{name}_p99", late, "ms", least_late, late / least_late),
    ]


def _copy(made: Bed) -> float:
    """Events per second of COPY into a table with the same indexes, 5,000 rows a commit, one connection."""
    rows = [(1, uuid.uuid4(), datetime.now(UTC), json.dumps(_event()), False) for _ in range(COPIES * COPIED)]
    with made.database() as database:
        database.execute("TRUNCATE bare_inbox")
        began = time.perf_counter()
        for start in range(0, len(rows), COPIED):
            with database.cursor().copy(
                "COPY bare_inbox (shop_id, event_id, received_at, body, is_folded) FROM STDIN"
            ) as copy:
                for row in rows[start : start + COPIED]:
                    copy.write_row(row)
        return len(rows) / (time.perf_counter() - began)


def _batch(name: str) -> list[Row]:
    made = bed()
    pairs = [(_load(made.port, f"/e/{made.key}", BATCH), _copy(made)) for _ in range(ROUNDS)]
    speed = statistics.median(load.per_second * BATCH for load, _floor in pairs)
    floor = statistics.median(floor for _load, floor in pairs)
    late = statistics.median(load.p99 for load, _floor in pairs)
    return [
        _row(name, speed, "events/s", floor, speed / floor),
        Row(name=f"{name}_p99", value=round(late, 2), unit="ms", floor=None, ratio=None, n=ROUNDS),
    ]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _wait_in_inbox(database: psycopg.Connection[Any]) -> None:
    database.execute(EMPTY)
    database.execute(WAITING, [FOLDED])
    database.execute("ANALYZE signals_inboxevent")


def _drain_once(made: Bed, database: psycopg.Connection[Any]) -> float:
    _wait_in_inbox(database)
    folded, seconds = _manage(made.told, "shell", "-v", "0", "-c", DRAIN).split()[-2:]
    if int(folded) != FOLDED:
        raise RuntimeError(f"{folded} of {FOLDED} were folded")
    return float(seconds)


def _drain(name: str) -> list[Row]:
    """Seconds from waiting events to raw rows and daily sums, beside one statement that only moves and marks them."""
    made, ours, floors = bed(), [], []
    with made.database() as database:
        for _ in range(ROUNDS):
            ours.append(_drain_once(made, database))
            _wait_in_inbox(database)
            floors.append(_seconds(lambda: database.execute(BARE_DRAIN)))
    value, floor = statistics.median(ours), statistics.median(floors)
    return [_row(name, value, "s", floor, value / floor)]


def _fold(name: str) -> list[Row]:
    """Seconds from raw events to daily sums and visitors, beside one GROUP BY over the same rows."""
    made, ours, floors = bed(), [], []
    with made.database() as database:
        _drain_once(made, database)
        database.execute("ANALYZE")  # as Postgres does by itself after a while
        for _ in range(ROUNDS):
            ours.append(float(_manage(made.told, "shell", "-v", "0", "-c", RECOUNT).split()[-1]))
            floors.append(_seconds(lambda: database.execute(GROUP_BY).fetchall()))
    value, floor = statistics.median(ours), statistics.median(floors)
    return [_row(name, value, "s", floor, value / floor)]


def run(name: str) -> list[Row]:
    """One of ``NAMES``: events/s with the 99th percentile, or seconds for 40,000 events."""
    measure = {"ingest_single": _single, "ingest_batch": _batch, "drain": _drain, "fold": _fold}
    return measure[name](name)
