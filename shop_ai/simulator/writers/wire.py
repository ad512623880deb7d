"""A day's events as the page script sends them, and as the lines of a file of past events."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from shop_ai.simulator.assortment import PLACES
from shop_ai.simulator.model.channels import CHANNELS, Channel
from shop_ai.simulator.model.events import TYPES
from shop_ai.simulator.model.people import DEVICES, LANGUAGES
from shop_ai.simulator.model.world import Day, World
from shop_ai.simulator.writers.clock import event_id, midnight, moment, visitor

LANGUAGE_TAGS: Final = {"fr": "fr-DZ", "ar": "ar-DZ", "darija": "ar-DZ"}
WIDTHS: Final = {"mobile": (360, 390, 412), "desktop": (1280, 1366, 1920), "tablet": (768, 820, 834)}
AGENTS: Final = {
    "mobile": "Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
    "desktop": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36",
    "tablet": "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1",
}
PLACED: Final = ("impression", "reco_impression", "reco_click")  # carry where they stood
SLOTS: Final = {"impression": "list", "reco_impression": "product", "reco_click": "product"}
TELLS_WILAYA: Final = "begin_checkout"
OF_PLAYLISTS: Final = frozenset(["playlist_view", "playlist_step", "select"])


class Sent(NamedTuple):
    """One event with who sent it: the moment, the customer's number, whether the visitor agreed to a lasting id."""

    at: datetime
    customer: int
    consents: bool
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Site:
    """What the shop's pages know: its clock, its playlists by their address, and the public id of each piece.

    ``on_paths`` are the SKUs on each playlist, by address: who opened it and orders one of them came through it.
    """

    zone: ZoneInfo
    playlists: Sequence[str] = ()
    contents: Mapping[int, str] = field(default_factory=dict)
    on_paths: Mapping[str, Collection[str]] = field(default_factory=dict)

    def playlist(self, path: int) -> str:
        """The address of one of the model's paths."""
        return self.playlists[path % len(self.playlists)]


def wire(world: World, day: Day, site: Site) -> Iterator[Sent]:
    """The day's events in the order of the clock, with the fields of ``POST /e/<key>`` (docs/integrators/tracker.md)."""
    events, visits, start = day.events, day.visits, midnight(day.date, site.zone)
    columns = (
        events.kind,
        events.visit,
        events.product,
        events.term,
        events.second,
        events.value,
        events.rank,
    )
    for at, (kind, visit, product, term, second, value, rank) in enumerate(
        zip(*(column.tolist() for column in columns), strict=True)
    ):
        name = TYPES[kind]
        if name in OF_PLAYLISTS and not site.playlists:
            continue
        customer, channel = int(visits.customer[visit]), CHANNELS[int(visits.channel[visit])]
        sent_at = moment(start, second)
        body: dict[str, Any] = {
            "id": event_id(events.ids, at),
            "type": name,
            "time": sent_at.isoformat(timespec="milliseconds"),
            **_person(world, customer),
        }
        body |= _came_by(channel, is_paid=visit % 2 == 1)
        if (post := int(visits.post[visit])) >= 0 and post in site.contents:
            body["content"] = site.contents[post]
        body |= _particular(world, site, name, (product, term, rank))
        if not math.isnan(value):
            body["value"] = value
        consents = bool(world.people.consents[customer])
        if name == TELLS_WILAYA or consents:
            body["wilaya"] = PLACES[int(world.people.place[customer])].french
        yield Sent(sent_at, customer, consents, body)


def _came_by(channel: Channel, *, is_paid: bool) -> dict[str, Any]:
    """The referring host and the words of the link, by which the intake finds the channel again."""
    said: dict[str, Any] = {"ref": channel.referrer} if channel.referrer else {}
    if channel.slug == "email":
        said["utm"] = {"source": "newsletter", "medium": "email"}
    elif channel.campaign and is_paid:
        said["utm"] = {"source": channel.slug, "medium": "paid", "campaign": channel.campaign}
    return said


def _person(world: World, customer: int) -> dict[str, Any]:
    people = world.people
    widths = WIDTHS[DEVICES[int(people.device[customer])][0]]
    return {
        "lang": LANGUAGE_TAGS[LANGUAGES[int(people.language[customer])][0]],
        "w": widths[customer % len(widths)],
    }


def _particular(world: World, site: Site, name: str, what: tuple[int, int, int]) -> dict[str, Any]:
    """What only some types carry: the product, the words searched, the playlist, the place in a list."""
    product, term, rank = what
    if name == "search":
        return {"page": "/recherche", "query": world.trends.terms[term]}
    if name in OF_PLAYLISTS:
        slug = site.playlist(term)
        return {"page": f"/p/{slug}", "playlist": slug} | ({"step": rank} if name == "playlist_step" else {})
    sku = world.goods.sku[product]
    said: dict[str, Any] = {
        "sku": sku,
        "page": "/produits" if name == "impression" else f"/produits/{sku.lower()}",
    }
    if name in PLACED:
        said |= {"rank": rank, "slot": SLOTS[name]}
    return said


def past(world: World, day: Day, sent: Sent) -> dict[str, Any]:
    """The event as a line of a file: with the visitor and the device, which the server knows of a live one."""
    device = DEVICES[int(world.people.device[sent.customer])][0]
    position = None if sent.consents else day.position
    return sent.body | {"visitor": visitor(world.plan.seed, sent.customer, position), "device": device}


def address(customer: int) -> str:
    """An address of a private network for each customer, so that daily visitors stay apart."""
    return f"10.{customer >> 16 & 255}.{customer >> 8 & 255}.{customer & 255}"


def agent(world: World, customer: int) -> str:
    return AGENTS[DEVICES[int(world.people.device[customer])][0]]
