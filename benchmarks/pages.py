"""Milliseconds of a dashboard page, a public page and the widget's answer, beside empty views of the same stack.

Measured inside one process, one request after the other, so that the figure is the work itself and not the waiting.
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
from django.conf import settings
settings.ROOT_URLCONF = "benchmarks.floors.empty_urls"
settings.ALLOWED_HOSTS = ["*"]
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from catalog.people.models import User
from catalog.keys.services import ensure_public_key
from catalog.shops.directory import shop_by_slug
from attribution.nightly.services import run_night
from shop_ai.lib.tenancy import shop_scope
from tests.factories import log_in
from datetime import date
shop = shop_by_slug("bench-retail")
run_night(shop.id, mode="incremental", as_of=date(2011, 8, 31))
with shop_scope(shop.id):
    key = ensure_public_key(shop.id)
client = log_in(User.objects.get(email="bench@retail.example"))

def measure(address):
    times = []
    for n in range(%(requests)d + 5):
        began = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - began)
        assert answer.status_code == 200, (address, answer.status_code)
    return statistics.median(times[5:]) * 1000

widget = f"/w/{key}/recommendations?slot=home&lang=fr"
found = {
    "page_today": (measure("/shops/bench-retail/"), measure("/empty-page")),
    "page_sales": (measure("/shops/bench-retail/sales/"), measure("/empty-page")),
    "page_orders": (measure("/shops/bench-retail/orders/"), measure("/empty-page")),
    "page_transparency_public": (measure("/t/bench-retail/"), measure("/empty-json")),
    "widget": (measure(widget), measure("/empty-json")),
}
print("found" + json.dumps(found))
"""


def run(name: str) -> list[Row]:
    """Median milliseconds a request; the ratio is ours over the floor."""
    imported()
    made = bed()
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", MEASURE % {"requests": REQUESTS}]
    said = subprocess.run(command, env=made.told, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found: dict[str, tuple[float, float]] = json.loads(said.split("found")[1])
    return [
        Row(
            name=label,
            value=round(ours, 2),
            unit="ms",
            floor=round(floor, 2),
            ratio=round(ours / floor, 2),
            n=REQUESTS,
        )
        for label, (ours, floor) in found.items()
    ]
