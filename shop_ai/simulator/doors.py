"""A simulated shop through the doors that real shops use: services, importer, event intake."""

from __future__ import annotations

import gzip
import json
import time
import urllib.error
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.http import HttpResponse
from django.test import RequestFactory

from catalog.channels.selectors import campaign_names
from catalog.channels.services import CampaignFields, create_campaign
from catalog.content.models import ContentPiece
from catalog.imports.running import run_import
from catalog.imports.services import create_import
from catalog.keys.services import ensure_public_key
from catalog.parcels.remitting import NewRemittance, record_remittance
from catalog.parcels.selectors import couriers
from catalog.products.services import ProductFields, put_product
from catalog.shops.context import ShopContext
from catalog.spend.services import put_rate
from shop_ai.lib.period import local_day
from shop_ai.lib.refusals import Invalid
from shop_ai.lib.tenancy import shop_scope
from shop_ai.simulator.model.channels import CHANNELS
from shop_ai.simulator.model.content import external_id
from shop_ai.simulator.model.world import Day, World
from shop_ai.simulator.voices import Voices
from shop_ai.simulator.writers.files import DINARS_A_DOLLAR, as_json_lines, spend_files
from shop_ai.simulator.writers.parcels import parcels_file
from shop_ai.simulator.writers.posts import content_files
from shop_ai.simulator.writers.sheets import Sheets
from shop_ai.simulator.writers.wire import Sent, address, agent, past
from signals.ingest.api import receive
from signals.rollups.services import fold_waiting

HANDED_OVER_AFTER: Final = timedelta(days=9)  # couriers pay within two weeks
LIVE: Final = timedelta(hours=46)  # the intake refuses what is older than 48 hours
A_POST: Final = 80  # events; the most is 100, and 64 kB
TRIES: Final = 60
Say = Callable[[str], None]
Answer = tuple[int, dict[str, Any], float]  # status, document, seconds to wait


class DoorClosed(RuntimeError):
    """The intake did not take events, however often it was asked."""


@dataclass(slots=True)
class Told:
    """What the doors said of themselves: rows of files by kind, and the intake's outcomes."""

    products: Counter[str] = field(default_factory=Counter)
    orders: Counter[str] = field(default_factory=Counter)
    content: Counter[str] = field(default_factory=Counter)
    spend: Counter[str] = field(default_factory=Counter)
    history: Counter[str] = field(default_factory=Counter)
    live: Counter[str] = field(default_factory=Counter)
    parcels: Counter[str] = field(default_factory=Counter)
    talks: Counter[str] = field(default_factory=Counter)


class Doors:
    """Fills one shop. ``url`` sends live events over the network to a running service, "" calls the intake here."""

    def __init__(
        self, shop: ShopContext, world: World, now: datetime, *, url: str = "", say: Say = print
    ) -> None:
        self._shop, self._world, self._now, self._say = shop, world, now, say
        self.told = Told()
        self._voices = Voices(shop, world, now)
        with shop_scope(shop.id):
            key = ensure_public_key(shop.id)
        self._post = _over_network(f"{url.rstrip('/')}/e/{key}") if url else _in_process(key)

    def begin(self) -> dict[int, str]:
        """Products and content; returns the public id of each piece."""
        if not self.told.products:
            self.put_products()
        for name, content in content_files(self._world, self._shop.zone, self._now):
            self._import(name, content, "content", self.told.content)
        self.put_spend()
        return self._public_ids()

    def put_spend(self) -> None:
        """Campaigns with the channels that Meta's files do not tell, the rate of the dollar, and all spend."""
        for channel in CHANNELS:
            if channel.campaign and channel.campaign not in campaign_names(self._shop.id):
                create_campaign(self._shop.id, CampaignFields(channel.campaign, channel.slug))
        put_rate(
            self._shop.id,
            currency="USD",
            starts_on=self._world.plan.first,
            rate=Decimal(int(DINARS_A_DOLLAR)),
        )
        for name, content in spend_files(self._world):
            self._import(name, content, "spend", self.told.spend)

    def put_products(self) -> None:
        """The catalogue alone, for playlists that must stand before the first visit."""
        goods = self._world.goods
        for at, sku in enumerate(goods.sku):
            said = ProductFields(
                title=goods.french[at],
                price=Decimal(int(goods.price[at])),
                stock=goods.stock[at],
                category=goods.categories[int(goods.category[at])],
            )
            _product, is_new = put_product(self._shop.id, sku=sku, fields=said)
            self.told.products["created" if is_new else "unchanged"] += 1

    def _public_ids(self) -> dict[int, str]:
        wanted = {external_id(at): at for at in range(len(self._world.posts))}
        with shop_scope(self._shop.id):
            found = ContentPiece.objects.filter(external_id__in=wanted).values_list("external_id", "uid")
            return {wanted[name]: str(uid) for name, uid in found}

    def orders(self, sheets: Sheets) -> None:
        for name, content in sheets.texts():
            self._import(name, content, "orders", self.told.orders)
        self.put_parcels(sheets)

    def put_parcels(self, sheets: Sheets) -> None:
        """What couriers say of the last weeks, and the cash that they have handed over since."""
        content = parcels_file(sheets, self._now)
        if not content:
            return
        self._import("colis.csv", content, "parcels", self.told.parcels)
        day = local_day(self._now - HANDED_OVER_AFTER, self._shop.zone)
        for courier in couriers(self._shop.id):
            with suppress(Invalid):  # a courier without such cash
                record_remittance(self._shop, NewRemittance(courier, day))

    def events(self, sent: list[tuple[Day, Sent]]) -> None:
        """Recent events to the intake by visitor, as pages would send them; older ones as a file of the past."""
        since = self._now - LIVE
        old = [past(self._world, day, one) for day, one in sent if one.at < since]
        if old:
            packed = gzip.compress(as_json_lines(old), 1, mtime=0)
            self._import("events.jsonl.gz", packed, "events", self.told.history)
        visitors: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for _day, one in sent:
            if one.at >= since:
                visitors[one.customer].append(one.body)
        for customer, bodies in visitors.items():
            for start in range(0, len(bodies), A_POST):
                self._send(customer, bodies[start : start + A_POST])

    def day(self, day: Day) -> None:
        """What is said waits for the orders. Reviews have no door yet: ``--out`` writes them as a file."""
        self._voices.day(day)

    def end(self) -> dict[str, Any]:
        self.told.talks.update(self._voices.bring_in())
        while fold_waiting():
            pass
        return {one.name: dict(getattr(self.told, one.name)) for one in fields(self.told)}

    def _import(self, name: str, content: bytes, kind: str, counts: Counter[str]) -> None:
        batch = create_import(self._shop, content=content, file_name=name, kind=kind)
        outcome = run_import(self._shop, batch.pk)
        counts.update(outcome.rows())
        self._say(f"{self._shop.name}: {name}: {outcome.created} of {outcome.read} rows created")

    def _send(self, customer: int, events: list[dict[str, Any]]) -> None:
        """Send until the intake has taken them, waiting when it asks for patience; raises DoorClosed."""
        body = json.dumps({"events": events})
        for _turn in range(TRIES):
            status, document, wait = self._post(body, address(customer), agent(self._world, customer))
            if status == 202:
                self.told.live.update({name: int(document[name]) for name in ("stored", "duplicate")})
                self.told.live.update({f"dropped_{name}": n for name, n in document["dropped"].items()})
                return
            if status not in (429, 503):
                break
            time.sleep(wait or 1)
        raise DoorClosed(f"the intake answered {status}")


Post = Callable[[str, str, str], Answer]


def _in_process(key: str) -> Post:
    """The intake's own view, called as the web server calls it."""
    factory = RequestFactory()

    def post(body: str, visitor: str, browser: str) -> Answer:
        request = factory.post(
            f"/e/{key}", body, content_type="text/plain", REMOTE_ADDR=visitor, HTTP_USER_AGENT=browser
        )
        response = receive(request, key)
        content = response.content if isinstance(response, HttpResponse) else b"{}"
        return response.status_code, json.loads(content), float(response.headers.get("Retry-After", 0))

    return post


def _over_network(url: str) -> Post:
    def post(body: str, visitor: str, browser: str) -> Answer:
        headers = {"Content-Type": "text/plain", "User-Agent": browser, "X-Forwarded-For": visitor}
        request = urllib.request.Request(url, body.encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, json.load(response), 0.0
        except urllib.error.HTTPError as error:
            return error.code, {}, float(error.headers.get("Retry-After") or 0)

    return post
