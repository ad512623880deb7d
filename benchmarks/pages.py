"""CPU milliseconds and statements of pages and of the widget's answer, beside empty views of the same stack.

Measured inside one process, one request after the other, so that the figure is the work of the web process itself.
"""

from __future__ import annotations

import json
import subprocess
import sys

from benchmarks.ingest import bed
from benchmarks.report import Row
from benchmarks.retail import imported
from shop_ai.services.paths import ROOT

NAMES = ("pages",)
REQUESTS = 40

MEASURE = """
import json, statistics, time
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.conf import settings
settings.ROOT_URLCONF = "benchmarks.floors.empty_urls"
settings.ALLOWED_HOSTS = ["*"]
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from catalog.people.models import User
from catalog.keys.services import ensure_public_key
from catalog.shops.directory import shop_by_slug
from attribution.nightly.services import run_night
from shop_ai.lib.memory import set_loaded_apart
from shop_ai.lib.tenancy import shop_scope
from tests.factories import log_in
from datetime import date
shop = shop_by_slug("bench-retail")
run_night(shop.id, mode="incremental", as_of=date(2011, 8, 31))
with shop_scope(shop.id):
    key = ensure_public_key(shop.id)
set_loaded_apart()  # as a web process does
client = log_in(User.objects.get(email="bench@retail.example"))
client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"  # as the first shops read it; English has no catalogue to look into

PAGES = {
    "today": "", "kpis": "kpis/", "sales": "sales/", "orders": "orders/", "products": "products/",
    "customers": "customers/", "signals": "signals/", "imports": "imports/",
}

def timed(address, requests):
    times = []
    for n in range(requests + 5):
        began = time.process_time()
        answer = client.get(address)
        times.append(time.process_time() - began)
        assert answer.status_code == 200, (address, answer.status_code)
    return times[5:]

def measure(address, floor):
    # The floor just before and just after: the speed of the machine changes by the minute.
    before, ours, after = timed(floor, %(requests)d), timed(address, %(requests)d), timed(floor, %(requests)d)
    return statistics.median(ours) * 1000, statistics.median(before + after) * 1000

def statements(address):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)

widget = f"/w/{key}/recommendations?slot=home&lang=fr"
addresses = {f"page_{name}": (f"/shops/bench-retail/{path}", "/empty-page") for name, path in PAGES.items()}
PUBLIC = {"transparency_public": "", "legal_public": "legal", "prices_public": "prices", "changes_public": "changes"}
addresses |= {f"page_{name}": (f"/t/bench-retail/{path}", "/empty-public") for name, path in PUBLIC.items()}
addresses |= {"widget": (widget, "/empty-json")}
found = {
    name: (*measure(address, floor), statements(address)) for name, (address, floor) in addresses.items()
}
print("found" + json.dumps(found))
"""


def run(name: str) -> list[Row]:
    """Median CPU milliseconds a request, ours over the floor, and how many statements a request asks."""
    imported()
    made = bed()
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", MEASURE % {"requests": REQUESTS}]
    said = subprocess.run(command, env=made.told, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found: dict[str, tuple[float, float, int]] = json.loads(said.split("found")[1])
    rows = []
    for label, (ours, floor, asked) in found.items():
        rows.append(_row(label, ours, "ms", floor))
        rows.append(_row(f"{label}_statements", asked, "statements", None))
    return rows


def _row(name: str, value: float, unit: str, floor: float | None) -> Row:
    return Row(
        name=name,
        value=round(value, 2),
        unit=unit,
        floor=None if floor is None else round(floor, 2),
        ratio=None if floor is None else round(value / floor, 2),
        n=REQUESTS,
    )
